// Resolves the names in an expression to labels, so that it can be written in words.
import { both } from "./html.mjs";
import { inWords } from "./words.mjs";

/** Returns a function that writes an expression of this form in both languages. */
export function wordsOf(document, form) {
  const entries = (key) => Object.entries(document[key] ?? {});
  const labelled = entries("functions").filter(([, { label }]) => label);
  const names = [...entries("dictionaries"), ...entries("parameters"), ...labelled, ...entries("calculations"), ...Object.entries(form?.fields ?? {})];
  return createWording(new Map(names), labelledParts(document));
}

/** The same within the rows of a table, whose fields hide those of the form. */
wordsOf.row = (words, table) => createWording(new Map([...words.names, ...Object.entries(table.fields)]), words.known);

/** The same with the steps and inputs of a calculation. */
wordsOf.calculation = (words, { inputs, steps }) => createWording(new Map([...words.names, ...Object.entries(inputs), ...Object.entries(steps)]), words.known);

/** Returns everything with a label in the standard, by id: columns and arguments of functions have no labels of their own. */
function labelledParts({ forms, calculations = {}, formats = {} }) {
  const parts = [...Object.values(forms).map(({ fields }) => fields), ...Object.values(calculations).flatMap(({ inputs, outputs, steps }) => [inputs, outputs, steps])];
  const named = parts.flatMap(Object.entries);
  const cells = named.flatMap(([, { fields = {} }]) => Object.entries(fields));
  const segments = Object.values(formats).flatMap(({ grammar }) => segmentsOf(grammar));
  return new Map([...segments, ...Object.entries(formats), ...cells, ...named].reverse());
}

/** Returns the labelled parts of a grammar at any depth. */
const segmentsOf = (part) =>
  part === null || typeof part !== "object" ? [] : [...(part.id && part.label ? [[part.id, part]] : []), ...Object.values(part).flatMap(segmentsOf)];

const optionsOf = ({ options = {}, fields = {} }) => [...Object.entries(options), ...Object.values(fields).flatMap(optionsOf)];

function createWording(names, known) {
  const options = new Map([...known.values(), ...names.values()].flatMap(optionsOf));
  const labelOf = (id, locale, fields = {}) => (fields[id] ?? known.get(id))?.label?.[locale];
  const label = (path, locale) => {
    const [name, ...cells] = path.split(".");
    const found = names.get(name);
    if (!found?.label) return undefined;
    if (cells.length === 0) return found.label[locale];
    const cell = labelOf(cells[0], locale, found.fields) ?? cells.join(".");
    return locale === "zh" ? `${found.label.zh}的${cell}` : `${found.label.en}, ${cell}`;
  };
  const lookup = {
    label,
    known: (id, locale) => labelOf(id, locale),
    option: (id, locale) => options.get(id)?.[locale] ?? labelOf(id, locale),
  };
  const write = (expression, locale) => inWords(String(expression), lookup, locale);
  const words = (expression) => both({ zh: write(expression, "zh"), en: write(expression, "en") });
  return Object.assign(words, { names, known, write, option: lookup.option });
}
