// Reads the sections of a wasm module, and what the tools need from them.

/** Returns a reader of a module's bytes. */
export function reader(bytes, place = 0) {
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[place++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const take = (size) => bytes.subarray(place, (place += size));
  const text = () => new TextDecoder().decode(take(number()));
  return { number, take, text, byte: () => bytes[place++], place: () => place, ended: () => place >= bytes.length };
}

/** Returns the sections of a module by number; custom ones by name. */
export function sections(bytes) {
  const all = new Map();
  const module = reader(bytes, 8);
  while (!module.ended()) {
    const id = module.byte();
    const body = module.take(module.number());
    if (id !== 0) all.set(id, body);
    else all.set(reader(body).text(), body);
  }
  return all;
}

/** Returns the number of imported functions. */
export function importedFunctions(body) {
  const imports = reader(body);
  let count = 0;
  for (let left = imports.number(); left > 0; left--) {
    imports.text();
    imports.text();
    if (imports.byte() !== 0) throw new Error("an import that is no function");
    imports.number();
    count++;
  }
  return count;
}
