// `gongdan/receipt`: a decision about an order that anyone can repeat. A receipt records what was checked, by which
// engine, at which moment, and the result. It is not a signature: who issued it is not its concern.

import init, { GongdanError, Standard } from "./index.js";
import { builtInText } from "./lib/built-in.js";
import { needString, plainObject } from "./lib/conversion.js";
import { ENGLISH, argumentError, needStandard } from "./lib/errors.js";
import { version } from "./lib/version.js";
import { canonical } from "./receipt/canonical.js";
import { differenceOf } from "./receipt/difference.js";

export { canonical };

/**
 * The digest of a text or of bytes, as used in receipts.
 * @type {typeof import("./receipt.d.ts").digest}
 */
export async function digest(content) {
  const bytes = /** @type {BufferSource} */ (typeof content === "string" ? new TextEncoder().encode(content) : content);
  if (!(bytes instanceof ArrayBuffer || ArrayBuffer.isView(bytes))) throw argumentError("not_bytes", "content", "string | BufferSource", content, ENGLISH);
  if (!globalThis.crypto?.subtle) throw new GongdanError("no_crypto", "this page can make no digests: serve it over https, or from localhost");
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256:${[...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * The engine of this package: its version, and the digest of its WebAssembly.
 * @type {typeof import("./receipt.d.ts").engine}
 */
export const engine = async () => version();

/**
 * The decision on an order at a moment, as kept in a receipt. Being late is recorded but does not make it invalid.
 * @type {typeof import("./receipt.d.ts").decide}
 */
export function decide(standard, form, order, now) {
  const { valid, findings } = needStandard(standard, ENGLISH).validate(form, order, { now });
  const kept = findings.map(({ rule, path, severity, code }) => ({ rule, path, severity, code }));
  return { valid, findings: kept, deadlines: standard.deadlines(form, order, { now }).map(({ id, status, due }) => ({ id, status, due })) };
}

/**
 * Repeats the decision of a receipt. Reports every difference; a different engine alone still counts as the same
 * decision.
 * @type {typeof import("./receipt.d.ts").recheck}
 */
export async function recheck(receipt, order, options) {
  needReceipt(receipt);
  const { standard } = plainObject(options, "options", ENGLISH);
  if (standard !== undefined) needString(standard, "standard", ENGLISH);
  await init();
  const text = standard ?? (await builtInOrNull(receipt.standard.id));
  const found = { order: await digest(canonical(order)), standard: text === null ? null : await digest(text), engine: (await engine()).digest };
  const decision = text !== null && found.standard === receipt.standard.digest ? decisionBy(text, receipt, order) : null;
  const differences = [
    differenceOf("order", receipt.order, found.order),
    differenceOf("standard", receipt.standard.digest, found.standard),
    differenceOf("engine", receipt.engine.digest, found.engine),
    decision && differenceOf("decision", canonical(receipt.decision), canonical(decision)),
  ].filter((difference) => difference !== null);
  return { same: differences.every(({ what }) => what === "engine"), decision, differences };
}

/** @param {string} text @param {import("./receipt.d.ts").Receipt} receipt @param {any} order */
function decisionBy(text, { form, now }, order) {
  const standard = Standard.parse(text);
  try {
    return decide(standard, form, order, now);
  } finally {
    standard.free();
  }
}

// The text of a built-in standard; `null` if there is none.
/** @param {string} id */
async function builtInOrNull(id) {
  try {
    return await builtInText(id);
  } catch (error) {
    if (error instanceof GongdanError && error.code === "unknown_standard") return null;
    throw error;
  }
}

const TEXTS = ["form", "order", "now", "standard.id", "standard.digest", "engine.digest"];

/** @param {any} receipt */
function needReceipt(receipt) {
  const at = (path) => path.split(".").reduce((value, name) => value?.[name], receipt);
  const missing = TEXTS.find((path) => typeof at(path) !== "string") ?? (typeof receipt?.decision?.valid === "boolean" ? undefined : "decision");
  if (missing) throw new GongdanError("not_a_receipt", `this is no receipt: \`${missing}\` is missing; give the member \`receipt\` of what the server answered`);
}
