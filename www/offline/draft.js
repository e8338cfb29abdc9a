// All that was typed into a form. The form's own order omits what is not relevant at the moment. A draft keeps it,
// since the next answer may make it relevant again.

/**
 * Returns the draft after an edit.
 * @param {Record<string, any>} draft
 * @param {Record<string, any>} order the form's current order
 * @param {string[]} fields the edited fields; one without a value in the form was cleared
 */
export function applyEdits(draft, order, fields) {
  const next = { ...draft, ...order };
  for (const field of fields) if (!Object.hasOwn(order, field)) delete next[field];
  return next;
}

/** The field of a path: `items` of `items[0].qty`. @param {string} path */
export const fieldOf = (path) => path.replace(/[[.].*/, "");

/** Whether two drafts are equal. */
export const isSameDraft = (a, b) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
