// One case against the public JavaScript face; the same module runs in Node and in a browser page.
// It reads no files and knows no test runner.

const placed = (finding) => `${finding.path} ${finding.rule}`;
const serious = (finding) => finding.severity !== "info";

const answers = {
  /** All error and warning findings, whatever their order. */
  validate(standard, { form, order, now }) {
    return standard.validate(form, order, { now }).findings.filter(serious).map(placed).sort();
  },
  /** The asked deadlines only: `null` for one that does not apply. */
  deadlines(standard, { form, order, now, expect }) {
    const found = standard.deadlines(form, order, { now });
    return Object.fromEntries(Object.keys(expect).map((id) => {
      const deadline = found.find((one) => one.id === id);
      return [id, deadline ? { due: deadline.due, status: deadline.status } : null];
    }));
  },
  /** The asked outputs; numbers are compared as numbers. */
  calculate(standard, { calculation, inputs, expect }) {
    const { outputs } = standard.calculate(calculation, inputs);
    return Object.fromEntries(Object.keys(expect).map((id) => [id, figure(outputs[id])]));
  },
  transition(standard, { form, from, to }) {
    return { allowed: standard.transition(form, from, to).allowed };
  },
};

const expectations = {
  validate: ({ expect }) => expect.findings.map(({ field, rule }) => `${field} ${rule}`).sort(),
  deadlines: ({ expect }) => Object.fromEntries(Object.entries(expect).map(([id, deadline]) =>
    [id, deadline && { due: deadline.due, status: deadline.status }])),
  calculate: ({ expect }) => Object.fromEntries(Object.entries(expect).map(([id, value]) => [id, figure(value)])),
  transition: ({ expect }) => ({ allowed: expect.allowed }),
};

/** `"600"` and `"600.00"` are the same figure. */
function figure(value) {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^-?\d+(\.\d+)?$/.test(text)) return value;
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** What was found and what was expected, both as JSON text; equal when the case passes. */
export function check(standard, one) {
  return {
    found: JSON.stringify(answers[one.kind](standard, one)),
    expected: JSON.stringify(expectations[one.kind](one)),
  };
}
