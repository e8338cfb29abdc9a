// Every recipe of pkg/README.md runs unchanged: in pages that Vite builds from the installed package, under the policy
// that the README gives, and in Node.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, test } from "node:test";
import { compile } from "svelte/compiler";
import { build, preview } from "vite";
import { compileScript, parse } from "vue/compiler-sfc";
import { openBrowser } from "../browser/browser.mjs";
import { project, run } from "./project.mjs";

const readme = await readFile(new URL("../../pkg/README.md", import.meta.url), "utf8");

/** Returns the code blocks under a heading, by language; several of one language in a row. */
function recipe(heading) {
  const [, text] = readme.split(`### ${heading}\n`);
  assert.ok(text, `the README has a recipe “${heading}”`);
  const blocks = text.split(/\n##/)[0].matchAll(/```(\w+)\n([\s\S]*?)```/g);
  const groups = {};
  for (const [, language, code] of blocks) (groups[language] ??= []).push(code);
  return groups;
}

const html = (body, script) => `<!doctype html><html lang="zh"><head><meta charset="utf-8"><link rel="icon" href="/icon.svg"><title>recipe</title></head><body>${body}<script type="module" src="${script}"></script></body></html>`;
const LOAD = `import init, { loadStandard } from "gongdan";
await init();
export const standard = await loadStandard("visit-fee");`;
const threeLines = recipe("An existing form in three lines");
const customPage = recipe("A page with its own codes, pickers and button");
const steps = recipe("A multi-step form");
const [checked, hooked] = recipe("React").jsx;
const element = recipe("A portal with the element");
const [worker, keep] = recipe("Offline").js;

const files = {
  "three.html": html(threeLines.html[0], "/three.js"),
  "three.js": threeLines.js[0],
  "own.html": html(customPage.html[0], "/own.js"),
  "own.js": customPage.js[0],
  "steps.html": html(steps.html[0], "/steps.js"),
  "steps.js": steps.js[0],
  "offline.html": html(threeLines.html[0], "/offline.js"),
  "offline.js": `${threeLines.js[0]}\nawait fetch("/api/mine");\n${keep}\nwindow.kept = true;`,
  "public/sw.js": worker,
  "public/icon.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
  "element.html": html(element.html[0], "/element.js"),
  "element.js": `import "./element.css";\n${element.js[0]}`,
  "element.css": element.css[0],
  "load.js": LOAD,
  "react.html": html(`<div id="root"></div>`, "/react.jsx"),
  "CheckedForm.jsx": checked,
  "react.jsx": `import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { CheckedForm } from "./CheckedForm.jsx";
import { standard } from "./load.js";
const names = { kh: "customer" };
createRoot(document.getElementById("root")).render(<StrictMode><CheckedForm standard={standard} form="visit_charge" names={names} onOrder={(order) => (window.order = order)}><label>客户 <input name="kh" /></label><button>提交</button></CheckedForm></StrictMode>);`,
  "hooked.html": html(`<div id="root"></div>`, "/hooked.jsx"),
  "HookedForm.jsx": hooked,
  "hooked.jsx": `import { createRoot } from "react-dom/client";
import { HookedForm } from "./HookedForm.jsx";
import { standard } from "./load.js";
createRoot(document.getElementById("root")).render(<HookedForm standard={standard} onOrder={(order) => (window.order = order)} />);`,
  "vue.html": html(`<div id="root"></div>`, "/vue.js"),
  "CheckedForm.vue": recipe("Vue").vue[0],
  "vue.js": `import { createApp, h } from "vue";
import CheckedForm from "./CheckedForm.vue";
import { standard } from "./load.js";
const inside = () => [h("label", ["客户 ", h("input", { name: "kh" })]), h("button", "提交")];
createApp({ render: () => h(CheckedForm, { standard, form: "visit_charge", names: { kh: "customer" }, onOrder: (order) => (window.order = order) }, inside) }).mount("#root");`,
  "svelte.html": html(`<div id="root"></div>`, "/svelte.js"),
  "CheckedForm.svelte": recipe("Svelte").svelte[0],
  "Page.svelte": `<script>
  import CheckedForm from "./CheckedForm.svelte";
  import { standard } from "./load.js";
</script>
<CheckedForm {standard} form="visit_charge" names={{ kh: "customer" }} onorder={(order) => (window.order = order)}>
  <label>客户 <input name="kh"></label><button>提交</button>
</CheckedForm>`,
  "svelte.js": `import { mount } from "svelte";
import Page from "./Page.svelte";
mount(Page, { target: document.getElementById("root") });`,
};

// The essence of these frameworks' plugins.
const frameworks = {
  name: "frameworks",
  enforce: "pre",
  transform(code, id) {
    if (id.endsWith(".vue")) return compileScript(parse(code, { filename: id }).descriptor, { id: "recipe", inlineTemplate: true }).content;
    if (id.endsWith(".svelte")) return compile(code, { filename: id, generate: "client" }).js.code;
    return null;
  },
};

const { folder: root } = await project(files);
for (const name of ["react", "react-dom", "react-hook-form", "@hookform", "vue", "svelte"]) {
  await mkdir(dirname(join(root, "node_modules", name)), { recursive: true });
  await symlink(fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url)), join(root, "node_modules", name));
}
const { open } = await openBrowser();

