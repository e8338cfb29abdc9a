// The words that the element says itself, in zh and en.

const ZH = { yes: "是", no: "否", none: "请选择", submit: "提交", deadlines: "时限", calculations: "计算", remove: "删除", row: (number) => `第 ${number} 行`, addRow: (label) => `添加${label}`, removeRow: (number) => `删除第 ${number} 行`, draw: "手写签名", clear: "清除", signature: "手写签名", empty: "–" };
const EN = { yes: "yes", no: "no", none: "choose", submit: "Submit", deadlines: "Deadlines", calculations: "Calculations", remove: "Remove", row: (number) => `Row ${number}`, addRow: (label) => `Add to ${label.toLowerCase()}`, removeRow: (number) => `Remove row ${number}`, draw: "Draw a signature", clear: "Clear", signature: "Drawn signature", empty: "–" };

/** @param {string} locale */
export const wordsOf = (locale) => (locale.toLowerCase().startsWith("en") ? EN : ZH);
