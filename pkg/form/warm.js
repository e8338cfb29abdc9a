// Fills in a small form of its own once, beside the page, so that the browser has compiled what a person's first keystrokes need.

import { Attachment } from "./attachment.js";
import { make } from "./page.js";

const label = { zh: "-", en: "-" };
const TYPES = ["text", "phone", "choice", "multi_choice", "integer", "number", "money", "percent", "date", "time", "datetime", "bool", "attachment_list"];
const MORE = {
  text: { required: "money > 1", length: { min: 2, max: 9 }, pattern: "[a-z]+" },
  choice: { required: true, options: { x: label } },
  multi_choice: { options: { x: label } },
  money: { range: { min: 0, max: 9 } },
  phone: { relevant: 'choice = "x"' },
};
const fields = Object.fromEntries(TYPES.map((type) => [type, { type, label, ...MORE[type] }]));
const rule = (check, named) => ({ check, fields: [named], severity: "error", message: label, source: { document: "-", section: "-" } });

// One of everything that most orders have.
const SMALL = {
  gongdan: 1, id: "warm", version: "1", title: label, source: { document: "-", section: "-" },
  forms: { f: {
    title: label,
    fields: { ...fields, t: { type: "table", label, fields: { q: { type: "integer", required: true, label }, p: { type: "money", range: { min: 0 }, label } } } },
    rules: {
      r: rule("datetime >= datetime and money * 2 > 2 and sum(t.q) < 9", "datetime"),
      s: rule('choice = "x" and text != null or integer + number <= 3 or datetime - datetime > duration("PT2H")', "money"),
    },
    deadlines: { x: { label, start: "datetime", within: { hours: 2 }, severity: "error" } },
  } },
};

// What a person writes, first badly, then well.
const BAD = { text: "甲", phone: "1", integer: "1.5", money: "1.234", datetime: "2026-03-02 10:00", choice: "y", t: [{ q: "a", p: "x" }] };
const GOOD = { text: "ab", integer: "2", money: "2", datetime: "2026-03-02T10:00", choice: "x", "t[0].q": "2", "t[0].p": "1.5" };

// What stands in for a standard while there is no engine.
const finding = { rule: "-", path: "text", severity: "error", message: "-", source: SMALL.source, fix: { label: "-", value: "-" } };
const standIn = {
  describe: () => ({ forms: [{ id: "f", deadlines: [], fields: ["text", "phone"].map((id) => ({ id, type: "text", required: "always", relevant: "always", fields: [] })) }], calculations: [] }),
  session: () => ({
    report: () => ({ findings: [finding], required: { text: true }, relevant: { text: true } }),
    set: (path, value) => ({ findings: value === "" ? [] : [{ ...finding, path }], changed: { required: { text: value !== "" }, relevant: { phone: value === "" } } }),
    tick() {},
    free() {},
  }),
};

// Beside the page: nothing of it is seen.
function fillIn() {
  const controls = ["text", "phone"].map((name) => make("input", { name }));
  const form = make("form", {}, ...controls.map((control) => make("p", {}, make("label", { text: "-" }, control))));
  const attachment = new Attachment(form, { standard: standIn, form: "f", now: new Date(0) });
  for (const value of ["a", ""]) {
    controls[0].value = value;
    controls[0].dispatchEvent(new InputEvent("input", { bubbles: true }));
    controls[0].dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  }
  attachment.detach();
}

function ask(Standard) {
  const standard = Standard.parse(SMALL);
  standard.describe("zh");
  const session = standard.session("f", BAD, { now: new Date(0) });
  session.report();
  for (const [path, value] of Object.entries(GOOD)) session.set(path, value);
  session.free();
  standard.free();
}

/** @type {import("../lib/waiting.js").Warming} */
export const warming = { before: fillIn, after: ask };
