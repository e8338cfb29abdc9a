// The form as its users see it. Its order is also the one that the other parts use.

import "../pkg/element.js";
import { element } from "../page.js";
import { make } from "../make.js";

export class FormPart {
  #element = /** @type {import("../pkg/element.js").GongdanForm} */ (document.querySelector("#form-part gongdan-form"));
  #sent = element("sent");
  #desk;
  /** @type {{ standard: import("../pkg/index.js").Standard | null, form: string, locale: string, order: string, now: string }} */
  #shown = { standard: null, form: "", locale: "", order: "", now: "" };

  /** @param {import("./main.js").Desk} desk the state that the parts share */
  constructor(desk) {
    this.#desk = desk;
    this.#element.now = () => desk.moment();
    this.#element.addEventListener("change", ({ detail }) => {
      this.#sent.hidden = true;
      this.#shown.order = JSON.stringify(detail.order);
      desk.setOrder(detail.order);
    });
    this.#element.addEventListener("submit", ({ detail }) => {
      this.#sent.replaceChildren(make("p", { text: desk.words.sent }), make("pre", { tabindex: 0, text: JSON.stringify(detail.order, null, 2) }));
      this.#sent.hidden = false;
      this.#sent.focus();
    });
  }

  show() {
    const { standard, form, locale } = this.#desk;
    this.#element.hidden = !standard || !form;
    if (!standard || !form) return;
    const order = JSON.stringify(this.#desk.order);
    const shown = this.#shown;
    if (shown.standard === standard && shown.form === form && shown.locale === locale && shown.order === order && shown.now === this.#desk.work.now) return;
    this.#shown = { standard, form, locale, order, now: this.#desk.work.now };
    this.#element.setAttribute("locale", locale);
    this.#element.setAttribute("form", form);
    this.#element.order = this.#desk.order;
    this.#element.standard = standard;
  }
}
