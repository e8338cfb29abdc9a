// What loads but has no effect: empty lists, constant conditions, keys without the key they need. Each exported
// function is one check; the lint runs all of them.
import { evaluateExpression } from "../index.js";
import { entries, expressionsOf, textsIn, walk } from "./document.js";
import { unknownOption } from "./options.js";

/** Patterns that accept every text on one line. */
const ANY_TEXT = /^\^?\.[*+]\$?$/;

const finding = (pointer, code, zh, en) => ({ code, pointer, message: { zh, en } });

/** Lists that are empty or contain something twice. @param {any} document */
export function* lists(document) {
  for (const [pointer, value] of walk(document)) {
    const key = pointer.slice(pointer.lastIndexOf("/") + 1), isList = Array.isArray(value);
    if (pointer.startsWith("/dictionaries/") || typeof value !== "object" || value === null) continue;
    // A form may exist only for its workflow.
    const mustHaveItems = isList ? ["from", "rules", "literal"].includes(key) : key === "choice" || (key === "fields" && !/^\/forms\/[^/]+\/fields$/.test(pointer));
    if (mustHaveItems && Object.keys(value).length === 0) yield finding(pointer, "list.empty", "这里是空的，等于没写", "nothing stands here, so it serves for nothing");
    if (!isList || !["fields", "needs", "demands", "from", "days", "parameters"].includes(key)) continue;
    for (const [index, item] of value.entries()) if (value.indexOf(item) < index) yield finding(`${pointer}/${index}`, "list.twice", `「${item}」写了两次`, `\`${item}\` appears twice`);
  }
}

/** Choices without options or with identical labels. @param {any} document */
export function* options(document) {
  for (const [pointer, part] of walk(document)) {
    if (!["choice", "multi_choice"].includes(part?.type) || pointer.startsWith("/dictionaries/")) continue;
    if (part.options === undefined && !pointer.includes("/outputs/")) yield finding(pointer, "options.missing", "选择要有选项（options），否则什么也不能选", "a choice needs `options`, or nothing can be chosen");
    const labels = part.type === "choice" ? entries(part.options).map(([, { zh, en }]) => `${zh}\n${en}`) : [];
    for (const [index, label] of labels.entries()) {
      const all = Object.keys(part.options), first = labels.indexOf(label);
      if (first < index) yield finding(`${pointer}/options/${all[index]}`, "options.same", `与选项「${all[first]}」的文字相同`, `the option \`${all[first]}\` reads the same`);
    }
  }
}

const CONDITION = /\/(check|guard|when|required|relevant)$/;

/** Conditions that are the same for every order. @param {any} document */
export function* constants(document) {
  for (const { pointer, text } of expressionsOf(document)) {
    const value = CONDITION.test(pointer) ? constantValue(text) : undefined;
    if (typeof value === "boolean") yield constantCondition(pointer, value);
  }
  for (const [pointer, value] of walk(document)) {
    if (typeof value === "boolean" && /\/(check|guard|when)$/.test(pointer) && !pointer.startsWith("/dictionaries/")) yield constantCondition(pointer, value);
  }
}

const constantCondition = (pointer, value) => finding(pointer, "condition.constant", `这个条件总是${value ? "成立" : "不成立"}`, `this condition is always ${value}`);

/** The value of an expression without names; `undefined` otherwise. */
function constantValue(text) {
  try {
    return evaluateExpression(text, {}).value ?? undefined;
  } catch {
    return undefined;
  }
}

/** Deadlines that never warn or pause, or that name none of several calendars. @param {any} document */
export function* deadlines(document) {
  const hasSeveralCalendars = Object.keys(document.calendars ?? {}).length > 1;
  for (const [form, { fields, deadlines: all }] of entries(document.forms)) {
    for (const [id, { start, stop, within = {}, warnBefore, pause }] of entries(all)) {
      const at = `/forms/${form}/deadlines/${id}`;
      if (stop !== undefined && stop === start) yield finding(`${at}/stop`, "deadline.stop", "完成与起算相同，一开始就算完成", "it stops where it starts, so it is always met at once");
      if (hasSeveralCalendars && within.calendar === undefined && within.workdays !== undefined) yield finding(`${at}/within`, "deadline.calendar", "有几个工作日历，要写明用哪一个（calendar）；不写则按周一至周五", "there are several calendars: name one with `calendar`, or Monday to Friday counts");
      const table = typeof pause === "string" && Object.hasOwn(fields, pause) ? fields[pause] : undefined;
      if (table && !table.fields?.from) yield finding(`${at}/pause`, "deadline.pause", `「${pause}」应是有「from」「to」两列的表格`, `\`${pause}\` must be a table with the columns \`from\` and \`to\``);
      const seconds = secondsOf(warnBefore), allowed = within.hours * 3600 || within.minutes * 60 || within.days * 86400;
      if (seconds < 0 || (allowed > 0 && seconds >= allowed)) yield finding(`${at}/warnBefore`, "deadline.warn", "预警要早于到期、晚于起算", "the warning must come before the due moment and after the start");
    }
  }
  for (const [id, calendar] of entries(document.calendars)) {
    for (const key of ["holidays", "makeupWorkdays"]) {
      const listed = typeof calendar[key] === "string" ? document.parameters?.[calendar[key]] : undefined;
      if (listed && !(listed.type === "list" && listed.of === "date")) yield finding(`/calendars/${id}/${key}`, "calendar.dates", "这里应是日期的列表，如类型为 list、of 为 date 的参数", "a list of dates is expected here, such as a parameter of the type `list` `of` `date`");
    }
  }
}

