// `gongdan/standard-schema`: a form of a standard as a Standard Schema (v1), for form libraries that accept one. It
// validates and describes; all rules come from the engine.

import { plainOf, partsOf } from "./lib/crossing.js";
import { inLanguage } from "./lib/errors.js";
import { formOf } from "./lib/forms.js";
import { jsonSchemaOf } from "./lib/json-schema.js";

/** @type {typeof import("./standard-schema.d.ts").standardSchema} */
export function standardSchema(standard, form, options) {
  partsOf(options);
  formOf(standard, form, options);
  // The library's options override those for all calls.
  const asked = (/** @type {any} */ given) => ({ ...options, ...plainOf(given.libraryOptions, "libraryOptions", options) });
  const shape = (/** @type {any} */ given) => {
    const wanted = plainOf(given, "options", options);
    return jsonSchemaOf(standard, form, wanted.target ?? "draft-2020-12", asked(wanted));
  };
  return {
    "~standard": {
      version: 1,
      vendor: "gongdan",
      validate: (value, given) => verdict(standard, form, value, asked(plainOf(given, "options", options))),
      // Validation does not change the value.
      jsonSchema: { input: shape, output: shape },
    },
  };
}

// Only errors make a value invalid.
function verdict(standard, form, value, options) {
  const { locale } = partsOf(options);
  if (value === null || typeof value !== "object" || Array.isArray(value) || isA("Date", value)) {
    return { issues: [{ message: inLanguage({ zh: "这里应是一张工单：由字段和值组成的对象", en: "an order is expected here: an object of fields" }, locale), path: [], code: "type" }] };
  }
  const { valid, findings } = standard.validate(form, named(value), { ...options, now: options.now ?? new Date() });
  if (valid) return { value };
  return { issues: findings.filter(({ severity }) => severity === "error").map(issueOf) };
}

// Form libraries hold the files of a file control; an order has their names.
/** @param {any} order */
const named = (order) => changed(order, (value) => written(value, (row) => changed(row, written)));

/** Replaces files in a list by their names. @param {any} value @param {(item: any) => any} [other] applied to the other items */
function written(value, other = (item) => item) {
  const list = isA("FileList", value) ? [...value] : value;
  return Array.isArray(list) ? list.map((item) => (isA("File", item) ? item.name : other(item))) : value;
}

/** Maps the values of a plain object. @param {any} object @param {(value: any) => any} change */
function changed(object, change) {
  if (object?.constructor !== Object) return object;
  return Object.fromEntries(Object.entries(object).map(([id, value]) => [id, change(value)]));
}

/** @param {string} kind @param {any} value */
const isA = (kind, value) => Object.prototype.toString.call(value) === `[object ${kind}]`;

const issueOf = ({ message, path, code, params, rule }) => ({ message, path: keysOf(path), code, params, rule });

/** `items[0].qty` as `["items", 0, "qty"]`. @param {string} path */
const keysOf = (path) => [...path.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key));
