// Walks a standard's document for the checks: every expression, every bilingual text, every part with a source.

/** @typedef {{ pointer: string, text: string, form?: string, table?: string, calculation?: string }} Expression */

/** The entries of an optional object. @param {any} value @returns {[string, any][]} */
export const entries = (value) => Object.entries(value ?? {});
const escapedKey = (key) => key.replace(/~/g, "~0").replace(/\//g, "~1");

/** Every expression of a document, except the cells and the `default` of decision tables and those of formats, with the form, table or calculation whose names it can use. @param {any} document @returns {Expression[]} */
export function expressionsOf(document) {
  const found = [];
  const add = (pointer, text, scope) => typeof text === "string" && found.push({ pointer, text, ...scope });
  const fields = (at, all, scope) => {
    for (const [id, field] of entries(all)) {
      for (const key of ["required", "relevant", "computed"]) add(`${at}/${id}/${key}`, field[key], scope);
      fields(`${at}/${id}/fields`, field.fields, { ...scope, table: id });
      rules(`${at}/${id}/rules`, field.rules, { ...scope, table: id });
    }
  };
  const rules = (at, all, scope) => {
    for (const [id, rule] of entries(all)) add(`${at}/${id}/check`, rule.check, rule.each ? { ...scope, table: rule.each } : scope);
  };
  for (const [form, spec] of entries(document.forms)) {
    const at = `/forms/${form}`;
    fields(`${at}/fields`, spec.fields, { form });
    rules(`${at}/rules`, spec.rules, { form });
    for (const [id, deadline] of entries(spec.deadlines)) {
      for (const key of ["start", "stop", "due", "when", "pause"]) add(`${at}/deadlines/${id}/${key}`, deadline[key], { form });
      for (const [unit, amount] of entries(deadline.within)) add(`${at}/deadlines/${id}/within/${unit}`, amount, { form });
    }
    for (const [index, { guard }] of entries(spec.workflow?.transitions)) add(`${at}/workflow/transitions/${index}/guard`, guard, { form });
  }
  for (const [calculation, spec] of entries(document.calculations)) {
    const at = `/calculations/${calculation}`;
    for (const [id, step] of entries(spec.steps)) {
      add(`${at}/steps/${id}/value`, step.value, { calculation });
      for (const [index, reason] of entries(step.reasons)) add(`${at}/steps/${id}/reasons/${index}/when`, reason.when, { calculation });
      for (const [index, input] of entries(step.table?.inputs)) add(`${at}/steps/${id}/table/inputs/${index}`, input, { calculation });
      for (const [row, rule] of entries(step.table?.rules)) add(`${at}/steps/${id}/table/rules/${row}/then`, rule.then, { calculation });
    }
    for (const [id, output] of entries(spec.outputs)) add(`${at}/outputs/${id}/value`, output.value, { calculation });
  }
  for (const [id, { value }] of entries(document.functions)) add(`/functions/${id}/value`, value, {});
  for (const [id, calendar] of entries(document.calendars)) for (const key of ["holidays", "makeupWorkdays"]) add(`/calendars/${id}/${key}`, calendar[key], {});
  return found;
}

const TEXT = /"((?:[^"\\]|\\.)*)"/g;

/** The expression with its string literals emptied. @param {string} expression */
export const withoutTexts = (expression) => expression.replace(TEXT, '""');

/** The contents of its string literals. @param {string} expression */
export const textsIn = (expression) => [...expression.matchAll(TEXT)].map(([, text]) => text);

/** Its words, which may be names. @param {string} expression @returns {string[]} */
export const wordsIn = (expression) => expression.match(/[\p{L}_〇][\p{L}\p{N}_]*/gu) ?? [];

/** Every value of a document with its pointer, parents first. @param {any} value @param {string} [pointer] @returns {Generator<[string, any]>} */
export function* walk(value, pointer = "") {
  yield [pointer, value];
  if (value !== null && typeof value === "object") for (const [key, member] of Object.entries(value)) yield* walk(member, `${pointer}/${escapedKey(key)}`);
}

/** The fields that an expression here may name; those of a row hide the form's. @param {any} document @param {Expression} expression */
export function namesOf(document, { form, table, calculation }) {
  if (calculation !== undefined) return document.calculations[calculation].inputs;
  const fields = form === undefined ? {} : document.forms[form].fields;
  return table === undefined ? fields : { ...fields, ...fields[table]?.fields };
}

/** The fields that may be named at a position of an expression: within a filter's brackets those of its rows come first; none if it is unknown whose rows they are. @param {any} document @param {Expression} expression @param {number} index */
export function namesAt(document, expression, index) {
  const text = withoutTexts(expression.text.slice(0, index)), tables = [];
  for (const { 0: sign, index: at } of text.matchAll(/[[\]]/g)) {
    if (sign === "]") tables.pop();
    else tables.push(/([\p{L}_][\p{L}\p{N}_]*|[)\]])?\s*$/u.exec(text.slice(0, at))?.[1]);
  }
  let names = namesOf(document, expression);
  for (const table of tables.filter((table) => table !== undefined)) names = Object.hasOwn(names, table) && names[table].fields ? { ...names, ...names[table].fields } : {};
  return names;
}
