// What both pages share: the language, the clock, and a sentence when the engine cannot be had.
//
// `?lang=en` opens a page in English. `?now=2026-03-02T10:22:00+08:00` stops its clock at that moment, for pictures and tests.

const query = new URLSearchParams(location.search);

/** The page's clock: the device's, unless the address stops it. */
export const now = query.get("now") ?? (() => new Date());

let locale = query.get("lang") === "en" ? "en" : "zh";

/**
 * Attaches in the page's language, and again whenever the language is switched; nothing that was typed is lost.
 * @param {(locale: string) => { detach(): void } | { detach(): void }[]} attachIn
 */
export function inLanguage(attachIn) {
  let attached = [attachIn(locale)].flat();
  for (const link of document.querySelectorAll("a[data-lang]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const each of attached) each.detach();
      speak(link.dataset.lang);
      attached = [attachIn(locale)].flat();
      history.replaceState(null, "", addressIn(locale));
    });
  }
}

/** Says in the page what went wrong; the form itself stays usable. */
export function refuse(error) {
  const place = document.getElementById("refused");
  place.textContent = locale === "en" ? `the checks could not be loaded: ${error.message}` : `检查没有装载成功：${error.message}`;
  place.hidden = false;
}

/** The current moment as a `datetime-local` text in the standards' zone. */
export function localNow() {
  const moment = typeof now === "function" ? now() : new Date(now);
  return new Date(moment.getTime() + 8 * 3600_000).toISOString().slice(0, 16);
}

function addressIn(wanted) {
  const address = new URL(location.href);
  address.searchParams.set("lang", wanted);
  return address;
}

// The English text stands beside the Chinese one in the markup: `data-en`.
function speak(wanted) {
  locale = wanted;
  document.documentElement.lang = wanted === "en" ? "en" : "zh-CN";
  for (const element of document.querySelectorAll("[data-en]")) {
    element.dataset.zh ??= element.textContent;
    element.textContent = wanted === "en" ? element.dataset.en : element.dataset.zh;
  }
  for (const link of document.querySelectorAll("a[data-lang]")) {
    if (link.dataset.lang === wanted) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

speak(locale);
