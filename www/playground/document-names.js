// The names that an expression or a reference may use at a place, read from the current document.

const entries = (value) => (value && typeof value === "object" ? Object.entries(value) : []);

/**
 * @typedef {{ name: string, kind: string, label?: { zh: string, en: string }, detail?: string }} KnownName
 */

/**
 * Returns the names of values and functions at a path of a document.
 * @param {any} document
 * @param {(string | number)[]} path
 * @returns {KnownName[]}
 */
export function namesAt(document, path) {
  const [part, id] = path;
  const known = [
    ...namesOf(document?.parameters, "parameter"),
    ...namesOf(document?.dictionaries, "dictionary"),
    ...namesOf(document?.functions, "function"),
    ...namesOf(document?.calculations, "calculation"),
  ];
  if (part === "forms") known.unshift(...fieldsAt(document?.forms?.[id], path));
  if (part === "calculations") {
    const { inputs, steps } = document?.calculations?.[id] ?? {};
    known.unshift(...namesOf(inputs, "input"), ...namesOf(steps, "step"));
  }
  if (part === "functions") known.unshift(...(document?.functions?.[id]?.parameters ?? []).map((name) => ({ name, kind: "parameter" })));
  if (part === "formats") known.unshift({ name: "value", kind: "segment" });
  return known;
}

// In a row, the row's fields come before the form's.
function fieldsAt(form, path) {
  const all = namesOf(form?.fields, "field");
  const table = path[2] === "fields" && path[4] === "fields" ? path[3] : (path[2] === "rules" ? form?.rules?.[path[3]]?.each : path[4] === "rules" ? path[3] : undefined);
  return table === undefined ? all : [...namesOf(form?.fields?.[table]?.fields, "field"), ...all];
}

/** @returns {KnownName[]} */
const namesOf = (members, kind) => entries(members).map(([name, spec]) => ({ name, kind, label: spec?.label, detail: spec?.type }));

/** The targets of references by id, such as the fields of a rule. @type {[place: RegExp, list: (document: any, ids: string[]) => KnownName[]][]} */
const REFERENCES = [
  [/^\/forms\/([^/]+)\/rules\/[^/]+\/(fields|needs)\/\d+$/, (document, [, form]) => namesOf(document.forms?.[form]?.fields, "field")],
  [/^\/forms\/([^/]+)\/rules\/[^/]+\/each$/, (document, [, form]) => namesOf(document.forms?.[form]?.fields, "field").filter(({ detail }) => detail === "table")],
  [/^\/forms\/([^/]+)\/fields\/([^/]+)\/rules\/[^/]+\/(fields|needs)\/\d+$/, (document, [, form, table]) => namesOf(document.forms?.[form]?.fields?.[table]?.fields, "field")],
  [/^\/forms\/([^/]+)\/fields\/([^/]+\/fields\/)?[^/]+\/format$/, (document) => namesOf(document.formats, "format")],
  [/^\/forms\/([^/]+)\/deadlines\/[^/]+\/within\/calendar$/, (document) => namesOf(document.calendars, "calendar")],
  [/^\/forms\/([^/]+)\/workflow\/field$/, (document, [, form]) => namesOf(document.forms?.[form]?.fields, "field").filter(({ detail }) => detail === "choice")],
  [/^\/forms\/([^/]+)\/workflow\/transitions\/\d+\/demands\/\d+$/, (document, [, form]) => namesOf(document.forms?.[form]?.fields, "field")],
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
 * @returns {KnownName[]}
 */
export function referencesAt(document, path) {
  const pointer = `/${path.join("/")}`;
  for (const [pattern, list] of REFERENCES) {
    const match = pattern.exec(pointer);
    if (match) return list(document ?? {}, match);
  }
  return [];
}
