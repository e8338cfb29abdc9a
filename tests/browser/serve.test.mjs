// The static server: the deployed layout, the types browsers insist on, and nothing outside the two folders.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { request } from "node:http";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../tools/serve.mjs";

const server = await serve({ port: 0 });
after(() => server.close());
const { port } = server.address();

// `fetch` would tidy the path before sending it.
const get = (path) =>
  new Promise((resolve, reject) => {
    const call = request({ port, path }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, type: response.headers["content-type"] });
    });
    call.on("error", reject).end();
  });

test("the pages stand at the root and the package below it", async () => {
  assert.deepEqual(await get("/"), { status: 200, type: "text/html; charset=utf-8" });
  assert.deepEqual(await get("/crm.html?now=2026-03-02"), { status: 200, type: "text/html; charset=utf-8" });
  assert.deepEqual(await get("/pkg/form.js"), { status: 200, type: "text/javascript; charset=utf-8" });
});

test("nothing outside the two folders is served", async () => {
  for (const path of ["/Cargo.toml", "/../Cargo.toml", "/pkg/../Cargo.toml", "/pkg/%2e%2e/Cargo.toml", "/pkg/..%2fCargo.toml", "/%00", "/%", "/pkg/"]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test("a taken port is told in a sentence that names another", () => {
  const script = fileURLToPath(new URL("../../tools/serve.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, String(port)], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, new RegExp(`port ${port} is taken: .*serve.mjs ${port + 1}`));
});
