// Labels used as names in expressions: people write formulas in the words of their form.

/** Asks whether a word was meant. @param {string} word */
export const didYouMean = (word) => ({ zh: `是否想写「${word}」？`, en: `did you mean \`${word}\`?` });

/** The id whose label an unknown name is; `undefined` if there is none, or several. @param {any} document @param {{ code: string, pointer: string, message: string }} fault @returns {string | undefined} */
export function idWithLabel(document, { code, pointer, message }) {
  const label = code === "expression.unknown_name" ? /「(.+)」|`(.+)`/.exec(message)?.slice(1).find(Boolean) : undefined;
  if (label === undefined) return undefined;
  const [, part, id, , table] = pointer.split("/"), owner = document[part]?.[id];
  const groups = [document.parameters, owner?.fields, owner?.fields?.[table]?.fields, owner?.inputs, owner?.steps];
  const hasLabel = (member) => member?.label?.zh === label || member?.label?.en === label;
  const ids = new Set(groups.flatMap((all) => Object.entries(all ?? {}).filter(([, member]) => hasLabel(member)).map(([name]) => name)));
  return ids.size === 1 ? [...ids][0] : undefined;
}
