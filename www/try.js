// A form of any built-in standard to try: `try.html?standard=demand-intake&form=service_order`. Without a form it is the first one.

import "./pkg/element.js";
import init, { loadStandard } from "./pkg/index.js";
import { inLanguage, now } from "./page.js";

const query = new URLSearchParams(location.search);
const form = document.querySelector("gongdan-form");
const sent = document.getElementById("sent");
const id = query.get("standard") ?? "demand-intake";

form.now = now;
form.addEventListener("submit", ({ detail }) => {
  sent.querySelector("pre").textContent = JSON.stringify(detail.order, null, 2);
  sent.hidden = false;
  sent.focus();
});
form.addEventListener("change", () => (sent.hidden = true));

// What a page that others link to says of a wrong link is its own: who follows it cannot mend the address.
function refuse(error) {
  const place = document.getElementById(error.code === "unknown_standard" ? "unknown" : "failed");
  place.hidden = false;
  document.getElementById("form").hidden = true;
}

document.getElementById("again").addEventListener("click", () => location.reload());

try {
  const [, standard] = await Promise.all([init(), loadStandard(id)]);
  /** @type {HTMLAnchorElement} */ (document.getElementById("back")).href = `./standards/${encodeURIComponent(id)}.html`;
  const forms = standard.describe().forms.map(({ id }) => id);
  const wanted = query.get("form");
  form.setAttribute("form", forms.includes(wanted) ? wanted : forms[0]);
  inLanguage((locale) => {
    form.setAttribute("locale", locale);
    const { title } = standard.describe(locale).forms.find(({ id }) => id === form.getAttribute("form"));
    document.title = `${title} · gongdan`;
  });
  form.standard = standard;
} catch (error) {
  refuse(error);
}
