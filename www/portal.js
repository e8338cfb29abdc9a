// The customer portal: the URL fragment selects the screen, and waiting requests are sent when the server is reachable.
//
//   #                      the services, and the orders on this device
//   #new/<service>         a request
//   #order/<number or id>  the state of an order

import { element, onLanguage } from "./page.js";
import { make } from "./make.js";
import { chooseScreen } from "./portal/home.js";
import { failed } from "./portal/load-failure.js";
import { sendWhenPossible, whenChanged } from "./portal/requests.js";
import { serviceNamed, serviceOf } from "./portal/services.js";
import { ready } from "./portal/standards.js";
import { one } from "./portal/store.js";
import { say } from "./portal/words.js";

// Forms and the engine are loaded on demand, or while the reader chooses. A request also loads the next screen, since
// the network may be gone by then.
const screens = { request: () => import("./portal/request.js"), order: () => import("./portal/order.js") };

const PATIENCE = 3000;
const NOTICEABLE = 500;

let place = element("screen");
/** @type {portal.Screen} */
let shown = { nodes: [] };
let turn = 0;

/**
 * Shows the screen of the URL. It is rendered behind the current one and replaces it when complete, so that nothing
 * jumps.
 * @param {{ arrived?: boolean, focus?: boolean }} [how] `arrived` at another screen; `focus` its heading
 */
async function show({ arrived = true, focus = arrived } = {}) {
  const own = ++turn;
  const opened = sayWhenSlow();
  const screen = await screenAt(location.hash).catch(refused);
  const next = make("div", { class: "page portal waiting" }, screen.nodes);
  place.before(next);
  await drawn(next);
  opened(own === turn);
  if (own !== turn) return next.remove(), screen.leave?.();
  shown.leave?.();
  shown = screen;
  place.remove();
  place = next;
  place.classList.remove("waiting");
  const [heading] = place.getElementsByTagName("h1");
  document.title = `${heading.textContent} · gongdan`;
  if (arrived) screen.look?.();
  if (!focus) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

// The current screen stays until the next one is complete; after a while a message says so.
function sayWhenSlow() {
  const place = element("opening");
  const timer = setTimeout(() => {
    place.textContent = say("opening");
    place.hidden = false;
  }, NOTICEABLE);
  return (isLast) => {
    clearTimeout(timer);
    if (isLast) place.hidden = true;
  };
}

/** @param {string} hash @returns {Promise<portal.Screen>} */
async function screenAt(hash) {
  const [kind, name] = hash.slice(1).split("/").map(decoded);
  const request = kind === "order" ? await one(name) : undefined;
  if (request && request.state !== "draft") return (await screens.order()).orderScreen(request);
  const service = request ? serviceOf(request) : kind === "new" ? serviceNamed(name) : undefined;
  if (service) {
    const [{ requestScreen }] = await Promise.all([screens.request(), screens.order()]);
    return requestScreen(service, request);
  }
  return chooseScreen(kind === "order" ? name : "");
}

// A truncated URL names nothing.
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

// A module could not be loaded: the network was gone before it was needed.
/** @returns {portal.Screen} */
const refused = (error) => ({ nodes: [make("h1", { text: say("title") }), failed(error)] });

/** Resolves once the forms of a screen are rendered, or after a timeout. */
function drawn(screen) {
  const forms = [...screen.querySelectorAll("gongdan-form")].filter((form) => !form.closest("details:not([open])"));
  const each = forms.map((form) => new Promise((done) => new ResizeObserver(([{ contentRect }], own) => contentRect.height > 0 && done(own.disconnect())).observe(form)));
  return Promise.race([Promise.all(each), new Promise((done) => setTimeout(done, each.length && PATIENCE))]);
}

addEventListener("hashchange", () => show());
whenChanged((request) => shown.changed?.(request, show));
onLanguage(() => void show({ focus: false }));
sendWhenPossible();
(globalThis.requestIdleCallback ?? setTimeout)(() => Promise.all([ready(), screens.request()]).catch(() => {}));
