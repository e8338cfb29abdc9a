// Renders `/crm.html` on the server: the page with its forms, and the result of a submission, with scripts or without.
// An order with errors is shown again with a message at each field; a valid one is stored like any other.

import { randomUUID } from "node:crypto";
import { checkMembers, readForm } from "../body.js";
import { Problem, problemOf } from "../problem.js";
import { first, hasId } from "./markup.js";
import { render, template } from "./page.js";
import { FORMS, ServedForm } from "./served-form.js";

const FORM_LIMIT = 64 << 10;

export class Crm {
  /** @param {import("../api.js").Api} api whose orders, standards and limits are used */
  constructor(api) {
    this.api = api;
  }

  /** Whether the standards of the page's forms exist. @param {import("../api.js").Api} api */
  static isAvailable({ standards }) {
    try {
      return Object.values(FORMS).every(({ standard }) => standards.find(standard));
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  }

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response */
  async answer(request, response) {
    const query = new URL(request.url ?? "/", "http://localhost").searchParams;
    const locale = query.get("lang") === "en" ? "en" : "zh";
    try {
      this.api.admit(request);
      const { status, ...page } = request.method === "POST" ? await this.#submit(request, query.get("desk"), locale) : { status: 200, checks: {} };
      await this.#send(response, status, { locale, ...page });
    } catch (error) {
      const { status, headers, detail } = problemOf(error);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      await this.#send(response, status, { locale, checks: {}, refused: detail[locale] });
      this.api.drain(request);
    }
  }

  // Rejects cross-site submissions.
  async #submit(request, open, locale) {
    if (/^(cross|same)-site$/.test(request.headers["sec-fetch-site"] ?? "")) throw new Problem("not-this-way", { zh: "这张表单是从别的网站提交的", en: "this form was sent from another site" }, { status: 403 });
    if (!Object.hasOwn(FORMS, open ?? "")) throw new Problem("not-found", { zh: "没有这张表单", en: "there is no such form" });
    const values = await readForm(request, FORM_LIMIT);
    const id = values.get("record") ?? "";
    checkMembers({ record: id }, { record: "uuid" });
    const { desk, version, form } = await this.#openForm(open);
    const order = desk.order(values, version.forms.get(form).fields);
    const { findings, ...checks } = this.#check(version, form, order);
    const sent = (/** @type {object} */ more) => ({ open, checks: { [open]: { ...checks, values, ...more } } });
    if (!checks.valid) return { status: 422, ...sent({ id, findings }) };
    try {
      const { row, isNew } = this.api.orders.take({ id, standard: { id: version.id, digest: version.digest }, form, order }, locale);
      await this.api.store.whenCommitted();
      return { status: isNew ? 201 : 200, stored: row, ...sent({ id }) };
    } catch (error) {
      if (!(error instanceof Problem) || error.name !== "other-order") throw error;
      return { status: 409, ...sent({ id: randomUUID() }), refused: CHANGED_ORDER[locale] };
    }
  }

  async #openForm(id) {
    const { standard, form } = FORMS[id];
    return { desk: new ServedForm(first(await template(), hasId(id)), FORMS[id]), version: this.api.standards.find(standard), form };
  }

  // In both languages, since the page can be switched.
  #check({ standard }, form, order) {
    const now = this.api.orders.now();
    const [zh, en] = ["zh", "en"].map((locale) => standard.validate(form, order, { now, locale }));
    return { valid: zh.valid, findings: { zh: zh.findings, en: en.findings }, required: standard.evaluate(form, order, { now }).required };
  }

  #emptyCheck({ standard, form }) {
    return { required: this.#check(this.api.standards.find(standard), form, {}).required };
  }

  /** @param {import("node:http").ServerResponse} response @param {number} status @param {Omit<import("./page.js").Page, "now">} page */
  async #send(response, status, { checks, ...page }) {
    const all = Object.entries(FORMS).map(([id, desk]) => [id, checks[id] ?? this.#emptyCheck(desk)]);
    const text = await render({ ...page, now: this.api.orders.now(), checks: Object.fromEntries(all) });
    response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }).end(text);
  }
}

const CHANGED_ORDER = {
  zh: "这张单已经保存过，内容与现在的不同。要另存为一张新单，请再提交一次。",
  en: "this order was kept before with other content; to keep this as a new order, submit it once more",
};
