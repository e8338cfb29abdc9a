// The names that an expression or a reference may use at a place, read from the current document.

const entries = (value) => (value && typeof value === "object" ? Object.entries(value) : []);

/**
 * @typedef {{ name: string, kind: string, label?: { zh: string, en: string }, detail?: string }} Known
 */

/**
 * Returns the names of values and functions at a path of a document.
 * @param {any} document
 * @param {(string | number)[]} path
 * @returns {Known[]}
 */
export function namesAt(document, path) {
  const [part, id] = path;
  const known = [
    ...of(document?.parameters, "parameter"),
    ...of(document?.dictionaries, "dictionary"),
    ...of(document?.functions, "function"),
    ...of(document?.calculations, "calculation"),
  ];
  if (part === "forms") known.unshift(...fieldsAt(document?.forms?.[id], path));
  if (part === "calculations") {
    const { inputs, steps } = document?.calculations?.[id] ?? {};
    known.unshift(...of(inputs, "input"), ...of(steps, "step"));
  }
  if (part === "functions") known.unshift(...(document?.functions?.[id]?.parameters ?? []).map((name) => ({ name, kind: "parameter" })));
  if (part === "formats") known.unshift({ name: "value", kind: "segment" });
  return known;
}

// In a row, the row's fields come before the form's.
function fieldsAt(form, path) {
  const all = of(form?.fields, "field");
  const table = path[2] === "fields" && path[4] === "fields" ? path[3] : (path[2] === "rules" ? form?.rules?.[path[3]]?.each : path[4] === "rules" ? path[3] : undefined);
  return table === undefined ? all : [...of(form?.fields?.[table]?.fields, "field"), ...all];
}

/** @returns {Known[]} */
const of = (all, kind) => entries(all).map(([name, spec]) => ({ name, kind, label: spec?.label, detail: spec?.type }));

/** The targets of references by id, such as the fields of a rule. @type {[place: RegExp, list: (document: any, ids: string[]) => Known[]][]} */
const REFERENCES = [
  [/^\/forms\/([^/]+)\/rules\/[^/]+\/(fields|needs)\/\d+$/, (document, [, form]) => of(document.forms?.[form]?.fields, "field")],
  [/^\/forms\/([^/]+)\/rules\/[^/]+\/each$/, (document, [, form]) => of(document.forms?.[form]?.fields, "field").filter(({ detail }) => detail === "table")],
  [/^\/forms\/([^/]+)\/fields\/([^/]+)\/rules\/[^/]+\/(fields|needs)\/\d+$/, (document, [, form, table]) => of(document.forms?.[form]?.fields?.[table]?.fields, "field")],
  [/^\/forms\/([^/]+)\/fields\/([^/]+\/fields\/)?[^/]+\/format$/, (document) => of(document.formats, "format")],
  [/^\/forms\/([^/]+)\/deadlines\/[^/]+\/within\/calendar$/, (document) => of(document.calendars, "calendar")],
  [/^\/forms\/([^/]+)\/workflow\/field$/, (document, [, form]) => of(document.forms?.[form]?.fields, "field").filter(({ detail }) => detail === "choice")],
  [/^\/forms\/([^/]+)\/workflow\/transitions\/\d+\/demands\/\d+$/, (document, [, form]) => of(document.forms?.[form]?.fields, "field")],
  [/^\/forms\/([^/]+)\/workflow\/(initial|transitions\/\d+\/(from|to)(\/\d+)?)$/, (document, [, form]) => statesOf(document.forms?.[form])],
];

function statesOf(form) {
  const options = form?.workflow?.field ? form.fields?.[form.workflow.field]?.options : form?.workflow?.states;
  return entries(options).map(([name, label]) => ({ name, kind: "state", label }));
}

/**
 * Returns the possible targets at a path; empty if it is no reference.
 * @param {any} document
 * @param {(string | number)[]} path
 * @returns {Known[]}
 */
export function referencesAt(document, path) {
  const pointer = `/${path.join("/")}`;
  for (const [pattern, list] of REFERENCES) {
    const match = pattern.exec(pointer);
    if (match) return list(document ?? {}, match);
  }
  return [];
}
