// Fills in a small form of its own once, beside the page, so that the browser has compiled what a person's first keystrokes need.

import { Attachment } from "./attachment.js";
import { make } from "./page.js";

const label = { zh: "-", en: "-" };
const source = { document: "-", section: "-" };
const field = (type, more = {}) => ({ type, label, ...more });
const rule = (check) => ({ check, fields: ["d"], severity: "error", message: label });
const range = { min: 0, max: 9 };

// One of everything that most orders have.
const SMALL = {
  gongdan: 1, id: "warm", version: "1", title: label, source,
  forms: { f: {
    title: label,
    fields: {
      a: field("text", { required: "c > 1", length: range, pattern: "[a-z]+" }),
      b: field("choice", { options: { x: label } }),
      c: field("money", { range }),
      d: field("datetime"),
      e: field("integer", { relevant: 'b = "x"' }),
      p: field("phone", { required: true }),
      t: field("table", { fields: { q: field("integer", { range }) } }),
    },
    rules: { r: rule("d >= d and c * 2 > sum(t.q)"), s: rule('a != null or d - d > duration("PT2H")') },
    deadlines: { x: { label, start: "d", within: { hours: 2 }, severity: "error" } },
  } },
};

// What a person writes, first badly, then well.
const BAD = { a: "甲", b: "y", c: "1.234", d: "2026-03-02 10:00", e: "1.5", p: "1", t: [{ q: "a" }] };
const GOOD = { a: "ab", c: "2", d: "2026-03-02T10:00", b: "x", e: "2", "t[0].q": "2" };

// What stands in for a standard while there is no engine.
const findings = [{ rule: "-", path: "a", severity: "error", message: "-", source, fix: { label: "-", value: "-" } }];
const described = (id, ...fields) => ({ id, required: "always", relevant: "always", fields });
const standIn = {
  describe: () => ({ forms: [{ id: "f", deadlines: [], fields: [described("a"), described("b"), described("t", described("q"))] }] }),
  session: () => ({
    report: () => ({ findings, required: { a: true } }),
    set: (path, value) => ({ findings: value ? findings : [], changed: { required: { a: !value }, relevant: { b: !value } } }),
    tick() {},
    free() {},
  }),
};

// Beside the page: nothing of it is seen.
function fillIn() {
  const controls = ["a", "b", "t[0].q"].map((name) => make("input", { name }));
  const form = make("form", {}, ...controls.map((control) => make("p", {}, make("label", { text: "-" }, control))));
  const attachment = new Attachment(form, { standard: standIn, form: "f" });
  for (const value of ["a", "b", ""]) {
    for (const control of controls) {
      control.value = value;
      for (const type of ["input", "focusout"]) control.dispatchEvent(new InputEvent(type, { bubbles: true }));
    }
  }
  attachment.detach();
}

function ask(Standard) {
  const standard = Standard.parse(SMALL);
  standard.describe("zh");
  const session = standard.session("f", BAD, { now: new Date(0) });
  session.report();
  for (const path in GOOD) session.set(path, GOOD[path]);
  session.free();
  standard.free();
}

/** @type {import("../lib/waiting.js").Warming} */
export const warming = { before: fillIn, after: ask };
