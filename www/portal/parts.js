// The parts of a form that are filled in later: the customer's confirmation and, as a demonstration, the workers' part.
// Each is another view of the same form; existing values are fixed.

import "../pkg/element.js";
import { language } from "../page.js";
import { make } from "../make.js";
import { clock, moment } from "./clock.js";
import { notice } from "./notice.js";
import { withSlowMessage } from "./progress-message.js";
import { amend } from "./requests.js";
import { compile } from "./standards.js";
import { pickFields, viewOf } from "./view.js";
import { say } from "./words.js";

/** What was typed in the parts but not sent, by order and field. */
const unsentInput = new Map();

const isEmpty = (value) => value === undefined || value === null || value === "";

/** The customer's confirmation, once the work is reported as done. @param {portal.Request} request @param {portal.Service} service */
export function confirmPart(request, service, json) {
  const { order } = request.record;
  const open = service.confirms.filter((id) => isEmpty(order[id]));
  const signature = service.confirms.find((id) => json.forms[service.form].fields[id].type === "signature");
  if (!signature || !service.done || isEmpty(order[service.done])) return null;
  if (!isEmpty(order[signature])) return notice("good", "", say("thanks"));
  const signedValues = service.signs?.(moment()) ?? {};
  const form = partForm(json, service, request, { asks: open, must: [signature], sets: signedValues, sends: say("confirmSend") });
  const status = statusLine();
  form.addEventListener("submit", ({ detail }) => withSlowMessage(status, () => confirm(request, service, { ...signedValues, ...pickFields(detail.order, open) }, form)));
  return make("section", { class: "block confirm", "aria-labelledby": "confirm" }, make("h2", { id: "confirm", text: say("confirm") }), make("p", { class: "quiet", text: say("confirmLead") }), form, status);
}

// The signature takes the order through the final states.
/** @param {portal.Request} request @param {portal.Service} service */
async function confirm(request, { closes }, order, form) {
  if (form.inert) return;
  form.inert = true;
  const nextState = (/** @type {portal.Request} */ { record }) => record.nextStates.find(({ state }) => closes.includes(state))?.state;
  let signed = await amend(request, { order, state: nextState(request) });
  while (!signed.amendment && nextState(signed)) signed = await amend(signed, { state: nextState(signed) });
}

const statusLine = () => make("p", { class: "quiet kept", role: "status" });

/** For demonstration: the workers' part, and the step to the next state. @param {portal.Request} request @param {portal.Service} service */
export function deskPart(request, service, json) {
  const { order, nextStates } = request.record;
  const open = service.works.filter((id) => isEmpty(order[id]));
  const openStates = nextStates.filter(({ state }) => !service.closes.includes(state));
  if (open.length === 0 && openStates.length === 0) return null;
  const state = openStates.length > 0 && make("select", { id: "next-state" }, make("option", { value: "", text: say("deskKeep") }), openStates.map(({ state, label }) => make("option", { value: state, text: label })));
  const form = partForm(json, service, request, { asks: open, must: [], sets: {}, sends: say("deskSend") });
  const status = statusLine();
  form.addEventListener("submit", ({ detail }) => {
    if (form.inert) return;
    form.inert = true;
    withSlowMessage(status, () => amend(request, { order: pickFields(detail.order, open), state: (state && state.value) || undefined }));
  });
  return make("details", { class: "block desk-part" }, make("summary", { text: say("desk") }), make("p", { class: "quiet", text: say("deskLead") }),
    state && make("div", { class: "item" }, make("label", { for: "next-state", text: say("deskState") }), state), form, status);
}

/** @param {any} json @param {portal.Service} service @param {portal.Request} request */
function partForm(json, service, { record, amendment }, { asks, must, sets, sends }) {
  const view = viewOf(json, service.form, { asks, must, order: { ...record.order, ...sets }, marks: service.marks });
  // The page has two forms, so each button says what it sends.
  const element = make("gongdan-form", { form: service.form, locale: language(), submit: sends });
  element.now = clock;
  element.standard = compile(view);
  element.order = pickFields({ ...amendment?.order, ...unsentInput.get(record.id) }, asks);
  element.addEventListener("change", ({ detail }) => unsentInput.set(record.id, { ...unsentInput.get(record.id), ...pickFields(detail.order, asks) }));
  return element;
}
