// `/api`: routes and handlers. The interface is described in README.md.

import { pipeline } from "node:stream/promises";
import init from "gongdan";
import { engine } from "gongdan/receipt";
import { ORDER_LIMIT, checkMembers, readJson, sizeText } from "./body.js";
import { Files } from "./files.js";
import { lockFolder } from "./folder-lock.js";
import { Orders } from "./orders.js";
import { Problem, problemOf } from "./problem.js";
import { Rate } from "./rate.js";
import { recordOf } from "./record.js";
import { BUILT_IN, Standards } from "./standards.js";
import { Store } from "./store.js";

const FILE_LIMIT = 20 << 20;
const FILES_LIMIT = 200 << 20;

/** @type {[method: string, path: RegExp, name: "clock" | "standard" | "take" | "show" | "amend" | "putFile" | "file"][]} */
const ROUTES = [
  ["GET", /^\/api\/clock$/, "clock"],
  ["GET", /^\/api\/standards\/(sha256:[0-9a-f]{64})$/, "standard"],
  ["POST", /^\/api\/orders$/, "take"],
  ["GET", /^\/api\/orders\/([^/]+)$/, "show"],
  ["PATCH", /^\/api\/orders\/([^/]+)$/, "amend"],
  ["PUT", /^\/api\/orders\/([^/]+)\/files\/(sha256:[0-9a-f]{64})$/, "putFile"],
  ["GET", /^\/api\/orders\/([^/]+)\/files\/(sha256:[0-9a-f]{64})$/, "file"],
];

