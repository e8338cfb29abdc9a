// A form of any built-in standard to try: `try.html?standard=demand-intake&form=service_order`.

import "./pkg/element.js";
import { inLanguage, now } from "./page.js";

const query = new URLSearchParams(location.search);
const form = document.querySelector("gongdan-form");
const sent = document.getElementById("sent");
const standard = query.get("standard") ?? "demand-intake";

/** @type {HTMLAnchorElement} */ (document.getElementById("back")).href = `./standards/${encodeURIComponent(standard)}.html`;
form.now = now;
form.addEventListener("submit", ({ detail }) => {
  sent.querySelector("pre").textContent = JSON.stringify(detail.order, null, 2);
  sent.hidden = false;
  sent.focus();
});
form.addEventListener("change", () => (sent.hidden = true));

form.setAttribute("form", query.get("form") ?? "");
form.setAttribute("standard", standard);
inLanguage((locale) => {
  form.setAttribute("locale", locale);
  return { detach() {} };
});
