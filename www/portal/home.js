// The first screen: the services, the orders on this device, and a search by number and code.

import { language } from "../page.js";
import { icon, make } from "../make.js";
import { momentText } from "./clock.js";
import { withSlowMessage } from "./progress-message.js";
import { addressOf, find } from "./requests.js";
import { SERVICES, serviceOf } from "./services.js";
import { allRequests } from "./store.js";
import { localized, say } from "./words.js";

/** @param {string} wantedNumber a number unknown on this device */
export async function homeScreen(wantedNumber) {
  const ordersBlock = make("section", { class: "block mine", "aria-labelledby": "mine" });
  const fillOrders = async () => ordersBlock.replaceChildren(make("h2", { id: "mine", text: say("mine") }), orderList(await allRequests()));
  await fillOrders();
  // Once found, the order is what the URL already names.
  const onChanged = (request, show) => (request.record && request.record.number === wantedNumber ? show() : fillOrders());
  const lead = make("div", { class: "lead" }, make("h1", { text: say("title") }), make("p", { class: "quiet", text: say("lead") }));
  return { nodes: [lead, make("ul", { class: "services" }, SERVICES.map(serviceItem)), make("div", { class: "both" }, ordersBlock, orderSearch(wantedNumber))], onChanged };
}

/** @param {portal.Service} service */
const serviceItem = (service) =>
  make("li", {},
    make("a", { href: `#new/${service.id}`, class: "service" }, icon(service.icon),
      make("span", { class: "service-title", text: localized(service.title) }),
      make("span", { class: "quiet", text: localized(service.about) })));

/** @param {portal.Request[]} requests */
function orderList(requests) {
  if (requests.length === 0) return make("p", { class: "quiet", text: say("none") });
  return make("ul", { class: "orders" }, requests.map(orderItem));
}

/** @param {portal.Request} request */
function orderItem({ id, service, state, at, record }) {
  const title = localized(serviceOf({ service }).title);
  const href = state === "draft" ? `#new/${service}` : addressOf(record?.number ?? id);
  return make("li", {},
    make("a", { href, text: record?.number ?? title }),
    record && make("span", { text: title }),
    make("span", { class: "state", "data-state": state, text: say(state === "sent" ? "received" : state) }),
    make("time", { class: "quiet", datetime: at, text: momentText(at, language()) }));
}

function orderSearch(wantedNumber) {
  const number = make("input", { id: "find-number", name: "number", autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true, value: wantedNumber || null });
  const secret = make("input", { id: "find-code", name: "code", autocomplete: "off", autocapitalize: "characters", required: true, "aria-describedby": "find-hint" });
  const message = make("p", { class: "found", role: "alert" });
  const form = make("form", { class: "block find", "aria-labelledby": "find", novalidate: true, onsubmit },
    make("h2", { id: "find", text: say("find") }),
    make("div", { class: "item" }, make("label", { for: "find-number", text: say("number") }), number),
    make("div", { class: "item" }, make("label", { for: "find-code", text: say("code") }), secret, make("small", { id: "find-hint", class: "quiet", text: say("codeHint") })),
    message, make("p", { class: "actions" }, make("button", { class: "plain", text: say("open") })));
  async function onsubmit(event) {
    event.preventDefault();
    const [name, code] = parseNumberAndCode(number.value, secret.value);
    message.textContent = name && code ? "" : say("findEmpty");
    if (!name || !code) return (name ? secret : number).focus();
    message.toggleAttribute("data-busy", true);
    const answer = await withSlowMessage(message, () => find(name, code), "finding");
    message.toggleAttribute("data-busy", false);
    if (answer.is === "record") location.hash = addressOf(answer.record.number);
    else message.textContent = answer.is === "problem" ? say("notFound") : say(FAILURE_TEXTS[answer.why]);
  }
  return form;
}

// Full-width characters from input methods are converted; a pasted text may hold number and code.
function parseNumberAndCode(number, secret) {
  const [name, code] = [number, secret].map((text) => text.normalize("NFKC").trim());
  const [first, ...rest] = name.split(/\s+/);
  return code === "" && rest.length > 0 ? [first, rest.join("")] : [name.replace(/\s+/g, ""), code];
}

/** @type {Record<string, portal.Sentence>} */
const FAILURE_TEXTS = { offline: "findOffline", busy: "findBusy", nobody: "findNobody" };
