// ==UserScript==
// @name         工单检查 · gongdan
// @name:en      Work-order checks · gongdan
// @namespace    gongdan
// @version      0.1.0
// @description  派工单边填边查：必填、时间先后、时限、应收费用。页面本身不改动。
// @description:en  Checks the dispatch order as it is filled in. The page itself stays as it is.
// @match        *://*/*/crm/legacy.html*
// @match        *://*/crm/legacy.html*
// @grant        none
// @run-at       document-end
// ==/UserScript==

// Attaches a standard to a page that nobody can change: its control names mean nothing, its codes are its own, and its
// button submits past every check. Bundled into one file by tools/crm.mjs.

import init, { Standard } from "gongdan";
import { attach } from "gongdan/form";
import css from "gongdan/form.css";
import standardJson from "standard:demand-intake";
import { codes, names } from "./names.js";
import { panels } from "./panels.js";
import panelCss from "./panels.css";

const form = document.forms.namedItem("frmPG") ?? document.forms[0];

if (form && Object.keys(names).every((name) => form.elements.namedItem(name))) start(form);

async function start(form) {
  await init();
  style();
  translate(form);
  label(form);
  panels(form);
  const attached = attach(form, { standard: Standard.parse(standardJson), form: "service_order", names });
  guard(form, attached);
}

// A constructed style sheet is allowed even if the page's policy forbids style elements.
function style() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css + panelCss);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

// Maps the page's codes to the standard's options; the page still sends its own.
function translate(form) {
  for (const [name, options] of Object.entries(codes)) {
    for (const option of form.elements.namedItem(name).options) if (options[option.value]) option.dataset.gongdanValue = options[option.value];
  }
}

// The label of a control is in the cell before it; loose radio buttons become a group with that name.
function label(form) {
  for (const cell of form.querySelectorAll("td.l + td")) {
    const name = cell.previousElementSibling;
    const controls = cell.querySelectorAll("input, select, textarea");
    const isGroup = controls.length > 1;
    const words = document.createElement(isGroup ? "span" : "label");
    words.append(...name.childNodes);
    name.append(words);
    const id = `gongdan-${controls[0].name}`;
    if (!isGroup) words.setAttribute("for", (controls[0].id ||= id));
    else cell.append(groupOf(cell, (words.id = id)));
  }
}

function groupOf(cell, name) {
  const group = document.createElement("span");
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-labelledby", name);
  group.append(...cell.childNodes);
  return group;
}

// The page's button submits by script, which no `submit` listener can stop: so its click is intercepted while there are
// errors.
function guard(form, attached) {
  const stopClick = (event) => {
    if (!event.target.closest("[name=btnSave]") || !attached.findings().some(({ severity }) => severity === "error")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.requestSubmit();
  };
  addEventListener("click", stopClick, { capture: true });
}
