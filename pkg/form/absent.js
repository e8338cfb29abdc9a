// Reports names used in the page that neither the page nor the standard has: an author's mistake, logged to the
// console.

const SAID = {
  zh: (where, id, known) => `\`${where}\`：没有「${id}」，可用的有：${known || "无"}`,
  en: (where, id, known) => `\`${where}\`: there is no \`${id}\`; there are: ${known || "none"}`,
};

/** @param {string} where @param {string} id @param {string[]} known */
const tellAbsent = (locale, where, id, known) => console.error(SAID[locale?.slice(0, 2) ?? "zh"](where, id, known.join(", ")));

/** Reports unknown deadlines, calculations or tables of a container; beside several forms it may belong to another one. */
export function tellContainer({ description, described, form, late, options }, container) {
  const { gongdanDeadlines: ids, gongdanCalculation: id, gongdanTable: table, gongdanForm } = container.dataset, calculations = description.calculations.map((one) => one.id);
  if (!gongdanForm && container.closest("form") !== form) return;
  const odd = ids?.split(/\s+/).find((id) => id && !late.has(id));
  const tables = [...described.values()].flatMap(({ type, id }) => (type === "table" ? [id] : []));
  if (table !== undefined && !tables.includes(table)) tellAbsent(options.locale, "data-gongdan-table", table, tables);
  if (odd) tellAbsent(options.locale, "data-gongdan-deadlines", odd, [...late]);
  if (id !== undefined && !calculations.includes(id)) tellAbsent(options.locale, "data-gongdan-calculation", id, calculations);
}

/** Reports entries of `names` that match no control by the first edit (the page has rendered its form by then) or lead to no field. */
export function tellNames({ described, fields, options }) {
  const known = [...described.keys()].map((path) => path.replace(".", "[]."));
  const borne = [...new Set(fields.seen.map((control) => control.name ?? control.getAttribute("name")))].filter(Boolean);
  for (const [name, path] of Object.entries(options.names)) {
    if (path && !known.includes(path.replace(/\[\d+\]/, "[]"))) tellAbsent(options.locale, `names.${name}`, path, known);
    // Table rows may be added later.
    else if (!path.includes("[") && !borne.includes(name)) tellAbsent(options.locale, "names", name, borne);
  }
}
