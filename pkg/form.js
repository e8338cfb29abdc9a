// `gongdan/form`: validates an existing HTML form against a standard while a person fills it in. It decides when a
// finding is shown and blocks an invalid submission; what is wrong is decided by the engine alone.

import { Attachment } from "./form/attachment.js";
import { withDefaults } from "./form/options.js";
import { argumentError } from "./lib/errors.js";
import { warmUps } from "./lib/warm-up.js";

// Fetched while the engine loads. A failed warm-up costs only time.
if (typeof document !== "undefined") warmUps.push(import("./form/warm-up.js").then((module) => (Standard) => module.warmUp(Standard, attach), () => undefined));

/**
 * Attaches a standard to a form.
 *
 * # Shape
 * `names` maps the page's control names to field paths (`{ slsj: "received_at" }`); equal names need no entry, and
 * `data-gongdan-field` on a control takes precedence. Deadlines are rendered in elements with `data-gongdan-deadlines`,
 * calculation sheets in elements with `data-gongdan-calculation="id"`; `data-gongdan-table="id"` marks where a table is. On a
 * page with several forms, `data-gongdan-form="id"` says which form a container outside them belongs to. Below a text with
 * a format, its segments are named and words suggested during typing; the format may depend on the order:
 * `formats: { description: (order) => "description_a" }`.
 *
 * # Errors
 * Throws a `GongdanError` if `form` is not a form element or an option is invalid, before anything on the page changes.
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
  if ({}.toString.call(form) !== "[object HTMLFormElement]") throw argumentError("bad_form", "form", "HTMLFormElement", form, options);
  const attachment = new Attachment(form, withDefaults(options)), { session } = attachment;
  return { session, order: () => /** @type {any} */ (attachment.order()), findings: () => attachment.findings(), refresh: () => attachment.refresh(), detach: () => attachment.detach() };
}
