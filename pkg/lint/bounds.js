// Empty ranges, bounds of values that are never checked, and tables within tables, which are not checked.
import { walk } from "./document.js";

/** @param {any} document */
export function* bounds(document) {
  const { validFrom, validTo } = document;
  if (validFrom > validTo) yield { code: "bounds.empty", pointer: "/validTo", message: { zh: "失效日期早于生效日期", en: "it ends before it begins" } };
  for (const [pointer, part] of walk(document)) {
    if (pointer.startsWith("/dictionaries/")) continue;
    const key = pointer.split("/").at(-1);
    if (part && (key === "range" || key === "length" || key === "count") && isEmpty(part)) yield { code: "bounds.empty", pointer, message: { zh: "没有值符合这个范围", en: "no value lies between these bounds" } };
    for (const ignored of keysWithoutEffect(part)) yield { code: "bounds.ignored", pointer: `${pointer}/${ignored}`, message: part.computed === undefined ? { zh: "选项没有长度，不会检查", en: "an option has no length, so nothing is checked" } : { zh: "计算得出的值不按此检查，请写成规则", en: "what is computed is not held to this; write a rule" } };
    for (const [id, cell] of Object.entries(part?.type === "table" ? (part.fields ?? {}) : {})) {
      if (cell.type === "table") yield { code: "table.nested", pointer: `${pointer}/fields/${id}`, message: { zh: "表格里的表格不会被检查", en: "a table within a table is not checked" } };
    }
  }
}

/** The keys of a field that have no effect. @param {any} field */
function keysWithoutEffect(field) {
  const candidates = field?.computed === undefined ? (field?.type === "choice" ? ["length"] : []) : ["range", "length", "pattern", "format"];
  return candidates.filter((key) => field[key] !== undefined);
}

/** @param {any} bounds */
const isEmpty = ({ min, max, above, below }) => min > max || min >= below || above >= max || above >= below;
