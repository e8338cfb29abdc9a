// The deadlines of an order as live chips, by the server's time. They are the engine's own: the order is put into a
// hidden form that `attach` watches.

import { attach } from "../pkg/form.js";
import { language } from "../page.js";
import { make } from "../make.js";
import { clock } from "./clock.js";
import { formOf } from "./standards.js";
import { say } from "./words.js";

const isPlain = (value) => value !== null && typeof value !== "object";

/**
 * @param {portal.Request} request
 * @param {portal.Service} service
 * @param {import("../pkg/index.js").Standard} standard
 * @returns {{ element: HTMLElement | null, detach(): void }} `element` is null if the form has no deadlines
 */
export function deadlinePanel({ record }, service, standard) {
  if (formOf(standard, service).deadlines.length === 0) return { element: null, detach() {} };
  const values = Object.entries(record.order).filter(([, value]) => isPlain(value));
  const form = make("form", { id: "standing", hidden: true }, values.map(([name, value]) => make("input", { name, value: String(value) })));
  const chips = make("div", { "data-gongdan-deadlines": "", "data-gongdan-form": "standing" });
  const element = make("section", { class: "panel", "aria-labelledby": "deadlines" }, make("h2", { id: "deadlines", text: say("deadlines") }), chips, form);
  /** @type {ReturnType<typeof attach> | undefined} */
  let attached;
  // Containers are searched in the document, so it must be inserted first.
  const timer = setTimeout(() => (attached = attach(form, { standard, form: service.form, locale: language(), now: clock })));
  return { element, detach: () => (clearTimeout(timer), attached?.detach()) };
}
