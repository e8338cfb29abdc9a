// The screen of an order: its number, what waits, deadlines and progress, its contents, and the customer's
// confirmation.

import { icon, make } from "../make.js";
import { language } from "../page.js";
import { clock, minutesWrong, spanText } from "./clock.js";
import { confirmPart, deskPart } from "./parts.js";
import { deadlinePanel } from "./deadlines.js";
import { notice, problemNotice, sentences, waitingNotice } from "./notice.js";
import { progressBlock } from "./progress.js";
import { drop } from "./store.js";
import { follow, lookAgain, reopen } from "./requests.js";
import { contentBlock } from "./content.js";
import { serviceOf } from "./services.js";
import { standardOf } from "./standards.js";
import { inWords, say } from "./words.js";

const LOOK_AGAIN = 30_000;
const BACK = "M14 6l-6 6 6 6";

/** @param {portal.Request} request */
export async function orderScreen(request) {
  const service = serviceOf(request);
  const { written, standard } = await standardOf(service.standard);
  const clocks = request.record && deadlinePanel(request, service, standard);
  const left = make("div", { class: "main-part" },
    request.record && [confirmPart(request, service, written), progressBlock(request, service, standard)],
    contentBlock(request, service, standard),
    request.record && deskPart(request, service, written));
  const right = request.record && make("div", { class: "aside" }, ticket(request, service, standard), clocks.element);
  const timer = request.record ? setInterval(() => document.visibilityState !== "hidden" && follow(request), LOOK_AGAIN) : 0;
  return {
    nodes: [heading(request, service), ...[notices(request)].flat().filter(Boolean), make("div", { class: "with-aside" }, left, right)],
    look: () => (request.record ? follow(request) : lookAgain(request)),
    changed: (changed, show) => changed.id === request.id && changed !== request && whenLeft(() => show({ arrived: false })),
    leave() {
      clearInterval(timer);
      clocks?.leave();
    },
  };
}

// Waits until the form being filled in is left; what was typed is restored afterwards.
function whenLeft(then) {
  const form = document.activeElement?.closest("gongdan-form");
  if (form && !form.inert) form.addEventListener("focusout", then, { once: true });
  else then();
}

/** @param {portal.Request} request */
const heading = ({ record }, service) =>
  make("div", { class: "lead" },
    make("p", {}, make("a", { href: "#", class: "back" }, icon(BACK), say("back"))),
    make("h1", { class: record ? "number" : "", text: record?.number ?? inWords(service.title) }),
    record && make("p", { class: "quiet", text: inWords(service.title) }));

/** @param {portal.Request} request */
function notices(request) {
  const { state, record, amendment, problem } = request;
  if (state === "refused") return problemNotice(problem, make("button", { type: "button", text: say("mend"), onclick: () => mend(request) }), remover(request));
  if (state === "waiting") return waitingNotice(request, again(request), saver(request), remover(request));
  return [
    problem && problemNotice(problem),
    amendment && !problem && notice("warning", "", say("pending"), again(request)),
    minutesWrong() !== 0 && notice("info", "", say("clockWrong", { span: spanText(Math.abs(minutesWrong()), language()) })),
    record.findings.length > 0 && notice("info", "", sentences(record.findings)),
  ];
}

async function mend(request) {
  await reopen(request);
  location.hash = `#new/${request.service}`;
}

const again = (request) => make("button", { type: "button", text: say("again"), onclick: ({ currentTarget }) => ((currentTarget.disabled = true), follow(request)) });

/** @param {portal.Request} request */
function saver({ id, service, order }) {
  const { standard, form } = serviceOf({ service });
  const save = ({ currentTarget }) => (currentTarget.href = URL.createObjectURL(new Blob([JSON.stringify({ id, standard, form, order }, null, 2)], { type: "application/json" })));
  return make("a", { class: "button plain", href: "#", download: `${id}.json`, text: say("save"), onclick: save });
}

// Deleting asks for a second click on the same button.
function remover({ id }) {
  const remove = async ({ currentTarget: button, detail: clicks }) => {
    // A double click must not confirm.
    if (clicks > 1) return;
    if (button.dataset.sure === undefined) {
      button.dataset.sure = "";
      button.textContent = say("discardSure");
      return;
    }
    await drop(id);
    location.hash = "#";
  };
  return make("button", { type: "button", class: "plain", text: say("discard"), onclick: remove });
}

/** @param {portal.Request} request */
function ticket({ record, secret }, service, standard) {
  const copy = async ({ currentTarget: button }) => {
    const isCopied = await navigator.clipboard?.writeText(`${record.number} ${secret}`).then(() => true, () => false);
    button.textContent = say(isCopied ? "copied" : "notCopied");
  };
  return make("section", { class: "panel ticket", "aria-labelledby": "ticket" },
    make("h2", { id: "ticket", text: say("got") }),
    make("dl", {},
      make("div", {}, make("dt", { text: say("number") }), make("dd", { text: record.number })),
      make("div", {}, make("dt", { text: say("code") }), make("dd", { class: "code", text: secret }))),
    make("p", { class: "quiet", text: say("gotHint") }),
    record.numberFormat === null && make("p", { class: "quiet", text: say("ownNumber") }),
    make("p", { class: "actions" }, make("button", { type: "button", class: "plain", text: say("copy"), onclick: copy }), make("button", { type: "button", class: "plain", text: say("print"), onclick: () => printPaper(record, service, standard) })));
}

// The paper form with its copies and signature lines, for print only.
async function printPaper({ order }, { form }, standard) {
  const paper = Object.assign(make("gongdan-form", { class: "paper", form, locale: language() }), { standard, order, now: clock });
  document.body.append(paper);
  addEventListener("afterprint", () => paper.remove(), { once: true });
  await paper.print();
}
