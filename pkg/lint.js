// Reports what the author of a standard should look at although the engine accepts it.

import { Standard, StandardError } from "./index.js";
import { jsonOf, needString, plainObject } from "./lib/conversion.js";
import { ENGLISH, argumentError } from "./lib/errors.js";
import { bounds } from "./lint/bounds.js";
import { comparisons } from "./lint/comparisons.js";
import { neverRelevant, refusedOptions, untestedRules } from "./lint/conditions.js";
import { ids, names } from "./lint/names.js";
import * as noEffect from "./lint/no-effect.js";
import { unknownOptions, unreachableStates, unused } from "./lint/options.js";
import { parts } from "./lint/parts.js";
import { positionsOf } from "./lint/positions.js";
import { helpFor } from "./lint/suggestions.js";
import { sources, texts } from "./lint/texts.js";
import { tiers } from "./lint/tiers.js";
import { dayDeadlines, sumsWithoutValue } from "./lint/without-value.js";

/**
 * @param {string} text a standard's JSON
 * @param {{ orders?: { form: string, order: any, now?: string }[], document?: any }} [options] example orders; and the document with its fragments inlined, if `text` only refers to them
 * @returns {import("./lint.js").LintFinding[]} in document order, without the exceptions that the standard lists
 */
export function lint(text, options) {
  const { orders, document } = plainObject(options, "options", ENGLISH);
  needString(text, "text", ENGLISH);
  if (orders !== undefined) checkOrders(orders);
  // A byte order mark belongs to the file, not to the standard.
  if (text.startsWith("\uFEFF")) return lint(text.slice(1), options);
  // Positions can only be found in valid JSON, whatever `document` is.
  const json = document === undefined || !isJson(text) ? text : jsonOf(plainObject(document, "document", ENGLISH), "document", ENGLISH);
  const errors = engineErrors(json);
  if (errors.length > 0) return errors;
  const parsed = JSON.parse(json), standard = Standard.parse(json);
  const found = [
    ...texts(parsed), ...sources(parsed), ...bounds(parsed), ...unknownOptions(parsed), ...unreachableStates(parsed), ...refusedOptions(parsed, standard), ...unused(parsed),
    ...neverRelevant(parsed, standard), ...tiers(parsed), ...comparisons(parsed), ...sumsWithoutValue(parsed), ...dayDeadlines(parsed), ...parts(parsed), ...names(parsed), ...ids(parsed), ...Object.values(noEffect).flatMap((check) => [...check(parsed)]), ...(orders ? untestedRules(parsed, standard, orders) : []),
  ];
  standard.free();
  const positionOf = positionsOf(text);
  const exceptions = (parsed.exceptions ?? []).map(({ lint, at }) => `${lint} ${at}`);
  const excepts = (exception, { code, pointer }) => `${code} ${pointer}`.startsWith(exception);
  const reported = found.filter((finding) => !exceptions.some((exception) => excepts(exception, finding)));
  // Exceptions that need example orders are not unused without them.
  for (const [index, exception] of exceptions.entries()) {
    if (!found.some((finding) => excepts(exception, finding)) && (orders || !exception.startsWith("rule."))) {
      reported.push({ code: "exception.unused", pointer: `/exceptions/${index}`, message: { zh: "这条例外没有用：这里没有这样的问题", en: "it excepts nothing: there is no such finding there" } });
    }
  }
  return reported.map((finding) => ({ ...finding, ...positionOf(finding.pointer) })).sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The engine's errors, in both languages. @param {string} json */
function engineErrors(json) {
  const chinese = errorsIn(json, "zh");
  if (chinese.length === 0) return [];
  const english = errorsIn(json, "en"), parsed = isJson(json) ? JSON.parse(json) : {};
  const shownHelp = new Set();
  return chinese.map((error, index) => {
    const localized = (key) => ({ zh: error[key], en: english[index][key] });
    const { code, pointer, line, column } = error, suggestion = helpFor(parsed, english[index]) ?? (error.help && localized("help"));
    // One slip can cause several errors: its help is given once.
    const help = suggestion && !shownHelp.has(`${pointer} ${suggestion.en}`) ? suggestion : undefined;
    if (help) shownHelp.add(`${pointer} ${help.en}`);
    return { code, pointer, line, column, message: localized("message"), ...(help && { help }) };
  });
}

/** @param {any} orders */
function checkOrders(orders) {
  if (!Array.isArray(orders)) throw argumentError("not_a_list", "orders", "{ form, order }[]", orders, ENGLISH);
  for (const item of orders) if (typeof item?.form !== "string") throw argumentError("not_a_list", "orders", "{ form, order }[]", item, ENGLISH);
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} json @param {"zh" | "en"} locale */
function errorsIn(json, locale) {
  try {
    Standard.parse(json, { locale }).free();
    return [];
  } catch (error) {
    if (error instanceof StandardError) return error.errors;
    throw error;
  }
}
