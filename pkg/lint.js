// What an author of a standard should look at although the engine accepts it: nothing here changes what it means.

import { Standard, StandardError } from "./index.js";
import { jsonOf, nameOf, plainOf } from "./lib/crossing.js";
import { ENGLISH, unlike } from "./lib/errors.js";
import { bounds } from "./lint/bounds.js";
import { neverRelevant, untestedRules } from "./lint/conditions.js";
import { refusedOptions, unknownOptions, unreachableStates, unused } from "./lint/options.js";
import { placesOf } from "./lint/places.js";
import { sources, texts } from "./lint/texts.js";
import { tiers } from "./lint/tiers.js";

/**
 * @param {string} text a standard's JSON
 * @param {{ orders?: { form: string, order: any, now?: string }[], document?: any }} [options] example orders, and the
 *   document where `text` refers to fragments that are put in already
 * @returns {import("./lint.js").LintFinding[]} in the order of the document; what the standard excepts is left out
 */
export function lint(text, options) {
  const { orders, document } = plainOf(options, "options", ENGLISH);
  nameOf(text, "text", ENGLISH);
  if (orders !== undefined) needOrders(orders);
  // A text that is none has no places either, whatever the document says.
  const json = document === undefined || !isJson(text) ? text : jsonOf(plainOf(document, "document", ENGLISH), "document", ENGLISH);
  const refused = errorsIn(json, "zh");
  if (refused.length) {
    const english = errorsIn(json, "en");
    return refused.map(({ code, pointer, line, column, message }, index) => ({ code, pointer, line, column, message: { zh: message, en: english[index].message } }));
  }
  const whole = JSON.parse(json), standard = Standard.parse(json);
  const found = [
    ...texts(whole), ...sources(whole), ...bounds(whole), ...unknownOptions(whole), ...unreachableStates(whole), ...refusedOptions(whole, standard), ...unused(whole),
    ...neverRelevant(whole, standard), ...tiers(whole), ...(orders ? untestedRules(whole, standard, orders) : []),
  ];
  standard.free();
  const place = placesOf(text);
  const excepted = (whole.exceptions ?? []).map(({ lint, at }) => `${lint} ${at}`);
  const open = found.filter(({ code, pointer }) => !excepted.some((exception) => `${code} ${pointer}`.startsWith(exception)));
  return open.map((finding) => ({ ...finding, ...place(finding.pointer) })).sort((a, b) => a.line - b.line || a.column - b.column);
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
