// The customer portal: the URL fragment selects the screen, and waiting requests are sent when the server is reachable.
//
//   #                      the services, and the orders on this device
//   #new/<service>         a request
//   #order/<number or id>  the state of an order

import { focusText, restoreFocus } from "./focus.js";
import { make } from "./make.js";
import { element, onLanguage } from "./page.js";
import { homeScreen } from "./portal/home.js";
import { loadFailure } from "./portal/load-failure.js";
import { onRequestChange, sendWhenPossible } from "./portal/requests.js";
import { serviceById, serviceOf } from "./portal/services.js";
import { loadEngine } from "./portal/standards.js";
import { findRequest } from "./portal/store.js";
import { say } from "./portal/words.js";

// Forms and the engine are loaded on demand, or while the reader chooses. A request also loads the next screen, since
// the network may be gone by then.
const screens = { request: () => import("./portal/request.js"), order: () => import("./portal/order.js") };

const DRAW_TIMEOUT_MS = 3000;
const SLOW_MS = 500;

let container = element("screen");
/** @type {portal.Screen} */
let current = { nodes: [] };
let turn = 0;

/**
 * Shows the screen of the URL. It is rendered behind the current one and replaces it when complete, so that nothing
 * jumps.
 * @param {{ arrived?: boolean, focus?: boolean }} [how] `arrived` at another screen; `focus` its heading
 */
async function show({ arrived = true, focus = arrived } = {}) {
  const ownTurn = ++turn;
  const hideSlowMessage = showSlowMessage();
  const screen = await screenOf(location.hash).catch(failedScreen);
  const next = make("div", { class: "page portal waiting" }, screen.nodes);
  container.before(next);
  await whenDrawn(next);
  hideSlowMessage(ownTurn === turn);
  if (ownTurn !== turn) return next.remove(), screen.onLeave?.();
  // An inert form has lost the focus.
  const focused = document.activeElement, isWithin = container.contains(focused) || container.querySelector("[inert]");
  current.onLeave?.();
  current = screen;
  container.remove();
  container = next;
  container.classList.remove("waiting");
  const [heading] = container.getElementsByTagName("h1");
  document.title = `${heading.textContent} · gongdan`;
  if (arrived) screen.onShown?.();
  if (focus) {
    focusText(heading);
    scrollTo(0, 0);
  } else if (isWithin) restoreFocus(container, focused);
}

// The current screen stays until the next one is complete; after a while a message says so.
function showSlowMessage() {
  const message = element("opening");
  const timer = setTimeout(() => (message.textContent = say("opening")), SLOW_MS);
  return (isLast) => {
    clearTimeout(timer);
    if (isLast) message.textContent = "";
  };
}

/** @param {string} hash @returns {Promise<portal.Screen>} */
async function screenOf(hash) {
  const [kind, name] = hash.slice(1).split("/").map(decodeSegment);
  const request = kind === "order" ? await findRequest(name) : undefined;
  if (request && request.state !== "draft") return (await screens.order()).orderScreen(request);
  const service = request ? serviceOf(request) : kind === "new" ? serviceById(name) : undefined;
  if (service) {
    const [{ requestScreen }] = await Promise.all([screens.request(), screens.order()]);
    return requestScreen(service, request);
  }
  return homeScreen(kind === "order" ? name : "");
}

// A truncated URL names nothing.
function decodeSegment(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

// A module could not be loaded: the network was gone before it was needed.
/** @returns {portal.Screen} */
const failedScreen = (error) => ({ nodes: [make("h1", { text: say("title") }), loadFailure(error)] });

/** Resolves once the forms of a screen are rendered, or after a timeout. */
function whenDrawn(screen) {
  const forms = [...screen.querySelectorAll("gongdan-form")].filter((form) => !form.closest("details:not([open])"));
  const drawings = forms.map((form) => new Promise((resolve) => new ResizeObserver(([{ contentRect }], observer) => contentRect.height > 0 && resolve(observer.disconnect())).observe(form)));
  return Promise.race([Promise.all(drawings), new Promise((resolve) => setTimeout(resolve, drawings.length && DRAW_TIMEOUT_MS))]);
}

addEventListener("hashchange", () => show());
onRequestChange((request) => current.onChanged?.(request, show));
onLanguage(() => void show({ focus: false }));
sendWhenPossible();
(globalThis.requestIdleCallback ?? setTimeout)(() => Promise.all([loadEngine(), screens.request()]).catch(() => {}));
