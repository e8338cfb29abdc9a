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
  const { orders: count, findings: { order, rule } } = batch.finish(), bad = [];
  for (let at = 0; at < order.length; at++) {
    if (bad.at(-1)?.i !== order[at]) bad.push({ i: order[at], errors: [] });
    bad.at(-1).errors.push(rule[at]);
  }
  batch.free();
  return { count, bad };
}
export function open(order) { session?.free(); session = standard.session('order', order); }
export const setField = (field, value) => session.set(field, value).findings;
export const fee = (inputs) => Math.round(Number(calculator(inputs).total) * 100);
