// Our contestant: only calls of the public JavaScript API, as in a page.
import init, { Standard } from "../../pkg/index.js";

const FORM = "order";
let standard, session, calculator;

/** Loads the engine and compiles the standard. @param {string | Promise<string>} text its JSON text */
export async function prepare(text) {
  await init();
  standard = Standard.parse(await text);
  calculator = standard.calculator("order_fee");
}

/** Validates an order given as an object; returns its findings. */
export const validateObject = (order) => standard.validate(FORM, order).findings;

/** Opens an order for editing; not timed. */
export function open(order) {
  session?.free();
  session = standard.session(FORM, order);
}

/** Makes one edit; returns all current findings. */
export const setField = (field, value) => session.set(field, value).findings;

/** Validates NDJSON; returns the numbers of orders with findings. */
export function violatedLines(bytes) {
  const batch = standard.batch(FORM);
  batch.push(bytes);
  const { order } = batch.finish().findings;
  batch.free();
  return order.filter((number, index) => index === 0 || number !== order[index - 1]);
}

/** Returns the fee in whole cents. */
export const fee = (inputs) => Math.round(Number(calculator(inputs).total) * 100);

/** The same with its trace. */
export const tracedFee = (inputs) => Math.round(Number(standard.calculate("order_fee", inputs).outputs.total) * 100);
