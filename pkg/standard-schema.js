// `gongdan/standard-schema`: a form of a standard as a Standard Schema (v1), for form libraries that take one.
// It validates and describes; what a value must be is the engine's word alone.

import { GongdanError } from "./index.js";
import { jsonSchemaOf } from "./lib/json-schema.js";

/** @type {typeof import("./standard-schema.d.ts").standardSchema} */
export function standardSchema(standard, form, options = {}) {
  if (!standard.describe().forms.some(({ id }) => id === form)) throw new GongdanError("unknown_form", `the standard \`${standard.id}\` has no form \`${form}\``);
  const shape = ({ libraryOptions = {}, ...wanted }) => jsonSchemaOf(standard, form, wanted, libraryOptions.locale ?? options.locale);
  return {
    "~standard": {
      version: 1,
      vendor: "gongdan",
      validate: (value, { libraryOptions = {} } = {}) => verdict(standard, form, value, { ...options, ...libraryOptions }),
      // What comes out is what went in.
      jsonSchema: { input: shape, output: shape },
    },
  };
}

// Advice does not make a value wrong.
function verdict(standard, form, value, { now = new Date(), ...options }) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    const english = String(options.locale ?? "zh").startsWith("en");
    return { issues: [{ message: english ? "an order is due here: an object of fields" : "这里应是一张工单：字段和值的对象", path: [], code: "type" }] };
  }
  const { valid, findings } = standard.validate(form, value, { now, ...options });
  if (valid) return { value };
  return { issues: findings.filter(({ severity }) => severity === "error").map(issueOf) };
}

const issueOf = ({ message, path, code, params, rule }) => ({ message, path: keysOf(path), code, params, rule });

/** `items[0].qty` as `["items", 0, "qty"]`. @param {string} path */
const keysOf = (path) => [...path.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key));
