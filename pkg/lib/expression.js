// FEEL for authors: expressions and decision tables in a context of typed values.

import { Compiled, evaluateExpression as evaluate, evaluateTable as evaluateRules } from "../wasm/gongdan.js";
import { jsonOf, nameOf, objectOf } from "./crossing.js";
import { call } from "./engine.js";
import { GongdanError } from "./errors.js";
import { zones } from "./zones.js";

/** @type {typeof import("../index.js").evaluateExpression} */
export function evaluateExpression(text, context = {}) {
  const expression = nameOf(text, "the expression");
  const values = objectOf(context, "the context");
  return call(() => evaluate(expression, values, zones));
}

/** @type {typeof import("../index.js").evaluateTable} */
export function evaluateTable(table, context = {}) {
  if (typeof table !== "object" || table === null) throw new GongdanError("not_a_table", "the table must be an object");
  const rules = jsonOf(table, "the table");
  const values = objectOf(context, "the context");
  return call(() => evaluateRules(rules, values, zones));
}

/** @type {typeof import("../index.js").compileExpression} */
export function compileExpression(text) {
  const expression = nameOf(text, "the expression");
  /** @type {Compiled | undefined} */
  let compiled = call(() => new Compiled(expression));
  return {
    evaluate(context = {}) {
      if (!compiled) throw new GongdanError("freed", "the expression was freed");
      const values = objectOf(context, "the context");
      const alive = compiled;
      return call(() => alive.evaluate(values, zones));
    },
    free() {
      compiled?.free();
      compiled = undefined;
    },
    [Symbol.dispose]() {
      this.free();
    },
  };
}
