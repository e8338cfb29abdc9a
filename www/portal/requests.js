// The life of a request: drafted, submitted, sent when possible, followed, confirmed. It decides what is kept and sent,
// and renders nothing. Whatever happens to the network, what a person wrote stays on the device until the server took
// it.

import { language } from "../page.js";
import { uuid } from "../uuid.js";
import { apiClient } from "./api-client.js";
import { moment, setServerTime } from "./clock.js";
import { serviceFor, serviceOf } from "./services.js";
import { standardOf } from "./standards.js";
import { allRequests, deleteRequest, findRequest, saveIfDraft, saveRequest } from "./store.js";

const RETRY_MS = 30_000;
/** @type {Set<(request: portal.Request) => unknown>} */
const listeners = new Set();

/** The URL fragment of an order. @param {string} name its number, or its id while it has none */
export const addressOf = (name) => `#order/${encodeURIComponent(name)}`;

/** Registers a listener for changes of kept requests. @param {(request: portal.Request) => unknown} listener */
export const onRequestChange = (listener) => listeners.add(listener);

/** The draft of a service, or a new one. @param {string} service @returns {Promise<portal.Request>} */
export async function draftOf(service) {
  const draft = (await allRequests()).find((request) => request.service === service && request.state === "draft");
  return draft ?? { id: uuid(), service, state: "draft", order: {}, at: moment() };
}

/** Saves a draft; an empty form is not saved. @param {portal.Request} request @param {Record<string, any>} order */
export async function saveDraft(request, order) {
  const isEmpty = Object.values(order).every((value) => value === "" || value === null || value === undefined);
  const stored = await saveIfDraft({ ...request, order, at: moment() });
  if (stored.state !== "draft") {
    makeNew(request);
    await saveRequest({ ...request, order, at: moment() });
  }
  if (isEmpty) await deleteRequest(request.id);
}

// Another tab submitted it; what is written here becomes a new request.
const makeNew = (request) => Object.assign(request, { id: uuid(), problem: undefined });

/** Submits a completed request. @param {portal.Request} request @param {Record<string, any>} order */
export async function submit(request, order) {
  const service = serviceOf(request);
  const { digest } = await standardOf(service.standard);
  /** @returns {portal.Request} */
  const waiting = () => ({ ...request, state: "waiting", digest, order: { ...service.sets(moment()), ...order }, at: moment(), problem: undefined });
  const submitted = waiting();
  const stored = await saveIfDraft(submitted);
  if (stored === submitted) return send(notify(submitted));
  // The same request was already submitted in another tab.
  if (service.asks.every((id) => isSame(stored.order[id], order[id]))) return stored;
  makeNew(request);
  return send(await update(waiting()));
}

const isSame = (a, b) => JSON.stringify(a ?? "") === JSON.stringify(b ?? "");

/** Sends what the customer or the workers added. @param {portal.Request} request @param {NonNullable<portal.Request["amendment"]>} amendment */
export async function amend(request, amendment) {
  const amended = { ...request, amendment, at: moment(), problem: undefined };
  await update(amended);
  return send(amended);
}

/** Turns a refused request into a draft again. @param {portal.Request} request */
export async function reopenDraft(request) {
  const { asks } = serviceOf(request);
  const order = Object.fromEntries(Object.entries(request.order).filter(([id]) => asks.includes(id)));
  /** @type {portal.Request} */
  const draft = { ...request, state: "draft", order, at: moment() };
  await update(draft);
  return draft;
}

/** Opens an order by number and code, even from another device. @param {string} number @param {string} secret @returns {Promise<portal.Answer>} */
export async function find(number, secret) {
  const answer = await fetchByNumber(number, secret);
  if (answer.is !== "record") return answer;
  const service = serviceFor({ standard: answer.record.standard, form: answer.record.form });
  if (!service) return { is: "problem", problem: { detail: null } };
  const previous = await findRequest(answer.record.id);
  await update({ ...sentRequest({ id: answer.record.id, service: service.id, at: moment(), secret }, answer.record), amendment: previous?.amendment });
  return answer;
}

// Numbers are found in any case; codes are ASCII.
/** @returns {Promise<portal.Answer>} */
async function fetchByNumber(number, secret) {
  /** @type {portal.Answer} */
  let answer = { is: "problem", problem: null };
  if (/[^ -~]/.test(secret)) return answer;
  for (const name of new Set([number, number.toLowerCase(), number.toUpperCase()])) {
    answer = await apiClient(language()).fetchOrder(name, secret);
    if (answer.is !== "problem") break;
  }
  return answer;
}

/** Fetches the state of an order, or retries a waiting one. @param {portal.Request} request */
export async function refresh(request) {
  if (isWaiting(request)) return send(request);
  const answer = await apiClient(language()).fetchOrder(request.record.number, request.secret);
  if (answer.is !== "record") return request;
  setServerTime(answer.record.now);
  const isSame = JSON.stringify({ ...answer.record, now: 0, deadlines: 0 }) === JSON.stringify({ ...request.record, now: 0, deadlines: 0 });
  return isSame ? request : update({ ...request, record: answer.record });
}

/** Reports a change that happened while the screen was rendered. @param {portal.Request} request */
export async function reportMissedChange(request) {
  const stored = await findRequest(request.id);
  if (stored && stored.state !== request.state) notify(stored);
}

/** Tries to send everything that waits. */
export async function sendAll() {
  for (const request of await allRequests()) if (isWaiting(request)) await send(request);
}

// Refusals wait for a person, not for the network.
/** @param {portal.Request} request */
const isWaiting = ({ state, amendment, problem }) => state === "waiting" || (amendment !== undefined && !problem);

export function sendWhenPossible() {
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
  setInterval(sendAll, RETRY_MS);
  return sendAll();
}

const sending = new Map();

// One attempt at a time per request; if two tabs send it, the server gets the same record.
/** @param {portal.Request} request @returns {Promise<portal.Request>} */
function send(request) {
  if (!sending.has(request.id)) sending.set(request.id, attempt(request).finally(() => sending.delete(request.id)));
  return sending.get(request.id);
}

/** @param {portal.Request} request */
async function attempt(request) {
  const answer = request.state === "waiting" ? await post(request) : await apiClient(language()).amend(request.record.number, request.secret, request.amendment ?? {});
  if (answer.is === "record") return update(sentRequest(request, answer.record));
  if (answer.is === "problem") return update({ ...request, state: request.state === "waiting" ? "refused" : request.state, problem: answer.problem });
  return update({ ...request, why: answer.why });
}

/** @param {portal.Request} request */
function post({ id, service: name, digest, order }) {
  const service = serviceOf({ service: name });
  return apiClient(language()).send({ id, standard: { id: service.standard, digest }, form: service.form, order, numberIn: service.number });
}

/** @param {Pick<portal.Request, "id" | "service" | "at" | "secret">} request @returns {portal.Request} */
function sentRequest({ id, service, at, secret }, { secret: newSecret, ...record }) {
  setServerTime(record.now);
  return { id, service, at, state: "sent", order: record.order, record, secret: newSecret ?? secret };
}

/** @param {portal.Request} request */
async function update(request) {
  await saveRequest(request);
  return notify(request);
}

/** @param {portal.Request} request */
function notify(request) {
  for (const listener of listeners) listener(request);
  return request;
}
