// The server of the pages: the deployed layout, correct media types, nothing outside the two folders, nothing sent
// twice.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { serve } from "../../www/server/serve.js";
import { newFolder } from "../folder.mjs";

const server = await serve({ port: 0 });
after(() => server.close());
const { port } = server.address();

// `fetch` would normalise the path.
const send = (path, headers = {}, method = "GET") =>
  new Promise((resolve, reject) => {
    const call = request({ port, path, headers, method }, async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) });
    });
    call.on("error", reject).end();
  });
const get = async (path) => {
  const { status, headers } = await send(path);
  return { status, type: headers["content-type"] };
};

test("the pages are at the root and the package below it", async () => {
  assert.deepEqual(await get("/"), { status: 200, type: "text/html; charset=utf-8" });
  assert.deepEqual(await get("/crm.html?now=2026-03-02"), { status: 200, type: "text/html; charset=utf-8" });
  assert.deepEqual(await get("/pkg/form.js"), { status: 200, type: "text/javascript; charset=utf-8" });
});

test("serves other files as plain text: licences, type declarations", async () => {
  for (const path of ["/pkg/LICENSE-MIT", "/pkg/index.d.ts"]) assert.deepEqual(await get(path), { status: 200, type: "text/plain; charset=utf-8" }, path);
});

test("reports a page that cannot be read, and the server keeps working", async (t) => {
  t.mock.method(console, "error", () => {});
  const pages = Object.defineProperty({}, "/gone.html", { get: () => { throw new Error("EMFILE"); } });
  const other = await serve({ port: 0, pages });
  t.after(() => other.close());
  const at = (path) => fetch(`http://localhost:${other.address().port}${path}`);
  assert.deepEqual([(await at("/gone.html")).status, (await at("/index.html")).status], [500, 200]);
});

test("serves nothing outside the two folders", async () => {
  for (const path of ["/Cargo.toml", "/../Cargo.toml", "/pkg/../Cargo.toml", "/pkg/%2e%2e/Cargo.toml", "/pkg/..%2fCargo.toml", "/%00", "/%", "/pkg/", "/server/store.js", "/server/../server/api.js", "/%73erver/api.js", "//server/api.js", "/SERVER/api.js", "/..%5cCargo.toml", "/server%5capi.js"]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test("an unknown URL gives browsers a page with links, at any depth, and programs one line", async () => {
  const accept = "text/html,application/xhtml+xml";
  for (const path of ["/none.html", "/standards/none.html", "/a/b/c"]) {
    const { status, headers, bytes } = await send(path, { accept });
    assert.deepEqual([status, headers["content-type"]], [404, "text/html; charset=utf-8"], path);
    const links = [...bytes.toString().matchAll(/(?:href|src)="([^"?#]+)/g)].map(([, link]) => link);
    for (const link of links) assert.equal((await get(link)).status, 200, link);
    assert.equal((await send(path, { accept: "*/*" })).headers["content-type"], "text/plain; charset=utf-8");
  }
});

test("a folder, and a page without its extension, redirect to the intended page, and nowhere else", async () => {
  for (const [path, expected] of [["/standards", "/standards/"], ["/portal?lang=en", "/portal.html?lang=en"], ["/crm/react", "/crm/react.html"], ["//standards", "/standards/"]]) {
    const { status, headers } = await send(path);
    assert.deepEqual([status, headers.location], [302, expected], path);
  }
  for (const path of ["/server", "/pkg", "/none", "//evil.test"]) assert.equal((await send(path)).status, 404, path);
});

test("a port in use is reported by a message that suggests another", () => {
  const script = fileURLToPath(new URL("../../www/server/main.js", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, String(port), newFolder()], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`port ${port} is taken: .*main.js ${port + 1}`));
});

test("a page is compressed as the browser accepts, and not sent again while unchanged", async () => {
  const plain = readFileSync(new URL("../../www/page.css", import.meta.url));
  for (const [accepted, encoding, unpack] of [["gzip, deflate, br", "br", brotliDecompressSync], ["gzip", "gzip", gunzipSync], ["br;q=0, gzip", "gzip", gunzipSync], ["identity", undefined, (bytes) => bytes]]) {
    const { headers, bytes } = await send("/page.css", { "accept-encoding": accepted });
    assert.equal(headers["content-encoding"], encoding);
    assert.deepEqual(unpack(bytes), plain);
    const revalidated = await send("/page.css", { "accept-encoding": accepted, "if-none-match": headers.etag });
    assert.deepEqual([revalidated.status, revalidated.bytes.length], [304, 0]);
  }
});

test("every response has the strict policy, and pages are read-only", async () => {
  for (const path of ["/", "/no-such-page", "/pkg/index.js"]) {
    const { headers } = await send(path);
    assert.match(headers["content-security-policy"], /default-src 'none'.*require-trusted-types-for 'script'/);
    assert.equal(headers["x-content-type-options"], "nosniff");
  }
  for (const method of ["POST", "PUT", "DELETE"]) assert.equal((await send("/index.html", {}, method)).status, 405, method);
  assert.equal((await send("/page.css", {}, "HEAD")).bytes.length, 0);
});
