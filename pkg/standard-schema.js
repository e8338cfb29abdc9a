// `gongdan/standard-schema`: a form of a standard as a Standard Schema (v1), for form libraries that accept one. It
// validates and describes; all rules come from the engine.

import { plainObject, splitOptions } from "./lib/conversion.js";
import { inLanguage } from "./lib/errors.js";
import { describeForm } from "./lib/form-description.js";
import { jsonSchemaOf } from "./lib/json-schema.js";

/** @type {typeof import("./standard-schema.d.ts").standardSchema} */
export function standardSchema(standard, form, options) {
  splitOptions(options);
  describeForm(standard, form, options);
  // The library's options override those for all calls.
  const optionsFor = (/** @type {any} */ given) => ({ ...options, ...plainObject(given.libraryOptions, "libraryOptions", options) });
  const schemaFor = (/** @type {any} */ given) => {
    const request = plainObject(given, "options", options);
    return jsonSchemaOf(standard, form, request.target ?? "draft-2020-12", optionsFor(request));
  };
  return {
    "~standard": {
      version: 1,
      vendor: "gongdan",
      validate: (value, given) => validate(standard, form, value, optionsFor(plainObject(given, "options", options))),
      // Validation does not change the value.
      jsonSchema: { input: schemaFor, output: schemaFor },
    },
  };
}

// Only errors make a value invalid.
function validate(standard, form, value, options) {
  const { locale } = splitOptions(options);
  if (value === null || typeof value !== "object" || Symbol.iterator in value || hasTag("Date", value)) {
    return { issues: [{ message: inLanguage({ zh: "这里应是一张工单：由字段和值组成的对象", en: "an order is expected here: an object of fields" }, locale), path: [], code: "type" }] };
  }
  const { valid, findings } = standard.validate(form, withFileNames(value), { ...options, now: options.now ?? new Date() });
  if (valid) return { value };
  return { issues: findings.filter(({ severity }) => severity === "error").map(issueOf) };
}

// Form libraries hold the files of a file control; an order has their names.
/** @param {any} order */
const withFileNames = (order) => mapValues(order, (value) => fileNames(value, (row) => mapValues(row, fileNames)));

/** Replaces files in a list by their names. @param {any} value @param {(item: any) => any} [other] applied to the other items */
function fileNames(value, other = (item) => item) {
  const list = hasTag("FileList", value) ? [...value] : value;
  return Array.isArray(list) ? list.map((item) => (hasTag("File", item) ? item.name : other(item))) : value;
}

/** Maps the values of a plain object. @param {any} object @param {(value: any) => any} change */
function mapValues(object, change) {
  if (object?.constructor !== Object) return object;
  return Object.fromEntries(Object.entries(object).map(([id, value]) => [id, change(value)]));
}

/** @param {string} kind @param {any} value */
const hasTag = (kind, value) => Object.prototype.toString.call(value) === `[object ${kind}]`;

const issueOf = ({ message, path, code, params, rule }) => ({ message, path: keysOf(path), code, params, rule });

/** `items[0].qty` as `["items", 0, "qty"]`. @param {string} path */
const keysOf = (path) => [...path.matchAll(/[^.[\]]+/g)].map(([key]) => (/^\d+$/.test(key) ? Number(key) : key));
