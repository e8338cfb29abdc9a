// The few words that `attach` says itself, in zh and en. Everything about an order is said by the engine.

const ZH = {
  required: "必填",
  error: "错误",
  warning: "提醒",
  info: "说明",
  source: "依据",
  errors: (count) => `有 ${count} 处需要改正，改好后再提交`,
  advice: (count) => `另有 ${count} 条提醒，不影响提交`,
  spoken: (texts) => texts.join("；"),
  colon: "：",
  document: (document, section) => `《${document}》${section}`,
};

const EN = {
  required: "required",
  error: "Error",
  warning: "Advice",
  info: "Note",
  source: "Source",
  errors: (count) => `${count} ${count === 1 ? "thing needs" : "things need"} to be put right before you submit`,
  advice: (count) => `${count} ${count === 1 ? "piece" : "pieces"} of advice; you can submit all the same`,
  spoken: (texts) => texts.join("; "),
  colon: ": ",
  document: (document, section) => `${document} ${section}`,
};

/** Of words in both languages those of a locale; every locale that is not English is answered in Chinese. */
export const inLocale = (locale, zh, en) => (String(locale).toLowerCase().startsWith("en") ? en : zh);

/** The words of a locale. */
export const wordsOf = (locale) => inLocale(locale, ZH, EN);
