// The CRM's own script for its form: a new order starts with the time of the call, and a submission shows what is sent.
// It knows nothing of standards; `attach` works beside it.

import { localNow } from "./page.js";

const form = /** @type {HTMLFormElement} */ (document.forms.namedItem("paigong"));
const done = document.getElementById("done");
const apart = [form, document.querySelector(".beside")];

const begin = () => (form.elements.namedItem("slsj").value = localNow());

begin();
form.addEventListener("reset", () => setTimeout(begin));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  showSent(new FormData(form));
});
document.getElementById("again").addEventListener("click", () => {
  turn(false);
  form.querySelector("select").focus();
});

function showSent(data) {
  const rows = [...data].filter(([, value]) => value !== "").map(([name, value]) => row(labelOf(name), name, value));
  document.getElementById("sent").replaceChildren(...rows);
  turn(true);
  done.focus();
  scrollTo(0, 0);
}

function turn(sent) {
  done.hidden = !sent;
  for (const part of apart) part.hidden = sent;
}

function row(label, name, value) {
  const [tr, th, td, key] = ["tr", "th", "td", "code"].map((tag) => document.createElement(tag));
  th.scope = "row";
  key.textContent = name;
  th.append(`${label} `, key);
  td.textContent = value;
  tr.append(th, td);
  return tr;
}

// The label's own text, without the star that others may have put there.
function labelOf(name) {
  const control = form.querySelector(`[name="${name}"]`);
  const label = control.type === "radio" ? control.closest("fieldset").querySelector("legend") : control.labels[0];
  return label.firstChild.textContent;
}
