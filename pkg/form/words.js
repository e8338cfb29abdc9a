// The few words of `attach` itself, in zh and en. All messages about an order come from the engine.

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

/** Picks the words of a locale; every locale other than English gets Chinese. */
export const inLocale = (locale, zh, en) => (/^en/i.test(locale) ? en : zh);

/** The words of a locale. */
export const wordsOf = (locale) => inLocale(locale, ZH, EN);
