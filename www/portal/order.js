// The screen of an order: its number, what waits, deadlines and progress, its contents, and the customer's
// confirmation.

import { make } from "../make.js";
import { language } from "../page.js";
import { clock, clockErrorMinutes, durationText } from "./clock.js";
import { contentBlock } from "./content.js";
import { deadlinePanel } from "./deadlines.js";
import { backLink, findingList, notice, problemNotice, waitingNotice } from "./notice.js";
import { confirmPart, deskPart } from "./parts.js";
import { progressBlock } from "./progress.js";
import { refresh, reopenDraft, reportMissedChange } from "./requests.js";
import { serviceOf } from "./services.js";
import { standardOf } from "./standards.js";
import { deleteRequest } from "./store.js";
import { localized, say } from "./words.js";

const REFRESH_MS = 30_000;

/** @param {portal.Request} request */
export async function orderScreen(request) {
  const service = serviceOf(request);
  const { json, standard } = await standardOf(service.standard);
  const deadlines = request.record && deadlinePanel(request, service, standard);
  const confirmation = request.record && confirmPart(request, service, json);
  const mainPart = make("div", { class: "main-part" },
    request.record && [confirmation, progressBlock(request, service, standard)],
    contentBlock(request, service, standard),
    request.record && deskPart(request, service, json));
  const sidePart = request.record && make("div", { class: "aside" }, ticket(request, service, standard), deadlines.element);
  const timer = request.record ? setInterval(() => document.visibilityState !== "hidden" && refresh(request), REFRESH_MS) : 0;
  return {
    nodes: [heading(request, service), ...[notices(request)].flat().filter(Boolean), make("div", { class: "with-aside" }, ...(confirmation?.matches(".confirm") ? [mainPart, sidePart] : [sidePart, mainPart]))],
    onShown: () => (request.record ? refresh(request) : reportMissedChange(request)),
    onChanged: (changed, show) => changed.id === request.id && changed !== request && whenFormLeft(() => show({ arrived: false })),
    onLeave() {
      clearInterval(timer);
      deadlines?.detach();
    },
  };
}

// Waits until the form being filled in is left; what was typed is restored afterwards.
function whenFormLeft(callback) {
  const form = document.activeElement?.closest("gongdan-form");
  if (form && !form.inert) form.addEventListener("focusout", callback, { once: true });
  else callback();
}

/** @param {portal.Request} request */
const heading = ({ record }, service) =>
  make("div", { class: "lead" },
    backLink(),
    make("h1", { class: record ? "number" : "", text: record?.number ?? localized(service.title) }),
    record && make("p", { class: "quiet", text: localized(service.title) }));

/** @param {portal.Request} request */
function notices(request) {
  const { state, record, amendment, problem } = request;
  if (state === "refused") return problemNotice(problem, make("button", { type: "button", text: say("mend"), onclick: () => editAgain(request) }), removeButton(request));
  if (state === "waiting") return waitingNotice(request, retryButton(request), saveLink(request), removeButton(request));
  return [
    problem && problemNotice(problem),
    amendment && !problem && notice("warning", "", say("pending"), retryButton(request)),
    clockErrorMinutes() !== 0 && notice("info", "", say("clockWrong", { span: durationText(Math.abs(clockErrorMinutes()), language()) })),
    record.findings.length > 0 && notice("info", "", findingList(record.findings)),
  ];
}

async function editAgain(request) {
  await reopenDraft(request);
  location.hash = `#new/${request.service}`;
}

const retryButton = (request) => make("button", { type: "button", text: say("again"), onclick: () => refresh(request) });

/** @param {portal.Request} request */
function saveLink({ id, service, order }) {
  const { standard, form } = serviceOf({ service });
  const save = ({ currentTarget }) => (currentTarget.href = URL.createObjectURL(new Blob([JSON.stringify({ id, standard, form, order }, null, 2)], { type: "application/json" })));
  return make("a", { class: "button plain", href: "#", download: `${id}.json`, text: say("save"), onclick: save });
}

// Deleting asks for a second click on the same button.
function removeButton({ id }) {
  const remove = async ({ currentTarget: button, detail: clicks }) => {
    // A double click must not confirm.
    if (clicks > 1) return;
    if (button.dataset.sure === undefined) {
      button.dataset.sure = "";
      button.textContent = say("discardSure");
      return;
    }
    await deleteRequest(id);
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