const pages = Object.keys(files).filter((path) => path.endsWith(".html")).map((path) => join(root, path));
await build({ root, configFile: false, logLevel: "error", plugins: [frameworks], esbuild: { jsx: "automatic" }, build: { target: "esnext", rollupOptions: { input: pages } } });
const [, policy] = /^Content-Security-Policy: (.*)$/.exec(recipe("Strict Content-Security-Policy").http[0].trim());
const server = await preview({ root, configFile: false, logLevel: "error", preview: { port: 0, host: "localhost", headers: { "Content-Security-Policy": policy } } });
after(() => server.close());
const [address] = server.resolvedUrls.local;

const visit = async (name) => {
  const page = await open(new URL(`${name}.html`, address).href);
  await page.locator("form, gongdan-form").first().waitFor({ state: "attached" });
  return page;
};

test("three lines check an existing form", async () => {
  const page = await visit("three");
  await page.locator(".gongdan-slot").first().waitFor({ state: "attached" });
  await page.locator("[name=slsj]").fill("2026-03-02T09:00");
  await page.locator("[name=djsj]").fill("2026-03-02T08:00");
  await page.locator("[name=djsj]").blur();
  await page.getByText("登记时间不得早于受理时间").first().waitFor();
  assert.deepEqual(page.errors, []);
});

test("a page keeps its codes, its picker and its button, and sends the same as before", async () => {
  const page = await visit("own");
  await page.locator(".gongdan-slot").first().waitFor({ state: "attached" });
  const listed = page.locator(".gongdan-summary-errors li");
  await page.locator("#save").click();
  await listed.first().waitFor();
  const messages = await listed.allTextContents();
  assert.ok(messages.includes("选择「状态」") && messages.includes("填写「值班记录表登记时间」") && !messages.some((text) => text.includes("受理时间")), messages.join());
  await page.locator("[name=zt]").selectOption("10");
  await page.locator("[name=djrq]").fill("2026-03-02");
  await page.locator("[name=djsj]").fill("08:30");
  await page.getByText("登记时间不得早于受理时间").first().waitFor();
  await page.locator("[name=djsj]").fill("09:30");
  assert.deepEqual((await listed.allTextContents()).filter((text) => /状态|登记/.test(text)), []);
  assert.deepEqual(await page.evaluate(() => new FormData(document.getElementById("order")).get("slsj")), "2026-03-02 09:00");
  assert.deepEqual(page.errors, []);
});

test("a form in steps blocks an invalid step, and the list leads into a hidden one", async () => {
  const page = await visit("steps");
  await page.locator(".gongdan-slot").first().waitFor({ state: "attached" });
  const [first, second] = ["received_at", "duty_log_at"].map((name) => page.locator(`[name=${name}]`));
  const visibility = async () => [await first.isVisible(), await second.isVisible(), await page.evaluate(() => document.activeElement.name)];
  await page.getByText("下一步").click();
  assert.deepEqual(await visibility(), [true, false, "received_at"]);
  await first.fill("2026-03-02T09:00");
  await page.getByText("下一步").click();
  assert.deepEqual((await visibility()).slice(0, 2), [false, true]);
  await page.evaluate(() => (document.querySelector("[name=received_at]").value = ""));
  await page.getByText("提交", { exact: true }).click();
  await page.locator(".gongdan-summary a").first().click();
  assert.deepEqual(await visibility(), [true, false, "received_at"]);
  assert.deepEqual(page.errors, []);
});

