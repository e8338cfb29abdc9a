// Shared by the tests of the server: a server with its own folder, and orders to send.

import { readFileSync } from "node:fs";
import { after } from "node:test";
import { serve } from "../../www/server/serve.js";
import { newFolder } from "../folder.mjs";

const read = new Map();

function examples(standard) {
  if (!read.has(standard)) read.set(standard, JSON.parse(readFileSync(new URL(`../cases/examples/${standard}.json`, import.meta.url), "utf8")).forms);
  return read.get(standard);
}

/** Returns a valid order of a standard, from the examples, as a page would send it. */
export function sound(standard, change = {}) {
  const [[form, { passes }]] = Object.entries(examples(standard));
  const { order, ...rest } = change;
  return { id: crypto.randomUUID(), standard: { id: standard }, form, ...rest, order: { ...passes.order, ...order } };
}

/** Starts a server; returns the requests to it. */
export async function receiving({ data = newFolder(), moment = "2026-03-02T10:22:00+08:00", ...options } = {}) {
  const clock = { now: Date.parse(moment) };
  const server = await serve({ port: 0, data, perMinute: Infinity, clock: () => clock.now, ...options });
  const close = () => new Promise((closed) => server.close(closed) && server.closeAllConnections());
  after(() => server.listening && close());
  const { port } = server.address();
  return { ...ways(`http://localhost:${port}`), clock, data, close, port };
}

/** The requests of a page: each returns status, headers and body. */
export function ways(address) {
  const ask = async (method, path, { body, secret, headers = {} } = {}) => {
    const typed = body === undefined || body instanceof Uint8Array ? {} : { "Content-Type": "application/json" };
    const opened = secret === undefined ? {} : { Authorization: `Bearer ${secret}` };
    const content = typeof body === "object" && !(body instanceof Uint8Array) ? JSON.stringify(body) : body;
    const response = await fetch(address + path, { method, body: content, headers: { ...typed, ...opened, ...headers } });
    const type = response.headers.get("Content-Type") ?? "";
    return { status: response.status, headers: response.headers, type, body: type.includes("json") && method !== "HEAD" ? await response.json() : Buffer.from(await response.arrayBuffer()) };
  };
  return { ask, post: (body, more) => ask("POST", "/api/orders", { body, ...more }) };
}
