// The first screen: the forms to start, and the orders on this device with their actual states.

import { language } from "../page.js";
import { icon, make } from "../make.js";
import { saveJson } from "../save.js";
import { uuid } from "../uuid.js";
import { unsentRecordsFile } from "./export.js";
import { FORMS } from "./forms.js";
import { currentStandard, describeForm, openStandard } from "./standards.js";
import { stateText } from "./state-text.js";
import { addRecord, isFull } from "./store.js";
import { momentText, words } from "./words.js";

/** An icon for each state: a pencil, a waiting arrow, a cross, a tick. */
const STATE_ICONS = {
  draft: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  waiting: "M12 19V6M7 11l5-5 5 5M5 21h14",
  refused: "M6 6l12 12M18 6L6 18",
  sent: "M5 12.5l4.5 4.5L19 7.5",
};

/**
 * @param {any[]} records
 * @param {{ open: (id: string) => void, send: () => void, showMessage: (tone: import("./notice.js").Tone, text: string) => void }} page
 */
export async function listScreen(records, page) {
  const say = words();
  const hasUnsent = records.some(({ state }) => state !== "sent");
  const hasWaiting = records.some(({ state }) => state === "waiting");
  const items = (await Promise.all(FORMS.map((form) => formItem(form, page)))).filter(Boolean);
  const actions = [
    hasWaiting && make("button", { type: "button", text: say.sendNow, onclick: page.send }),
    hasUnsent && make("button", { type: "button", class: "plain", text: say.exportAll, onclick: async () => saveJson(await unsentRecordsFile(), "unsent-orders.json") }),
  ];
  return [
    make("header", { class: "lead" }, make("h1", { text: say.title }), make("p", { class: "quiet", text: say.lead })),
    make("section", { class: "block" }, make("h2", { text: say.fresh }), make("ul", { class: "forms" }, ...items), items.length < FORMS.length && make("p", { class: "quiet missing", text: say.missing(FORMS.length - items.length) })),
    make("section", { class: "block" }, make("h2", { text: say.kept(records.length) }),
      records.length === 0 ? make("p", { class: "quiet", text: say.none }) : make("ul", { class: "records" }, ...(await Promise.all(records.map((record) => recordItem(record))))),
      actions.some(Boolean) && make("p", { class: "actions" }, ...actions)),
  ];
}

async function formItem({ standard: id, form }, page) {
  const current = await currentStandard(id);
  const opened = current && (await openStandard(current.standard)), described = opened && describeForm(opened, form, language());
  if (!described) return null;
  const start = async () => {
    const record = { id: uuid(), standard: current.standard, form, draft: {}, state: "draft", files: [], createdAt: new Date().toISOString(), changedAt: new Date().toISOString() };
    try {
      await addRecord(record, current.text);
    } catch (error) {
      return page.showMessage("error", isFull(error) ? words().full : words().notBegun);
    }
    // From now on there is data to lose: persistent storage is not evicted when space runs short.
    navigator.storage?.persist?.();
    page.open(record.id);
  };
  const { title } = described, whole = opened.describe(language()).title;
  const standardTitle = whole !== title ? whole : null;
  return make("li", {}, make("button", { type: "button", class: "plain", onclick: start }, make("span", { text: title }), standardTitle && make("small", { text: standardTitle })));
}

// A record is listed, and exported, even if its standard can no longer be read.
const formOf = ({ standard, form }) => openStandard(standard).then((opened) => describeForm(opened, form, language()), () => null);

async function recordItem(record) {
  const { title, fields } = (await formOf(record)) ?? { title: record.form, fields: [] };
  const summary = fields.filter(({ type }) => type === "text" || type === "long_text").map(({ id }) => record.draft[id]).filter(Boolean).slice(0, 2).join(" · ");
  const open = make("a", { href: `#${record.id}`, text: title });
  return make("li", { "data-state": record.state },
    make("p", { class: "what" }, open, summary && make("span", { class: "quiet", text: summary })),
    make("p", { class: "state" }, icon(STATE_ICONS[record.state]), make("span", { text: stateText(record) })),
    make("p", { class: "quiet when", text: words().changed(momentText(record.changedAt)) }));
}
