// Ours, through the public JavaScript face only: the standard `benches/standards/peer-order.json`, exact decimals, all errors.
import init, { Standard } from '../../../pkg/index.js';
import rules from '../../standards/peer-order.json' with { type: 'json' };
export const name = 'gongdan', how = 'a standard as JSON; conditions, time orders and the fee sum are FEEL';
export const wasm = ['../../pkg/wasm/gongdan_bg.wasm'];
let standard, session, calculator;
export async function prepare() {
  await init();
  standard = Standard.parse(rules);
  calculator = standard.calculator('order_fee');
}
export const validateObject = (order) => standard.validate('order', order).findings;
export function validateNdjson(bytes) {
  const batch = standard.batch('order');
  batch.push(bytes);
  const { orders: count, findings } = batch.finish(), bad = new Wrong(findings);
  batch.free();
  return { count, bad };
}
// The orders in which something is wrong. Their errors stay in the columns in which they came, and are shown order by order.
class Wrong {
  #order; #rule; #starts;
  constructor({ order, rule }) {
    this.#order = order;
    this.#rule = rule;
    this.#starts = Uint32Array.from(order.keys()).filter((at) => at === 0 || order[at] !== order[at - 1]);
  }
  get length() { return this.#starts.length; }
  *[Symbol.iterator]() {
    for (const [index, at] of this.#starts.entries()) yield { i: this.#order[at], errors: this.#rule.subarray(at, this.#starts[index + 1]) };
  }
}
export function open(order) { session?.free(); session = standard.session('order', order); }
export const setField = (field, value) => session.set(field, value).findings;
export const fee = (inputs) => Math.round(Number(calculator(inputs).total) * 100);
