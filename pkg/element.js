// `gongdan/element`: `<gongdan-form standard="demand-intake" form="service_order">`, a whole form from a standard.
// It takes part in the form around it: its value is the order as JSON, and it is invalid while there are errors.

import { wordsOf } from "./element/words.js";
import { OrderValue } from "./element/value.js";
import { formView, readView } from "./element/view.js";
import { attach } from "./form.js";
import init, { GongdanError, loadStandard } from "./index.js";

const STYLES = ["./form.css", "./element.css"].map((path) => new URL(path, import.meta.url).href);

/** @type {typeof import("./element.d.ts").GongdanForm} */
export class GongdanForm extends HTMLElement {
  static observedAttributes = ["standard", "form", "locale", "readonly"];
  #value = new OrderValue();
  #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  /** @type {import("./index.js").Standard | null} */
  #standard = null;
  /** @type {import("./index.js").Order} */
  #order = {};
  /** @type {import("./form.js").Attached | null} */
  #attached = null;
  #turn = 0;

  /** The clock of deadlines and of rules that read the time; the device's where none is given. */
  now = /** @type {import("./form.js").Clock} */ (() => new Date());

  /** The standard: one that was loaded, in place of the attribute's id. */
  get standard() {
    return this.#standard;
  }
  set standard(standard) {
    this.#standard = standard;
    this.#draw();
  }

  /** The order as it may be sent. */
  get order() {
    return this.#attached?.order() ?? { ...this.#order };
  }
  set order(order) {
    this.#order = { ...order };
    this.#draw();
  }

  get findings() {
    return this.#attached?.findings() ?? [];
  }

  checkValidity() {
    return !this.findings.some(blocks);
  }

  /** Whether nothing is wrong; what is, is shown. */
  reportValidity() {
    if (this.checkValidity()) return true;
    this.#root.querySelector("form")?.requestSubmit();
    return false;
  }

  constructor() {
    super();
    this.#value.hidden = true;
    this.#value.addEventListener("reset", () => (this.order = {}));
    // The browser's own bubble has no place to point to.
    this.#value.addEventListener("invalid", (event) => {
      event.preventDefault();
      if (navigator.userActivation?.isActive) this.reportValidity();
    });
  }

  connectedCallback() {
    const name = this.getAttribute("name");
    if (name) this.#value.setAttribute("name", name);
    this.append(this.#value);
    this.#draw();
  }

  disconnectedCallback() {
    this.#value.remove();
    this.#attached?.detach();
    this.#attached = null;
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    if (name === "standard") this.#standard = null;
    else if (this.#attached) this.#order = this.#attached.order();
    this.#draw();
  }

  /** Draws anew; a later drawing overtakes one that still waits for its standard. */
  async #draw() {
    if (!this.isConnected) return;
    const turn = ++this.#turn;
    try {
      await init();
      const id = this.getAttribute("standard");
      this.#standard ??= id ? await loadStandard(id) : null;
      if (turn === this.#turn && this.#standard) this.#show(this.#standard);
    } catch (error) {
      if (turn === this.#turn) this.#refuse(error);
    }
  }

  #show(standard) {
    const locale = this.getAttribute("locale") ?? (this.closest("[lang]")?.getAttribute("lang")?.startsWith("en") ? "en" : "zh");
    const words = wordsOf(locale);
    const description = standard.describe(locale);
    const wanted = this.getAttribute("form") || description.forms[0]?.id;
    const form = description.forms.find(({ id }) => id === wanted);
    if (!form) throw new GongdanError("unknown_form", `the standard \`${standard.id}\` has no form \`${wanted}\``);
    this.#attached?.detach();
    this.#attached = null;
    if (this.hasAttribute("readonly")) return this.#root.replaceChildren(...styles(), readView(form, this.#order, words));
    const view = formView(form, description, words, () => this.#attached?.refresh());
    this.#root.replaceChildren(...styles(), view.element);
    view.fill(this.#order);
    this.#attached = attach(view.element, { standard, form: form.id, locale, now: () => (typeof this.now === "function" ? this.now() : this.now), onChange: (change) => this.#changed(change) });
    view.element.addEventListener("submit", (event) => this.#submitted(event));
    this.#report();
  }

  #changed({ path, findings }) {
    this.#report();
    this.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: { path, order: this.order } }));
    this.dispatchEvent(new CustomEvent("finding", { bubbles: true, detail: { findings } }));
  }

  /** Only an order without errors comes here. */
  #submitted(event) {
    event.preventDefault();
    this.#report();
    this.dispatchEvent(new CustomEvent("submit", { cancelable: true, detail: { order: this.order } }));
  }

  #report() {
    this.#value.say(this.order, this.findings.find(blocks)?.message ?? "");
  }

  #refuse(error) {
    const message = document.createElement("p");
    message.setAttribute("role", "alert");
    message.textContent = error instanceof Error ? error.message : String(error);
    this.#root.replaceChildren(...styles(), message);
    this.dispatchEvent(new CustomEvent("error", { detail: { error } }));
  }
}

const blocks = ({ severity }) => severity === "error";

const styles = () =>
  STYLES.map((href) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    return link;
  });

if (!customElements.get("gongdan-form")) customElements.define("gongdan-form", GongdanForm);
