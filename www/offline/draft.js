// All that was typed into a form. The form itself gives an order as it may be sent: what is not relevant just now is left
// out of it. A draft keeps that as well, since the next answer may make it relevant again.

/**
 * The draft after an edit.
 * @param {Record<string, any>} draft
 * @param {Record<string, any>} order what the form gives now
 * @param {string[]} fields those that were edited; what the form has no value for, was cleared
 */
export function edited(draft, order, fields) {
  const next = { ...draft, ...order };
  for (const field of fields) if (!Object.hasOwn(order, field)) delete next[field];
  return next;
}

/** The field of a path: `items` of `items[0].qty`. @param {string} path */
export const fieldOf = (path) => path.replace(/[[.].*/, "");

/** Whether two drafts say the same. */
export const isSame = (a, b) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
