// Runs in a page, for bad-input.test.mjs: makes random forms, fills them in at random, and collects faults.

import * as index from "/pkg/index.js";
import { attach } from "/pkg/form.js";
import "/pkg/element.js";
import { JUNK, bent, bentArguments, faultOf, generator } from "/junk.mjs";

const { default: init, Standard, loadStandard } = index;
// There is nobody to close the print dialog.
window.print = () => dispatchEvent(new Event("afterprint"));
const label = (zh, en) => ({ zh, en });
const field = (type, more = {}) => ({ type, label: label("某项", "Something"), ...more });
const STANDARD = {
  gongdan: 1, id: "bad", version: "1", title: label("坏", "Bad"), source: { document: "规定", section: "1" },
  formats: { plate: { label: label("车牌", "Plate"), normalise: ["halfwidth", "upper"], grammar: [{ id: "place", chars: "京沪", count: 1, label: label("省", "Place") }, { id: "rest", chars: "A-Z0-9", label: label("号", "Rest") }] } },
  parameters: { most: { type: "number", label: label("最多", "Most"), default: 9 } },
  forms: { f: {
    title: label("坏", "Bad"),
    fields: {
      a: field("text", { required: "c > 1", length: { max: 4 }, pattern: "[a-z]+" }), b: field("choice", { options: { x: label("甲", "X"), y: label("乙", "Y") } }), c: field("money", { range: { max: 9 } }),
      d: field("datetime"), e: field("integer", { relevant: 'b = "x"' }), g: field("bool"), h: field("multi_choice", { options: { x: label("甲", "X"), y: label("乙", "Y") } }),
      p: field("phone", { required: true }), q: field("attachment_list"), s: field("signature"), n: field("date"), z: field("time"),
      t: field("table", { fields: { q: field("integer", { range: { min: 1 } }), w: field("text", { required: true }) }, rules: {} }),
    },
    deadlines: { due: { label: label("限", "Due"), start: "d", within: { hours: 2 }, severity: "error" } },
  } },
  calculations: { sum: { label: label("和", "Sum"), inputs: { c: field("money"), e: field("integer") }, steps: { r: { label: label("和", "Sum"), value: "c * e" } }, outputs: { r: { type: "money", label: label("和", "Sum"), value: "r" } } } },
};

const FIELDS = Object.keys(STANDARD.forms.f.fields);
const NAMES = [...FIELDS, ...FIELDS, "t[0].q", "t[0].w", "t[1].w", "t[99999].q", "t[][q]", "t.0.q", "t[0]", "rows[7].k", "k", "", "constructor", "toString", "__proto__", "id", "elements", "length", "名", "a b", "x]"];
const TYPES = ["text", "text", "checkbox", "radio", "number", "date", "datetime-local", "time", "file", "hidden", "range", "color", "email", "submit", "button", "image"];
const TEXTS = ["", " ", "x", "甲", "1", "-0", "1e400", "2026-03-02T09:00", "是", "true", "京A1", "京", "长".repeat(2000), "<img src=x onerror=alert(1)>", "\u202e", "\ud800", "\0"];
const OPTIONS = { form: "f", names: { k: "c", "rows[].k": "t[].q", 名: "a" }, mode: "summary", locale: "en", now: () => new Date(0), parameters: { most: 3 }, formats: { a: "plate", p: () => "plate" }, calculations: { sum: { c: "c" } }, onChange: () => {} };

/** A custom element that returns any value it was given. */
customElements.define("odd-control", class extends HTMLElement {
  static formAssociated = true;
  internals = this.attachInternals();
});

function control(random) {
  const tag = random.pick(["input", "input", "input", "select", "textarea", "odd-control", "button", "output", "fieldset", "object"]);
  const made = document.createElement(tag);
  if (tag === "input") made.type = random.pick(TYPES);
  if (tag === "odd-control") [made.value, made.type] = [random.pick(JUNK), random.pick(["text", undefined, 5])];
  made.setAttribute("name", random.pick(NAMES));
  for (const name of ["required", "disabled", "hidden", "multiple", "readonly"]) if (random.odds(8)) made.setAttribute(name, "");
  if (random.odds(8)) made.dataset.gongdanField = random.pick(NAMES);
  if (random.odds(8)) made.dataset.gongdanFormat = random.pick(["plate", "nope", ""]);
  if (random.odds(5)) made.id = random.pick(["x", "x y", "", "]"]);
  if (tag === "select") made.append(...["", "x", "y"].map((value) => new Option(value, value)));
  return made;
}