export class Api {
  /** @param {{ data: string, standards?: URL, perMinute?: number, clock?: () => number }} options */
  static async open({ data, standards = BUILT_IN, perMinute = 600, clock = Date.now }) {
    await init();
    const lock = await lockFolder(data);
    try {
      return new Api({ data, standards, lock, clock, rate: new Rate(perMinute, clock), engine: await engine() });
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  constructor({ data, standards, lock, clock, rate, engine }) {
    this.store = new Store(data);
    this.standards = new Standards(this.store, standards);
    this.files = new Files(data);
    this.orders = new Orders({ store: this.store, standards: this.standards, engine, clock });
    this.lock = lock;
    this.rate = rate;
  }

  close() {
    this.store.close();
    this.lock.close();
  }

  /** @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response @param {string} path */
  async answer(request, response, path) {
    const locale = /^\s*en\b/i.test(request.headers["accept-language"] ?? "") ? "en" : "zh";
    response.setHeader("Cache-Control", "no-store");
    try {
      this.admit(request);
      const { name, parts } = routeOf(request.method, path);
      /** @type {(asked: object, ...parts: string[]) => unknown} */
      const route = this[name];
      await route.call(this, { request, response, locale }, ...parts);
    } catch (error) {
      if (response.headersSent) return response.destroy();
      problemOf(error).send(response, locale);
      this.drain(request);
    }
  }

  /** Rejects clients that exceed the rate limit. @param {import("node:http").IncomingMessage} request */
  admit(request) {
    const wait = this.rate.wait(request.socket.remoteAddress ?? "");
    if (wait > 0) throw new Problem("too-many", { zh: `请 ${wait} 秒后再试`, en: `try again in ${wait} s` }, { headers: { "Retry-After": String(wait), Connection: "close" } });
  }

  /** Reads and discards the rest of the request for a while, so that the response arrives. @param {import("node:http").IncomingMessage} request */
  drain(request) {
    request.resume();
    setTimeout(() => request.complete || request.destroy(), 5_000).unref();
  }

  clock = ({ response }) => send(response, 200, { now: this.orders.now() });

  standard({ response }, digest) {
    const stored = this.store.standard(digest);
    if (!stored) throw new Problem("not-found", { zh: "这里没有这个版本的标准", en: "this version of a standard is not known here" });
    response.writeHead(200, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "public, max-age=31536000, immutable" }).end(stored.text);
  }

  async take({ request, response, locale }) {
    const body = await readJson(request, ORDER_LIMIT);
    checkMembers(body, { id: "uuid", standard: "object", form: "name", order: "object", numberIn: "name?", files: "list?" });
    checkMembers(body.standard, { id: "name", digest: "digest?" }, "standard.");
    checkFiles(body.files ?? []);
    const { row, isNew } = this.orders.take(body, locale);
    response.setHeader("Location", `/api/orders/${encodeURIComponent(row.number)}`);
    await this.#sendRecord(response, isNew ? 201 : 200, row, locale, { secret: row.secret });
  }

  show = ({ request, response, locale }, key) => this.#sendRecord(response, 200, this.#openOrder(request, key), locale);

  async amend({ request, response, locale }, key) {
    this.#openOrder(request, key);
    const body = await readJson(request, ORDER_LIMIT);
    checkMembers(body, { order: "object?", state: "name?" });
    // The order may have been amended while the body was being received.
    await this.#sendRecord(response, 200, this.orders.amend(this.#openOrder(request, key), body, locale), locale);
  }

  async putFile({ request, response }, key, digest) {
    const row = this.#openOrder(request, key);
    await this.files.put(row, fileOf(row, digest), request);
    response.writeHead(204).end();
  }

  async file({ request, response }, key, digest) {
    const row = this.#openOrder(request, key);
    const file = fileOf(row, digest);
    if ((await this.files.missing(row)).includes(digest)) throw noFile();
    response.writeHead(200, { "Content-Type": "application/octet-stream", "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}` });
    await pipeline(this.files.read(row, file), response);
  }

  #openOrder(request, key) {
    return this.orders.open(decodeKey(key), /^Bearer +(.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "");
  }

  // Nothing is acknowledged before it is on the disk.
  async #sendRecord(response, status, row, locale, extra = {}) {
    await this.store.whenCommitted();
    const missing = await this.files.missing(row);
    send(response, status, { ...recordOf(row, { standards: this.standards, now: this.orders.now(), locale, missing }), ...extra });
  }
}

function send(response, status, body) {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

// An undecodable key matches nothing.
function decodeKey(encoded) {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return "";
  }
}

function routeOf(method, path) {
  const matching = ROUTES.flatMap(([routeMethod, pattern, name]) => [pattern.exec(path)].flatMap((found) => (found ? [{ routeMethod, name, parts: found.slice(1) }] : [])));
  // HEAD is handled as GET; Node omits the body.
  const found = matching.find(({ routeMethod }) => routeMethod === (method === "HEAD" ? "GET" : method));
  if (found) return found;
  if (matching.length === 0) throw new Problem("not-found", { zh: `没有 ${path}`, en: `nothing at ${path}` });
  throw new Problem("not-this-way", { zh: `${path} 不接受 ${method}`, en: `${method} is not taken at ${path}` }, { headers: { Allow: matching.flatMap(({ routeMethod }) => (routeMethod === "GET" ? [routeMethod, "HEAD"] : routeMethod)).join(", ") } });
}

function checkFiles(files) {
  for (const [index, file] of files.entries()) {
    checkMembers(file, { field: "name?", name: "name", type: "text", size: "size", digest: "digest" }, `files[${index}].`);
    if (file.size > FILE_LIMIT) throw new Problem("too-large", { zh: `${file.name} 超过 ${sizeText(FILE_LIMIT, "字节")}`, en: `${file.name} has more than ${sizeText(FILE_LIMIT, "bytes")}` }, { members: { limit: FILE_LIMIT } });
  }
  if (files.reduce((sum, { size }) => sum + size, 0) > FILES_LIMIT) throw new Problem("too-large", { zh: `文件合计超过 ${sizeText(FILES_LIMIT, "字节")}`, en: `the files have more than ${sizeText(FILES_LIMIT, "bytes")} together` }, { members: { limit: FILES_LIMIT } });
}

function fileOf(row, digest) {
  const file = JSON.parse(row.files).find((file) => file.digest === digest);
  if (file) return file;
  throw noFile();
}

const noFile = () => new Problem("not-found", { zh: "工单没有这个文件", en: "the order has no such file" });
