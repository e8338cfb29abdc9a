// Markup with everything that is put in escaped, and texts in two languages. Knows no page.

class Markup {
  constructor(text) {
    this.text = text;
  }
}

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => SIGNS[sign]);

const markupOf = (part) => {
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(markupOf).join("");
  return part === null || part === undefined || part === false ? "" : escaped(part);
};

/** Markup from a template; lists are joined, nothing stands for null, undefined and false. */
export const html = (strings, ...parts) => new Markup(String.raw({ raw: strings }, ...parts.map(markupOf)));

/** A text in both languages, as `page.js` switches them. `name` is the element. */
export function both({ zh, en }, name = "span", attributes = html``) {
  return html`<${raw(name)} data-en="${en}"${attributes}>${zh}</${raw(name)}>`;
}

const raw = (name) => new Markup(name);

/** The two languages side by side, joined by a function of one text. */
export const phrase = (zh, en) => ({ zh, en });

/** The text of a whole file. */
export const fileText = (markup) => `${markup.text.trim()}\n`;
