// Texts in the wrong language, and parts without a clause.
import { walk } from "./document.js";

const HAN = /\p{Script=Han}/u, LATIN = /[A-Za-z]/;

/** @param {any} document */
export function* texts(document) {
  for (const [pointer, value] of walk(document)) {
    // A reading may quote the source.
    if (typeof value?.zh !== "string" || typeof value.en !== "string" || pointer.startsWith("/readings/")) continue;
    if (HAN.test(value.en.replace(/[「“"'`(（][^」”"'`)）]*[」”"'`)）]/g, ""))) yield { code: "text.language", pointer: `${pointer}/en`, message: { zh: `英文里有中文：${value.en}`, en: `the English text is in Chinese: ${value.en}` } };
    if (!HAN.test(value.zh) && LATIN.test(value.zh) && value.zh.split(/\s/).length > 2) yield { code: "text.language", pointer: `${pointer}/zh`, message: { zh: `中文里没有汉字：${value.zh}`, en: `the Chinese text is not in Chinese: ${value.zh}` } };
  }
}

/** Forms, fields, rules, deadlines, calculations, parameters, formats and dictionaries need a source. @param {any} document */
export function* sources(document) {
  const missing = function* (at, all, own = "") {
    for (const [id, part] of Object.entries(all ?? {})) {
      if (part.source === undefined && own === "") yield { code: "source.missing", pointer: `${at}/${id}`, message: { zh: "没有注明依据（source）", en: "`source` is missing" } };
      if (part.fields && at.endsWith("/fields")) yield* missing(`${at}/${id}/rules`, part.rules);
    }
  };
  for (const key of ["forms", "calculations", "parameters", "formats", "dictionaries"]) yield* missing(`/${key}`, document[key]);
  for (const [id, form] of Object.entries(document.forms)) for (const key of ["fields", "rules", "deadlines"]) yield* missing(`/forms/${id}/${key}`, form[key]);
}
