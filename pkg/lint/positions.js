// Finds positions in a JSON text: JSON pointer → line and column. The text must be valid JSON.

/**
 * @param {string} text
 * @returns {(pointer: string) => { line: number, column: number }} of the value, or of its nearest ancestor in the text
 */
export function positionsOf(text) {
  const offsets = new Map();
  let at = 0;
  const skipBlanks = () => { while (/\s/.test(text[at] ?? "")) at++; };
  const readString = () => {
    const start = at++;
    while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    at++;
    return JSON.parse(text.slice(start, at));
  };
  const readValue = (pointer) => {
    skipBlanks();
    offsets.set(pointer, at);
    if (text[at] === "{") readMembers(pointer, "}", () => { const key = readString(); skipBlanks(); at++; return key; });
    else if (text[at] === "[") { let index = 0; readMembers(pointer, "]", () => String(index++)); }
    else if (text[at] === '"') readString();
    else while (/[^,\]}\s]/.test(text[at] ?? ",")) at++;
  };
  const readMembers = (pointer, end, key) => {
    at++;
    for (skipBlanks(); text[at] !== end; skipBlanks()) {
      if (text[at] === ",") { at++; skipBlanks(); }
      readValue(`${pointer}/${key().replace(/~/g, "~0").replace(/\//g, "~1")}`);
    }
    at++;
  };
  readValue("");
  return (pointer) => {
    let found = pointer;
    while (!offsets.has(found)) found = found.slice(0, found.lastIndexOf("/"));
    const before = text.slice(0, offsets.get(found));
    return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
  };
}
