// Names that expressions cannot read, that hide each other, or that do not follow the naming of other standards.
import { evaluateExpression } from "../index.js";
import { entries, walk } from "./document.js";

const HYPHENATED = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, VERSION = /^\d+\.\d+\.\d+$/, NAME = /^[\p{L}_〇][\p{L}\p{N}_]*$/u;

/** @param {any} document */
export function* names(document) {
  const { parameters, dictionaries, functions, calculations, forms } = document;
  yield* unreadableNames("/parameters", parameters);
  yield* unreadableNames("/dictionaries", dictionaries);
  yield* hiddenNames("/dictionaries", dictionaries, parameters, { zh: "参数", en: "parameter" });
  yield* hiddenNames("/functions", functions, calculations, { zh: "计算", en: "calculation" });
  for (const [id, { parameters: parameterNames }] of entries(functions)) {
    if (isBuiltIn(id)) yield { code: "name.hidden", pointer: `/functions/${id}`, message: { zh: `内置函数「${id}」被它遮住`, en: `it hides the built-in function \`${id}\`` } };
    for (const [index, name] of parameterNames.entries()) if (!NAME.test(name) || !isReadable(name)) yield unreadableName(`/functions/${id}/parameters/${index}`, name);
  }
  for (const [id, { inputs, steps }] of entries(calculations)) {
    yield* unreadableNames(`/calculations/${id}/inputs`, inputs);
    yield* unreadableNames(`/calculations/${id}/steps`, steps);
    yield* hiddenNames(`/calculations/${id}/steps`, steps, inputs, { zh: "输入", en: "input" });
  }
  for (const [id, { fields }] of entries(forms)) {
    yield* unreadableNames(`/forms/${id}/fields`, fields);
    yield* hiddenNames(`/forms/${id}/fields`, fields, parameters, { zh: "参数", en: "parameter" });
    yield* hiddenNames(`/forms/${id}/fields`, fields, dictionaries, { zh: "字典", en: "dictionary" });
    for (const [table, field] of entries(fields)) yield* unreadableNames(`/forms/${id}/fields/${table}/fields`, field.fields);
  }
}

/** Ids that no expression reads and that break the naming conventions. @param {any} document */
export function* ids(document) {
  if (!HYPHENATED.test(document.id)) yield badStyle("/id", document.id);
  if (!VERSION.test(document.version)) yield { code: "id.style", pointer: "/version", message: { zh: "版本写作三个数字，如 1.0.0", en: "a version is written as three numbers, such as 1.0.0" } };
  for (const [pointer, id] of walk(document.formats ?? {}, "/formats")) {
    if (pointer.endsWith("/id") && typeof id === "string" && !NAME.test(id)) yield { code: "id.style", pointer, message: { zh: `「${id}」只用字母、数字和下划线，不以数字开头`, en: `\`${id}\` has letters, digits and underscores only, no digit first` } };
  }
  for (const [form, { fields, rules, deadlines }] of entries(document.forms)) {
    const sets = [[`/forms/${form}/rules`, rules], ...entries(fields).map(([id, field]) => [`/forms/${form}/fields/${id}/rules`, field.rules])];
    yield* duplicateIds([...sets, [`/forms/${form}/deadlines`, deadlines]]);
    for (const [at, all] of sets) {
      for (const id of Object.keys(all ?? {})) if (!HYPHENATED.test(id)) yield badStyle(`${at}/${id}`, id);
    }
    for (const id of Object.keys(deadlines ?? {})) {
      if (!/^(?!__proto__$)[\p{L}_][\p{L}\p{N}_-]*$/u.test(id)) yield { code: "id.style", pointer: `/forms/${form}/deadlines/${id}`, message: { zh: `「${id}」只用字母、数字、下划线和连字符，不以数字开头，也不用 __proto__`, en: `\`${id}\` has letters, digits, underscores and hyphens only, no digit first, and is not \`__proto__\`` } };
    }
  }
}

/** Duplicate ids of rules and deadlines, which statistics count by. */
function* duplicateIds(sets) {
  const used = new Set(["required", "type", "one_of", "range", "length", "format"]);
  for (const [at, all] of sets) {
    for (const id of Object.keys(all ?? {})) {
      if (used.has(id)) yield { code: "id.twice", pointer: `${at}/${id}`, message: { zh: `别的规则已叫「${id}」，统计时分不清`, en: `another rule is called \`${id}\`: nobody can count them apart` } };
      used.add(id);
    }
  }
}

const badStyle = (pointer, id) => ({ code: "id.style", pointer, message: { zh: `「${id}」写作小写字母、数字和连字符，如 arrival-late`, en: `\`${id}\` is written in small letters and digits with hyphens, such as arrival-late` } });

function* unreadableNames(at, all) {
  for (const id of Object.keys(all ?? {})) {
    if (id === "now") yield { code: "name.hidden", pointer: `${at}/now`, message: { zh: "表达式里的当前时刻「now」被它遮住", en: "it hides the moment `now` from expressions" } };
    else if (!isReadable(id)) yield unreadableName(`${at}/${id}`, id);
  }
}

const unreadableName = (pointer, id) => ({ code: "name.unreadable", pointer, message: { zh: `「${id}」不能在表达式里作名称，请另取一个`, en: `expressions cannot read the name \`${id}\`: take another one` } });

function* hiddenNames(at, all, others, kind) {
  for (const id of Object.keys(all ?? {})) {
    if (Object.hasOwn(others ?? {}, id)) yield { code: "name.hidden", pointer: `${at}/${id}`, message: { zh: `有同名的${kind.zh}「${id}」，其中一个用不到`, en: `there is ${/^[aeiou]/.test(kind.en) ? "an" : "a"} ${kind.en} \`${id}\` too: one of them cannot be used` } };
  }
}

/** Whether FEEL reads it as a name. @param {string} id */
function isReadable(id) {
  try {
    return evaluateExpression(id, { [id]: "it" }).value === "it";
  } catch {
    return false;
  }
}

/** @param {string} id */
function isBuiltIn(id) {
  try {
    evaluateExpression(`${id}()`, {});
    return true;
  } catch (error) {
    return !/there is no function/.test(String(error));
  }
}
