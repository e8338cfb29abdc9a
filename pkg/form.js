// `gongdan/form`: makes a form that is already there check itself against a standard as a person fills it in.
// It decides when a finding is shown and holds a wrong submission back. What is wrong is the engine's word alone.

import { Attachment } from "./form/attachment.js";
import { warm } from "./form/warm.js";
import { warmings } from "./lib/waiting.js";

if (typeof document !== "undefined") warmings.push(warm);

/**
 * Attaches a standard to a form.
 *
 * # Shape
 * `names` maps the page's control names to field paths (`{ slsj: "received_at" }`); names that are the same need no entry,
 * and `data-gongdan-field` on a control wins. Deadlines appear in elements with `data-gongdan-deadlines`,
 * calculation sheets in elements with `data-gongdan-calculation="id"`; on a page with several forms `data-gongdan-form="id"`
 * says whose a container beside them is. Under a text with a format its segments are named as one writes, and words are
 * offered; which format it is may depend on the order: `formats: { description: (order) => "description_a" }`.
 *
 * # Errors
 * Throws a `TypeError` when `form` is no form element, and what `standard.session` throws for an unknown form id.
 *
 * # Example
 * ```js
 * await init();
 * const standard = await loadStandard("demand-intake");
 * attach(document.querySelector("form"), { standard, form: "service_order" });
 * ```
 * @type {typeof import("./form.d.ts").attach}
 */
export function attach(form, options) {
  if (!(form instanceof HTMLFormElement)) throw new TypeError("`attach` needs a <form> element as its first argument");
  if (!options?.standard) throw new TypeError("`attach` needs `standard`: the result of `await loadStandard(…)` or `Standard.parse(…)`");
  if (!options.form) throw new TypeError("`attach` needs `form`: the id of a form in the standard");
  const attachment = new Attachment(form, options);
  return { session: attachment.session, order: () => attachment.order(), findings: () => attachment.findings(), refresh: () => attachment.refresh(), detach: () => attachment.detach() };
}
