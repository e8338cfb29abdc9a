// Serves pages and package from the repository as deployed: `www/` at the root, `pkg/` below it.

import { readFile, stat } from "node:fs/promises";
import { extname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const PAGES = join(ROOT, "www/");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
};

const COMPRESSIBLE = new Set([".html", ".js", ".mjs", ".css", ".json", ".webmanifest", ".md", ".svg", ".wasm"]);

/** Bytes that brotli's best level compresses in no time. */
const SMALL = 64 * 1024;

const COMPRESSORS = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length < SMALL ? 11 : 6 } }),
  gzip: promisify(gzip),
};

/** @param {Record<string, string>} pages extra texts by path */
export async function sendPage(request, response, path, pages = {}) {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "pages are only read", { Allow: "GET, HEAD" });
  response.setHeader("Cache-Control", "no-cache");
  if (pages[path] !== undefined) return response.writeHead(200, { "Content-Type": typeOf(path) }).end(pages[path]);
  const file = fileOf(path);
  const found = file === null ? null : await stat(file).catch(() => null);
  if (file === null || !found?.isFile()) return sendMissing(request, response, path, file);
  return send(request, response, file, found);
}

// Browsers get a 404 page with links, or are redirected to the intended page: a folder's, or one without its extension.
async function sendMissing(request, response, path, file) {
  const intended = file && (await intendedAddress(file));
  if (intended) return response.writeHead(302, { Location: intended + (/\?.*/.exec(request.url)?.[0] ?? "") }).end();
  if (!/\btext\/html\b/.test(String(request.headers.accept))) return refuse(response, 404, `nothing at ${path}`);
  // Root-relative links, since it is shown at any path.
  const text = (await readFile(join(PAGES, "404.html"), "utf8")).replaceAll('"./', '"/');
  return response.writeHead(404, { "Content-Type": TYPES[".html"] }).end(text);
}

async function intendedAddress(file) {
  if (!file.startsWith(PAGES)) return null;
  for (const ending of ["/index.html", ".html"]) {
    const address = `/${file.slice(PAGES.length)}${ending === ".html" ? ending : "/"}`;
    if ((await stat(file + ending).catch(() => null))?.isFile()) return address;
  }
  return null;
}

async function send(request, response, file, { mtimeMs, size }) {
  const encoding = COMPRESSIBLE.has(extname(file)) ? encodingOf(request) : "";
  const tag = `"${mtimeMs.toString(36)}-${size.toString(36)}-${encoding}"`;
  response.setHeader("ETag", tag).setHeader("Vary", "Accept-Encoding");
  if (request.headers["if-none-match"] === tag) return response.writeHead(304).end();
  if (encoding) response.setHeader("Content-Encoding", encoding);
  const bytes = await bytesOf(file, encoding, tag);
  return response.writeHead(200, { "Content-Type": typeOf(file), "Content-Length": bytes.length }).end(request.method === "HEAD" ? undefined : bytes);
}

const compressed = new Map();

// Caches compressed files; recompresses changed ones.
async function bytesOf(file, encoding, tag) {
  if (!encoding) return readFile(file);
  const key = `${encoding} ${file}`;
  if (compressed.get(key)?.tag !== tag) compressed.set(key, { tag, bytes: compress(file, encoding) });
  return compressed.get(key).bytes;
}

// The build compresses the engine better than there is time for here.
async function compress(file, encoding) {
  const [precompressed, original] = await Promise.all([`${file}.${encoding}`, file].map((path) => stat(path).catch(() => null)));
  return precompressed && original && precompressed.mtimeMs >= original.mtimeMs ? readFile(`${file}.${encoding}`) : COMPRESSORS[encoding](await readFile(file));
}

const encodingOf = ({ headers }) => Object.keys(COMPRESSORS).find((name) => new RegExp(`\\b${name}\\b(?!;q=0)`).test(String(headers["accept-encoding"] ?? ""))) ?? "";

// Licences and type declarations are shown as text.
const typeOf = (path) => TYPES[extname(path)] ?? "text/plain; charset=utf-8";

// INVARIANT: the file is in `www/`, outside the server's own folder, or in `pkg/`, whatever the path.
function fileOf(path) {
  let normalised;
  try {
    normalised = posix.normalize(decodeURIComponent(path));
  } catch {
    return null;
  }
  if (/[\0\\]|\.\./.test(normalised) || /^\/server\//i.test(normalised)) return null;
  if (normalised.endsWith("/")) return join(ROOT, "www", normalised, "index.html");
  return normalised.startsWith("/pkg/") ? join(ROOT, normalised) : join(ROOT, "www", normalised);
}

function refuse(response, status, text, headers = {}) {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", ...headers }).end(`${text}\n`);
}
