// Runs the engine once over a small order. A browser compiles a function of WebAssembly when it is first called; this is done
// while a page still waits for `init`, so that its first answer does not wait.

import { Standard } from "./standard.js";

const label = { zh: "-", en: "-" };
const field = (type, more = {}) => ({ type, label, ...more });

// One of everything that most orders have.
const SMALL = {
  gongdan: 1, id: "warm", version: "1", title: label, source: { document: "-", section: "-" },
  forms: { f: {
    title: label,
    fields: {
      a: field("text", { required: "c > 1", length: { max: 9 }, pattern: "[a-z]+" }),
      b: field("choice", { options: { x: label } }),
      c: field("money", { range: { min: 0 } }),
      d: field("datetime"),
      t: field("table", { fields: { q: field("integer") } }),
    },
    rules: { r: { check: "d >= d and c * 2 > 0", fields: ["d"], severity: "error", message: label } },
    deadlines: { x: { label, start: "d", within: { hours: 2 }, severity: "error" } },
  } },
};

let isWarm = typeof document === "undefined";

/** Only a page has somebody who waits for the first answer. */
export function warm() {
  if (isWarm) return;
  isWarm = true;
  const standard = Standard.parse(SMALL);
  standard.describe("zh");
  const session = standard.session("f", { a: "A", b: "y", c: "1.5", d: "2026-03-02T10:00", t: [{ q: "1" }] }, { now: new Date(0) });
  session.set("a", "甲");
  session.set("c", "2");
  session.report();
  session.tick(new Date(1));
  session.free();
  standard.free();
}
