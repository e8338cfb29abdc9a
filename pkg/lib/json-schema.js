// Exports the shape of an order as JSON Schema. Conditions and rules between fields are left to the engine.

import { argumentError } from "./errors.js";
import { describeForm } from "./form-description.js";

// A new object each time, so that callers may modify the schema.
const text = () => ({ type: "string" });
// As people type it: surrounding blanks, full-width digits and signs.
const SIGNED = "^\\s*[+＋－-]?[0-9０-９]+";
const number = () => ({ anyOf: [{ type: "number" }, { type: "string", pattern: `${SIGNED}([.．][0-9０-９]+)?\\s*$` }] });

/** @type {Record<string, (field: import("../index.js").FieldDescription) => object>} */
const SCHEMAS = {
  bool: () => ({ type: "boolean" }),
  integer: () => ({ anyOf: [{ type: "integer" }, { type: "string", pattern: `${SIGNED}([.．][0０]+)?\\s*$` }] }),
  number,
  percent: number,
  money: number,
  choice: ({ options }) => ({ type: "string", enum: options.map(({ value }) => value) }),
  multi_choice: ({ options }) => ({ type: "array", items: { type: "string", enum: options.map(({ value }) => value) } }),
  attachment_list: () => ({ type: "array", items: text() }),
  date: () => ({ type: "string", format: "date" }),
  time: () => ({ type: "string", pattern: "^\\s*\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s*$" }),
  datetime: () => ({ type: "string", pattern: "^\\s*\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}" }),
  table: ({ fields }) => ({ type: "array", items: objectSchema(fields) }),
};

// OpenAPI 3.0 has no `$schema`.
const TARGETS = new Map([
  ["draft-2020-12", { $schema: "https://json-schema.org/draft/2020-12/schema" }],
  ["draft-07", { $schema: "http://json-schema.org/draft-07/schema#" }],
  ["openapi-3.0", {}],
]);

/**
 * @param {import("../index.js").Standard} standard
 * @param {string} id of the form
 * @param {any} target
 * @param {{ locale?: string }} options the options of the call
 */
export function jsonSchemaOf(standard, id, target, options) {
  const start = TARGETS.get(target);
  if (start === undefined) throw argumentError("unknown_target", "target", [...TARGETS.keys()].map((name) => JSON.stringify(name)).join(" | "), target, options);
  const { form } = describeForm(standard, id, options);
  return { ...start, title: form.title, ...objectSchema(form.fields) };
}

// Draft 4 and OpenAPI 3.0 do not allow an empty `required`.
/** @param {import("../index.js").FieldDescription[]} fields */
function requiredOf(fields) {
  const required = fields.filter(({ required, relevant }) => required === "always" && relevant === "always").map(({ id }) => id);
  return required.length > 0 ? { required } : {};
}

/** @param {import("../index.js").FieldDescription[]} fields */
function objectSchema(fields) {
  const properties = Object.fromEntries(fields.map((field) => [field.id, { title: field.label, ...(field.hint && { description: field.hint }), ...(SCHEMAS[field.type] ?? text)(field) }]));
  return { type: "object", properties, ...requiredOf(fields) };
}
