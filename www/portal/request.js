// The screen of a request: the customer's part of the form, saved on the device with every change, submitted at the
// end.

import "../pkg/element.js";
import { language } from "../page.js";
import { icon, make } from "../make.js";
import { clock, moment } from "./clock.js";
import { failed } from "./load-failure.js";
import { addressOf, draftOf, handIn, note } from "./requests.js";
import { problemNotice } from "./notice.js";
import { sending } from "./progress-message.js";
import { compiled, standardOf } from "./standards.js";
import { isKept } from "./store.js";
import { partOf, viewOf } from "./view.js";
import { inWords, say } from "./words.js";

const BACK = "M14 6l-6 6 6 6";

/** @param {portal.Service} service @param {portal.Request} [given] a draft to continue */
export async function requestScreen(service, given) {
  const draft = given ?? (await draftOf(service.id));
  const kept = make("p", { class: "quiet kept", role: "status" });
  const block = make("div", { class: "block" });
  const lead = make("div", { class: "lead" },
    make("p", {}, make("a", { href: "#", class: "back" }, icon(BACK), say("back"))),
    make("h1", { text: inWords(service.title) }),
    make("p", { class: "quiet", text: inWords(service.about) }));
  const desk = make("div", { class: "with-aside" }, make("div", { class: "main-part" }, problemNotice(draft.problem), block, kept), await aside(service));
  await fill(block, kept, service, draft);
  return { nodes: [lead, desk] };
}

async function fill(block, kept, service, draft) {
  try {
    const { written } = await standardOf(service.standard);
    block.append(form(written, kept, service, draft));
  } catch (error) {
    block.append(failed(error));
  }
}

function form(written, kept, service, draft) {
  const view = viewOf(written, service.form, { asks: service.asks, order: service.sets(moment()), must: service.must, when: service.when, marks: service.marks });
  const element = make("gongdan-form", { form: service.form, locale: language() });
  element.now = clock;
  element.standard = compiled(view);
  element.order = draft.order;
  const notes = new Notes(draft, kept);
  element.addEventListener("change", ({ detail }) => element.inert || notes.take(partOf(detail.order, service.asks)));
  element.addEventListener("submit", async ({ detail }) => {
    if (element.inert) return;
    element.inert = true;
    await notes.written;
    // Reopening the page or going back now shows the order instead of an empty form.
    history.replaceState(null, "", addressOf(draft.id));
    const request = await sending(kept, () => handIn(draft, partOf(detail.order, service.asks)));
    arrive(addressOf(request.record?.number ?? request.id));
  });
  return element;
}

// Replaces the form; an unsent request already has its URL.
function arrive(address) {
  if (location.hash === address) dispatchEvent(new Event("hashchange"));
  else location.replace(address);
}

// Writes edits one at a time, always including the last, and shows when they are saved.
class Notes {
  written = Promise.resolve();
  /** @type {Record<string, any> | null} */
  #latest = null;

  /** @param {portal.Request} draft @param {HTMLElement} place where "saved" is shown */
  constructor(draft, place) {
    this.draft = draft;
    this.place = place;
  }

  take(order) {
    this.place.toggleAttribute("data-keeping", true);
    this.#latest = order;
    this.written = this.written.then(() => this.#write());
  }

  async #write() {
    const order = this.#latest;
    if (order === null) return;
    this.#latest = null;
    await note(this.draft, order);
    if (this.#latest !== null) return;
    this.place.textContent = isKept ? say("kept") : say("notKept");
    this.place.toggleAttribute("data-lost", !isKept);
    this.place.toggleAttribute("data-keeping", false);
  }
}

/** @param {portal.Service} service */
async function aside(service) {
  /** @type {portal.Sentence[]} */
  const steps = ["nextNumber", "nextFollow", ...(service.confirms.length ? /** @type {const} */ (["nextConfirm"]) : [])];
  const { title, number } = await standardOf(service.standard).then(({ written }) => ({ title: inWords(written.title), number: numberLike(written, service) }), () => ({ title: "", number: "" }));
  return make("aside", { class: "panel", "aria-labelledby": "next" },
    make("h2", { id: "next", text: say("next") }),
    make("ol", { class: "next" }, steps.map((step) => make("li", { text: say(step) }))),
    number && make("p", { class: "quiet", text: say("numberLike", { number }) }),
    title && make("p", { class: "quiet basis" }, `${say("basis")} `, make("a", { href: `./standards/${service.standard}.html`, text: title })));
}

// An example number, if the standard has one.
/** @param {any} written @param {portal.Service} service */
function numberLike({ forms, formats = {} }, { form, number }) {
  const format = number && forms[form].fields[number].format;
  return format ? formats[format].examples?.[0] : "";
}
