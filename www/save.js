// Saves a file from the page, like a download.

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // A browser may first ask where to save it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The same for JSON, in parts. @param {BlobPart[]} parts @param {string} name */
export const saveJson = (parts, name) => save(new Blob(parts, { type: "application/json" }), name);
