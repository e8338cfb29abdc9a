// Runs one case of tests/cases/*.json against a loaded standard and compares the result with the expected one. The same
// module runs in Node and in a browser; it knows no standard and no test runner.

const ANSWERS = {
  validate: (standard, { form, order, now }) => standard.validate(form, order, { now }).findings.filter(isFault).map(place).sort(),
  deadlines: (standard, { form, order, now, expect }) => {
    const found = new Map(standard.deadlines(form, order, { now }).map((deadline) => [deadline.id, deadline]));
    return Object.fromEntries(Object.keys(expect).map((id) => [id, outcome(found.get(id))]));
  },
  calculate: (standard, { calculation, inputs, now, expect }) => {
    const { outputs } = standard.calculate(calculation, inputs, { now });
    return Object.fromEntries(Object.keys(expect).map((id) => [id, comparable(outputs[id])]));
  },
  parse: (standard, { format, text, expect }) => read(standard.parseText(format, text), expect),
  transition: (standard, { form, from, to, order, now }) => standard.transition(form, from, to, order, { now }).allowed,
};

const EXPECTED = {
  validate: ({ expect }) => expect.findings.map(({ rule, field }) => `${rule} ${field}`).sort(),
  deadlines: ({ expect }) => Object.fromEntries(Object.entries(expect).map(([id, deadline]) => [id, outcome(deadline)])),
  calculate: ({ expect }) => Object.fromEntries(Object.entries(expect).map(([id, value]) => [id, comparable(value)])),
  parse: ({ expect }) => read(expect, expect),
  transition: ({ expect }) => expect.allowed,
};

/**
 * Returns the actual and the expected result as JSON text; they are equal if the case holds.
 * @param {any} standard a loaded standard
 * @param {any} testCase one entry of a case file
 * @returns {{ found: string, expected: string }}
 */
export function check(standard, testCase) {
  const answer = ANSWERS[testCase.kind];
  if (!answer) return { found: "", expected: `a way to run the kind \`${testCase.kind}\`` };
  return { found: JSON.stringify(answer(standard, testCase)), expected: JSON.stringify(EXPECTED[testCase.kind](testCase)) };
}

const isFault = ({ severity }) => severity === "error" || severity === "warning";

const place = ({ rule, path }) => `${rule} ${path}`;

// Returns the segments of a text in the expected order; or the place of its error and what is expected there.
function read({ ok, segments, at, expected }, expect) {
  if (!ok) return { ok, at, expected };
  const order = Object.keys(expect.segments ?? {});
  const place = (id) => (order.includes(id) ? order.indexOf(id) : order.length);
  return { ok, segments: Object.entries(segments).sort(([a], [b]) => place(a) - place(b)) };
}

// Deadlines are compared as instants: the same moment may have another offset.
const outcome = (deadline) =>
  deadline ? { due: deadline.due === null ? null : Date.parse(deadline.due), status: deadline.status } : null;

// Numbers are compared as numbers, anything else as it is: "60.00" is 60, and an absent output is null.
function comparable(value) {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value === "number") return comparable(String(value));
  if (typeof value !== "string" || !/^[+-]?\d+(\.\d+)?$/.test(value)) return value ?? null;
  const [, sign, integerPart, fraction] = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(value);
  const digits = fraction ? `${integerPart}.${fraction}` : integerPart;
  return sign === "-" && digits !== "0" ? `-${digits}` : digits;
}
