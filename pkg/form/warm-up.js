// Fills in a small detached form once, so that the browser has compiled the code before a person's first keystrokes.

import { make } from "./page.js";

const label = { zh: "-", en: "-" };
const field = (type, more = {}) => ({ type, label, ...more });
const range = { min: 0, max: 9 };

// One of everything that most orders have.
const STANDARD = {
  gongdan: 1, id: "-", version: "-", title: label, source: { document: "-", section: "-" },
  forms: { f: {
    title: label,
    fields: {
      a: field("text", { required: "c > 1", length: range, pattern: "a[a-z]{1}" }),
      b: field("choice", { options: { x: label } }),
      c: field("money", { range }),
      d: field("datetime"),
      e: field("integer", { relevant: 'b = "x"' }),
      p: field("phone", { required: true }),
      t: field("table", { fields: { q: field("integer", { range }) } }),
    },
    rules: { r: { check: 'd <= d + duration("PT2H") and c + coalesce(sum(for x in t return x.q * x.q), 0) = c and d - d > duration("PT2H")', fields: ["d"], message: label } },
    deadlines: { x: { label, start: "d", within: { hours: 2 } } },
  } },
  calculations: { k: { label, inputs: { i: field("integer"), j: field("choice", { options: { x: label } }) }, steps: { s: { value: 'round half up(if j = "x" then i else 2, 2)', label } }, outputs: { s: field("money") } } },
};

// What each field accepts, and what none does.
const VALID = { a: "ab", b: "x", c: "2", d: "2026-03-02T10:00:00+08:00", e: "2", p: "", "t[0].q": "9" };
const INVALID = "b";

/**
 * The form is never inserted into the page.
 * @param {any} Standard
 * @param {typeof import("../form.js").attach} attach passed, since it imports this module
 */
export function warmUp(Standard, attach) {
  const standard = Standard.parse(STANDARD);
  const controls = Object.keys(VALID).map((name) => make("input", { name, value: INVALID }));
  const form = make("form", {}, ...controls.map((control) => make("p", {}, make("label", { text: "-" }, control))));
  const attached = attach(form, { standard, form: "f", now: new Date(0) });
  for (const typed of [VALID, {}]) {
    for (const control of controls) {
      control.value = typed[control.name] ?? INVALID;
      for (const type of ["input", "focusout"]) control.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }
  attached.detach();
  standard.free();
}
