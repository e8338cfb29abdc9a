// The few words that `attach` says itself, in zh and en. Everything about an order is said by the engine.

const ZH = {
  required: "必填",
  error: "错误",
  warning: "提醒",
  info: "说明",
  source: "依据",
  between: "；",
  colon: "：",
  document: (document, section) => `《${document}》${section}`,
};

const EN = {
  required: "required",
  error: "Error",
  warning: "Advice",
  info: "Note",
  source: "Source",
  between: "; ",
  colon: ": ",
  document: (document, section) => `${document} ${section}`,
};

/** Of words in both languages those of a locale; every locale that is not English is answered in Chinese. */
export const inLocale = (locale, zh, en) => (/^en/i.test(locale) ? en : zh);

/** The words of a locale. */
export const wordsOf = (locale) => inLocale(locale, ZH, EN);
