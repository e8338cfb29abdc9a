// What the page keeps in local storage: the mapping of columns, an organisation's parameters and typed figures. Without
// storage, only this is lost.

const storageKey = (kind, settlement) => `gongdan.settlement.${kind}.${settlement}`;

/** @returns {Record<string, any>} */
export function readStored(kind, settlement) {
  try {
    const value = JSON.parse(localStorage.getItem(storageKey(kind, settlement)) ?? "{}");
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

export function writeStored(kind, settlement, values) {
  try {
    localStorage.setItem(storageKey(kind, settlement), JSON.stringify(values));
  } catch {
    // Private windows and full disks.
  }
}
