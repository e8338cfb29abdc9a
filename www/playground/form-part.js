// The form as its users see it. Its order is also the one that the other parts use.

import "../pkg/element.js";
import { element } from "../page.js";
import { make } from "../make.js";

export class FormPart {
  #element = /** @type {import("../pkg/element.js").GongdanForm} */ (document.querySelector("#form-part gongdan-form"));
  #sent = element("sent");
  #playground;
  /** @type {{ standard: import("../pkg/index.js").Standard | null, form: string, locale: string, order: string, now: string }} */
  #rendered = { standard: null, form: "", locale: "", order: "", now: "" };

  /** @param {import("./main.js").Playground} playground the state that the parts share */
  constructor(playground) {
    this.#playground = playground;
    this.#element.now = () => playground.moment();
    this.#element.addEventListener("change", ({ detail }) => {
      this.#sent.hidden = true;
      this.#rendered.order = JSON.stringify(detail.order);
      playground.setOrder(detail.order);
    });
    this.#element.addEventListener("submit", ({ detail }) => {
      this.#sent.replaceChildren(make("p", { text: playground.words.sent }), make("pre", { tabindex: 0, text: JSON.stringify(detail.order, null, 2) }));
      this.#sent.hidden = false;
      this.#sent.focus();
    });
  }

  show() {
    const { standard, form, locale } = this.#playground;
    this.#element.hidden = !standard || !form;
    if (!standard || !form) return;
    const order = JSON.stringify(this.#playground.order);
    const rendered = this.#rendered;
    if (rendered.standard === standard && rendered.form === form && rendered.locale === locale && rendered.order === order && rendered.now === this.#playground.workspace.now) return;
    this.#rendered = { standard, form, locale, order, now: this.#playground.workspace.now };
    this.#element.setAttribute("locale", locale);
    this.#element.setAttribute("form", form);
    this.#element.order = this.#playground.order;
    this.#element.standard = standard;
  }
}
