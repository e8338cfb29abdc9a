// The progress of an order: its states in a row, and the moments so far.

import { language } from "../page.js";
import { make } from "../make.js";
import { momentText } from "./clock.js";
import { formOf } from "./standards.js";
import { say } from "./words.js";

/** @param {portal.Request} request @param {portal.Service} service @param {import("../pkg/index.js").Standard} standard */
export function progressBlock({ record }, service, standard) {
  const form = formOf(standard, service);
  const steps = form.workflow ? stateSteps(form.workflow, record.state) : plainSteps(record.order, service);
  return make("section", { class: "block", "aria-labelledby": "progress" },
    make("h2", { id: "progress", text: say("progress") }),
    make("ol", { class: "steps" }, steps.map(step)),
    make("h3", { text: say("moments") }),
    make("ol", { class: "moments" }, momentList(record, form, service).map(([at, label]) => make("li", {}, make("time", { datetime: at, text: momentText(at, language()) }), ` ${label}`))));
}

const step = ({ label, is }) => make("li", { "data-is": is, "aria-current": is === "now" ? "step" : null }, make("span", { text: label }), is === "now" && make("small", { text: say("now") }));

// The usual path: from each state the first transition to a new one. A state off this path is shown at its place.
function stateSteps({ initial, states, transitions }, state) {
  const path = [initial];
  for (let next = initial; next; path.push(next)) {
    next = transitions.find(([from, to]) => from === path.at(-1) && !path.includes(to))?.[1];
    if (!next) break;
  }
  if (!path.includes(state)) path.splice(1, path.length - 1, state);
  const currentIndex = path.indexOf(state);
  const label = (id) => states.find(({ value }) => value === id)?.label ?? id;
  return path.map((id, index) => ({ label: label(id), is: index < currentIndex ? "past" : index === currentIndex ? "now" : "ahead" }));
}

function plainSteps(order, service) {
  const signature = service.confirms.find((id) => /signature/.test(id));
  const reached = [true, Boolean(order[service.done]), Boolean(order[signature])];
  const currentIndex = reached.lastIndexOf(true);
  return /** @type {const} */ (["received", "done", "signed"]).map((name, index) => ({ label: say(name), is: index < currentIndex ? "past" : index === currentIndex ? "now" : "ahead" }));
}

function momentList({ order, receivedAt }, { fields }, { works, confirms }) {
  const filled = fields.filter(({ id, type }) => type === "datetime" && order[id] && [...works, ...confirms].includes(id)).map(({ id, label }) => [order[id], eventOf(label)]);
  return [[receivedAt, say("received")], ...filled].sort(([a], [b]) => Date.parse(withZone(a)) - Date.parse(withZone(b)));
}

/** The event in the label of its moment: "到达时间" as "到达", "Arrived at" as "arrived". */
const eventOf = (label) => label.replace(/(?<=.)时间$| (?:at|time)$/i, "").replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase());

const withZone = (text) => (/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}+08:00`);
