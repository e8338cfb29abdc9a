// FEEL for authors: expressions and decision tables, evaluated in a context of typed values.

import { Compiled, evaluateTable as evaluate } from "../wasm/gongdan.js";
import { jsonOf, nameOf, plainOf } from "./crossing.js";
import { call } from "./engine.js";
import { ENGLISH, GongdanError, Held, alive, unlike } from "./errors.js";
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
  if (typeof table !== "object" || table === null) throw unlike("not_a_table", "table", "object", table, ENGLISH);
  const values = crossing(plain(context)), rules = jsonOf(table, "table", ENGLISH);
  return JSON.parse(call(() => evaluate(rules, values)));
}

/** @type {typeof import("../index.js").compileExpression} */
export function compileExpression(text) {
  const expression = nameOf(text, "text", ENGLISH);
  /** @type {Compiled | undefined} */
  let compiled = call(() => new Compiled(expression));
  /** The names in the last context, and those that the expression reads. @type {string[]} */
  let names, read;
  return Object.assign(/** @type {any} */ (new Held()), {
    evaluate(context) {
      const held = alive(compiled, "`compileExpression(text)`"), given = plain(context);
      let report = names && sameNames(names, given) ? held.again(packedList(read.map((name) => given[name]))) : "";
      if (!report) {
        try {
          report = call(() => held.evaluate(crossing(given)));
        } catch (error) {
          if (error instanceof GongdanError) inUnits(expression, error.errors);
          throw error;
        }
        // `undefined` is not passed to the engine.
        names = Object.keys(given).filter((name) => given[name] !== undefined);
        read = Array.from(held.places(), (place) => names[place]);
      }
      const told = JSON.parse(report);
      inUnits(expression, told.notes);
      return told;
    },
    free() {
      compiled?.free();
      compiled = undefined;
    },
  });
}

// The engine counts UTF-8 bytes, JavaScript UTF-16 units.
/** @param {string} text @param {{ start: number, end: number }[]} placed */
function inUnits(text, placed) {
  if (placed.length === 0) return;
  const bytes = encoder.encode(text);
  for (const one of placed) for (const key of /** @type {const} */ (["start", "end"])) one[key] = decoder.decode(bytes.subarray(0, one[key])).length;
}

/** @param {string[]} names @param {object} given */
function sameNames(names, given) {
  let count = 0;
  for (const name in given) if (names[count++] !== name) return false;
  return count === names.length;
}

/** The letters of the types that can be packed. @type {Record<string, string | undefined>} */
const LETTERS = /** @type {any} */ ({ __proto__: null, number: "n", date: "d", time: "t", datetime: "T", dt: "D", ym: "M" });
// U+0001 ends a part; lone surrogates have no UTF-8.
const UNSOUND = /[\u0001\p{Surrogate}]/u;

/** @param {any} context */
const plain = (context) => plainOf(context, "context", ENGLISH);

/** Encodes a context: names and values packed, or JSON if a value has no simple type. @param {object} given */
const crossing = (given) => packedList(Object.entries(given).flat()) || jsonOf(given, "context", ENGLISH);

/** Packs values; `""` if one has no simple type. @param {unknown[]} values */
function packedList(values, depth = 0) {
  let list = "";
  for (const value of values) {
    const one = packed(value, depth);
    if (!one) return "";
    list += one;
  }
  return list;
}

// Lists deeper than the engine accepts, and cyclic ones, are left to JSON.
const DEEPEST = 64;

/** Packs a value; `""` if it has no simple type. @param {unknown} value @returns {string} */
function packed(value, depth = 0) {
  if (value === null) return "z\u0001";
  if (typeof value === "boolean") return `b${value}\u0001`;
  if (typeof value === "string") return UNSOUND.test(value) ? "" : `s${value}\u0001`;
  if (typeof value !== "object" || depth > DEEPEST) return "";
  if (Array.isArray(value)) {
    const list = packedList(value, depth + 1);
    return list || value.length === 0 ? `[\u0001${list}]\u0001` : "";
  }
  let one = "";
  for (const tag in value) {
    const held = /** @type {any} */ (value)[tag], letter = LETTERS[tag];
    if (one || !letter || typeof held !== "string" || held.includes("\u0001")) return "";
    one = `${letter}${held}\u0001`;
  }
  return one;
}
