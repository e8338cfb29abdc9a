// `gongdan/element`: `<gongdan-form standard="demand-intake" form="service_order">` renders a whole form from a
// standard. As a form-associated element its value is the order as JSON, and it is invalid while there are errors.

import { prepare } from "./element/controls.js";
import { Base, OrderValue, define } from "./element/value.js";
import { STYLES, drawForm } from "./element/view.js";
import { wordsOf } from "./element/words.js";
import { attach } from "./form.js";
import { make, write } from "./form/page.js";
import init, { loadStandard } from "./index.js";
import { jsonOf, plainObject } from "./lib/conversion.js";
import { needStandard } from "./lib/errors.js";
import { describeForm } from "./lib/form-description.js";

/** @type {typeof import("./element.d.ts").GongdanForm} */
export class GongdanForm extends Base {
  static observedAttributes = ["standard", "form", "locale", "submit", "readonly", "print", "disabled", "name"];
  #value = new OrderValue();
  /** @type {import("./index.js").Standard | null} */
  #standard = null;
  #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  #face = make("div", { class: "face" });
  #paper = make("div", { class: "sheets" });
  /** Reused by all renderings, so that messages shown before stay. */
  #form = make("form", { part: "form", autocomplete: "off" });
  /** @type {import("./index.js").Order} */
  #order = {};
  /** Files chosen before a re-rendering. @type {Record<string, File[]>} */
  #chosen = {};
  /** @type {Record<string, unknown> | undefined} */
  #parameters;
  /** @type {import("./form.js").Attached | null} */
  #attached = null;
  #turn = 0;
  /** Settles when the last rendering is done. */
  #drawing = Promise.resolve();
  /** @type {typeof import("./element/paper.js") | null} */
  #drawer = null;
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
    return this.#attached?.order() ?? { ...this.#order };
  }
  set order(order) {
    const asked = { locale: this.#locale() }, json = jsonOf(plainObject(order, "order", asked), "order", asked);
    this.#detach();
    this.#order = JSON.parse(json);
    this.#chosen = {};
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
    return this.#attached?.findings() ?? [];
  }

  /** The chosen files, by field path. */
  get files() {
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (this.#root.querySelectorAll("input[type=file]"));
    return Object.fromEntries([...inputs].filter(({ files }) => files?.length).map(({ name, files }) => [name, [...(files ?? [])]]));
  }

  checkValidity() {
    return !this.findings.some(blocks);
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
  async print() {
    await this.#drawing;
    await this.#loadDrawer();
    this.#drawer?.printAlone(this);
  }

  constructor() {
    super();
    this.#root.append(...STYLES.map((href) => make("link", { rel: "stylesheet", href })), this.#face, this.#paper);
    this.#form.addEventListener("submit", (event) => this.#submitted(event));
    // Replacing a file by one of the same name does not edit the order.
    this.#form.addEventListener("change", () => this.#report());
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
    const own = /** @type {any} */ (this);
    for (const [name, value] of Object.entries(own)) if (delete own[name]) own[name] = value;
    // A cloned element contains the original's value element.
    this.querySelector("gongdan-value")?.remove();
    this.append(this.#value);
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // Printing cannot wait, so its module is loaded on the first key or click, which precedes any print.
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => this.#loadDrawer().catch(() => {}), { signal, once: true });
    addEventListener("beforeprint", () => this.#drawPaper(), { signal });
    addEventListener("afterprint", () => this.hasAttribute("print") || this.#paper.replaceChildren(), { signal });
    this.#draw();
  }

  disconnectedCallback() {
    this.#keep();
    this.#turn++;
    this.#listening.abort();
    this.#value.remove();
    this.#detach();
    this.#drawer?.forgetPages(this);
  }

  attributeChangedCallback(name, before, after) {
    if (["disabled", "name"].includes(name)) return write(this.#value, name, after);
    if (before === after || !this.isConnected) return;
    if (name === "standard") this.#standard = null;
    this.#draw();
  }

  // Keeps what was filled in for the next rendering.
  #keep() {
    if (!this.#attached) return;
    this.#chosen = this.files;
    this.#order = this.#attached.order();
  }

  #detach() {
    this.#attached?.detach();
    this.#attached = null;
  }

  #draw() {
    this.#keep();
    this.#drawing = this.#drawAnew();
  }

  /** Re-renders; a later call supersedes one that still waits for its standard. */
  async #drawAnew() {
    if (!this.isConnected) return;
    const turn = ++this.#turn, id = this.getAttribute("standard");
    if (!this.#face.hasChildNodes()) this.#face.append(make("p", { class: "loading", role: "status", text: this.#words.loading }));
    // Whoever sets a standard later loads the engine, perhaps from another URL.
    if (!id && !this.#standard) return;
    try {
      const [, standard] = await Promise.all([init(), this.#standard ?? loadStandard(/** @type {string} */ (id), { locale: this.#locale() })]);
      if (turn !== this.#turn) return;
      this.#standard = standard;
      await this.#show(turn);
    } catch (error) {
      if (turn === this.#turn) this.#refuse(error);
    }
  }

  #locale() {
    return this.getAttribute("locale") ?? (this.closest("[lang]")?.getAttribute("lang")?.startsWith("en") ? "en" : "zh");
  }

  get #words() {
    const words = wordsOf(this.#locale());
    return { ...words, submit: this.getAttribute("submit") ?? words.submit };
  }

  #described() {
    const locale = this.#locale(), standard = this.#standard;
    return describeForm(standard, this.getAttribute("form") || needStandard(standard, { locale }).describe(locale).forms[0]?.id, { locale });
  }

  async #show(turn) {
    const described = this.#described(), { form } = described;
    if (this.hasAttribute("readonly") || this.hasAttribute("print")) return this.#showWritten(turn);
    await prepare(form.fields.flatMap((field) => [field, ...field.fields]));
    if (turn !== this.#turn) return;
    this.#face.replaceChildren(this.#form);
    this.#paper.replaceChildren();
    this.#paper.classList.remove("shown");
    drawForm(this.#form, described, this.#words, this.#order, this.#chosen);
    this.#attached = attach(this.#form, { standard: /** @type {import("./index.js").Standard} */ (this.#standard), form: form.id, locale: this.#locale(), parameters: this.#parameters, now: () => this.#now(), onChange: (change) => this.#changed(change) });
    this.#disable(this.#value.matches(":disabled"));
    this.#report();
  }

  async #showWritten(turn) {
    await this.#loadDrawer();
    if (turn !== this.#turn || !this.#drawer) return;
    const isPaper = this.hasAttribute("print");
    const sheet = this.#sheet();
    this.#detach();
    this.#face.replaceChildren(...(isPaper ? [] : [this.#drawer.readView(sheet)]));
    this.#paper.classList.toggle("shown", isPaper);
    this.#paper.replaceChildren();
    if (isPaper) this.#drawPaper();
    this.#value.say(this.#order, "", this.#chosen);
  }

  // Not cached here: the browser caches a loaded module, and retries after a network failure.
  async #loadDrawer() {
    this.#drawer = await import("./element/paper.js");
  }

  #now() {
    return typeof this.now === "function" ? this.now() : this.now;
  }

  #sheet() {
    const asked = { now: this.#now(), locale: this.#locale(), parameters: this.#parameters };
    return /** @type {any} */ (this.#drawer).sheetOf({ ...this.#described(), standard: this.#standard, order: this.order, words: this.#words, asked });
  }

  // Any print of the page shows the paper form instead of the controls.
  #drawPaper() {
    if (!this.#standard || !this.#drawer) return;
    this.#drawer.preparePages(this, this.#locale());
    this.#paper.replaceChildren(this.#drawer.paperView(this.#sheet()));
  }

  #disable(disabled) {
    this.#face.inert = disabled;
    this.#face.classList.toggle("disabled", disabled);
  }

  #changed({ path, findings }) {
    this.#report();
    this.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: { path, order: this.order } }));
    this.dispatchEvent(new CustomEvent("finding", { bubbles: true, detail: { findings } }));
  }

  /** Called only for an order without errors. */
  #submitted(event) {
    event.preventDefault();
    this.#report();
    this.dispatchEvent(new CustomEvent("submit", { cancelable: true, detail: { order: this.order, files: this.files } }));
  }

  #report() {
    this.#value.say(this.order, this.findings.find(blocks)?.message ?? "", this.files);
  }

  #refuse(error) {
    this.#detach();
    this.#face.replaceChildren(make("p", { class: "refused", role: "alert", text: error?.message ?? String(error) }));
    this.dispatchEvent(new CustomEvent("error", { detail: { error } }));
  }
}

const blocks = ({ severity }) => severity === "error";

define("gongdan-form", GongdanForm);
