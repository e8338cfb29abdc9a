// gongdan, by its public JavaScript API only: the standard `benches/standards/peer-order.json`, exact decimals, all
// errors.
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
  const { orders: count, findings } = batch.finish();
  batch.free();
  return { count, bad: wrong(findings), findings };
}
// The orders with findings, each with the index of its first error in the columns.
function wrong({ order }) {
  const begins = (i, at) => at === 0 || i !== order[at - 1], starts = new Uint32Array(order.reduce((sum, i, at) => sum + begins(i, at), 0));
  let length = 0;
  order.forEach((i, at) => { if (begins(i, at)) starts[length++] = at; });
  return { length, *[Symbol.iterator]() { for (const at of starts) yield { i: order[at], at }; } };
}
export function open(order) { session?.free(); session = standard.session('order', order); }
export const setField = (field, value) => session.set(field, value).findings;
export const fee = (inputs) => Math.round(Number(calculator(inputs).total) * 100);
