// The words below a text with a format, in zh and en.

import { inLocale } from "./words.js";

const ZH = {
  suggestions: "可以填写的词",
  first: (part) => `先写 ${part}`,
  due: (part) => `还缺 ${part}`,
  tooMuch: (text) => `多出「${text}」`,
};

const EN = {
  suggestions: "Words that may stand here",
  first: (part) => `begins with: ${part}`,
  due: (part) => `still missing: ${part}`,
  tooMuch: (text) => `too much: “${text}”`,
};

/** The words of a locale. */
export const segmentWordsOf = (locale) => inLocale(locale, ZH, EN);
