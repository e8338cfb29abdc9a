// Finds positions in a JSON text: JSON pointer → line and column. The text must be valid JSON.

/**
 * @param {string} text
 * @returns {(pointer: string) => { line: number, column: number }} of the value, or of its nearest ancestor in the text
 */
export function placesOf(text) {
  const offsets = new Map();
  let at = 0;
  const blank = () => { while (/\s/.test(text[at] ?? "")) at++; };
  const string = () => {
    const start = at++;
    while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    at++;
    return JSON.parse(text.slice(start, at));
  };
  const value = (pointer) => {
    blank();
    offsets.set(pointer, at);
    if (text[at] === "{") members(pointer, "}", () => { const key = string(); blank(); at++; return key; });
    else if (text[at] === "[") { let index = 0; members(pointer, "]", () => String(index++)); }
    else if (text[at] === '"') string();
    else while (/[^,\]}\s]/.test(text[at] ?? ",")) at++;
  };
  const members = (pointer, end, key) => {
    at++;
    for (blank(); text[at] !== end; blank()) {
      if (text[at] === ",") { at++; blank(); }
      value(`${pointer}/${key().replace(/~/g, "~0").replace(/\//g, "~1")}`);
    }
    at++;
  };
  value("");
  return (pointer) => {
    let found = pointer;
    while (!offsets.has(found)) found = found.slice(0, found.lastIndexOf("/"));
    const before = text.slice(0, offsets.get(found));
    return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
  };
}
