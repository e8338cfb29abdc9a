// The icons of severities.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  error: "M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM8 4.5v4M8 11v.5",
  warning: "M8 2L14.5 13.5h-13zM8 6.5v3M8 11.5v.3",
  info: "M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM8 7.5v4M8 4.5v.5",
  good: "M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM5 8.2l2.2 2.3L11 6",
};

/** Returns the icon of a severity. It is hidden from screen readers: the word is next to it. */
export function severityIcon(kind) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "gongdan-sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[kind]);
  svg.append(path);
  return svg;
}
