// Connects React Hook Form with a standard: values go in edit by edit; findings, stars, relevance and deadlines come
// out. It renders nothing.

import { useEffect, useMemo, useState } from "react";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { standardSchema } from "gongdan/standard-schema";

const BOOLEANS = { true: true, false: false };

/** Converts a value for the engine: radio buttons give `true` and `false` as text. */
export const valueOf = ({ type }, text) => (type === "bool" ? (BOOLEANS[text] ?? null) : text === "" || text === undefined ? null : text);

/** The order from the values of a form. */
export const orderOf = (fields, values) => Object.fromEntries(fields.map((field) => [field.id, valueOf(field, values[field.id])]));

/**
 * A resolver for `useForm`: the errors by field.
 * @param {() => Date} clock
 */
export function useResolver(standard, form, fields, locale, clock) {
  return useMemo(() => (values, context, options) => {
    const schema = standardSchema(standard, form, { locale, now: clock() });
    return standardSchemaResolver(schema)(orderOf(fields, values), context, options);
  }, [standard, form, fields, locale, clock]);
}

/** The current report, updated on every edit and every second. */
export function useOrder(standard, form, fields, methods, locale, clock) {
  const [report, setReport] = useState(/** @type {import("gongdan").Evaluation | null} */ (null));
  useEffect(() => {
    const session = standard.session(form, orderOf(fields, methods.getValues()), { locale, now: clock() });
    const updateReport = () => setReport(session.report());
    const unsubscribe = methods.subscribe({
      formState: { values: true },
      callback: ({ name, values }) => {
        const field = fields.find(({ id }) => id === name);
        if (field) session.set(name, valueOf(field, values[name]));
        else for (const each of fields) session.set(each.id, valueOf(each, values[each.id]));
        updateReport();
      },
    });
    const timer = setInterval(() => (session.tick(clock()), updateReport()), 1000);
    updateReport();
    return () => {
      unsubscribe();
      clearInterval(timer);
      session.free();
    };
  }, [standard, form, fields, methods, locale, clock]);
  return report;
}
