// One server: the pages as deployed, one of them rendered per request, and `/api`.

import { createServer } from "node:http";
import { Api } from "./api.js";
import { Crm } from "./crm/crm.js";
import { HEADERS } from "./headers.js";
import { sendPage } from "./pages.js";

/** Enough for a photo over a slow connection. */
const LONGEST_REQUEST = 10 * 60_000;

// An unreadable page, for example during a build, must not affect orders.
function sendFailure(response, error) {
  console.error(error);
  if (response.headersSent) return response.destroy();
  response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" }).end("this page cannot be read now\n");
}

/**
 * Starts a server; port 0 picks a free one. Without `data`, a folder, it serves only pages. `standards` is your own
 * folder instead of the built-in ones, `perMinute` the rate limit per address for `/api`; `headers` and `pages` (extra
 * texts by path) are for tests.
 * @param {{ port?: number, data?: string, standards?: URL, perMinute?: number, clock?: () => number, headers?: Record<string, string>, pages?: Record<string, string> }} options
 * @returns {Promise<import("node:http").Server>}
 */
export async function serve({ port = 8000, data, standards, perMinute, clock, headers = {}, pages = {} } = {}) {
  const api = data === undefined ? null : await Api.open({ data, standards, perMinute, clock });
  const crm = api && Crm.isAvailable(api) ? new Crm(api) : null;
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries({ ...HEADERS, ...headers })) response.setHeader(name, value);
    const path = (request.url ?? "/").split(/[?#]/, 1)[0];
    if (api && (path === "/api" || path.startsWith("/api/"))) return api.answer(request, response, path);
    const isCrm = crm && path === "/crm.html" && ["GET", "POST"].includes(request.method ?? "");
    return (isCrm ? crm.answer(request, response) : sendPage(request, response, path, pages)).catch((error) => sendFailure(response, error));
  });
  server.requestTimeout = LONGEST_REQUEST;
  server.once("close", () => api?.close());
  await new Promise((/** @type {(nothing?: undefined) => void} */ resolve, reject) => server.once("error", reject).listen(port, resolve)).catch((error) => {
    api?.close();
    throw error;
  });
  return server;
}
