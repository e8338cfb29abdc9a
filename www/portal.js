// The customer portal: which screen stands there follows the address, and what waits is sent when somebody answers.
//
//   #                      the services, and the orders on this device
//   #new/<service>         a request
//   #order/<number or id>  how it stands

import { inLanguage } from "./page.js";
import { chooseScreen } from "./portal/choose.js";
import { orderScreen } from "./portal/order.js";
import { requestScreen } from "./portal/request.js";
import { sendWhenPossible, whenChanged } from "./portal/requests.js";
import { serviceOf } from "./portal/services.js";
import { ready } from "./portal/standards.js";
import { one } from "./portal/store.js";

const place = document.getElementById("screen");
let shown = { leave() {}, changed() {} };
let turn = 0;

/** @param {{ arrived?: boolean, focus?: boolean }} [how] arrived at another screen; taken to its heading */
async function show({ arrived = true, focus = arrived } = {}) {
  const own = ++turn;
  const screen = await screenAt(location.hash);
  if (own !== turn) return screen.leave?.();
  shown.leave?.();
  shown = screen;
  place.replaceChildren(...screen.nodes);
  const heading = place.querySelector("h1");
  document.title = `${heading.textContent} · gongdan`;
  if (arrived) screen.look?.();
  if (!focus) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function screenAt(hash) {
  const [kind, name] = decodeURIComponent(hash.slice(1)).split("/");
  const service = kind === "new" && serviceOf(name);
  if (service) return requestScreen(service);
  const request = kind === "order" && (await one(name));
  if (request && request.state !== "draft") return orderScreen(request);
  if (request) return requestScreen(serviceOf(request.service), request);
  return chooseScreen(kind === "order" ? name : "");
}

addEventListener("hashchange", () => location.hash !== "#main" && show());
whenChanged((request) => shown.changed?.(request, show));
inLanguage(() => void show({ focus: false }));
sendWhenPossible();
// The engine is fetched while the reader chooses; where it cannot be had, the form says so.
(globalThis.requestIdleCallback ?? setTimeout)(() => ready().catch(() => {}));