function secondsOf(text) {
  const parts = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text ?? "");
  if (!parts) return NaN;
  const [sign, ...figures] = parts.slice(1), seconds = [86400, 3600, 60, 1].reduce((sum, unit, index) => sum + unit * Number(figures[index] ?? 0), 0);
  return sign ? -seconds : seconds;
}

/** Cells of decision tables that mean something else, and invalid result lists. @param {any} document */
export function* cells(document) {
  for (const [calculation, { inputs, steps }] of entries(document.calculations)) {
    for (const [id, { table }] of entries(steps)) {
      const at = `/calculations/${calculation}/steps/${id}/table`;
      if (table?.values !== undefined && typeof table.values !== "string") yield finding(`${at}/values`, "cell.values", "这里应按先后列出结果，如 \"大\", \"小\"", "the results in their order are due here, such as \"large\", \"small\"");
      for (const [row, { when }] of (table?.rules ?? []).entries()) {
        for (const [column, cell] of when.entries()) {
          const cellPointer = `${at}/rules/${row}/when/${column}`, input = table.inputs[column];
          const choices = Object.hasOwn(inputs, input) ? inputs[input].options : undefined;
          if (/^\s*\d+(\.\d+)?\s*[-–~～至]\s*\d+(\.\d+)?\s*$/.test(cell)) yield finding(cellPointer, "cell.range", `这是一个差；区间写作 [${String(cell).replace(/\s*[-–~～至]\s*/, "..")}]`, `this is a difference; a range is written [${String(cell).replace(/\s*[-–~～至]\s*/, "..")}]`);
          for (const option of choices ? textsIn(String(cell)) : []) {
            if (!Object.hasOwn(choices, option)) yield unknownOption(cellPointer, input, option, choices);
          }
        }
      }
    }
  }
}

/** Keys that need another one, and pairs of which one is ignored. @param {any} document */
export function* partners(document) {
  for (const [form, { workflow }] of entries(document.forms)) {
    if (!workflow) continue;
    if (workflow.field !== undefined && workflow.states !== undefined) yield finding(`/forms/${form}/workflow/states`, "key.ignored", "状态由「field」的选项给出，不另写「states」", "the options of `field` are the states; `states` is one too many");
    for (const [index, { guard, message }] of workflow.transitions.entries()) {
      if (message !== undefined && guard === undefined) yield finding(`/forms/${form}/workflow/transitions/${index}/message`, "key.ignored", "没有「guard」就不会说这句话", "without a `guard` this is never said");
    }
  }
  for (const [format, { tokens }] of entries(document.formats)) {
    for (const [id, { first, last }] of entries(tokens?.anchors)) {
      if (first !== undefined && last !== undefined) yield finding(`/formats/${format}/tokens/anchors/${id}/first`, "key.ignored", "「first」与「last」只写一个", "only one of `first` and `last` counts");
    }
  }
}

/** Patterns that are not strings, or written between slashes, which would be part of the pattern. @param {any} document */
export function* patterns(document) {
  for (const [pointer, value] of walk(document)) {
    const isPattern = pointer.endsWith("/pattern") || (pointer.startsWith("/formats/") && pointer.endsWith("/when"));
    if (!isPattern || pointer.startsWith("/dictionaries/") || (value !== null && typeof value === "object")) continue;
    if (typeof value !== "string") yield finding(pointer, "pattern.text", "正则写作文字，放在引号里", "a pattern is a text between quotes");
    else if (/^\/.*\/[a-z]*$/s.test(value)) yield finding(pointer, "pattern.slashes", "正则两端不写斜杠", "a pattern stands without slashes round it");
  }
}

/** Patterns of fields without a hint: whoever writes something else is not told what is expected. @param {any} document */
export function* unexplained(document) {
  for (const [pointer, value] of walk(document)) {
    const isField = /\/fields\/[^/]+$/.test(pointer) && value?.computed === undefined && value?.hint === undefined;
    if (isField && typeof value?.pattern === "string" && !ANY_TEXT.test(value.pattern)) yield finding(`${pointer}/pattern`, "pattern.unexplained", "填错时提示文字引用「hint」，请写明怎么填", "the message for a text that does not match quotes the `hint`, and there is none");
  }
}