for (const name of ["react", "vue", "svelte"]) {
  test(`a form in ${name} is checked, blocked, and returns its order`, async () => {
    const page = await visit(name);
    await page.locator(".gongdan-slot").first().waitFor({ state: "attached" });
    assert.equal(await page.locator(".gongdan-star").count(), 1);
    await page.locator("button").click();
    await page.locator(".gongdan-summary").waitFor();
    assert.equal(await page.evaluate(() => window.order), undefined);
    assert.deepEqual(page.errors, []);
  });
}

test("React Hook Form shows the standard's findings", async () => {
  const page = await visit("hooked");
  await page.locator("button").click();
  await page.locator("[role=alert]", { hasText: "客户" }).waitFor();
  await page.locator("[name=customer]").fill("甲公司");
  await page.waitForFunction(() => document.querySelector("[role=alert]").textContent === "");
  assert.deepEqual(page.errors, []);
});

test("a portal has a whole form, its theme and its paper form", async () => {
  const page = await visit("element");
  await page.locator("gongdan-form form").waitFor();
  assert.equal(await page.locator("gongdan-form [name=visits]").inputValue(), "1");
  const theme = await page.locator("gongdan-form").evaluate((element) => [getComputedStyle(element).getPropertyValue("--gongdan-accent"), getComputedStyle(element.shadowRoot.querySelector("h2")).letterSpacing]);
  assert.equal(theme[0], "#6b2e8a");
  assert.notEqual(theme[1], "normal");
  const posted = page.waitForRequest("**/orders");
  const { order } = JSON.parse(await readFile(new URL("../cases/examples/visit-fee.json", import.meta.url), "utf8")).forms.visit_charge.passes;
  await page.locator("gongdan-form").evaluate((element, order) => (element.order = order), order);
  await page.waitForFunction(() => document.querySelector("gongdan-form").checkValidity());
  await page.locator("gongdan-form button[type=submit]").click();
  assert.match((await posted).postData(), /name="order"/);
  assert.deepEqual(page.errors.filter((text) => !text.includes("404")), []);
});

test("a page that was loaded once works without a network", async () => {
  const page = await visit("offline");
  await page.waitForFunction(() => window.kept && navigator.serviceWorker.controller);
  assert.equal(await page.evaluate(() => caches.match("/api/mine").then(Boolean)), false, "a person's data is not cached");
  await page.context().setOffline(true);
  await page.reload();
  await page.locator(".gongdan-slot").first().waitFor({ state: "attached" });
  await page.locator("button").click();
  await page.locator(".gongdan-summary").waitFor();
});

test("a month is collected and settled as documented", async () => {
  const sheets = ["transfer", "part_replaced"].map((repair_kind, at) => JSON.stringify({ order_no: `S${at}`, valid: true, repair_kind, product: "desktop", part_name: "x", part_size: "large" }));
  const script = `import init, { loadStandard } from "gongdan"; await init(); const standard = await loadStandard("labour-settlement"); const file = new Blob([process.argv[1]]);
    ${recipe("Month-end totals").js[0]} console.log(JSON.stringify([collected.transfer_count, groups[0].key, Object.keys(outputs)[0], steps.length > 0]));`;
  const output = await run(process.execPath, ["--input-type=module", "--eval", script, sheets.join("\n")], root);
  assert.deepEqual(JSON.parse(output), ["1", "desktop", "labour_fee", true]);
});

