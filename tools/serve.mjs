// Serves the pages and the package from the repository, laid out as they are deployed: `www/` at the root, `pkg/` below it.
//
//   node tools/serve.mjs [port]      default 8000
//
// For looking at the pages and for the tests; it is no server for production.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
};

/**
 * Starts a server; port 0 takes a free one. `headers` go with every answer, `pages` are extra texts by path, for tests.
 * @param {{ port?: number, headers?: Record<string, string>, pages?: Record<string, string> }} options
 * @returns {Promise<import("node:http").Server>}
 */
export function serve({ port = 8000, headers = {}, pages = {} } = {}) {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries({ "Cache-Control": "no-cache", ...headers })) response.setHeader(name, value);
    answer(new URL(request.url ?? "/", "http://localhost").pathname, response, pages);
  });
  return new Promise((resolve, reject) => server.once("error", reject).listen(port, () => resolve(server)));
}

async function answer(path, response, pages) {
  response.setHeader("Content-Type", TYPES[extname(path)] ?? TYPES[".html"]);
  if (pages[path] !== undefined) return response.end(pages[path]);
  const file = fileOf(path);
  const found = file !== null && (await stat(file).catch(() => null))?.isFile();
  if (found) return createReadStream(file).pipe(response);
  response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end(`nothing at ${path}\n`);
}

// INVARIANT: the file lies in `www/` or `pkg/`, whatever the path says.
function fileOf(path) {
  let clean;
  try {
    clean = normalize(decodeURIComponent(path));
  } catch {
    return null;
  }
  if (clean.includes("\0") || clean.includes("..")) return null;
  if (clean.endsWith("/")) return join(ROOT, "www", clean, "index.html");
  return clean.startsWith("/pkg/") ? join(ROOT, clean) : join(ROOT, "www", clean);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8000);
  try {
    await serve({ port });
    console.log(`http://localhost:${port}`);
  } catch (error) {
    const taken = error.code === "EADDRINUSE";
    console.error(taken ? `port ${port} is taken: stop what runs there, or choose another with \`node tools/serve.mjs ${port + 1}\`` : `cannot serve: ${error.message}`);
    process.exit(1);
  }
}
