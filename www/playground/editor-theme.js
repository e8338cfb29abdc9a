// The look of the editor: the colours of the page, light and dark, and its Chinese texts.

import { EditorView, HighlightStyle, tags as t } from "../vendor/codemirror.js";

const MONO = 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "Noto Sans CJK SC", monospace';

export const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--gongdan-ink)", backgroundColor: "var(--gongdan-surface)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: MONO, lineHeight: "22px", textAutospace: "no-autospace" },
  ".cm-content": { caretColor: "var(--gongdan-ink)", paddingBlock: "8px" },
  ".cm-cursor": { borderLeftColor: "var(--gongdan-ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { color: "var(--gongdan-quiet)", backgroundColor: "var(--gongdan-surface)", borderRight: "1px solid var(--gongdan-line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--gongdan-accent) 6%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": { backgroundColor: "color-mix(in srgb, var(--gongdan-accent) 24%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", boxShadow: "inset 0 -2px var(--gongdan-accent)" },
  ".cm-foldPlaceholder": { color: "var(--gongdan-quiet)", backgroundColor: "transparent", border: "1px solid var(--gongdan-line)", padding: "0 6px" },
  ".cm-tooltip": { color: "var(--gongdan-ink)", backgroundColor: "var(--gongdan-surface)", border: "1px solid var(--gongdan-line)", borderRadius: "4px", boxShadow: "0 2px 6px rgb(0 0 0 / 12%)", maxInlineSize: "min(480px, 92vw)" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: MONO, maxHeight: "16em" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", lineHeight: "20px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--gongdan-surface)", backgroundColor: "var(--gongdan-accent)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionDetail": { fontStyle: "normal", fontFamily: "inherit", opacity: "0.85" },
  ".cm-tooltip.cm-completionInfo": { padding: "8px 12px", lineHeight: "20px", fontSize: "13px" },
  ".cm-completionInfo-left-narrow, .cm-completionInfo-right-narrow": { display: "none" },
  ".cm-note": { padding: "8px 12px", lineHeight: "20px" },
  ".cm-note > strong": { display: "block", fontWeight: "600" },
  ".cm-note > code": { display: "block", fontFamily: MONO, fontSize: "12px", color: "var(--gongdan-quiet)" },
  ".cm-note > code + strong": { marginBlockStart: "8px" },
  ".cm-completionInfo > .cm-note": { padding: "0" },
  ".cm-diagnostic": { padding: "6px 12px", borderLeftWidth: "3px", fontSize: "13px", lineHeight: "20px" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--gongdan-error)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--gongdan-warning)" },
  ".cm-diagnosticAction": { color: "var(--gongdan-accent)", backgroundColor: "transparent", border: "1px solid currentcolor", borderRadius: "4px", padding: "2px 8px", cursor: "pointer", font: "inherit" },
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy 1px", textUnderlineOffset: "4px" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecorationColor: "var(--gongdan-error)" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecorationColor: "var(--gongdan-warning)" },
  ".cm-panels": { color: "var(--gongdan-ink)", backgroundColor: "var(--gongdan-surface)", borderColor: "var(--gongdan-line)" },
  ".cm-textfield": { color: "inherit", backgroundColor: "transparent", border: "1px solid var(--gongdan-line)" },
  ".cm-button": { color: "var(--gongdan-accent)", backgroundImage: "none", border: "1px solid var(--gongdan-accent)", borderRadius: "4px" },
});

export const colours = HighlightStyle.define([
  { tag: t.propertyName, color: "var(--gongdan-accent)" },
  { tag: [t.string, t.special(t.string)], color: "var(--gongdan-good)" },
  { tag: [t.number, t.bool, t.null, t.literal], color: "var(--gongdan-warning)" },
  { tag: [t.keyword, t.operatorKeyword, t.controlKeyword, t.definitionKeyword], color: "var(--gongdan-info)", fontWeight: "600" },
  { tag: [t.variableName, t.operator, t.compareOperator, t.arithmeticOperator, t.paren, t.squareBracket, t.brace, t.separator], color: "var(--gongdan-ink)" },
  { tag: [t.function(t.variableName), t.function(t.special(t.variableName))], color: "var(--gongdan-info)" },
  { tag: t.invalid, color: "var(--gongdan-error)" },
]);

/** CodeMirror's own texts. */
export const CHINESE_PHRASES = {
  "Go to line": "跳到行", go: "跳转", Find: "查找", Replace: "替换为", next: "下一个", previous: "上一个", all: "全部", "match case": "区分大小写", "by word": "整词", regexp: "正则",
  replace: "替换", "replace all": "全部替换", close: "关闭", "current match": "当前匹配", "replaced match on line $": "已替换第 $ 行", "replaced $ matches": "已替换 $ 处",
  Completions: "可选的词", Diagnostics: "问题", "No diagnostics": "没有问题", "Fold line": "折叠", "Unfold line": "展开", "folded code": "折叠的内容", unfold: "展开", to: "到", "Control character": "控制字符", "Selection deleted": "已删除所选",
};
