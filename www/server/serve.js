// One server: the pages as they are deployed, one of them rendered anew each time, and below `/api` the receiving end.

import { createServer } from "node:http";
import { Api } from "./api.js";
import { Crm } from "./crm/crm.js";
import { HEADERS } from "./headers.js";
import { sendPage } from "./pages.js";

/** Photos come over slow lines; nobody needs longer for one. */
const LONGEST_REQUEST = 10 * 60_000;

// A page that cannot be read, such as one that is being built anew, is nothing that orders should suffer from.
function failed(response, error) {
  console.error(error);
  if (response.headersSent) return response.destroy();
  response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" }).end("this page cannot be read now\n");
}

/**
 * Starts a server; port 0 takes a free one. Without `data`, a folder, there are pages only.
 * `standards` is a folder of your own in place of the built-in ones, `perMinute` how much one address may ask of `/api`;
 * `headers` and `pages`, extra texts by path, are for tests.
 * @param {{ port?: number, data?: string, standards?: URL, perMinute?: number, clock?: () => number, headers?: Record<string, string>, pages?: Record<string, string> }} options
 * @returns {Promise<import("node:http").Server>}
 */
export async function serve({ port = 8000, data, standards, perMinute, clock, headers = {}, pages = {} } = {}) {
  const api = data === undefined ? null : await Api.open({ data, standards, perMinute, clock });
  const crm = api && Crm.stands(api) ? new Crm(api) : null;
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries({ ...HEADERS, ...headers })) response.setHeader(name, value);
    const path = (request.url ?? "/").split(/[?#]/, 1)[0];
    if (api && (path === "/api" || path.startsWith("/api/"))) return api.answer(request, response, path);
    if (crm && path === "/crm.html" && ["GET", "POST"].includes(request.method ?? "")) return crm.answer(request, response);
    return sendPage(request, response, path, pages).catch((error) => failed(response, error));
  });
  server.requestTimeout = LONGEST_REQUEST;
  server.once("close", () => api?.close());
  await new Promise((/** @type {(nothing?: undefined) => void} */ listening, refused) => server.once("error", refused).listen(port, listening)).catch((error) => {
    api?.close();
    throw error;
  });
  return server;
}
