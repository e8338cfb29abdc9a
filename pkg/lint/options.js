// Unknown options, unreachable states, and unused names.
import { expressionsOf, namesAt, textsIn, walk } from "./document.js";
import { didYouMean } from "./labels.js";

const COMPARED = /(?<![\p{L}\p{N}_.])([\p{L}_][\p{L}\p{N}_]*)\s*(?:=|!=)\s*"((?:[^"\\]|\\.)*)"/gu;
const LISTED = /(?<![\p{L}\p{N}_.])([\p{L}_][\p{L}\p{N}_]*)\s+in\s*[([]((?:\s*"(?:[^"\\]|\\.)*"\s*,?)+)[)\]]/gu;

/** Options in expressions that the field does not have. @param {any} document */
export function* unknownOptions(document) {
  for (const expression of expressionsOf(document)) {
    const compared = [...expression.text.matchAll(COMPARED)].map(({ index, 1: name, 2: option }) => ({ index, name, option }));
    const listed = [...expression.text.matchAll(LISTED)].flatMap(({ index, 1: name, 2: list }) => textsIn(list).map((option) => ({ index, name, option })));
    for (const { index, name, option } of [...compared, ...listed]) {
      const names = namesAt(document, expression, index), options = Object.hasOwn(names, name) ? names[name].options : undefined;
      if (options && !Object.hasOwn(options, option)) yield unknownOption(expression.pointer, name, option, options);
    }
  }
}

/** An unknown option; suggests the one whose label it is. @param {string} pointer @param {string} name @param {string} option @param {Record<string, { zh: string, en: string }>} options */
export function unknownOption(pointer, name, option, options) {
  const all = Object.keys(options), match = all.find((id) => [id, options[id].zh, options[id].en].some((word) => word.toLowerCase() === option.toLowerCase()));
  const help = match === undefined ? { zh: `可用：${all.join(", ")}`, en: `use one of ${all.join(", ")}` } : didYouMean(`"${match}"`);
  return { code: "option.unknown", pointer, message: { zh: `「${name}」没有选项「${option}」`, en: `\`${name}\` has no option \`${option}\`` }, help };
}

/** States that no transition leads to. @param {any} document */
export function* unreachableStates(document) {
  for (const [id, { workflow, fields }] of Object.entries(document.forms)) {
    if (!workflow) continue;
    const reached = new Set([workflow.initial]);
    for (const state of reached) for (const { from, to } of workflow.transitions) if ([from].flat().includes(state)) reached.add(to);
    const states = Object.keys(workflow.field ? fields[workflow.field].options : workflow.states);
    for (const state of states) if (!reached.has(state)) yield { code: "state.unreachable", pointer: `/forms/${id}/workflow`, message: { zh: `没有流转通向状态「${state}」`, en: `no transition leads to the state \`${state}\`` } };
  }
}

/** Unused parameters, functions, calendars and formats; a dictionary may be meant only for people. @param {any} document */
export function* unused(document) {
  const texts = [...walk({ ...document, parameters: undefined, exceptions: undefined })].filter(([, value]) => typeof value === "string"), values = texts.map(([, value]) => value);
  yield* unusedCalendars(document, texts);
  for (const key of ["parameters", "functions", "formats"]) {
    for (const id of Object.keys(document[key] ?? {})) {
      const word = new RegExp(`(?<![\\p{L}\\p{N}_])${id}(?![\\p{L}\\p{N}_])`, "u");
      const isInput = Object.values(document.calculations ?? {}).some(({ inputs }) => Object.hasOwn(inputs, id));
      if (!isInput && !values.some((text) => word.test(text))) yield { code: "unused", pointer: `/${key}/${id}`, message: { zh: `没有地方用到「${id}」`, en: `nothing uses \`${id}\`` } };
    }
  }
}

/** Unused calendars; a single one applies by default. */
function* unusedCalendars({ calendars }, texts) {
  const ids = Object.keys(calendars ?? {}), isNamed = (id) => texts.some(([pointer, text]) => (text === id && pointer.endsWith("/calendar")) || text.includes(`"${id}"`));
  for (const id of ids) if (ids.length > 1 && !isNamed(id)) yield { code: "unused", pointer: `/calendars/${id}`, message: { zh: `没有地方用到「${id}」`, en: `nothing uses \`${id}\`` } };
}