/** Returns random elements around controls, as pages have them. */
function group(random, depth = 0) {
  const around = document.createElement(random.pick(["p", "label", "fieldset", "div", "table", "section", "ul"]));
  for (let part = 1 + random.below(3); part > 0; part--) around.append(depth < 2 && random.odds(3) ? group(random, depth + 1) : control(random));
  if (random.odds(6)) around.append(panel(random));
  return around;
}

function panel(random) {
  const made = document.createElement("div");
  made.dataset[random.pick(["gongdanDeadlines", "gongdanCalculation"])] = random.pick(["", "due", "sum", "nope"]);
  if (random.odds(3)) made.dataset.gongdanForm = random.pick(["", "x", "nope"]);
  return made;
}

function form(random) {
  const made = document.createElement("form");
  for (let part = 1 + random.below(8); part > 0; part--) made.append(group(random));
  return made;
}

/** Does something that a user or the page may do. */
function act(random, form) {
  const all = [...form.querySelectorAll("input, select, textarea, odd-control, button")], one = all.length > 0 ? random.pick(all) : control(random);
  const change = {
    write: () => {
      try {
        one.value = random.pick(one.localName === "odd-control" ? JUNK : TEXTS);
      } catch {} // A file input accepts no text.
    },
    check: () => (one.checked = random.odds(2)),
    rename: () => one.setAttribute("name", random.pick(NAMES)),
    switch: () => one.toggleAttribute("disabled"),
    remove: () => one.remove(),
    add: () => form.append(group(random)),
    reset: () => HTMLFormElement.prototype.reset.call(form),
    submit: () => form.dispatchEvent(new SubmitEvent("submit", { cancelable: true, bubbles: true })),
  };
  change[random.pick(Object.keys(change))]();
  for (const type of ["compositionstart", "compositionend", "input", "change", "focusout", "keydown"]) if (random.odds(2)) one.dispatchEvent(new (type === "keydown" ? KeyboardEvent : Event)(type, { bubbles: true, key: "ArrowDown" }));
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Runs the seeds; returns all faults, including uncaught errors. */
async function faultsIn(from, to, run) {
  await init();
  const faults = [];
  let seed = from, doing = "";
  const note = (error) => {
    const fault = faultOf(error, index);
    if (fault) faults.push(`seed ${seed}, ${doing}: ${fault}`.slice(0, 600));
  };
  addEventListener("error", (event) => (event.preventDefault(), note(event.error ?? event.message)));
  addEventListener("unhandledrejection", (event) => (event.preventDefault(), note(event.reason)));
  for (; seed < to && faults.length < 5; seed++) {
    await run(generator(seed), (what, call) => {
      doing = what;
      try {
        return call();
      } catch (error) {
        return note(error);
      }
    });
  }
  return faults;
}

/** Runs the seeds with `attach`. */
export async function attached(from, to) {
  await init();
  const standard = Standard.parse(STANDARD), main = document.querySelector("main");
  const faults = await faultsIn(from, to, async (random, doing) => {
    const given = form(random);
    main.replaceChildren(given, panel(random));
    const before = main.innerHTML;
    const [target, options] = random.odds(4) ? bentArguments(random, [given, { standard, ...OPTIONS }]) : [given, { standard, ...(random.odds(2) ? bent(random, OPTIONS) : OPTIONS), mode: random.pick(["summary", "native"]) }];
    const handle = doing("attach", () => attach(target, options));
    await settled();
    if (!handle) return main.innerHTML === before || doing("attach", () => { throw new Error(`a form that was refused is changed: ${main.innerHTML}`); });
    for (let turn = 4 + random.below(8); turn > 0; turn--) {
      doing("edit", () => act(random, given));
      doing("order", () => handle.order());
      doing("findings", () => handle.findings());
      if (random.odds(4)) doing("refresh", () => handle.refresh());
      if (random.odds(3)) await settled();
    }
    doing("set", () => handle.session.set(random.pick(NAMES), random.pick(JUNK)));
    doing("detach", () => handle.detach());
    if (main.querySelector("[class^=gongdan]")) doing("detach", () => { throw new Error(`something is left: ${main.innerHTML}`); });
    for (const name of ["detach", "order", "findings", "refresh"]) doing(`${name} after detach`, () => handle[name]());
  });
  return [...faults, ...(await soundForm(standard, main))];
}

/** Whether a valid form still works after all of them. */
async function soundForm(standard, main) {
  const made = document.createElement("form"), input = document.createElement("input");
  input.name = "c";
  made.append(input);
  main.replaceChildren(made);
  const handle = attach(made, { standard, form: "f" });
  input.value = "10";
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const codes = handle.findings().filter(({ path }) => path === "c").map(({ code }) => code);
  handle.detach();
  return codes.join() === "range.max" ? [] : [`a sound form says ${codes}`];
}

const ATTRIBUTES = ["standard", "form", "locale", "readonly", "print", "disabled", "name", "lang"];
const VALUES = ["", "visit-fee", "visit_charge", "demand-intake", "service_order", "../package", "nope", "zh", "en", "fr", "en-US", "长".repeat(500), "\u202e", "__proto__", "true"];

/** Runs the seeds with the element. */
export async function drawn(from, to) {
  const standard = Standard.parse.call(Standard, (await init(), STANDARD)), main = document.querySelector("main");
  const order = { a: "ab", b: "x", c: "2", d: "2026-03-02T09:00:00+08:00", g: true, h: ["x"], q: ["a.jpg"], t: [{ q: 1, w: "x" }, {}] };
  const faults = await faultsIn(from, to, async (random, doing) => {
    const element = document.createElement("gongdan-form");
    // The element reports refusals by an event.
    const refused = (error) => doing("error", () => { throw error; });
    element.addEventListener("error", ({ detail: { error } }) => refused(error));
    if (random.odds(2)) for (const [name, value] of [["standard", "visit-fee"], ["form", "visit_charge"]]) element.setAttribute(name, value);
    else doing("standard", () => (element.standard = standard));
    const outer = document.createElement("form");
    outer.append(element);
    main.replaceChildren(random.odds(2) ? outer : element);
    for (let turn = 3 + random.below(6); turn > 0; turn--) {
      const change = {
        attribute: () => element.setAttribute(random.pick(ATTRIBUTES), random.pick(VALUES)),
        gone: () => element.removeAttribute(random.pick(ATTRIBUTES)),
        order: () => (element.order = random.odds(3) ? random.pick(JUNK) : bent(random, order)),
        standard: () => (element.standard = random.odds(2) ? standard : random.pick(JUNK)),
        now: () => (element.now = random.pick(JUNK)),
        parameters: () => (element.parameters = random.odds(2) ? { most: 3 } : random.pick(JUNK)),
        read: () => [element.standard, element.order, element.now, element.parameters],
        checkValidity: () => element.checkValidity(),
        reportValidity: () => element.reportValidity(),
        findings: () => element.findings,
        files: () => element.files,
        disabled: () => (element.disabled = random.pick(JUNK)),
        print: () => void element.print().catch(refused),
        reset: () => outer.reset(),
        moved: () => (element.isConnected ? element.remove() : main.append(element)),
        edit: () => element.shadowRoot.querySelector("form") && act(random, element.shadowRoot.querySelector("form")),
      };
      const members = Object.getOwnPropertyNames(Object.getPrototypeOf(element)).filter((name) => !/^constructor$|Callback$/.test(name));
      for (const name of members) if (!Object.hasOwn(change, name)) refused(new Error(`${name} is not tried`));
      const what = random.pick(Object.keys(change));
      doing(what, change[what]);
      if (random.odds(2)) await settled();
    }
    await settled();
    element.remove();
  });
  return [...faults, ...(await soundElement(main))];
}

/** Whether a valid element still works after all of them. */
async function soundElement(main) {
  const element = document.createElement("gongdan-form");
  element.standard = await loadStandard("visit-fee");
  main.replaceChildren(element);
  for (let wait = 0; wait < 100 && element.findings.length === 0; wait++) await new Promise((resolve) => setTimeout(resolve, 20));
  return element.findings.length > 0 && !element.checkValidity() ? [] : ["a sound element says nothing"];
}
