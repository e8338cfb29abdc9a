// Groups the fields of a form into the blocks of its paper form, in the standard's order.

/**
 * @param {import("../index.js").FormDescription} form
 * @returns {{ title: string | null, fields: import("../index.js").FieldDescription[] }[]} fields before the first block have no title
 */
export function blocksOf({ fields, blocks }) {
  /** @type {{ title: string | null, fields: import("../index.js").FieldDescription[] }[]} */
  const all = [{ title: null, fields: [] }];
  for (const field of fields) {
    const block = blocks.find(({ from }) => from === field.id);
    if (block) all.push({ title: block.title, fields: [] });
    all[all.length - 1].fields.push(field);
  }
  return all.filter(({ fields }) => fields.length > 0);
}

/** The calculations whose inputs are all fields of the form. */
export function calculationsOf({ fields }, { calculations }) {
  const ids = new Set(fields.map(({ id }) => id));
  return calculations.filter(({ inputs }) => inputs.length > 0 && inputs.every(({ id }) => ids.has(id)));
}
