// A form of any built-in standard to try: `try.html?standard=demand-intake&form=service_order`. The default form is the
// first one.

import "./pkg/element.js";
import init, { loadStandard } from "./pkg/index.js";
import { element, now, onLanguage } from "./page.js";

const query = new URLSearchParams(location.search);
const form = /** @type {import("./pkg/element.js").GongdanForm} */ (document.querySelector("gongdan-form"));
const submitted = element("sent");
const id = query.get("standard") ?? "demand-intake";

form.now = now;
form.addEventListener("submit", ({ detail }) => {
  element("order").textContent = JSON.stringify(detail.order, null, 2);
  submitted.hidden = false;
  submitted.focus();
});
form.addEventListener("change", () => (submitted.hidden = true));

// A broken link gets a message of the page's own: whoever followed it cannot fix the URL.
function showError(error) {
  element(error.code === "unknown_standard" ? "unknown" : "failed").hidden = false;
  element("form").hidden = true;
}

element("again").addEventListener("click", () => location.reload());

try {
  const [, standard] = await Promise.all([init(), loadStandard(id)]);
  element("back", HTMLAnchorElement).href = `./standards/${encodeURIComponent(id)}.html`;
  const forms = standard.describe().forms.map(({ id }) => id);
  const index = Math.max(0, forms.indexOf(query.get("form") ?? ""));
  form.setAttribute("form", forms[index]);
  onLanguage((locale) => {
    form.setAttribute("locale", locale);
    document.title = `${standard.describe(locale).forms[index].title} · gongdan`;
  });
  form.standard = standard;
} catch (error) {
  showError(error);
}
