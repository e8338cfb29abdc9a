// The words of an order that is read or printed, in zh and en.

import { inLocale } from "../form/words.js";

const ZH = {
  empty: "–", list: "、", capitals: (text) => `（大写）${text}`, date: "日期：", copies: (count) => `共 ${count} 联`, page: ["第 ", " 页，共 ", " 页"],
};
const EN = {
  empty: "–", list: ", ", capitals: null, date: "Date: ", copies: (count) => `${count} ${count === 1 ? "copy" : "copies"}`, page: ["Page ", " of ", ""],
};

/** The words of a locale. */
export const paperWordsOf = (locale) => inLocale(locale, ZH, EN);
