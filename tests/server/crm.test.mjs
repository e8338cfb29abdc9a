// The CRM's page as rendered by the server: what a form without scripts sends, and what comes back.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { CLOSED, MAINTENANCE, SETTLEMENT } from "../browser/order.mjs";
import { all, first, get, hasClass, hasId, isTag, read, text } from "../../www/server/crm/markup.js";
import { startServer } from "./orders.mjs";
import { newFolder } from "../folder.mjs";

const ownServer = await startServer({ moment: "2026-03-26T10:22:00+08:00" });

const controls = (page, name) => all(page, (control) => get(control, "name") === name && ["input", "select", "textarea"].includes(control.tagName));
const isShown = (page, id) => get(first(page, hasId(id)), "hidden") === undefined;
const messages = (page) => all(page, (place) => /-looked$/.test(get(place, "id") ?? "")).map((place) => [get(place, "id").replace("-looked", ""), text(place)]);

/** Returns a control's value as the page shows it. */
function valueOf(page, name) {
  const [control, ...more] = controls(page, name);
  if (get(control, "type") === "radio") return get([control, ...more].find((radio) => get(radio, "checked") !== undefined) ?? control, "value");
  if (control.tagName === "textarea") return text(control);
  return control.tagName === "select" ? get(first(control, (option) => get(option, "selected") !== undefined), "value") : get(control, "value");
}

async function request(path, { body, at = ownServer, headers = {} } = {}) {
  const answer = await at.request(body === undefined ? "GET" : "POST", path, { body: body?.toString(), headers: { ...(body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }), ...headers } });
  return { ...answer, html: answer.body.toString(), page: read(answer.body.toString()) };
}

/** Sends a form of the page like a browser without scripts: to its own URL, with its own record. */
async function send(values, { desk = "paigong", lang = "zh", ...options } = {}) {
  const { page } = await request(`/crm.html?lang=${lang}`, options);
  const form = first(page, hasId(desk));
  const record = get(first(form, (control) => get(control, "name") === "record"), "value");
  const address = new URL(get(form, "action"), "http://localhost/");
  const body = new URLSearchParams({ record, ...values });
  return { ...(await request(address.pathname + address.search, { body, ...options })), body, path: address.pathname + address.search };
}

test("each form posts to the server, and required fields have a star before anything was sent", async () => {
  const { status, type, headers, page } = await request("/crm.html");
  assert.deepEqual([status, type, headers.get("Cache-Control")], [200, "text/html; charset=utf-8", "no-store"]);
  for (const form of all(page, isTag("form"))) {
    assert.equal(get(form, "action"), `./crm.html?desk=${get(form, "id")}&lang=zh`);
    assert.equal(get(form, "method"), "post");
    assert.ok(first(form, hasClass("gongdan-star")), get(form, "id"));
  }
  assert.equal(valueOf(page, "slsj"), "2026-03-26T10:22", "the time of the call is from the server's clock");
});

test("an order with errors comes back complete with 422, each message beside its field, and a list of links", async () => {
  const { status, page } = await send({ ...CLOSED, zbdjsj: "2026-03-02T08:00", hfjg: "" });
  assert.equal(status, 422);
  assert.deepEqual(messages(page).map(([name]) => name).sort(), ["hfjg", "zbdjsj"]);
  for (const name of ["zbdjsj", "hfjg"]) assert.deepEqual([get(controls(page, name)[0], "aria-invalid"), get(controls(page, name)[0], "aria-describedby")], ["true", `${name}-looked`]);
  const links = all(first(page, hasId("looked")), isTag("a"));
  assert.deepEqual(links.map((link) => get(link, "href")).sort(), ["#hfjg", "#zbdjsj"]);
  assert.equal(text(links.find((link) => get(link, "href") === "#zbdjsj")), "登记时间不得早于受理时间");
  for (const [name, value] of Object.entries({ ...CLOSED, zbdjsj: "2026-03-02T08:00", hfjg: "" })) assert.equal(valueOf(page, name) ?? "", value, name);
  assert.match(text(first(page, isTag("title"))), /^错误：/);
});

for (const [desk, order, change] of [["paigong", CLOSED, { clfy: "12.345" }], ["jianxiu", MAINTENANCE, { gdms: "采煤机" }], ["jiesuan", SETTLEMENT, { zlwf: "5251.19" }]]) {
  test(`${desk}: a valid order is stored and has a number, an invalid one names the field`, async () => {
    const refused = await send({ ...order, ...change }, { desk });
    assert.equal(refused.status, 422);
    assert.ok(messages(refused.page).some(([name]) => name === Object.keys(change)[0]));
    assert.equal(get(all(refused.page, hasClass("desk")).find((place) => get(place, "data-desk") === desk), "hidden"), undefined);
    const accepted = await send(order, { desk });
    assert.equal(accepted.status, 201, text(accepted.page));
    assert.equal(isShown(accepted.page, "kept"), true);
    const [number, secret] = ["kept-number", "kept-code"].map((id) => text(first(accepted.page, hasId(id))));
    const record = await ownServer.request("GET", `/api/orders/${number}`, { secret });
    assert.equal(record.status, 200);
    const rows = all(first(accepted.page, hasId("kept")), isTag("tr")).map((row) => [text(first(row, isTag("code"))), text(first(row, isTag("td")))]);
    assert.deepEqual(Object.fromEntries(rows), order);
  });
}

test("codes, booleans and figures are converted for the standard", async () => {
  const { page } = await send(CLOSED);
  const [number, secret] = ["kept-number", "kept-code"].map((id) => text(first(page, hasId(id))));
  const { order } = (await ownServer.request("GET", `/api/orders/${number}`, { secret })).body;
  assert.deepEqual([order.status, order.solvable, order.fee, order.received_at], ["closed", true, "80.00", "2026-03-02T09:00"]);
});

