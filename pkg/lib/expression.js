// FEEL for authors: expressions and decision tables, evaluated in a context of typed values.

import { Compiled, evaluateTable as evaluate } from "../wasm/gongdan.js";
import { jsonOf, needString, plainObject } from "./conversion.js";
import { call } from "./engine.js";
import { ENGLISH, EngineObject, GongdanError, argumentError, needAlive } from "./errors.js";
import { decoder, encoder } from "./frame.js";

/** @type {typeof import("../index.js").evaluateExpression} */
export function evaluateExpression(text, context) {
  const compiled = compileExpression(text);
  try {
    return compiled.evaluate(context);
  } finally {
    compiled.free();
  }
}

/** @type {typeof import("../index.js").evaluateTable} */
export function evaluateTable(table, context) {
  if (typeof table !== "object" || table === null) throw argumentError("not_a_table", "table", "object", table, ENGLISH);
  const values = encodeContext(contextObject(context)), rules = jsonOf(table, "table", ENGLISH);
  return JSON.parse(call(() => evaluate(rules, values)));
}

/** @type {typeof import("../index.js").compileExpression} */
export function compileExpression(text) {
  const expression = needString(text, "text", ENGLISH);
  /** @type {Compiled | undefined} */
  let compiled = call(() => new Compiled(expression));
  /** The names in the last context, and those that the expression reads. @type {string[]} */
  let names, namesRead;
  return Object.assign(/** @type {any} */ (new EngineObject()), {
    evaluate(context) {
      const live = needAlive(compiled, "`compileExpression(text)`"), given = contextObject(context);
      let report = names && sameNames(names, given) ? live.reevaluate(packList(namesRead.map((name) => given[name]))) : "";
      if (!report) {
        try {
          report = call(() => live.evaluate(encodeContext(given)));
        } catch (error) {
          if (error instanceof GongdanError) toUtf16Offsets(expression, error.errors);
          throw error;
        }
        // `undefined` is not passed to the engine.
        names = Object.keys(given).filter((name) => given[name] !== undefined);
        namesRead = Array.from(live.positions(), (position) => names[position]);
      }
      const result = JSON.parse(report);
      toUtf16Offsets(expression, result.notes);
      return result;
    },
    free() {
      compiled?.free();
      compiled = undefined;
    },
  });
}

// The engine counts UTF-8 bytes, JavaScript UTF-16 units.
/** @param {string} text @param {{ start: number, end: number }[]} spans */
function toUtf16Offsets(text, spans) {
  if (spans.length === 0) return;
  const bytes = encoder.encode(text);
  for (const span of spans) for (const key of /** @type {const} */ (["start", "end"])) span[key] = decoder.decode(bytes.subarray(0, span[key])).length;
}

/** @param {string[]} names @param {object} given */
function sameNames(names, given) {
  let count = 0;
  for (const name in given) if (names[count++] !== name) return false;
  return count === names.length;
}

/** The letters of the types that can be packed. @type {Record<string, string | undefined>} */
const TYPE_LETTERS = /** @type {any} */ ({ __proto__: null, number: "n", date: "d", time: "t", datetime: "T", dt: "D", ym: "M" });
// U+0001 ends a part; lone surrogates have no UTF-8.
const UNPACKABLE = /[\u0001\p{Surrogate}]/u;

/** @param {any} context */
const contextObject = (context) => plainObject(context, "context", ENGLISH);

/** Encodes a context: names and values packed, or JSON if a value has no simple type. @param {object} given */
const encodeContext = (given) => packList(Object.entries(given).flat()) || jsonOf(given, "context", ENGLISH);

/** Packs values; `""` if one has no simple type. @param {unknown[]} values */
function packList(values, depth = 0) {
  let list = "";
  for (const value of values) {
    const item = pack(value, depth);
    if (!item) return "";
    list += item;
  }
  return list;
}

// Lists deeper than the engine accepts, and cyclic ones, are left to JSON.
const MAX_DEPTH = 64;

/** Packs a value; `""` if it has no simple type. @param {unknown} value @returns {string} */
function pack(value, depth = 0) {
  if (value === null) return "z\u0001";
  if (typeof value === "boolean") return `b${value}\u0001`;
  if (typeof value === "string") return UNPACKABLE.test(value) ? "" : `s${value}\u0001`;
  if (typeof value !== "object" || depth > MAX_DEPTH) return "";
  if (Array.isArray(value)) {
    const list = packList(value, depth + 1);
    return list || value.length === 0 ? `[\u0001${list}]\u0001` : "";
  }
  let item = "";
  for (const tag in value) {
    const content = /** @type {any} */ (value)[tag], letter = TYPE_LETTERS[tag];
    if (item || !letter || typeof content !== "string" || content.includes("\u0001")) return "";
    item = `${letter}${content}\u0001`;
  }
  return item;
}
