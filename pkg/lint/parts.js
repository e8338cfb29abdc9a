// Parts of formats: without an id or label for error messages, literals lost by normalisation, and derived segments
// hidden by one in the text.
import { Standard } from "../index.js";
import { entries, walk } from "./document.js";


/** @param {any} document */
export function* parts(document) {
  for (const [format, { normalise, grammar, derive }] of entries(document.formats)) {
    const at = `/formats/${format}`, ids = new Set();
    yield* unnamedParts(`${at}/grammar`, grammar, false, ids);
    if (normalise) yield* lostLiterals(`${at}/grammar`, grammar, normalise);
    for (const id of Object.keys(derive ?? {})) {
      if (ids.has(id)) yield { code: "name.hidden", pointer: `${at}/derive/${id}`, message: { zh: `文字里已有「${id}」这一段，这里推导出的用不到`, en: `the text has a segment \`${id}\` of its own: what is derived here is not used` } };
    }
  }
}

/** Parts without an id that may fail; the first part of a branch goes by the branch's name. Collects the names in `ids`. */
function* unnamedParts(at, grammar, isBranch, ids) {
  for (const [index, part] of grammar.entries()) {
    const pointer = `${at}/${index}`, isNamedByBranch = isBranch && index === 0;
    if (part.id !== undefined) ids.add(part.id);
    if (part.id === undefined && !isNamedByBranch && mayBeMissing(part)) yield { code: "part.unnamed", pointer, message: { zh: "这一段没有编号（id），不符时说不出这里应是什么", en: "without an `id`, an error cannot say what is expected here" } };
    if (part.id !== undefined && part.label === undefined && part.literal === undefined) yield { code: "part.unlabelled", pointer, message: { zh: `没有名称（label），人看到的是编号「${part.id}」`, en: `without a \`label\` people see the id \`${part.id}\`` } };
    if (part.optional) yield* unnamedParts(`${pointer}/optional`, part.optional, part.when === undefined, ids);
    for (const [name, branch] of entries(part.choice)) yield* unnamedParts(`${pointer}/choice/${name}`, branch, true, ids);
  }
}

/** Whether a text may lack this part, and nothing else names it. */
function mayBeMissing({ literal, optional, chars, rest, list, count, min, check, trim, each }) {
  if (literal !== undefined || optional !== undefined || list?.id !== undefined) return false;
  if (check !== undefined || trim) return true;
  return chars !== undefined ? count?.min !== 0 : !(rest && min === 0 && each === undefined);
}

/** Literals that normalisation changes; steps that apply to a piece of the text are ignored. */
function* lostLiterals(at, grammar, normalise) {
  if (normalise.some((step) => step.until)) return;
  const text = { zh: "文字", en: "text" }, formats = { all: { label: text, normalise, grammar: [{ id: "all", rest: true }] } };
  const standard = Standard.parse({ gongdan: 1, id: "one", version: "1.0.0", title: text, source: { document: "one", section: "1" }, forms: {}, formats });
  for (const [pointer, { literal, anyCase }] of [...walk(grammar, at)].filter(([, part]) => part?.literal !== undefined)) {
    const folded = (word) => (anyCase ? word.toLowerCase() : word);
    const lost = [literal].flat().find((word) => folded(standard.parseText("all", `0${word}0`).segments.all) !== folded(`0${word}0`));
    if (lost !== undefined) yield { code: "part.lost", pointer: `${pointer}/literal`, message: { zh: `经过「normalise」之后，文字里不再有「${lost}」`, en: `once it is normalised no text has \`${lost}\` any more` } };
  }
  standard.free();
}