test("all input stays text", async () => {
  const hostileTexts = ['"><img src=x onerror=alert(1)>', "</textarea><script>alert(1)</script>", "</title><script>", "&lt;b&gt; &amp;quot;", "'\u0000<!--", "\n\nfirst"];
  for (const value of hostileTexts) {
    const { page, status } = await send({ ...CLOSED, gkyq: value, bsnr: value, zt: value, clry: "", hfjg: "", fzfw: value, zq: value });
    assert.equal(status, 422);
    const scripts = all(page, isTag("script", "img", "b"));
    assert.deepEqual(scripts.map((script) => get(script, "src")), ["./page.js", "./crm/attach.js"]);
    assert.deepEqual(all(page, ({ attrs }) => attrs.some(({ name }) => name.startsWith("on"))), []);
    for (const name of ["gkyq", "bsnr"]) assert.equal(valueOf(page, name).replaceAll("\r", ""), value.replace("\u0000", "\uFFFD"), name);
  }
});

test("a form that is sent again is the same record; changed, it needs a confirmation and becomes a record of its own", async () => {
  const stored = await send(CLOSED);
  const number = ({ page }) => text(first(page, hasId("kept-number")));
  const resent = await request(stored.path, { body: stored.body });
  assert.deepEqual([resent.status, number(resent)], [200, number(stored)]);
  const changedBody = new URLSearchParams([...stored.body, ["fzfw", "x"]].filter(([name, value]) => name !== "fzfw" || value === "x"));
  const other = await request(stored.path, { body: changedBody });
  assert.equal(other.status, 409);
  assert.equal(isShown(other.page, "refused"), true);
  changedBody.set("record", get(first(first(other.page, hasId("paigong")), (control) => get(control, "name") === "record"), "value"));
  const resentChanged = await request(stored.path, { body: changedBody });
  assert.equal(resentChanged.status, 201);
  assert.notEqual(number(resentChanged), number(stored));
});

test("the English page is completely English, with the Chinese texts for the switch", async () => {
  const { html, page } = await send({ ...CLOSED, hfjg: "", kfjj: "" }, { lang: "en" });
  assert.equal(get(first(page, isTag("html")), "lang"), "en");
  assert.equal(text(first(page, isTag("h1"))), "Service order (repair)");
  assert.equal(get(first(page, isTag("h1")), "data-zh"), "服务派工单（维修单）");
  for (const [, message] of messages(page)) assert.doesNotMatch(message, /\p{Script=Han}/u);
  assert.match(text(first(page, hasId("looked"))), /2 things need to be put right/);
  assert.match(html, /desk=paigong&amp;lang=en"/);
});

test("refuses what is no form of the page with a page that says so", async () => {
  const check = async (status, path, options, sentence) => {
    const answer = await request(path, options);
    assert.equal(answer.status, status);
    assert.equal(isShown(answer.page, "refused"), true);
    assert.match(text(first(answer.page, hasId("refused"))), sentence);
  };
  const record = crypto.randomUUID();
  await check(404, "/crm.html?desk=toString", { body: new URLSearchParams({ record }) }, /没有这张表单/);
  await check(404, "/crm.html", { body: new URLSearchParams({ record }) }, /没有这张表单/);
  await check(400, "/crm.html?desk=paigong", { body: new URLSearchParams({ record: "1" }) }, /UUID/);
  await check(400, "/crm.html?desk=paigong&lang=en", { body: new URLSearchParams() }, /UUID/);
  await check(413, "/crm.html?desk=paigong", { body: new URLSearchParams({ record, bsnr: "x".repeat(70_000) }) }, /至多 64 KB/);
  await check(415, "/crm.html?desk=paigong", { body: "a", headers: { "Content-Type": "text/plain" } }, /x-www-form-urlencoded/);
  await check(403, "/crm.html?desk=paigong", { body: new URLSearchParams({ record, ...CLOSED }), headers: { "Sec-Fetch-Site": "cross-site" } }, /别的网站/);
  assert.equal((await ownServer.request("PUT", "/crm.html", { body: "" })).status, 405);
});

test("tells clients over the rate limit when to retry", async () => {
  const at = await startServer({ perMinute: 2 });
  for (let attempt = 0; attempt < 2; attempt++) assert.equal((await request("/crm.html", { at })).status, 200);
  const { status, headers, page } = await request("/crm.html", { at });
  assert.deepEqual([status, headers.get("Retry-After")], [429, "30"]);
  assert.equal(isShown(page, "refused"), true);
});

test("a server with other standards serves the page unchanged", async () => {
  const at = await startServer({ standards: pathToFileURL(`${newFolder()}/`) });
  const { status, page } = await request("/crm.html", { at });
  assert.equal(status, 200);
  assert.equal(get(first(page, hasId("paigong")), "action"), "#done");
});

test("reports a page that cannot be rendered, and the server keeps working", async (t) => {
  t.mock.method(console, "error", () => {});
  const folder = newFolder(), write = (id, text) => writeFile(join(folder, `${id}.json`), text);
  for (const id of ["demand-intake", "mine-maintenance-order", "labour-settlement"]) await write(id, await readFile(new URL(`../../pkg/standards/${id}.json`, import.meta.url), "utf8"));
  const at = await startServer({ standards: pathToFileURL(`${folder}/`) });
  await write("demand-intake", "{");
  assert.equal((await request("/crm.html", { at })).status, 500);
  assert.equal((await at.request("GET", "/api/clock")).status, 200);
});
