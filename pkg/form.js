// `gongdan/form`: makes a form that is already there check itself against a standard as a person fills it in.
// It decides when a finding is shown and holds a wrong submission back. What is wrong is the engine's word alone.

import { Attachment } from "./form/attachment.js";
import { whole } from "./form/options.js";
import { warm } from "./form/warm.js";
import { unlike } from "./lib/errors.js";
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
 * Throws a `GongdanError` when `form` is no form element and when an option cannot be used, before anything on the page changes.
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
  if ({}.toString.call(form) !== "[object HTMLFormElement]") throw unlike("bad_form", "form", "HTMLFormElement", form, options);
  const attachment = new Attachment(form, whole(options)), { session } = attachment;
  return { session, order: () => /** @type {any} */ (attachment.order()), findings: () => attachment.findings(), refresh: () => attachment.refresh(), detach: () => attachment.detach() };
}
