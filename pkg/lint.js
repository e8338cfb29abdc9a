// Reports what the author of a standard should look at although the engine accepts it.

import { Standard, StandardError } from "./index.js";
import { jsonOf, nameOf, plainOf } from "./lib/crossing.js";
import { ENGLISH, unlike } from "./lib/errors.js";
import { bounds } from "./lint/bounds.js";
import { comparisons } from "./lint/comparisons.js";
import { neverRelevant, refusedOptions, untestedRules } from "./lint/conditions.js";
import { advised } from "./lint/habits.js";
import { unknownOptions, unreachableStates, unused } from "./lint/options.js";
import { days, sums } from "./lint/missing.js";
import { ids, names } from "./lint/names.js";
import { parts } from "./lint/parts.js";
import { placesOf } from "./lint/places.js";
import * as silence from "./lint/silence.js";
import { sources, texts } from "./lint/texts.js";
import { tiers } from "./lint/tiers.js";

/**
 * @param {string} text a standard's JSON
 * @param {{ orders?: { form: string, order: any, now?: string }[], document?: any }} [options] example orders; and the document with its fragments inlined, if `text` only refers to them
 * @returns {import("./lint.js").LintFinding[]} in document order, without the exceptions that the standard lists
 */
export function lint(text, options) {
  const { orders, document } = plainOf(options, "options", ENGLISH);
  nameOf(text, "text", ENGLISH);
  if (orders !== undefined) needOrders(orders);
  // A byte order mark belongs to the file, not to the standard.
  if (text.startsWith("\uFEFF")) return lint(text.slice(1), options);
  // Positions can only be found in valid JSON, whatever `document` is.
  const json = document === undefined || !isJson(text) ? text : jsonOf(plainOf(document, "document", ENGLISH), "document", ENGLISH);
  const refused = refusals(json);
  if (refused.length > 0) return refused;
  const whole = JSON.parse(json), standard = Standard.parse(json);
  const found = [
    ...texts(whole), ...sources(whole), ...bounds(whole), ...unknownOptions(whole), ...unreachableStates(whole), ...refusedOptions(whole, standard), ...unused(whole),
    ...neverRelevant(whole, standard), ...tiers(whole), ...comparisons(whole), ...sums(whole), ...days(whole), ...parts(whole), ...names(whole), ...ids(whole), ...Object.values(silence).flatMap((look) => [...look(whole)]), ...(orders ? untestedRules(whole, standard, orders) : []),
  ];
  standard.free();
  const place = placesOf(text);
  const excepted = (whole.exceptions ?? []).map(({ lint, at }) => `${lint} ${at}`);
  const excepts = (exception, { code, pointer }) => `${code} ${pointer}`.startsWith(exception);
  const open = found.filter((finding) => !excepted.some((exception) => excepts(exception, finding)));
  // Exceptions that need example orders are not unused without them.
  for (const [index, exception] of excepted.entries()) {
    if (!found.some((finding) => excepts(exception, finding)) && (orders || !exception.startsWith("rule."))) {
      open.push({ code: "exception.unused", pointer: `/exceptions/${index}`, message: { zh: "这条例外没有用：这里没有这样的问题", en: "it excepts nothing: there is no such finding there" } });
    }
  }
  return open.map((finding) => ({ ...finding, ...place(finding.pointer) })).sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The engine's errors, in both languages. @param {string} json */
function refusals(json) {
  const chinese = errorsIn(json, "zh");
  if (chinese.length === 0) return [];
  const english = errorsIn(json, "en"), whole = isJson(json) ? JSON.parse(json) : {};
  const said = new Set();
  return chinese.map((fault, index) => {
    const both = (key) => ({ zh: fault[key], en: english[index][key] });
    const { code, pointer, line, column } = fault, known = advised(whole, english[index]) ?? (fault.help && both("help"));
    // One slip can cause several errors: its help is given once.
    const help = known && !said.has(`${pointer} ${known.en}`) ? known : undefined;
    if (help) said.add(`${pointer} ${help.en}`);
    return { code, pointer, line, column, message: both("message"), ...(help && { help }) };
  });
}

/** @param {any} orders */
function needOrders(orders) {
  if (!Array.isArray(orders)) throw unlike("not_a_list", "orders", "{ form, order }[]", orders, ENGLISH);
  for (const one of orders) if (typeof one?.form !== "string") throw unlike("not_a_list", "orders", "{ form, order }[]", one, ENGLISH);
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
