// Runs in a page, for bad-input.test.mjs: makes random forms, fills them in at random, and collects faults.

import * as index from "/pkg/index.js";
import { attach } from "/pkg/form.js";
import "/pkg/element.js";
import { JUNK, faultOf, generator, mutated, mutatedArguments } from "/junk.mjs";

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
  const element = document.createElement(tag);
  if (tag === "input") element.type = random.pick(TYPES);
  if (tag === "odd-control") [element.value, element.type] = [random.pick(JUNK), random.pick(["text", undefined, 5])];
  element.setAttribute("name", random.pick(NAMES));
  for (const name of ["required", "disabled", "hidden", "multiple", "readonly"]) if (random.odds(8)) element.setAttribute(name, "");
  if (random.odds(8)) element.dataset.gongdanField = random.pick(NAMES);
  if (random.odds(8)) element.dataset.gongdanFormat = random.pick(["plate", "nope", ""]);
  if (random.odds(5)) element.id = random.pick(["x", "x y", "", "]"]);
  if (tag === "select") element.append(...["", "x", "y"].map((value) => new Option(value, value)));
  return element;
}

/** Returns random elements around controls, as pages have them. */
function group(random, depth = 0) {
  const container = document.createElement(random.pick(["p", "label", "fieldset", "div", "table", "section", "ul"]));
  for (let part = 1 + random.below(3); part > 0; part--) container.append(depth < 2 && random.odds(3) ? group(random, depth + 1) : control(random));
  if (random.odds(6)) container.append(panel(random));
  return container;
}

function panel(random) {
  const element = document.createElement("div");
  element.dataset[random.pick(["gongdanDeadlines", "gongdanCalculation"])] = random.pick(["", "due", "sum", "nope"]);
  if (random.odds(3)) element.dataset.gongdanForm = random.pick(["", "x", "nope"]);
  return element;
}

function form(random) {
  const element = document.createElement("form");
  for (let part = 1 + random.below(8); part > 0; part--) element.append(group(random));
  return element;
}

