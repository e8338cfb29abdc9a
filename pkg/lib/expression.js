// FEEL for authors: expressions and decision tables in a context of typed values.

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
  /** The names of the last context, and which of them the expression reads. @type {string[]} */
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
        // What is undefined does not cross.
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

// The engine counts bytes of UTF-8, a page UTF-16 units.
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

/** The letters of the types that cross packed. @type {Record<string, string | undefined>} */
const LETTERS = /** @type {any} */ ({ __proto__: null, number: "n", date: "d", time: "t", datetime: "T", dt: "D", ym: "M" });
// U+0001 closes a part; half a character cannot cross.
const UNSOUND = /[\u0001\p{Surrogate}]/u;

/** @param {any} context */
const plain = (context) => plainOf(context, "context", ENGLISH);

/** A context as it crosses: its names and values packed, or as JSON where one is not plainly typed. @param {object} given */
const crossing = (given) => packedList(Object.entries(given).flat()) || jsonOf(given, "context", ENGLISH);

/** Values, packed; empty where one is not plainly typed. @param {unknown[]} values */
function packedList(values, depth = 0) {
  let list = "";
  for (const value of values) {
    const one = packed(value, depth);
    if (!one) return "";
    list += one;
  }
  return list;
}

// Deeper lists than the engine reads, and those that hold themselves, are left to JSON.
const DEEPEST = 64;

/** One value, packed; empty where it is not plainly typed. @param {unknown} value @returns {string} */
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
