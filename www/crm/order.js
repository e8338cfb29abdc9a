// The CRM's own script: which form is open; a new order starts with the time of the call; a submission shows what is
// sent. It knows nothing of standards; `attach` works beside it.

import { make } from "../make.js";
import { element, elements, localNow } from "../page.js";

const desks = [...elements("[data-desk]")];
const sentNotice = element("done");
const received = element("slsj", HTMLInputElement);

/** A server rendered the page: it checks what is sent, and renders the findings. */
const isServed = element("main").hasAttribute("data-served");
const storedNotice = element("kept");

const setReceivedTime = () => (received.value ||= localNow());

setReceivedTime();
received.form?.addEventListener("reset", () => setTimeout(setReceivedTime));
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (isServed) return;
    event.preventDefault();
    showSent(form);
  });
  // The server's findings applied to the value as sent.
  form.addEventListener("input", ({ target }) => /** @type {Element} */ (target).closest(".item")?.querySelector(".looked")?.remove());
}
element("again").addEventListener("click", () => {
  /** @type {HTMLElement} */ (open().querySelector("select, input:not([readonly])")).focus();
});
addEventListener("hashchange", () => (formInAddress() || location.hash === "") && open());
if (storedNotice.hidden) open();
else storedNotice.focus();
document.getElementById("looked")?.focus();

/** The form named in the URL. */
function formInAddress() {
  return desks.find((desk) => desk.dataset.desk === location.hash.slice(1));
}

/** Opens the form named in the URL, else the current one. */
function open() {
  const desk = formInAddress() ?? desks.find((desk) => !desk.hidden) ?? desks[0];
  for (const each of desks) each.hidden = each !== desk;
  sentNotice.hidden = storedNotice.hidden = true;
  for (const link of elements(".desks a")) {
    if (link.getAttribute("href") === `#${desk.dataset.desk}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  scrollTo(0, 0);
  return desk;
}

function showSent(form) {
  const rows = [...new FormData(form)].filter(([, value]) => value !== "").map(([name, value]) => row(labelOf(form, name), name, value));
  element("sent").replaceChildren(...rows);
  for (const desk of desks) desk.hidden = true;
  sentNotice.hidden = false;
  sentNotice.focus();
  scrollTo(0, 0);
}

const row = (label, name, value) => make("tr", {}, make("th", { scope: "row" }, `${label} `, make("code", { text: name })), make("td", { text: value }));

// The label's own text, without a star added by others.
function labelOf(form, name) {
  const control = form.querySelector(`[name="${name}"]`);
  const label = control.type === "radio" ? control.closest("fieldset").querySelector("legend") : control.labels[0];
  return label.firstChild.textContent;
}
