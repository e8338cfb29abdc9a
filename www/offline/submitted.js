// The screen of a submitted order: whether it arrived, its number and receipt, its deadlines by the server's time, and
// its contents.

import { language } from "../page.js";
import { make } from "../make.js";
import { saveJson } from "../save.js";
import { serverNow } from "./clock.js";
import { notice } from "./notice.js";
import { photos } from "./photos.js";
import { openStandard } from "./standards.js";
import { stateText } from "./state-text.js";
import { serverMomentText, words } from "./words.js";

/** @type {Record<string, import("./notice.js").Tone>} */
const TONES = { sent: "good", waiting: "warning" };

/** @param {any} record @param {{ send: () => void }} page */
export async function submittedScreen(record, page) {
  const standard = await openStandard(record.standard);
  /** @type {import("./notice.js").Step[]} */
  const steps = record.state === "waiting" ? [[words().sendNow, page.send]] : [];
  const form = make("gongdan-form", { form: record.form, locale: language(), readonly: true });
  form.now = serverNow;
  form.order = record.answer?.order ?? record.order;
  form.standard = standard;
  return [
    notice(TONES[record.state], stateText(record), steps),
    record.answer && receiptSection(record),
    record.answer && deadlineSection(standard, record),
    make("div", { class: "block" }, form),
    photos(record, { isWritable: () => false }).element,
  ].filter(Boolean);
}

function receiptSection({ answer: { number, secret, receivedAt, receipt, order } }) {
  const say = words();
  const line = (label, value) => make("div", {}, make("dt", { text: label }), make("dd", { text: value }));
  const save = (label, name, content) => make("button", { type: "button", class: "plain", text: label, onclick: () => saveJson([JSON.stringify(content, null, 2)], name) });
  return make("section", { class: "block" },
    make("dl", { class: "facts" }, line(say.number, number), line(say.secret, secret), line(say.receivedAt, serverMomentText(receivedAt))),
    make("p", { class: "actions" }, save(say.receipt, "receipt.json", receipt), save(say.order, "order.json", order)),
    make("details", { class: "quiet" }, make("summary", { text: say.receiptAbout }), make("p", { text: say.receiptHint }), make("p", {}, make("code", { text: "npx gongdan recheck receipt.json order.json" }))));
}

function deadlineSection(standard, { form, answer }) {
  const found = standard.deadlines(form, answer.order, { now: serverNow().toISOString(), locale: language() });
  if (found.length === 0) return null;
  const say = words();
  const deadlineItem = ({ label, status, due }) => make("li", { "data-status": status }, make("span", { text: label }), make("strong", { text: say.statuses[status] }), due && make("span", { class: "quiet", text: say.due(serverMomentText(due)) }));
  return make("section", { class: "block" }, make("h2", { text: say.deadlines }), make("ul", { class: "deadlines" }, ...found.map(deadlineItem)));
}
