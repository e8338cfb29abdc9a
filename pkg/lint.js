// What an author of a standard should look at although the engine accepts it: nothing here changes what it means.

import { Standard, StandardError } from "./index.js";
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
export function lint(text, { orders, document } = {}) {
  const refused = errorsIn(document ?? text, "zh");
  if (refused.length) {
    const english = errorsIn(document ?? text, "en");
    return refused.map(({ code, pointer, line, column, message }, index) => ({ code, pointer, line, column, message: { zh: message, en: english[index].message } }));
  }
  const whole = document ?? JSON.parse(text);
  const standard = Standard.parse(whole);
  const found = [
    ...texts(whole), ...sources(whole), ...unknownOptions(whole), ...unreachableStates(whole), ...refusedOptions(whole, standard), ...unused(whole),
    ...neverRelevant(whole, standard), ...tiers(whole), ...(orders ? untestedRules(whole, standard, orders) : []),
  ];
  standard.free();
  const place = placesOf(text);
  const excepted = (whole.exceptions ?? []).map(({ lint, at }) => `${lint} ${at}`);
  const open = found.filter(({ code, pointer }) => !excepted.some((exception) => `${code} ${pointer}`.startsWith(exception)));
  return open.map((finding) => ({ ...finding, ...place(finding.pointer) })).sort((a, b) => a.line - b.line || a.column - b.column);
}

/** @param {any} document @param {"zh" | "en"} locale */
function errorsIn(document, locale) {
  try {
    Standard.parse(document, { locale }).free();
    return [];
  } catch (error) {
    if (error instanceof StandardError) return error.errors;
    throw error;
  }
}
