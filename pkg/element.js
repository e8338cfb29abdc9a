// `gongdan/element`: `<gongdan-form standard="demand-intake" form="service_order">` renders a whole form from a
// standard. As a form-associated element its value is the order as JSON, and it is invalid while there are errors.

import { loadModules } from "./element/controls.js";
import { ElementBase, OrderValue, define } from "./element/value.js";
import { STYLES, drawForm } from "./element/view.js";
import { wordsOf } from "./element/words.js";
import { attach } from "./form.js";
import { make, setAttribute } from "./form/page.js";
import init, { loadStandard } from "./index.js";
import { jsonOf, plainObject } from "./lib/conversion.js";
import { needStandard } from "./lib/errors.js";
import { describeForm } from "./lib/form-description.js";

/** @type {typeof import("./element.d.ts").GongdanForm} */
export class GongdanForm extends ElementBase {
  static observedAttributes = ["standard", "form", "locale", "submit", "readonly", "print", "disabled", "name"];
  #value = new OrderValue();
  /** @type {import("./index.js").Standard | null} */
  #standard = null;
  #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  #screen = make("div", { class: "face" });
  #paper = make("div", { class: "sheets" });
  /** Reused by all renderings, so that messages shown before stay. */
  #form = make("form", { part: "form", autocomplete: "off" });
  /** @type {import("./index.js").Order} */
  #order = {};
  /** Files chosen before a re-rendering. @type {Record<string, File[]>} */
  #files = {};
  /** @type {Record<string, unknown> | undefined} */
  #parameters;
  /** @type {import("./form.js").Attached | null} */
  #attachment = null;
  #drawCount = 0;
  /** Settles when the last rendering is done. */
  #drawing = Promise.resolve();
  /** @type {typeof import("./element/paper.js") | null} */
  #paperModule = null;
  #listening = new AbortController();

  /** The clock for deadlines and rules that read the time; by default the device's. */
  now = /** @type {import("./form.js").Clock} */ (/** @type {any} */ (this).now ?? (() => new Date()));

  /** The standard: a loaded one, or an id, as frameworks set it. */
  get standard() {
    return this.#standard;
  }
  set standard(standard) {
    // @ts-expect-error a setter's return value is ignored, and this is shorter
    if (typeof standard === "string") return this.setAttribute("standard", standard);
    this.#standard = standard;
    this.#draw();
  }

  /** The order as it may be sent. */
  get order() {
    return this.#attachment?.order() ?? { ...this.#order };
  }
  set order(order) {
    const options = { locale: this.#locale() }, json = jsonOf(plainObject(order, "order", options), "order", options);
    this.#detach();
    this.#order = JSON.parse(json);
    this.#files = {};
    this.#draw();
  }

  /** An organisation's own values for the standard's parameters. */
  get parameters() {
    return this.#parameters;
  }
  set parameters(parameters) {
    this.#parameters = parameters;
    this.#draw();
  }

  get findings() {
    return this.#attachment?.findings() ?? [];
  }

  /** The chosen files, by field path. */
  get files() {
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (this.#root.querySelectorAll("input[type=file]"));
    return Object.fromEntries([...inputs].filter(({ files }) => files?.length).map(({ name, files }) => [name, [...(files ?? [])]]));
  }

  checkValidity() {
    return !this.findings.some(isError);
  }

  /** Returns whether there are no errors; shows those there are. */
  reportValidity() {
    const valid = this.checkValidity();
    if (!valid) this.#form.requestSubmit();
    return valid;
  }

  /** Whether it is disabled. */
  get disabled() {
    return this.hasAttribute("disabled");
  }
  set disabled(on) {
    this.toggleAttribute("disabled", !!on);
  }

  /** Prints only this order, as its paper form. */
  get print() {
    return async () => {
      await this.#drawing;
      await this.#loadPaperModule();
      this.#paperModule?.printAlone(this);
    };
  }
  // Frameworks set the attribute by its property.
  set print(on) {
    setAttribute(this, "print", on);
  }

  constructor() {
    super();
    this.#root.append(...STYLES.map((href) => make("link", { rel: "stylesheet", href })), this.#screen, this.#paper);
    this.#form.addEventListener("submit", (event) => this.#onSubmit(event));
    // Replacing a file by one of the same name does not edit the order.
    this.#form.addEventListener("change", () => this.#updateValue());
    this.#value.hidden = true;
    this.#value.addEventListener("reset", () => (this.order = {}));
    this.#value.addEventListener("restore", (event) => (this.order = /** @type {CustomEvent} */ (event).detail));
    this.#value.addEventListener("turn", (event) => this.#disable(/** @type {CustomEvent} */ (event).detail));
    // The browser's own bubble would have nothing to point at.
    this.#value.addEventListener("invalid", (event) => {
      event.preventDefault();
      if (navigator.userActivation?.isActive ?? true) this.reportValidity();
    });
  }

