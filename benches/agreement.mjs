// Checks that both contestants agree before anything is timed: a comparison of programs with different results is
// meaningless.
import { edits, feeInputs, orders } from "./peers/gen.mjs";
import { CHOICES, NUMBERS, ORDER_NO, PHONE, REQUIRED, ROW, TEXT, TIMES, TIME_ORDER } from "./peers/spec.mjs";

const violated = (findings) => findings.length > 0;

/** Returns the numbers of the orders for which only one of the two has findings. */
export function differingOrders(ours, reference, count = 1000) {
  return orders(count).flatMap((order, number) =>
    violated(ours.validateObject(order)) === violated(reference.validateObject(order)) ? [] : [number]);
}

/** Returns the numbers of the edits after which the two disagree. */
export function differingEdits(ours, reference) {
  const order = orders(4)[3];
  const current = structuredClone(order);
  ours.open(structuredClone(order));
  return edits().flatMap(([field, value], number) => {
    current[field] = value;
    return violated(ours.setField(field, value)) === violated(reference.validateObject(current)) ? [] : [number];
  });
}

/** Returns the numbers of the orders in an NDJSON text for which only one of the two has findings. */
export function differingLines(ours, reference, bytes) {
  const [found, expected] = [ours, reference].map(({ violatedLines }) => new Set(violatedLines(bytes)));
  return [...found, ...expected].filter((number) => found.has(number) !== expected.has(number));
}

/** Returns the numbers of the fee inputs whose cents differ. */
export function differingFees(ours, reference, count = 1000) {
  return feeInputs(count).flatMap((inputs, number) => (ours.fee(inputs) === reference.fee(inputs) ? [] : [number]));
}

const list = (value) => JSON.stringify(value);

/** Describes each difference between the standard and the definition of the work. */
export function differingRules(standard) {
  const { fields, rules } = standard.forms.order;
  const differences = [];
  const same = (what, ours, theirs) => {
    if (list(ours) !== list(theirs)) differences.push(`${what}: ${list(ours)}, the work asks ${list(theirs)}`);
  };
  const bounds = ([min, max]) => ({ min, max });
  same("required fields", REQUIRED.filter((id) => fields[id].required === true), REQUIRED);
  same("pattern of order_no", `^${fields.order_no.pattern}$`, ORDER_NO);
  same("pattern of phone", `^${fields.phone.pattern}$`, PHONE);
  for (const [id, options] of Object.entries(CHOICES)) same(`options of ${id}`, Object.keys(fields[id].options), options);
  for (const [id, max] of Object.entries(TEXT)) same(`length of ${id}`, fields[id].length, { max });
  for (const [id, range] of Object.entries(NUMBERS)) same(`range of ${id}`, fields[id].range, bounds(range));
  for (const id of TIMES) same(`type of ${id}`, fields[id].type, "datetime");
  const checks = Object.values(rules).map((rule) => rule.check);
  for (const [earlier, later] of TIME_ORDER) same(`${earlier} before ${later}`, checks.includes(`${earlier} <= ${later}`), true);
  const row = fields.materials.fields;
  same("length of a row's name", row.name.length, { max: ROW.name });
  same("range of a row's qty", row.qty.range, bounds(ROW.qty));
  same("range of a row's price", row.price.range, bounds(ROW.price));
  return differences;
}