/** Does something that a user or the page may do. */
function randomAction(random, form) {
  const all = [...form.querySelectorAll("input, select, textarea, odd-control, button")], target = all.length > 0 ? random.pick(all) : control(random);
  const change = {
    write: () => {
      try {
        target.value = random.pick(target.localName === "odd-control" ? JUNK : TEXTS);
      } catch {} // A file input accepts no text.
    },
    check: () => (target.checked = random.odds(2)),
    rename: () => target.setAttribute("name", random.pick(NAMES)),
    switch: () => target.toggleAttribute("disabled"),
    remove: () => target.remove(),
    add: () => form.append(group(random)),
    reset: () => HTMLFormElement.prototype.reset.call(form),
    submit: () => form.dispatchEvent(new SubmitEvent("submit", { cancelable: true, bubbles: true })),
  };
  change[random.pick(Object.keys(change))]();
  for (const type of ["compositionstart", "compositionend", "input", "change", "focusout", "keydown"]) if (random.odds(2)) target.dispatchEvent(new (type === "keydown" ? KeyboardEvent : Event)(type, { bubbles: true, key: "ArrowDown" }));
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

/** Runs the seeds; returns all faults, including uncaught errors. */
async function faultsIn(from, to, run) {
  await init();
  const faults = [];
  let seed = from, action = "";
  const addFault = (error) => {
    const fault = faultOf(error, index);
    if (fault) faults.push(`seed ${seed}, ${action}: ${fault}`.slice(0, 600));
  };
  addEventListener("error", (event) => (event.preventDefault(), addFault(event.error ?? event.message)));
  addEventListener("unhandledrejection", (event) => (event.preventDefault(), addFault(event.reason)));
  for (; seed < to && faults.length < 5; seed++) {
    await run(generator(seed), (name, call) => {
      action = name;
      try {
        return call();
      } catch (error) {
        return addFault(error);
      }
    });
  }
  return faults;
}

/** Runs the seeds with `attach`. */
export async function attachFaults(from, to) {
  await init();
  const standard = Standard.parse(STANDARD), main = document.querySelector("main");
  const faults = await faultsIn(from, to, async (random, attempt) => {
    const formElement = form(random);
    main.replaceChildren(formElement, panel(random));
    const before = main.innerHTML;
    const [target, options] = random.odds(4) ? mutatedArguments(random, [formElement, { standard, ...OPTIONS }]) : [formElement, { standard, ...(random.odds(2) ? mutated(random, OPTIONS) : OPTIONS), mode: random.pick(["summary", "native"]) }];
    const attachment = attempt("attach", () => attach(target, options));
    await nextTask();
    if (!attachment) return main.innerHTML === before || attempt("attach", () => { throw new Error(`a form that was refused is changed: ${main.innerHTML}`); });
    for (let step = 4 + random.below(8); step > 0; step--) {
      attempt("edit", () => randomAction(random, formElement));
      attempt("order", () => attachment.order());
      attempt("findings", () => attachment.findings());
      if (random.odds(4)) attempt("refresh", () => attachment.refresh());
      if (random.odds(3)) await nextTask();
    }
    attempt("set", () => attachment.session.set(random.pick(NAMES), random.pick(JUNK)));
    attempt("detach", () => attachment.detach());
    if (main.querySelector("[class^=gongdan]")) attempt("detach", () => { throw new Error(`something is left: ${main.innerHTML}`); });
    for (const name of ["detach", "order", "findings", "refresh"]) attempt(`${name} after detach`, () => attachment[name]());
  });
  return [...faults, ...(await validFormFaults(standard, main))];
}

/** Whether a valid form still works after all of them. */
async function validFormFaults(standard, main) {
  const element = document.createElement("form"), input = document.createElement("input");
  input.name = "c";
  element.append(input);
  main.replaceChildren(element);
  const attachment = attach(element, { standard, form: "f" });
  input.value = "10";
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const codes = attachment.findings().filter(({ path }) => path === "c").map(({ code }) => code);
  attachment.detach();
  return codes.join() === "range.max" ? [] : [`a sound form says ${codes}`];
}

const ATTRIBUTES = ["standard", "form", "locale", "readonly", "print", "disabled", "name", "lang"];
const VALUES = ["", "visit-fee", "visit_charge", "demand-intake", "service_order", "../package", "nope", "zh", "en", "fr", "en-US", "长".repeat(500), "\u202e", "__proto__", "true"];

/** Runs the seeds with the element. */
export async function elementFaults(from, to) {
  const standard = Standard.parse.call(Standard, (await init(), STANDARD)), main = document.querySelector("main");
  const order = { a: "ab", b: "x", c: "2", d: "2026-03-02T09:00:00+08:00", g: true, h: ["x"], q: ["a.jpg"], t: [{ q: 1, w: "x" }, {}] };
  const faults = await faultsIn(from, to, async (random, attempt) => {
    const element = document.createElement("gongdan-form");
    // The element reports refusals by an event.
    const reportError = (error) => attempt("error", () => { throw error; });
    element.addEventListener("error", ({ detail: { error } }) => reportError(error));
    if (random.odds(2)) for (const [name, value] of [["standard", "visit-fee"], ["form", "visit_charge"]]) element.setAttribute(name, value);
    else attempt("standard", () => (element.standard = standard));
    const outer = document.createElement("form");
    outer.append(element);
    main.replaceChildren(random.odds(2) ? outer : element);
    for (let step = 3 + random.below(6); step > 0; step--) {
      const change = {
        attribute: () => element.setAttribute(random.pick(ATTRIBUTES), random.pick(VALUES)),
        gone: () => element.removeAttribute(random.pick(ATTRIBUTES)),
        order: () => (element.order = random.odds(3) ? random.pick(JUNK) : mutated(random, order)),
        standard: () => (element.standard = random.odds(2) ? standard : random.pick(JUNK)),
        now: () => (element.now = random.pick(JUNK)),
        parameters: () => (element.parameters = random.odds(2) ? { most: 3 } : random.pick(JUNK)),
        read: () => [element.standard, element.order, element.now, element.parameters],
        checkValidity: () => element.checkValidity(),
        reportValidity: () => element.reportValidity(),
        findings: () => element.findings,
        files: () => element.files,
        disabled: () => (element.disabled = random.pick(JUNK)),
        print: () => void element.print().catch(reportError),
        reset: () => outer.reset(),
        moved: () => (element.isConnected ? element.remove() : main.append(element)),
        edit: () => element.shadowRoot.querySelector("form") && randomAction(random, element.shadowRoot.querySelector("form")),
      };
      const members = Object.getOwnPropertyNames(Object.getPrototypeOf(element)).filter((name) => !/^constructor$|Callback$/.test(name));
      for (const name of members) if (!Object.hasOwn(change, name)) reportError(new Error(`${name} is not tried`));
      const action = random.pick(Object.keys(change));
      attempt(action, change[action]);
      if (random.odds(2)) await nextTask();
    }
    await nextTask();
    element.remove();
  });
  return [...faults, ...(await validElementFaults(main))];
}

/** Whether a valid element still works after all of them. */
async function validElementFaults(main) {
  const element = document.createElement("gongdan-form");
  element.standard = await loadStandard("visit-fee");
  main.replaceChildren(element);
  for (let wait = 0; wait < 100 && element.findings.length === 0; wait++) await new Promise((resolve) => setTimeout(resolve, 20));
  return element.findings.length > 0 && !element.checkValidity() ? [] : ["a sound element says nothing"];
}