  connectedCallback() {
    // Properties set before the element was defined shadow the accessors.
    const properties = /** @type {any} */ (this);
    for (const [name, value] of Object.entries(properties)) if (delete properties[name]) properties[name] = value;
    // A cloned element contains the original's value element.
    this.querySelector("gongdan-value")?.remove();
    this.append(this.#value);
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // Printing cannot wait, so its module is loaded on the first key or click, which precedes any print.
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => this.#loadPaperModule().catch(() => {}), { signal, once: true });
    addEventListener("beforeprint", () => this.#drawPaper(), { signal });
    addEventListener("afterprint", () => this.hasAttribute("print") || this.#paper.replaceChildren(), { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#saveInput();
    this.#drawCount++;
    this.#listening.abort();
    this.#value.remove();
    this.#detach();
    this.#paperModule?.forgetPages(this);
  }

  attributeChangedCallback(name, before, after) {
    if (["disabled", "name"].includes(name)) return setAttribute(this.#value, name, after);
    if (before === after || !this.isConnected) return;
    if (name === "standard") this.#standard = null;
    this.#draw();
  }

  // Keeps what was filled in for the next rendering.
  #saveInput() {
    if (!this.#attachment) return;
    this.#files = this.files;
    this.#order = this.#attachment.order();
  }

  #detach() {
    this.#attachment?.detach();
    this.#attachment = null;
  }

  #draw() {
    this.#saveInput();
    this.#drawing = this.#redraw();
  }

  /** Re-renders; a later call supersedes one that still waits for its standard. */
  async #redraw() {
    if (!this.isConnected) return;
    const drawCount = ++this.#drawCount, id = this.getAttribute("standard");
    this.#screen.lang = this.#paper.lang = this.#words.locale;
    if (!this.#screen.hasChildNodes()) this.#screen.append(make("p", { class: "loading", role: "status", text: this.#words.loading }));
    // Whoever sets a standard later loads the engine, perhaps from another URL.
    if (!id && !this.#standard) return;
    try {
      const [, standard] = await Promise.all([init(), this.#standard ?? loadStandard(/** @type {string} */ (id), { locale: this.#locale() })]);
      if (drawCount !== this.#drawCount) return;
      this.#standard = standard;
      await this.#show(drawCount);
    } catch (error) {
      if (drawCount === this.#drawCount) this.#showError(error);
    }
  }

  #locale() {
    return this.getAttribute("locale") ?? (this.closest("[lang]")?.getAttribute("lang")?.startsWith("en") ? "en" : "zh");
  }

  get #words() {
    const words = wordsOf(this.#locale());
    return { ...words, submit: this.getAttribute("submit") ?? words.submit };
  }

  #description() {
    const locale = this.#locale(), standard = this.#standard;
    return describeForm(standard, this.getAttribute("form") || needStandard(standard, { locale }).describe(locale).forms[0]?.id, { locale });
  }

  async #show(drawCount) {
    const description = this.#description(), { form } = description;
    if (this.hasAttribute("readonly") || this.hasAttribute("print")) return this.#showReadOnly(drawCount);
    await loadModules(form.fields.flatMap((field) => [field, ...field.fields]));
    if (drawCount !== this.#drawCount) return;
    this.#screen.replaceChildren(this.#form);
    this.#paper.replaceChildren();
    this.#paper.classList.remove("shown");
    drawForm(this.#form, description, this.#words, this.#order, this.#files);
    this.#attachment = attach(this.#form, { standard: /** @type {import("./index.js").Standard} */ (this.#standard), form: form.id, locale: this.#locale(), parameters: this.#parameters, now: () => this.#now(), onChange: (change) => this.#onChange(change) });
    this.#disable(this.#value.matches(":disabled"));
    this.#updateValue();
  }

  async #showReadOnly(drawCount) {
    await this.#loadPaperModule();
    if (drawCount !== this.#drawCount || !this.#paperModule) return;
    const isPaper = this.hasAttribute("print");
    const sheet = this.#sheet();
    this.#detach();
    this.#screen.replaceChildren(...(isPaper ? [] : [this.#paperModule.readView(sheet)]));
    this.#paper.classList.toggle("shown", isPaper);
    this.#paper.replaceChildren();
    if (isPaper) this.#drawPaper();
    this.#value.update(this.#order, "", this.#files);
  }

  // Not cached here: the browser caches a loaded module, and retries after a network failure.
  async #loadPaperModule() {
    this.#paperModule = await import("./element/paper.js");
  }

  #now() {
    return typeof this.now === "function" ? this.now() : this.now;
  }

  #sheet() {
    const options = { now: this.#now(), locale: this.#locale(), parameters: this.#parameters };
    return /** @type {any} */ (this.#paperModule).sheetOf({ ...this.#description(), standard: this.#standard, order: this.order, words: this.#words, options });
  }

  // Any print of the page shows the paper form instead of the controls.
  #drawPaper() {
    if (!this.#standard || !this.#paperModule) return;
    this.#paperModule.preparePages(this, this.#locale());
    this.#paper.replaceChildren(this.#paperModule.paperView(this.#sheet()));
  }

  #disable(disabled) {
    this.#screen.inert = disabled;
    this.#screen.classList.toggle("disabled", disabled);
  }

  #onChange({ path, findings }) {
    this.#updateValue();
    this.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: { path, order: this.order } }));
    this.dispatchEvent(new CustomEvent("finding", { bubbles: true, detail: { findings } }));
  }

  /** Called only for an order without errors. */
  #onSubmit(event) {
    event.preventDefault();
    this.#updateValue();
    this.dispatchEvent(new CustomEvent("submit", { cancelable: true, detail: { order: this.order, files: this.files } }));
  }

  #updateValue() {
    this.#value.update(this.order, this.findings.find(isError)?.message ?? "", this.files);
  }

  #showError(error) {
    const text = error?.message ?? String(error);
    this.#detach();
    this.#screen.replaceChildren(make("p", { class: "refused", role: "alert", text }));
    // What cannot be checked is not valid.
    this.#value.update(this.order, text, this.#files);
    this.dispatchEvent(new CustomEvent("error", { detail: { error } }));
  }
}

const isError = ({ severity }) => severity === "error";

define("gongdan-form", GongdanForm);
