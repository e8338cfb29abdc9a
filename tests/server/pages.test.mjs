// The pages' side of the server: the deployed layout, the types browsers insist on, nothing outside the two folders, nothing sent twice.

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

// `fetch` would tidy the path before sending it.
const ask = (path, headers = {}, method = "GET") =>
  new Promise((resolve, reject) => {
    const call = request({ port, path, headers, method }, async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) });
    });
    call.on("error", reject).end();
  });
const get = async (path) => {
  const { status, headers } = await ask(path);
  return { status, type: headers["content-type"] };
};

test("the pages stand at the root and the package below it", async () => {
  assert.deepEqual(await get("/"), { status: 200, type: "text/html; charset=utf-8" });
  assert.deepEqual(await get("/crm.html?now=2026-03-02"), { status: 200, type: "text/html; charset=utf-8" });
  assert.deepEqual(await get("/pkg/form.js"), { status: 200, type: "text/javascript; charset=utf-8" });
});

test("what is no page is read as plain text: licences, type declarations", async () => {
  for (const path of ["/pkg/LICENSE-MIT", "/pkg/index.d.ts"]) assert.deepEqual(await get(path), { status: 200, type: "text/plain; charset=utf-8" }, path);
});

test("a page that cannot be read is told, and the server goes on", async (t) => {
  t.mock.method(console, "error", () => {});
  const pages = Object.defineProperty({}, "/gone.html", { get: () => { throw new Error("EMFILE"); } });
  const other = await serve({ port: 0, pages });
  t.after(() => other.close());
  const at = (path) => fetch(`http://localhost:${other.address().port}${path}`);
  assert.deepEqual([(await at("/gone.html")).status, (await at("/index.html")).status], [500, 200]);
});

test("nothing outside the two folders is served", async () => {
  for (const path of ["/Cargo.toml", "/../Cargo.toml", "/pkg/../Cargo.toml", "/pkg/%2e%2e/Cargo.toml", "/pkg/..%2fCargo.toml", "/%00", "/%", "/pkg/", "/server/store.js", "/server/../server/api.js", "/%73erver/api.js", "//server/api.js", "/SERVER/api.js", "/..%5cCargo.toml", "/server%5capi.js"]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test("who goes astray in a browser finds a page that leads on, at any depth; a program gets a line", async () => {
  const accept = "text/html,application/xhtml+xml";
  for (const path of ["/none.html", "/standards/none.html", "/a/b/c"]) {
    const { status, headers, bytes } = await ask(path, { accept });
    assert.deepEqual([status, headers["content-type"]], [404, "text/html; charset=utf-8"], path);
    const links = [...bytes.toString().matchAll(/(?:href|src)="([^"?#]+)/g)].map(([, link]) => link);
    for (const link of links) assert.equal((await get(link)).status, 200, link);
    assert.equal((await ask(path, { accept: "*/*" })).headers["content-type"], "text/plain; charset=utf-8");
  }
});

test("a folder, and a page without its ending, lead to the page that was meant, and nowhere else", async () => {
  for (const [path, meant] of [["/standards", "/standards/"], ["/portal?lang=en", "/portal.html?lang=en"], ["/crm/react", "/crm/react.html"], ["//standards", "/standards/"]]) {
    const { status, headers } = await ask(path);
    assert.deepEqual([status, headers.location], [302, meant], path);
  }
  for (const path of ["/server", "/pkg", "/none", "//evil.test"]) assert.equal((await ask(path)).status, 404, path);
});

test("a taken port is told in a sentence that names another", () => {
  const script = fileURLToPath(new URL("../../www/server/main.js", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, String(port), newFolder()], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`port ${port} is taken: .*main.js ${port + 1}`));
});

test("a page is packed as the browser can read it, and not sent again while it is the same", async () => {
  const plain = readFileSync(new URL("../../www/page.css", import.meta.url));
  for (const [accepted, encoding, unpack] of [["gzip, deflate, br", "br", brotliDecompressSync], ["gzip", "gzip", gunzipSync], ["br;q=0, gzip", "gzip", gunzipSync], ["identity", undefined, (bytes) => bytes]]) {
    const { headers, bytes } = await ask("/page.css", { "accept-encoding": accepted });
    assert.equal(headers["content-encoding"], encoding);
    assert.deepEqual(unpack(bytes), plain);
    const again = await ask("/page.css", { "accept-encoding": accepted, "if-none-match": headers.etag });
    assert.deepEqual([again.status, again.bytes.length], [304, 0]);
  }
});

test("every answer carries the strict policy, and pages are only read", async () => {
  for (const path of ["/", "/no-such-page", "/pkg/index.js"]) {
    const { headers } = await ask(path);
    assert.match(headers["content-security-policy"], /default-src 'none'.*require-trusted-types-for 'script'/);
    assert.equal(headers["x-content-type-options"], "nosniff");
  }
  for (const method of ["POST", "PUT", "DELETE"]) assert.equal((await ask("/index.html", {}, method)).status, 405, method);
  assert.equal((await ask("/page.css", {}, "HEAD")).bytes.length, 0);
});
