// What the page keeps in local storage: the mapping of columns, an organisation's parameters and typed figures. Without
// storage, only this is lost.

const key = (what, settlement) => `gongdan.settlement.${what}.${settlement}`;

/** @returns {Record<string, any>} */
export function kept(what, settlement) {
  try {
    const value = JSON.parse(localStorage.getItem(key(what, settlement)) ?? "{}");
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

export function keep(what, settlement, values) {
  try {
    localStorage.setItem(key(what, settlement), JSON.stringify(values));
  } catch {
    // Private windows and full disks.
  }
}
