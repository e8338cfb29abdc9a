// One person's view of a form that several people fill in: the fields asked of them. The others are fixed, so that
// stars, conditions and rules work as in the whole form; empty ones are not asked for.

const LITERALS = {
  bool: (value) => String(value),
  integer: String, number: String, money: String, percent: String,
  date: (value) => `date(${JSON.stringify(value)})`,
  time: (value) => `time(${JSON.stringify(value)})`,
  datetime: (value) => `date and time(${JSON.stringify(momentOf(value))})`,
  multi_choice: (value) => JSON.stringify([value].flat()),
};

// Rows and files have no literal and are left out.
const WITHOUT_LITERAL = new Set(["table", "attachment_list"]);

const momentOf = (text) => (/T\d\d:\d\d$/.test(text) ? `${text}:00` : text);

/**
 * The standard with only this form, as one person sees it.
 * @param {any} json the standard as JSON
 * @param {string} form
 * @param {{ asks: string[], order: Record<string, any>, must?: string[], when?: Record<string, string>, marks?: Record<string, { zh: string, en: string }[]> }} view `must`: what is asked for although the standard leaves it open; `when`: on what condition; `marks`: texts that are chosen among marks, shown as a rating
 */
export function viewOf(json, form, { asks, order, must = [], when = {}, marks = {} }) {
  const { blocks, copies, workflow, ...formRest } = json.forms[form];
  const fieldView = ([id, field]) => [id, asks.includes(id) ? askedField(field, { marks: marks[id], isRequired: must.includes(id), when: when[id] }) : fixedField(field, order[id])];
  return { ...json, forms: { [form]: { ...formRest, fields: Object.fromEntries(Object.entries(formRest.fields).map(fieldView)) } } };
}

function askedField(original, { marks, isRequired, when }) {
  const field = { ...original, required: isRequired || original.required, relevant: when ?? original.relevant };
  if (!marks) return field;
  const { length, pattern, hint, ...text } = field;
  return { ...text, type: "choice", rating: true, options: Object.fromEntries(marks.map((mark) => [mark.zh, mark])) };
}

function fixedField({ required, relevant, ...field }, value) {
  const isEmpty = value === undefined || value === null || value === "" || WITHOUT_LITERAL.has(field.type);
  // Nobody signs here, so that the pad need not be loaded.
  if (isEmpty) return { ...field, type: field.type === "signature" ? "text" : field.type, computed: undefined, relevant: "false" };
  return { ...field, computed: (LITERALS[field.type] ?? JSON.stringify)(value) };
}

/** The given fields of an order. */
export const pickFields = (order, fields) => Object.fromEntries(fields.filter((id) => order[id] !== undefined).map((id) => [id, order[id]]));
