// The names that an expression of a form may use, with their labels, so that it can be said in words.
import { both } from "./html.mjs";
import { inWords } from "./words.mjs";

/** A function from an expression of this form to its words in both languages. */
export function wordsOf(document, form) {
  const dictionaries = Object.entries(document.dictionaries ?? {});
  return speaker(new Map([
    ...dictionaries,
    ...Object.entries(document.parameters ?? {}),
    ...Object.entries(document.functions ?? {}).filter(([, { label }]) => label),
    ...Object.entries(document.calculations ?? {}),
    ...Object.entries(form?.fields ?? {}),
  ]));
}

/** The same within the rows of a table, whose fields hide the form's. */
wordsOf.row = (words, table) => speaker(new Map([...words.names, ...Object.entries(table.fields)]));

/** The same with the steps and inputs of a calculation. */
wordsOf.calculation = (words, { inputs, steps }) => speaker(new Map([...words.names, ...Object.entries(inputs), ...Object.entries(steps)]));

function speaker(names) {
  const options = new Map([...names.values()].flatMap((named) => [...Object.entries(named.options ?? {}), ...Object.values(named.fields ?? {}).flatMap((field) => Object.entries(field.options ?? {}))]));
  const label = (path, locale) => {
    const [name, ...cells] = path.split(".");
    const found = names.get(name);
    if (!found?.label) return undefined;
    const cell = cells.length ? (found.fields?.[cells[0]]?.label?.[locale] ?? cells.join(".")) : null;
    return cell === null ? found.label[locale] : locale === "zh" ? `${found.label.zh}的${cell}` : `${found.label.en}, ${cell}`;
  };
  const say = (expression, locale) => inWords(String(expression), label, (option, locale) => options.get(option)?.[locale], locale);
  const words = (expression) => both({ zh: say(expression, "zh"), en: say(expression, "en") });
  return Object.assign(words, { names, say });
}
