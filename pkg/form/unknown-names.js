// Reports names used in the page that neither the page nor the standard has: an author's mistake, logged to the
// console.

const MESSAGES = {
  zh: (where, id, known) => `\`${where}\`：没有「${id}」，可用的有：${known || "无"}`,
  en: (where, id, known) => `\`${where}\`: there is no \`${id}\`; there are: ${known || "none"}`,
};

/** @param {string} where @param {string} id @param {string[]} known */
const reportUnknown = (locale, where, id, known) => console.error(MESSAGES[locale?.slice(0, 2) ?? "zh"](where, id, known.join(", ")));

/** Reports unknown deadlines, calculations or tables of a container; beside several forms it may belong to another one. */
export function reportContainer({ description, described, form, deadlineIds, options }, container) {
  const { gongdanDeadlines: ids, gongdanCalculation: id, gongdanTable: table, gongdanForm } = container.dataset, calculations = description.calculations.map((one) => one.id);
  if (!gongdanForm && container.closest("form") !== form) return;
  const unknown = ids?.split(/\s+/).find((id) => id && !deadlineIds.has(id));
  const tables = [...described.values()].flatMap(({ type, id }) => (type === "table" ? [id] : []));
  if (table !== undefined && !tables.includes(table)) reportUnknown(options.locale, "data-gongdan-table", table, tables);
  if (unknown) reportUnknown(options.locale, "data-gongdan-deadlines", unknown, [...deadlineIds]);
  if (id !== undefined && !calculations.includes(id)) reportUnknown(options.locale, "data-gongdan-calculation", id, calculations);
}

/** Reports entries of `names` that match no control by the first edit (the page has rendered its form by then) or lead to no field. */
export function reportNames({ described, fields, options }) {
  const known = [...described.keys()].map((path) => path.replace(".", "[]."));
  const controlNames = [...new Set(fields.controls.map((control) => control.name ?? control.getAttribute("name")))].filter(Boolean);
  for (const [name, path] of Object.entries(options.names)) {
    if (path && !known.includes(path.replace(/\[\d+\]/, "[]"))) reportUnknown(options.locale, `names.${name}`, path, known);
    // Table rows may be added later.
    else if (!path.includes("[") && !controlNames.includes(name)) reportUnknown(options.locale, "names", name, controlNames);
  }
}
