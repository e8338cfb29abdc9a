// Accepts orders and amendments: checks each by the server's clock, assigns the number and the receipt. Everything here
// runs in one turn of the event loop, so that no two orders get the same number.

import { randomBytes, timingSafeEqual } from "node:crypto";
import { GongdanError } from "gongdan";
import { canonical, decide } from "gongdan/receipt";
import { ORDER_LIMIT, tooLarge } from "./body.js";
import { Numbers } from "./numbers.js";
import { Problem, unreadable } from "./problem.js";
import { digestOf } from "./standards.js";

/** @typedef {import("./store.js").Row} Row */

export class Orders {
  /** @param {{ store: import("./store.js").Store, standards: import("./standards.js").Standards, engine: { version: string, digest: string }, clock: () => number }} parts */
  constructor({ store, standards, engine, clock }) {
    this.store = store;
    this.standards = standards;
    this.engine = engine;
    this.clock = clock;
    this.numbers = new Numbers(store);
  }

  /** The server's time, as in every response and receipt. */
  now() {
    return new Date(this.clock() + 8 * 3600_000).toISOString().replace("Z", "+08:00");
  }

  /** Finds an order by its key and secret. @param {string} key @param {string} secret */
  open(key, secret) {
    const row = this.store.order(key);
    if (row && sameText(row.secret, normaliseSecret(secret))) return row;
    throw new Problem("not-found", { zh: "请核对单号和查询码", en: "check the number and the secret" });
  }

  /**
   * Accepts an order; the same one again returns the same record.
   * @param {{ id: string, standard: { id: string, digest?: string }, form: string, order: Record<string, any>, numberIn?: string, files?: object[] }} sent
   * @param {"zh" | "en"} locale
   * @returns {{ row: Row, isNew: boolean }}
   */
  take({ id, standard, form, order, numberIn, files = [] }, locale) {
    const sent = digestOf(refuseEngineErrors(() => canonical({ standard, form, order, numberIn, files })));
    const existing = this.store.order(id);
    if (existing) return { row: requireSameOrder(existing, sent), isNew: false };
    const version = this.standards.find(standard.id, standard.digest);
    const description = formOf(version, form);
    const now = this.now();
    const { number, markUsed } = this.numbers.next(version, numberIn === undefined ? null : fieldOf(description, numberIn), now);
    const { workflow } = description;
    const state = workflow && (stateIn(order, workflow) ?? workflow.initial);
    const numbered = numberIn === undefined ? order : { ...order, [numberIn]: number };
    const row = { id, number, sent, secret: newSecret(), standard: version.digest, form, files: JSON.stringify(files), received_at: now, amended_at: null };
    const stored = { ...row, ...this.#checked(row, version, numbered, state, now, locale) };
    this.store.add(stored);
    markUsed();
    return { row: stored, isNew: true };
  }

  /** Adds missing values, and makes a transition of the workflow. @param {Row} row @param {{ order?: any, state?: string }} change @param {"zh" | "en"} locale @returns {Row} */
  amend(row, { order: additions = {}, state }, locale) {
    const version = this.standards.byDigest(row.standard);
    const { workflow } = formOf(version, row.form);
    const previous = JSON.parse(row.content);
    // A state that the order leaves open is reached by a transition, too.
    const target = state ?? stateIn(additions, workflow) ?? row.state;
    const isTransition = target !== row.state;
    const order = { ...withMissing(previous, additions), ...(isTransition && workflow?.field ? { [workflow.field]: target } : {}) };
    if (!isTransition && refuseEngineErrors(() => canonical(order)) === canonical(previous)) return row;
    const now = this.now();
    if (isTransition) this.#requireTransition(version, row, order, target, now, locale);
    const amended = { ...row, ...this.#checked(row, version, order, target, now, locale), amended_at: now };
    this.store.amend(amended);
    return amended;
  }

  #requireTransition({ standard }, { form, state: from }, order, to, now, locale) {
    if (from === null) throw unreadable("state", "这张表单没有流程", "this form has no workflow");
    const { allowed, findings } = refuseEngineErrors(() => standard.transition(form, from, to, order, { now, locale }));
    if (!allowed) throw new Problem("findings", { zh: `不能从「${from}」到「${to}」`, en: `there is no step from \`${from}\` to \`${to}\` now` }, { members: { findings, now } });
  }

  // What is stored of a checked order; one with errors is refused.
  #checked({ id, number, form }, { id: standard, version, digest, standard: engineStandard }, order, state, now, locale) {
    const content = JSON.stringify(order);
    // Amendments are limited one by one, but add up.
    if (Buffer.byteLength(content) > ORDER_LIMIT) throw tooLarge(ORDER_LIMIT);
    const { valid, findings } = refuseEngineErrors(() => engineStandard.validate(form, order, { now, locale }));
    if (!valid) throw new Problem("findings", { zh: "请按提示修改后再提交", en: "mend what is found and send it again" }, { members: { findings, now } });
    const receipt = { id, number, form, standard: { id: standard, version, digest }, engine: this.engine, order: digestOf(refuseEngineErrors(() => canonical(order))), now, decision: decide(engineStandard, form, order, now) };
    return { content, state, receipt: JSON.stringify(receipt) };
  }
}

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Ten characters, hard to guess and to misread. */
const newSecret = () => [...randomBytes(10)].map((byte) => DIGITS[byte % DIGITS.length]).join("");

// As people copy it from paper: in groups, in lower case, with look-alike letters for digits.
const normaliseSecret = (secret) => secret.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

const sameText = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(digestOf(a)), Buffer.from(digestOf(b)));

function requireSameOrder(existing, sent) {
  if (existing.sent === sent) return existing;
  throw new Problem("other-order", { zh: "请为新工单使用新的编号", en: "use a new id for a new order" });
}

function formOf({ id, forms }, form) {
  if (forms.has(form)) return forms.get(form);
  throw new Problem("unknown-standard", { zh: `标准「${id}」没有表单「${form}」`, en: `the standard \`${id}\` has no form \`${form}\`` });
}

function fieldOf({ fields }, id) {
  const found = fields.find((field) => field.id === id);
  if (found) return found;
  throw unreadable("numberIn", `表单没有字段「${id}」`, `the form has no field \`${id}\``);
}

// INVARIANT: existing values of an order are never changed by an amendment.
function withMissing(order, additions) {
  const conflicting = Object.keys(additions).filter((field) => Object.hasOwn(order, field) && !isMissing(order[field]) && refuseEngineErrors(() => canonical(order[field]) !== canonical(additions[field])));
  if (conflicting.length === 0) return { ...order, ...additions };
  throw new Problem("standing", { zh: `已经填写：${conflicting.join("、")}`, en: `filled in already: ${conflicting.join(", ")}` }, { members: { fields: conflicting } });
}

// As the engine reads it: a blank text is missing.
const isMissing = (value) => value === undefined || value === null || textOf(value) === "" || (Array.isArray(value) && value.length === 0);

/** The state that an order names; undefined if there is none. */
const stateIn = (order, workflow) => (workflow?.field && Object.hasOwn(order, workflow.field) && textOf(order[workflow.field])) || undefined;

const textOf = (value) => (typeof value === "string" ? value.trim() : undefined);

// Turns the engine's errors into a refusal: the sender's fault.
function refuseEngineErrors(run) {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof GongdanError)) throw error;
    throw unreadable("order", error.code === "too_deep" ? "嵌套的层数太多" : error.message, error.message);
  }
}
