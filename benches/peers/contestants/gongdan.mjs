// Ours, through the public JavaScript face only: the standard `benches/standards/peer-order.json`, exact decimals, all errors.
import init, { Standard } from '../../../pkg/index.js';
export const name = 'gongdan', how = 'a standard as JSON; conditions, time orders and the fee sum are FEEL';
// What is fetched beside the modules.
export const wasm = ['../../pkg/wasm/gongdan_bg.wasm', '../standards/peer-order.json'];
let standard, session, calculator;
export async function prepare(env) {
  await init();
  standard = Standard.parse(new TextDecoder().decode(await env.wasm(wasm[1])));
  calculator = standard.calculator('order_fee');
}
export const validateObject = (order) => standard.validate('order', order).findings;
// The errors stay in the columns in which they came; beside them the numbers of the orders that have any.
export function validateNdjson(bytes) {
  const batch = standard.batch('order');
  batch.push(bytes);
  const { orders: count, findings } = batch.finish();
  batch.free();
  return { count, bad: findings.order.filter((i, at) => at === 0 || i !== findings.order[at - 1]), findings };
}
export function open(order) { session?.free(); session = standard.session('order', order); }
export const setField = (field, value) => session.set(field, value).findings;
export const fee = (inputs) => Math.round(Number(calculator(inputs).total) * 100);
