// What all pages share: the language, the clock, and a message if the engine cannot be loaded.
//
// `?lang=en` opens a page in English; the choice is remembered. `?now=2026-03-02T10:22:00+08:00` stops the page's clock
// at that moment, for screenshots and tests.
//
// In the markup the English text is in attributes: `data-en` for an element's text, `data-en-label` for its
// `aria-label`. Scripts write text in `language()`, and write it again when `onLanguage` calls them.

const STORAGE_KEY = "gongdan.language";
const query = new URLSearchParams(location.search);
const subscribers = [];

/** The page's clock: the device's, unless the URL stops it. */
export const now = query.get("now") ?? (() => new Date());

let locale = initialLanguage();

/** The language of the page. @returns {"zh" | "en"} */
export const language = () => locale;

/**
 * Returns an element of the page's markup; throws if it is missing.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id
 * @param {new () => Kind} [kind]
 * @returns {Kind}
 */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof (kind ?? HTMLElement))) throw new TypeError(`the page has no ${kind?.name ?? "element"} \`${id}\``);
  return /** @type {Kind} */ (found);
}

/** All elements that match a selector. @type {(selector: string) => NodeListOf<HTMLElement>} */
export const elements = (selector) => document.querySelectorAll(selector);

/**
 * Calls `render` with the language, and again whenever it is switched. What it returned is detached first; nothing
 * typed is lost.
 * @param {(locale: "zh" | "en") => void | { detach(): void } | { detach(): void }[]} render
 */
export function onLanguage(render) {
  subscribers.push({ render, results: [render(locale)].flat() });
}

const LOAD_FAILED = {
  zh: "检查没有装载成功，可能是网络不好。已经填写的内容还在；请稍后重新打开此页。",
  en: "The checks could not be loaded; perhaps the network is poor. What was filled in is still there; please open the page again later.",
};

/** Shows that the checks are unavailable, and logs why; the form itself stays usable. */
export function showLoadFailure(error) {
  const message = element("refused");
  message.textContent = LOAD_FAILED[locale];
  message.hidden = false;
  console.warn(error);
}

/** The current moment of the page's clock. */
export const moment = () => (typeof now === "function" ? now() : new Date(now));

/** The same as a `datetime-local` value in the standards' zone. */
export const localNow = () => new Date(moment().getTime() + 8 * 3600_000).toISOString().slice(0, 16);

/** @returns {"zh" | "en"} */
function initialLanguage() {
  const requested = query.get("lang") ?? storedLanguage();
  return requested === "en" ? "en" : "zh";
}

// The browser may refuse to store anything; then the language is only in the URL.
function storedLanguage(newLocale) {
  try {
    if (newLocale) localStorage.setItem(STORAGE_KEY, newLocale);
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function switchLanguage(newLocale) {
  for (const { results } of subscribers) for (const result of results) result?.detach();
  showLanguage(newLocale);
  for (const subscriber of subscribers) subscriber.results = [subscriber.render(locale)].flat();
  const address = new URL(location.href);
  address.searchParams.set("lang", newLocale);
  history.replaceState(history.state, "", address);
}

function showLanguage(newLocale) {
  locale = newLocale;
  storedLanguage(newLocale);
  document.documentElement.lang = newLocale === "en" ? "en" : "zh-CN";
  for (const translated of elements("[data-en]")) {
    const { en = "", zh = translated.textContent ?? "" } = translated.dataset;
    translated.dataset.zh = zh;
    translated.textContent = newLocale === "en" ? en : zh;
  }
  for (const labelled of elements("[data-en-label]")) {
    const { enLabel = "", zhLabel = labelled.getAttribute("aria-label") ?? "" } = labelled.dataset;
    labelled.dataset.zhLabel = zhLabel;
    labelled.setAttribute("aria-label", newLocale === "en" ? enLabel : zhLabel);
  }
  for (const link of elements("a[data-lang]")) {
    if (link.dataset.lang === newLocale) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  showTabs();
}

/** Scrolls the current tab into view if the tabs are wider than the screen. */
export function showTabs() {
  for (const list of elements(".tabs")) {
    const tab = list.querySelector("[aria-current]");
    const hidden = tab ? tab.getBoundingClientRect().right - list.getBoundingClientRect().right : 0;
    if (hidden > 0) list.scrollLeft += hidden + 16;
  }
}

// Its fragment would name another screen on pages that route by it.
document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault();
  element("main").scrollIntoView();
  element("main").focus();
});

// Without `max`, browsers expect six-digit years, and typing 2026 does not move the focus on to the month.
for (const input of document.querySelectorAll("input")) if (input.type === "datetime-local") input.max = "9999-12-31T23:59";

showLanguage(locale);
addEventListener("load", showTabs);
for (const link of elements("a[data-lang]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    switchLanguage(link.dataset.lang);
    // Phones show only the other language.
    if (!link.offsetParent) elements("a[data-lang]:not([aria-current])")[0].focus();
  });
}
