// Checks that both contestants agree before anything is timed: a comparison of programs with different results is
// meaningless.
import { edits, feeInputs, orders } from "./peers/gen.mjs";
import { CHOICES, NUMBERS, ORDER_NO, PHONE, REQUIRED, ROW, TEXT, TIMES, TIME_ORDER } from "./peers/spec.mjs";

const hasFindings = (findings) => findings.length > 0;

/** Returns the numbers of the orders for which only one of the two has findings. */
export function differingOrders(ours, reference, count = 1000) {
  return orders(count).flatMap((order, number) =>
    hasFindings(ours.validateObject(order)) === hasFindings(reference.validateObject(order)) ? [] : [number]);
}

/** Returns the numbers of the edits after which the two disagree. */
export function differingEdits(ours, reference) {
  const order = orders(4)[3];
  const current = structuredClone(order);
  ours.open(structuredClone(order));
  return edits().flatMap(([field, value], number) => {
    current[field] = value;
    return hasFindings(ours.setField(field, value)) === hasFindings(reference.validateObject(current)) ? [] : [number];
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
  const compare = (subject, actual, expected) => {
    if (list(actual) !== list(expected)) differences.push(`${subject}: ${list(actual)}, the work asks ${list(expected)}`);
  };
  const bounds = ([min, max]) => ({ min, max });
  compare("required fields", REQUIRED.filter((id) => fields[id].required === true), REQUIRED);
  compare("pattern of order_no", `^${fields.order_no.pattern}$`, ORDER_NO);
  compare("pattern of phone", `^${fields.phone.pattern}$`, PHONE);
  for (const [id, options] of Object.entries(CHOICES)) compare(`options of ${id}`, Object.keys(fields[id].options), options);
  for (const [id, max] of Object.entries(TEXT)) compare(`length of ${id}`, fields[id].length, { max });
  for (const [id, range] of Object.entries(NUMBERS)) compare(`range of ${id}`, fields[id].range, bounds(range));
  for (const id of TIMES) compare(`type of ${id}`, fields[id].type, "datetime");
  const checks = Object.values(rules).map((rule) => rule.check);
  for (const [earlier, later] of TIME_ORDER) compare(`${earlier} before ${later}`, checks.includes(`${earlier} <= ${later}`), true);
  const row = fields.materials.fields;
  compare("length of a row's name", row.name.length, { max: ROW.name });
  compare("range of a row's qty", row.qty.range, bounds(ROW.qty));
  compare("range of a row's price", row.price.range, bounds(ROW.price));
  return differences;
}
