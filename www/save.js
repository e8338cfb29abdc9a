// A file that a person gets from the page, as if it had been downloaded.

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A browser may ask first where to put it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The same with JSON, in parts. @param {BlobPart[]} parts @param {string} name */
export const saveJson = (parts, name) => save(new Blob(parts, { type: "application/json" }), name);
