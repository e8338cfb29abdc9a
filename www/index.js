// The example on the start page: four fields of `demand-intake` and the two-hour deadline.

import init, { loadStandard } from "./pkg/index.js";
import { attach } from "./pkg/form.js";
import { element, localNow, now, onLanguage, showLoadFailure } from "./page.js";

const form = element("example", HTMLFormElement);
element("received", HTMLInputElement).value = localNow();
form.addEventListener("submit", (event) => event.preventDefault());

try {
  const [, standard] = await Promise.all([init(), loadStandard("demand-intake")]);
  onLanguage((locale) => attach(form, { standard, form: "service_order", locale, now }));
} catch (error) {
  showLoadFailure(error);
}
