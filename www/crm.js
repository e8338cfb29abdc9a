// The three lines that make the CRM's form live. The page around them (what a new order holds, what is sent) is in crm-order.js.

import init, { loadStandard } from "./pkg/index.js";
import { attach } from "./pkg/form.js";
import { names } from "./crm-names.js";
import "./crm-order.js";
import { inLanguage, now, refuse } from "./page.js";

const form = /** @type {HTMLFormElement} */ (document.forms.namedItem("paigong"));

try {
  await init();
  const standard = await loadStandard("demand-intake");
  inLanguage((locale) => attach(form, { standard, form: "service_order", names, locale, now }));
} catch (error) {
  refuse(error);
}
