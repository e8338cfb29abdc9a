// Shared by the tests of the server: a server with its own folder, and orders to send.

import { readFileSync } from "node:fs";
import { after } from "node:test";
import { serve } from "../../www/server/serve.js";
import { newFolder } from "../folder.mjs";

const examplesByStandard = new Map();

function examples(standard) {
  if (!examplesByStandard.has(standard)) examplesByStandard.set(standard, JSON.parse(readFileSync(new URL(`../cases/examples/${standard}.json`, import.meta.url), "utf8")).forms);
  return examplesByStandard.get(standard);
}

/** Returns a valid order of a standard, from the examples, as a page would send it. */
export function validOrder(standard, change = {}) {
  const [[form, { passes }]] = Object.entries(examples(standard));
  const { order, ...rest } = change;
  return { id: crypto.randomUUID(), standard: { id: standard }, form, ...rest, order: { ...passes.order, ...order } };
}

/** Starts a server; returns the requests to it. */
export async function startServer({ data = newFolder(), moment = "2026-03-02T10:22:00+08:00", ...options } = {}) {
  const clock = { now: Date.parse(moment) };
  const server = await serve({ port: 0, data, perMinute: Infinity, clock: () => clock.now, ...options });
  const close = () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections());
  after(() => server.listening && close());
  const { port } = server.address();
  return { ...requestsTo(`http://localhost:${port}`), clock, data, close, port };
}

/** The requests of a page: each returns status, headers and body. */
export function requestsTo(address) {
  const request = async (method, path, { body, secret, headers = {} } = {}) => {
    const contentType = body === undefined || body instanceof Uint8Array ? {} : { "Content-Type": "application/json" };
    const authorization = secret === undefined ? {} : { Authorization: `Bearer ${secret}` };
    const content = typeof body === "object" && !(body instanceof Uint8Array) ? JSON.stringify(body) : body;
    const response = await fetch(address + path, { method, body: content, headers: { ...contentType, ...authorization, ...headers } });
    const type = response.headers.get("Content-Type") ?? "";
    return { status: response.status, headers: response.headers, type, body: type.includes("json") && method !== "HEAD" ? await response.json() : Buffer.from(await response.arrayBuffer()) };
  };
  return { request, post: (body, more) => request("POST", "/api/orders", { body, ...more }) };
}
