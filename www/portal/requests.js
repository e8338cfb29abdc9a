// The way of a request: written, handed in, sent when somebody answers, followed, confirmed. It decides what is kept and what
// is sent; it draws nothing. Whatever happens to the network, what a person wrote stays on the device until it was taken.

import { language } from "../page.js";
import { uuid } from "../uuid.js";
import { moment, tellServerTime } from "./clock.js";
import { receiver } from "./receiver.js";
import { serviceFor, serviceOf } from "./services.js";
import { standardOf } from "./standards.js";
import { all, claim, drop, keep, one } from "./store.js";

const RETRY = 30_000;
/** @type {Set<(request: portal.Request) => unknown>} */
const followers = new Set();

/** Where an order is shown. @param {string} name its number, or its id while it has none */
export const addressOf = (name) => `#order/${encodeURIComponent(name)}`;

/** Calls back whenever something kept has changed. @param {(request: portal.Request) => unknown} follower */
export const whenChanged = (follower) => followers.add(follower);

/** The draft of a service, or a new one. @param {string} service @returns {Promise<portal.Request>} */
export async function draftOf(service) {
  const draft = (await all()).find((request) => request.service === service && request.state === "draft");
  return draft ?? { id: uuid(), service, state: "draft", order: {}, at: moment() };
}

/** Keeps what is being written; an empty form is no draft. @param {portal.Request} request @param {Record<string, any>} order */
export async function note(request, order) {
  const isEmpty = Object.values(order).every((value) => value === "" || value === null || value === undefined);
  const kept = await claim({ ...request, order, at: moment() });
  if (kept.state !== "draft") {
    becomeNew(request);
    await keep({ ...request, order, at: moment() });
  }
  if (isEmpty) await drop(request.id);
}

// Another tab has handed it in; what is written here becomes a request of its own.
const becomeNew = (request) => Object.assign(request, { id: uuid(), problem: undefined });

/** The customer's word that the request is complete. @param {portal.Request} request @param {Record<string, any>} order */
export async function handIn(request, order) {
  const service = serviceOf(request);
  const { digest } = await standardOf(service.standard);
  /** @returns {portal.Request} */
  const waiting = () => ({ ...request, state: "waiting", digest, order: { ...service.sets(moment()), ...order }, at: moment(), problem: undefined });
  const wanted = waiting();
  const kept = await claim(wanted);
  if (kept === wanted) return send(tell(wanted));
  // The same request, handed in from another tab, is there already.
  if (service.asks.every((id) => isSame(kept.order[id], order[id]))) return kept;
  becomeNew(request);
  return send(await change(waiting()));
}

const isSame = (a, b) => JSON.stringify(a ?? "") === JSON.stringify(b ?? "");

/** What the customer or those who do the work filled in since. @param {portal.Request} request @param {NonNullable<portal.Request["amendment"]>} amendment */
export async function amend(request, amendment) {
  const amended = { ...request, amendment, at: moment(), problem: undefined };
  await change(amended);
  return send(amended);
}

/** A request to write again: what was refused, open for mending. @param {portal.Request} request */
export async function reopen(request) {
  const { asks } = serviceOf(request);
  const order = Object.fromEntries(Object.entries(request.order).filter(([id]) => asks.includes(id)));
  /** @type {portal.Request} */
  const draft = { ...request, state: "draft", order, at: moment() };
  await change(draft);
  return draft;
}

/** Opens an order by its number and code, also one that was made elsewhere. @param {string} number @param {string} secret @returns {Promise<portal.Answer>} */
export async function find(number, secret) {
  const answer = await lookFor(number, secret);
  if (answer.is !== "record") return answer;
  const service = serviceFor({ standard: answer.record.standard, form: answer.record.form });
  if (!service) return { is: "problem", problem: { detail: null } };
  const before = await one(answer.record.id);
  await change({ ...sent({ id: answer.record.id, service: service.id, at: moment(), secret }, answer.record), amendment: before?.amendment });
  return answer;
}

// A number is found in capitals and in small letters too; a code has neither accents nor Chinese.
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

/** Looks again how an order stands, or tries again what waits. @param {portal.Request} request */
export async function follow(request) {
  if (isWaiting(request)) return send(request);
  const answer = await receiver(language()).look(request.record.number, request.secret);
  if (answer.is !== "record") return request;
  tellServerTime(answer.record.now);
  const isSame = JSON.stringify({ ...answer.record, now: 0, deadlines: 0 }) === JSON.stringify({ ...request.record, now: 0, deadlines: 0 });
  return isSame ? request : change({ ...request, record: answer.record });
}

/** Tells what became of a request while its screen was being drawn. @param {portal.Request} request */
export async function lookAgain(request) {
  const kept = await one(request.id);
  if (kept && kept.state !== request.state) tell(kept);
}

/** Tries to send everything that waits. */
export async function sendAll() {
  for (const request of await all()) if (isWaiting(request)) await send(request);
}

// What was refused waits for a person, not for the network.
/** @param {portal.Request} request */
const isWaiting = ({ state, amendment, problem }) => state === "waiting" || (amendment !== undefined && !problem);

export function sendWhenPossible() {
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
  setInterval(sendAll, RETRY);
  return sendAll();
}

const underway = new Map();

// One at a time for each request; a second tab's resend is the same record to the receiving end.
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
