// The first screen: the services, the orders on this device, and a search by number and code.

import { language } from "../page.js";
import { icon, make } from "../make.js";
import { momentText } from "./clock.js";
import { addressOf, find } from "./requests.js";
import { sending } from "./progress-message.js";
import { SERVICES, serviceOf } from "./services.js";
import { all } from "./store.js";
import { inWords, say } from "./words.js";

/** @param {string} wanted a number unknown on this device */
export async function chooseScreen(wanted) {
  const mine = make("section", { class: "block mine", "aria-labelledby": "mine" });
  const fill = async () => mine.replaceChildren(make("h2", { id: "mine", text: say("mine") }), list(await all()));
  await fill();
  // Once found, the order is what the URL already names.
  const changed = (request, show) => (request.record && request.record.number === wanted ? show() : fill());
  const lead = make("div", { class: "lead" }, make("h1", { text: say("title") }), make("p", { class: "quiet", text: say("lead") }));
  return { nodes: [lead, make("ul", { class: "services" }, SERVICES.map(card)), make("div", { class: "both" }, mine, finder(wanted))], changed };
}

/** @param {portal.Service} service */
const card = (service) =>
  make("li", {},
    make("a", { href: `#new/${service.id}`, class: "service" }, icon(service.icon),
      make("span", { class: "service-title", text: inWords(service.title) }),
      make("span", { class: "quiet", text: inWords(service.about) })));

/** @param {portal.Request[]} requests */
function list(requests) {
  if (requests.length === 0) return make("p", { class: "quiet", text: say("none") });
  return make("ul", { class: "orders" }, requests.map(entry));
}

/** @param {portal.Request} request */
function entry({ id, service, state, at, record }) {
  const title = inWords(serviceOf({ service }).title);
  const href = state === "draft" ? `#new/${service}` : addressOf(record?.number ?? id);
  return make("li", {},
    make("a", { href, text: record?.number ?? title }),
    record && make("span", { text: title }),
    make("span", { class: "state", "data-state": state, text: say(state === "sent" ? "received" : state) }),
    make("time", { class: "quiet", datetime: at, text: momentText(at, language()) }));
}

function finder(wanted) {
  const number = make("input", { id: "find-number", name: "number", autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true, value: wanted || null });
  const secret = make("input", { id: "find-code", name: "code", autocomplete: "off", autocapitalize: "characters", required: true, "aria-describedby": "find-hint" });
  const said = make("p", { class: "found", role: "alert" });
  const form = make("form", { class: "block find", "aria-labelledby": "find", novalidate: true, onsubmit },
    make("h2", { id: "find", text: say("find") }),
    make("div", { class: "item" }, make("label", { for: "find-number", text: say("number") }), number),
    make("div", { class: "item" }, make("label", { for: "find-code", text: say("code") }), secret, make("small", { id: "find-hint", class: "quiet", text: say("codeHint") })),
    said, make("p", { class: "actions" }, make("button", { class: "plain", text: say("open") })));
  async function onsubmit(event) {
    event.preventDefault();
    const [name, code] = written(number.value, secret.value);
    said.textContent = name && code ? "" : say("findEmpty");
    if (!name || !code) return (name ? secret : number).focus();
    said.toggleAttribute("data-busy", true);
    const answer = await sending(said, () => find(name, code), "finding");
    said.toggleAttribute("data-busy", false);
    if (answer.is === "record") location.hash = addressOf(answer.record.number);
    else said.textContent = answer.is === "problem" ? say("notFound") : say(WHY[answer.why]);
  }
  return form;
}

// Full-width characters from input methods are converted; a pasted text may hold number and code.
function written(number, secret) {
  const [name, code] = [number, secret].map((text) => text.normalize("NFKC").trim());
  const [first, ...rest] = name.split(/\s+/);
  return code === "" && rest.length > 0 ? [first, rest.join("")] : [name.replace(/\s+/g, ""), code];
}

/** @type {Record<string, portal.Sentence>} */
const WHY = { offline: "findOffline", busy: "findBusy", nobody: "findNobody" };
