// The words of the element itself, in zh and en.

import { unitText } from "../form/units.js";
import { inLocale } from "../form/words.js";

const ZH = {
  locale: "zh",
  yes: "是", no: "否", none: "请选择", submit: "提交", deadlines: "时限", remove: "删除", row: (number) => `第 ${number} 行`,
  addRow: (label) => `添加${label}`, removeRow: (number) => `删除第 ${number} 行`, draw: "手写签名", clear: "清除", signature: "手写签名",
  loading: "正在载入表单…",
};
const EN = {
  locale: "en",
  yes: "yes", no: "no", none: "Choose", submit: "Submit", deadlines: "Deadlines", remove: "Remove", row: (number) => `Row ${number}`,
  addRow: (label) => `Add to ${label.toLowerCase()}`, removeRow: (number) => `Remove row ${number}`, draw: "Draw a signature", clear: "Clear", signature: "Drawn signature",
  loading: "Loading the form…",
};

/** The words of a locale. */
export const wordsOf = (locale) => inLocale(locale, ZH, EN);

/** The unit beside a field; `null` if the label already has it. */
export function unitSign({ unit, type, label }, words) {
  const sign = unit ? unitText(unit, words.locale) : type === "percent" ? "%" : null;
  return sign && !/[(（]/.test(label) && !label.toLowerCase().includes(sign.toLowerCase()) ? sign : null;
}
