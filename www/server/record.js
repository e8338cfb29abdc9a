// A record in a response: the order, and what the standard says about it now.

/**
 * @param {any} row of the store
 * @param {{ standards: import("./standards.js").Standards, now: string, locale: "zh" | "en", missing: string[] }} at
 */
export function recordOf(row, { standards, now, locale, missing }) {
  const { id, version, digest, standard, forms } = standards.byDigest(row.standard);
  const order = JSON.parse(row.content);
  const { findings, deadlines } = standard.evaluate(row.form, order, { now, locale });
  return {
    id: row.id, number: row.number, numberFormat: formatOf(forms.get(row.form), order, row.number), standard: { id, version, digest }, form: row.form, order,
    state: row.state, nextStates: row.state === null ? [] : standard.nextStates(row.form, row.state, order, { now, locale }),
    receivedAt: row.received_at, amendedAt: row.amended_at, now,
    findings, deadlines, files: JSON.parse(row.files), missingFiles: missing,
    receipt: JSON.parse(row.receipt),
  };
}

// The standard's format of the number; null if it is the server's own, as the standard leaves it open.
const formatOf = ({ fields }, order, number) => fields.find(({ id, format }) => format && order[id] === number)?.format ?? null;
