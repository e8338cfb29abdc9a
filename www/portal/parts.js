// The parts of a form that are filled in later: the customer's confirmation and, as a demonstration, the workers' part.
// Each is another view of the same form; existing values are fixed.

import "../pkg/element.js";
import { language } from "../page.js";
import { make } from "../make.js";
import { clock, moment } from "./clock.js";
import { amend } from "./requests.js";
import { notice } from "./notice.js";
import { sending } from "./progress-message.js";
import { compiled } from "./standards.js";
import { partOf, viewOf } from "./view.js";
import { say } from "./words.js";

/** What was typed in the parts but not sent, by order and field. */
const typed = new Map();

const isEmpty = (value) => value === undefined || value === null || value === "";

/** The customer's confirmation, once the work is reported as done. @param {portal.Request} request @param {portal.Service} service */
export function confirmPart(request, service, written) {
  const { order } = request.record;
  const open = service.confirms.filter((id) => isEmpty(order[id]));
  const signature = service.confirms.find((id) => written.forms[service.form].fields[id].type === "signature");
  if (!signature || !service.done || isEmpty(order[service.done])) return null;
  if (!isEmpty(order[signature])) return notice("good", "", say("thanks"));
  const signs = service.signs?.(moment()) ?? {};
  const form = partForm(written, service, request, { asks: open, must: [signature], sets: signs, sends: say("confirmSend") });
  const said = status();
  form.addEventListener("submit", ({ detail }) => sending(said, () => confirm(request, service, { ...signs, ...partOf(detail.order, open) }, form)));
  return make("section", { class: "block confirm", "aria-labelledby": "confirm" }, make("h2", { id: "confirm", text: say("confirm") }), make("p", { class: "quiet", text: say("confirmLead") }), form, said);
}

// The signature takes the order through the final states.
/** @param {portal.Request} request @param {portal.Service} service */
async function confirm(request, { closes }, order, form) {
  if (form.inert) return;
  form.inert = true;
  const next = (/** @type {portal.Request} */ { record }) => record.nextStates.find(({ state }) => closes.includes(state))?.state;
  let signed = await amend(request, { order, state: next(request) });
  while (!signed.amendment && next(signed)) signed = await amend(signed, { state: next(signed) });
}

const status = () => make("p", { class: "quiet kept", role: "status" });

/** For demonstration: the workers' part, and the step to the next state. @param {portal.Request} request @param {portal.Service} service */
export function deskPart(request, service, written) {
  const { order, nextStates } = request.record;
  const open = service.works.filter((id) => isEmpty(order[id]));
  const ahead = nextStates.filter(({ state }) => !service.closes.includes(state));
  if (open.length === 0 && ahead.length === 0) return null;
  const state = ahead.length > 0 && make("select", { id: "next-state" }, make("option", { value: "", text: say("deskKeep") }), ahead.map(({ state, label }) => make("option", { value: state, text: label })));
  const form = partForm(written, service, request, { asks: open, must: [], sets: {}, sends: say("deskSend") });
  const said = status();
  form.addEventListener("submit", ({ detail }) => {
    if (form.inert) return;
    form.inert = true;
    sending(said, () => amend(request, { order: partOf(detail.order, open), state: (state && state.value) || undefined }));
  });
  return make("details", { class: "block desk-part" }, make("summary", { text: say("desk") }), make("p", { class: "quiet", text: say("deskLead") }),
    state && make("div", { class: "item" }, make("label", { for: "next-state", text: say("deskState") }), state), form, said);
}

/** @param {any} written @param {portal.Service} service @param {portal.Request} request */
function partForm(written, service, { record, amendment }, { asks, must, sets, sends }) {
  const view = viewOf(written, service.form, { asks, must, order: { ...record.order, ...sets }, marks: service.marks });
  // The page has two forms, so each button says what it sends.
  const element = make("gongdan-form", { form: service.form, locale: language(), submit: sends });
  element.now = clock;
  element.standard = compiled(view);
  element.order = partOf({ ...amendment?.order, ...typed.get(record.id) }, asks);
  element.addEventListener("change", ({ detail }) => typed.set(record.id, { ...typed.get(record.id), ...partOf(detail.order, asks) }));
  return element;
}