test("rules of a form library report the standard's findings of a field, including rules between fields", async () => {
  await writeFile(join(root, "rules.mjs"), recipe("A form library with its own validators").js[0]);
  const script = `import init, { loadStandard } from "gongdan"; import { rulesOf } from "./rules.mjs"; await init();
    let order = {};
    const rules = rulesOf(await loadStandard("demand-intake"), "service_order", () => order);
    const messageOf = (field) => { let message; rules[field][0].validator({}, order[field], (error) => (message = error?.message ?? null)); return message; };
    const first = messageOf("received_at");
    order = { received_at: "2026-03-02T09:00", duty_log_at: "2026-03-02T08:00" };
    console.log(JSON.stringify([first, messageOf("received_at"), messageOf("duty_log_at")]));`;
  assert.deepEqual(JSON.parse(await run(process.execPath, ["--input-type=module", "--eval", script], root)), ["填写「受理时间」", null, "登记时间不得早于受理时间"]);
});

test("the server checks again", async () => {
  await writeFile(join(root, "server.mjs"), recipe("Validate again on the server").js[0]);
  const script = `
    import { once } from "node:events";
    import { connect } from "node:net";
    import { server } from "./server.mjs";
    await new Promise((listening) => server.listen(0, listening));
    const post = async (body) => { const answer = await fetch("http://localhost:" + server.address().port, { method: "POST", body }); return [answer.status, await answer.json()]; };
    const { order } = JSON.parse(process.argv[1]);
    const answers = [await post("{}"), await post(JSON.stringify(order)), await post("no order")];
    const cutOff = connect(server.address().port, "localhost", () => cutOff.end("POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 9\\r\\n\\r\\n{"));
    await once(cutOff.resume(), "close");
    const tooLong = await post(JSON.stringify(order) + " ".repeat(2 << 20)).catch(() => [400]);
    console.log(JSON.stringify([...answers, tooLong, await post("{}")]));
    server.close();`;
  const { passes } = JSON.parse(await readFile(new URL("../cases/examples/visit-fee.json", import.meta.url), "utf8")).forms.visit_charge;
  const [refused, accepted, unreadable, tooLong, next] = JSON.parse(await run(process.execPath, ["--input-type=module", "--eval", script, JSON.stringify(passes)], root));
  assert.deepEqual([refused[0], accepted[0], unreadable[0], tooLong[0], next[0]], [422, 201, 400, 400, 422], "neither a request that is cut off nor one that is too long ends it");
  assert.ok(refused[1].findings.length > 3);
});

// It is built only if the sources of Rust's library are available.
const skip = existsSync(new URL("../../pkg/compat/index.js", import.meta.url)) ? false : "pkg/compat was not built";

test("the engine without WebAssembly is used where WebAssembly is missing or too old", { skip }, async () => {
  await writeFile(join(root, "engine.mjs"), recipe("Strict Content-Security-Policy").js[0]);
  const script = (prepare) => `${prepare} const { engine } = await import("./engine.mjs"); const { loadStandard } = await engine(); console.log((await loadStandard("visit-fee")).validate("visit_charge", {}).findings.length);`;
  const tooOld = 'WebAssembly.instantiate = async () => { throw new WebAssembly.CompileError("Wasm SIMD unsupported"); };';
  const counts = await Promise.all(["", "delete globalThis.WebAssembly;", tooOld].map((prepare) => run(process.execPath, ["--input-type=module", "--eval", script(prepare)], root)));
  assert.ok(Number(counts[0]) > 3);
  assert.deepEqual(counts, counts.map(() => counts[0]));
});

test("a standard of one's own loads without lint findings, and an organisation has its own figures", async () => {
  const [document] = recipe("Your own standard").json;
  await writeFile(join(root, "leak-repair.json"), document);
  await writeFile(join(root, "due.mjs"), recipe("Parameters for each organisation").js[0]);
  await run(process.execPath, ["node_modules/gongdan/bin/gongdan.js", "lint", "leak-repair.json"], root);
  const script = `import { readFileSync } from "node:fs"; import { dueFor } from "./due.mjs"; const text = readFileSync("leak-repair.json", "utf8"); console.log([await dueFor(text), await dueFor(text, { hours: 12 })].join(" "));`;
  assert.equal((await run(process.execPath, ["--input-type=module", "--eval", script], root)).trim(), "2026-03-02T13:00:00+08:00 2026-03-02T21:00:00+08:00");
});

test("the API reference matches the types", async () => {
  await run(process.execPath, ["tools/api.mjs", "--check"], fileURLToPath(new URL("../../", import.meta.url)));
});
