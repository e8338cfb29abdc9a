// The screen of a request: the customer's part of the form, saved on the device with every change, submitted at the
// end.

import "../pkg/element.js";
import { language } from "../page.js";
import { make } from "../make.js";
import { clock, moment } from "./clock.js";
import { loadFailure } from "./load-failure.js";
import { backLink, problemNotice } from "./notice.js";
import { withSlowMessage } from "./progress-message.js";
import { addressOf, draftOf, saveDraft, submit } from "./requests.js";
import { compile, standardOf } from "./standards.js";
import { isStored } from "./store.js";
import { pickFields, viewOf } from "./view.js";
import { localized, say } from "./words.js";

/** @param {portal.Service} service @param {portal.Request} [stored] a draft to continue */
export async function requestScreen(service, stored) {
  const draft = stored ?? (await draftOf(service.id));
  const saveStatus = make("p", { class: "quiet kept", role: "status" });
  const block = make("div", { class: "block" });
  const lead = make("div", { class: "lead" },
    backLink(),
    make("h1", { text: localized(service.title) }),
    make("p", { class: "quiet", text: localized(service.about) }));
  const content = make("div", { class: "with-aside" }, make("div", { class: "main-part" }, problemNotice(draft.problem), block, saveStatus), await nextSteps(service));
  await fillBlock(block, saveStatus, service, draft);
  return { nodes: [lead, content] };
}

async function fillBlock(block, saveStatus, service, draft) {
  try {
    const { json } = await standardOf(service.standard);
    block.append(requestForm(json, saveStatus, service, draft));
  } catch (error) {
    block.append(loadFailure(error));
  }
}

function requestForm(json, saveStatus, service, draft) {
  const view = viewOf(json, service.form, { asks: service.asks, order: service.sets(moment()), must: service.must, when: service.when, marks: service.marks });
  const element = make("gongdan-form", { form: service.form, locale: language() });
  element.now = clock;
  element.standard = compile(view);
  element.order = draft.order;
  setAutofill(element, service);
  const autosave = new Autosave(draft, saveStatus);
  element.addEventListener("change", ({ detail }) => element.inert || autosave.save(pickFields(detail.order, service.asks)));
  element.addEventListener("submit", async ({ detail }) => {
    if (element.inert) return;
    element.inert = true;
    await autosave.whenWritten;
    // Reopening the page or going back now shows the order instead of an empty form.
    history.replaceState(null, "", addressOf(draft.id));
    const request = await withSlowMessage(saveStatus, () => submit(draft, pickFields(detail.order, service.asks)));
    openOrder(addressOf(request.record?.number ?? request.id));
  });
  return element;
}

// Browsers offer what they know of the customer. The form is rendered later.
function setAutofill({ shadowRoot }, { autofill = {} }) {
  const observer = new MutationObserver(() => {
    for (const [name, purpose] of Object.entries(autofill)) shadowRoot.querySelector(`[name=${name}]`)?.setAttribute("autocomplete", purpose);
  });
  observer.observe(shadowRoot, { childList: true, subtree: true });
}

// Replaces the form; an unsent request already has its URL.
function openOrder(address) {
  if (location.hash === address) dispatchEvent(new Event("hashchange"));
  else location.replace(address);
}

// Writes edits one at a time, always including the last, and shows when they are saved.
class Autosave {
  whenWritten = Promise.resolve();
  /** @type {Record<string, any> | null} */
  #unsaved = null;

  /** @param {portal.Request} draft @param {HTMLElement} statusLine where "saved" is shown */
  constructor(draft, statusLine) {
    this.draft = draft;
    this.statusLine = statusLine;
  }

  save(order) {
    this.statusLine.toggleAttribute("data-keeping", true);
    this.#unsaved = order;
    this.whenWritten = this.whenWritten.then(() => this.#write());
  }

  async #write() {
    const order = this.#unsaved;
    if (order === null) return;
    this.#unsaved = null;
    await saveDraft(this.draft, order);
    if (this.#unsaved !== null) return;
    this.statusLine.textContent = isStored ? say("kept") : say("notKept");
    this.statusLine.toggleAttribute("data-lost", !isStored);
    this.statusLine.toggleAttribute("data-keeping", false);
  }
}

/** @param {portal.Service} service */
async function nextSteps(service) {
  /** @type {portal.Sentence[]} */
  const steps = ["nextNumber", "nextFollow", ...(service.confirms.length ? /** @type {const} */ (["nextConfirm"]) : [])];
  const { title, number } = await standardOf(service.standard).then(({ json }) => ({ title: localized(json.title), number: exampleNumber(json, service) }), () => ({ title: "", number: "" }));
  return make("aside", { class: "panel", "aria-labelledby": "next" },
    make("h2", { id: "next", text: say("next") }),
    make("ol", { class: "next" }, steps.map((step) => make("li", { text: say(step) }))),
    number && make("p", { class: "quiet", text: say("numberLike", { number }) }),
    title && make("p", { class: "quiet basis" }, `${say("basis")} `, make("a", { href: `./standards/${service.standard}.html`, text: title })));
}

// An example number, if the standard has one.
/** @param {any} written @param {portal.Service} service */
function exampleNumber({ forms, formats = {} }, { form, number }) {
  const format = number && forms[form].fields[number].format;
  return format ? formats[format].examples?.[0] : "";
}
