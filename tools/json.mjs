// Reads and writes JSON unchanged: members keep their order (1, 10, 2 too) and figures their digits (1.50). An object
// is a Map, an array an array, everything else the JSON text of its value.

const token = /\s*("(?:[^"\\]|\\.)*"|[\w.+-]+|[{}[\],:])/y;

/** Keeps a figure as written; a text gets as few escapes as possible. */
function scalar(written) {
  const value = JSON.parse(written);
  return typeof value === "string" ? JSON.stringify(value) : written;
}

/** @param {string} text */
export function parse(text) {
  token.lastIndex = 0;
  const next = () => {
    const from = token.lastIndex;
    const found = token.exec(text);
    if (!found) throw new SyntaxError(`no JSON at offset ${from}`);
    return found[1];
  };
  /** Reads the items up to a closing bracket; `read` gets the first token of each. */
  const items = (close, read) => {
    for (let first = next(); first !== close; first = next()) {
      read(first);
      const after = next();
      if (after === close) return;
      if (after !== ",") throw new SyntaxError(`a comma is due before offset ${token.lastIndex}`);
    }
  };
  const value = (first) => {
    if (first === "[") {
      const list = [];
      items("]", (item) => list.push(value(item)));
      return list;
    }
    if (first !== "{") return scalar(first);
    const members = new Map();
    items("}", (name) => {
      const key = JSON.parse(name);
      if (members.has(key)) throw new SyntaxError(`\`${key}\` appears twice before offset ${token.lastIndex}`);
      if (next() !== ":") throw new SyntaxError(`a colon is due before offset ${token.lastIndex}`);
      members.set(key, value(next()));
    });
    return members;
  };
  const all = value(next());
  if (text.slice(token.lastIndex).trim()) throw new SyntaxError(`more text at offset ${token.lastIndex}`);
  return all;
}

/** Writes without blanks. */
export function compact(value) {
  if (Array.isArray(value)) return `[${value.map(compact)}]`;
  if (!(value instanceof Map)) return value;
  return `{${[...value].map(([key, member]) => `${JSON.stringify(key)}:${compact(member)}`)}}`;
}
