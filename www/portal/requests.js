// The life of a request: drafted, submitted, sent when possible, followed, confirmed. It decides what is kept and sent,
// and renders nothing. Whatever happens to the network, what a person wrote stays on the device until the server took
// it.

import { language } from "../page.js";
import { uuid } from "../uuid.js";
import { moment, tellServerTime } from "./clock.js";
import { receiver } from "./api-client.js";
import { serviceFor, serviceOf } from "./services.js";
import { standardOf } from "./standards.js";
import { all, claim, drop, keep, one } from "./store.js";

const RETRY = 30_000;
/** @type {Set<(request: portal.Request) => unknown>} */
const followers = new Set();

/** The URL fragment of an order. @param {string} name its number, or its id while it has none */
export const addressOf = (name) => `#order/${encodeURIComponent(name)}`;

/** Registers a listener for changes of kept requests. @param {(request: portal.Request) => unknown} follower */
export const whenChanged = (follower) => followers.add(follower);

/** The draft of a service, or a new one. @param {string} service @returns {Promise<portal.Request>} */
export async function draftOf(service) {
  const draft = (await all()).find((request) => request.service === service && request.state === "draft");
  return draft ?? { id: uuid(), service, state: "draft", order: {}, at: moment() };
}

/** Saves a draft; an empty form is not saved. @param {portal.Request} request @param {Record<string, any>} order */
export async function note(request, order) {
  const isEmpty = Object.values(order).every((value) => value === "" || value === null || value === undefined);
  const kept = await claim({ ...request, order, at: moment() });
  if (kept.state !== "draft") {
    becomeNew(request);
    await keep({ ...request, order, at: moment() });
  }
  if (isEmpty) await drop(request.id);
}

// Another tab submitted it; what is written here becomes a new request.
const becomeNew = (request) => Object.assign(request, { id: uuid(), problem: undefined });

/** Submits a completed request. @param {portal.Request} request @param {Record<string, any>} order */
export async function handIn(request, order) {
  const service = serviceOf(request);
  const { digest } = await standardOf(service.standard);
  /** @returns {portal.Request} */
  const waiting = () => ({ ...request, state: "waiting", digest, order: { ...service.sets(moment()), ...order }, at: moment(), problem: undefined });
  const wanted = waiting();
  const kept = await claim(wanted);
  if (kept === wanted) return send(tell(wanted));
  // The same request was already submitted in another tab.
  if (service.asks.every((id) => isSame(kept.order[id], order[id]))) return kept;
  becomeNew(request);
  return send(await change(waiting()));
}

const isSame = (a, b) => JSON.stringify(a ?? "") === JSON.stringify(b ?? "");

/** Sends what the customer or the workers added. @param {portal.Request} request @param {NonNullable<portal.Request["amendment"]>} amendment */
export async function amend(request, amendment) {
  const amended = { ...request, amendment, at: moment(), problem: undefined };
  await change(amended);
  return send(amended);
}

/** Turns a refused request into a draft again. @param {portal.Request} request */
export async function reopen(request) {
  const { asks } = serviceOf(request);
  const order = Object.fromEntries(Object.entries(request.order).filter(([id]) => asks.includes(id)));
  /** @type {portal.Request} */
  const draft = { ...request, state: "draft", order, at: moment() };
  await change(draft);
  return draft;
}

/** Opens an order by number and code, even from another device. @param {string} number @param {string} secret @returns {Promise<portal.Answer>} */
export async function find(number, secret) {
  const answer = await lookFor(number, secret);
  if (answer.is !== "record") return answer;
  const service = serviceFor({ standard: answer.record.standard, form: answer.record.form });
  if (!service) return { is: "problem", problem: { detail: null } };
  const before = await one(answer.record.id);
  await change({ ...sent({ id: answer.record.id, service: service.id, at: moment(), secret }, answer.record), amendment: before?.amendment });
  return answer;
}

// Numbers are found in any case; codes are ASCII.
/** @returns {Promise<portal.Answer>} */
async function lookFor(number, secret) {
  /** @type {portal.Answer} */
  let answer = { is: "problem", problem: null };
  if (/[^ -~]/.test(secret)) return answer;
  for (const name of new Set([number, number.toLowerCase(), number.toUpperCase()])) {
    answer = await receiver(language()).look(name, secret);
    if (answer.is !== "problem") break;
  }
  return answer;
}

/** Fetches the state of an order, or retries a waiting one. @param {portal.Request} request */
export async function follow(request) {
  if (isWaiting(request)) return send(request);
  const answer = await receiver(language()).look(request.record.number, request.secret);
  if (answer.is !== "record") return request;
  tellServerTime(answer.record.now);
  const isSame = JSON.stringify({ ...answer.record, now: 0, deadlines: 0 }) === JSON.stringify({ ...request.record, now: 0, deadlines: 0 });
  return isSame ? request : change({ ...request, record: answer.record });
}

/** Reports a change that happened while the screen was rendered. @param {portal.Request} request */
export async function lookAgain(request) {
  const kept = await one(request.id);
  if (kept && kept.state !== request.state) tell(kept);
}

/** Tries to send everything that waits. */
export async function sendAll() {
  for (const request of await all()) if (isWaiting(request)) await send(request);
}

// Refusals wait for a person, not for the network.
/** @param {portal.Request} request */
const isWaiting = ({ state, amendment, problem }) => state === "waiting" || (amendment !== undefined && !problem);

export function sendWhenPossible() {
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
  setInterval(sendAll, RETRY);
  return sendAll();
}

const underway = new Map();

// One attempt at a time per request; if two tabs send it, the server gets the same record.
/** @param {portal.Request} request @returns {Promise<portal.Request>} */
function send(request) {
  if (!underway.has(request.id)) underway.set(request.id, attempt(request).finally(() => underway.delete(request.id)));
  return underway.get(request.id);
}

/** @param {portal.Request} request */
async function attempt(request) {
  const answer = request.state === "waiting" ? await post(request) : await receiver(language()).amend(request.record.number, request.secret, request.amendment ?? {});
  if (answer.is === "record") return change(sent(request, answer.record));
  if (answer.is === "problem") return change({ ...request, state: request.state === "waiting" ? "refused" : request.state, problem: answer.problem });
  return change({ ...request, why: answer.why });
}

/** @param {portal.Request} request */
function post({ id, service: name, digest, order }) {
  const service = serviceOf({ service: name });
  return receiver(language()).send({ id, standard: { id: service.standard, digest }, form: service.form, order, numberIn: service.number });
}

/** @param {Pick<portal.Request, "id" | "service" | "at" | "secret">} request @returns {portal.Request} */
function sent({ id, service, at, secret }, { secret: given, ...record }) {
  tellServerTime(record.now);
  return { id, service, at, state: "sent", order: record.order, record, secret: given ?? secret };
}

/** @param {portal.Request} request */
async function change(request) {
  await keep(request);
  return tell(request);
}

/** @param {portal.Request} request */
function tell(request) {
  for (const follower of followers) follower(request);
  return request;
}
