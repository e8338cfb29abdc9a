// Receipts: a decision is repeated from its receipt and its order, and later changes are reported.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import init, { GongdanError, Standard } from "../../pkg/index.js";
import { canonical, decide, digest, engine, recheck } from "../../pkg/receipt.js";
import { newFolder } from "../folder.mjs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");

before(() => init());

/** Returns a receipt and its order, for an example of a standard. */
async function receiptOf(id, { form, order, now }) {
  const text = await read(`pkg/standards/${id}.json`);
  const standard = Standard.parse(text);
  const { version } = standard.describe();
  return { form, standard: { id, version, digest: await digest(text) }, engine: await engine(), order: await digest(canonical(order)), now, decision: decide(standard, form, order, now) };
}

const NOW = "2026-03-20T12:00:00+08:00";
const example = async (id) => {
  const [[form, { passes }]] = Object.entries(JSON.parse(await read(`tests/cases/examples/${id}.json`)).forms);
  return { form, order: passes.order, now: passes.now ?? NOW };
};

test("every example order of every standard gets a receipt whose decision is repeated", async () => {
  let count = 0;
  for (const name of await readdir(new URL("tests/cases/examples/", root))) {
    const { standard, forms } = JSON.parse(await read(`tests/cases/examples/${name}`));
    for (const [form, { passes, breaks }] of Object.entries(forms)) {
      for (const { order, now = NOW } of [passes, ...breaks].filter(Boolean)) {
        assert.deepEqual((await recheck(await receiptOf(standard, { form, order, now }), order)).differences, [], `${name} ${form}`);
        count++;
      }
    }
  }
  assert.ok(count > 100, String(count));
});

test("a date is written as in JSON, whatever its index in a list, and a circular value is refused", () => {
  const circular = {};
  circular.one = circular.other = circular;
  const orders = Array.from({ length: 100 }, (_, index) => ({ index, at: new Date(0) }));
  assert.equal(orders.map(canonical)[99], '{"at":"1970-01-01T00:00:00.000Z","index":99}');
  for (const invalid of [circular, { circular }, [[circular]]]) assert.throws(() => canonical(invalid), { name: "GongdanError", code: "too_deep" });
  assert.throws(() => canonical({ fee: 10n }), { code: "not_json", message: "`order` must be JSON, not 10" });
});

/** Checks the result of `recheck` after a change to a receipt or its order. */
async function check(change, expected, same) {
  const sample = await example("onsite-record");
  const receipt = structuredClone(await receiptOf("onsite-record", sample));
  const order = structuredClone(sample.order);
  const options = (await change(receipt, order)) ?? {};
  const result = await recheck(receipt, order, options);
  assert.deepEqual(result.differences.map(({ what }) => what), expected);
  assert.equal(result.same, same);
  return result;
}

test("reports a changed order, although its decision is the same", () =>
  check((receipt, order) => void (order.version = "5.1"), ["order"], false));

test("the order of members makes no difference", () =>
  check((receipt, order) => {
    const members = Object.entries(order).reverse();
    for (const [name] of members) delete order[name];
    Object.assign(order, Object.fromEntries(members));
  }, [], true));

test("reports a forged decision", async () => {
  const { decision } = await check((receipt) => void (receipt.decision.deadlines[0].status = "met"), ["decision"], false);
  assert.equal(decision.valid, true);
});

test("another time is another decision", () => check((receipt) => void (receipt.now = "2026-03-02T08:00:00+08:00"), ["decision"], false));

test("another engine is reported, but does not change the decision", () => check((receipt) => void (receipt.engine.digest = `sha256:${"0".repeat(64)}`), ["engine"], true));

test("a standard other than the built-in version must be passed, and then the decision is repeated", async () => {
  const document = JSON.parse(await read("pkg/standards/onsite-record.json"));
  const earlier = JSON.stringify({ ...document, version: "0.9.0" });
  const name = async (receipt) => void (receipt.standard = { id: "onsite-record", version: "0.9.0", digest: await digest(earlier) });
  const { decision } = await check(name, ["standard"], false);
  assert.equal(decision, null);
  await check(async (receipt) => (await name(receipt), { standard: earlier }), [], true);
});

test("does not fetch a standard that is not built in", async () => {
  for (const id of ["../package", "no-such", "standard.schema", ""]) await check((receipt) => void (receipt.standard.id = id), ["standard"], false);
});

test("a built-in standard that the disk fails to deliver is an error, not another standard", async () => {
  const { getBuiltinModule } = process, sample = await example("onsite-record"), receipt = await receiptOf("onsite-record", sample);
  process.getBuiltinModule = () => ({ readFile: () => Promise.reject(Object.assign(new Error("EMFILE"), { code: "EMFILE" })) });
  try {
    await assert.rejects(recheck(receipt, sample.order), { name: "GongdanError", code: "standard_not_loaded" });
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});

test("no receipt, or a circular order, is misuse", async () => {
  const receipt = await receiptOf("onsite-record", await example("onsite-record"));
  for (const invalid of [null, undefined, 5, {}, [], { ...receipt, order: 5 }, { ...receipt, decision: null }, { ...receipt, engine: {} }]) {
    await assert.rejects(recheck(invalid, {}), (error) => error instanceof GongdanError && error.code === "not_a_receipt" && error.message.includes("receipt"));
  }
  let deep = {};
  for (let level = 0; level < 100; level++) deep = { deep };
  await assert.rejects(recheck(receipt, deep), (error) => error instanceof GongdanError && error.code === "too_deep");
});

test("one value has one canonical text", () => {
  for (const [value, text] of [[{ b: 1, a: [true, null, undefined] }, '{"a":[true,null,null],"b":1}'], [{ a: undefined }, "{}"], ["工\n单", '"工\\n单"'], [{ "": { é: 1, z: 2 } }, '{"":{"z":2,"é":1}}'], [undefined, "null"]]) {
    assert.equal(canonical(value), text);
  }
});

test("the digest is SHA-256 over UTF-8, and the engine has the version of package.json", async () => {
  assert.equal(await digest("abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.equal((await engine()).version, JSON.parse(await read("pkg/package.json")).version);
  assert.equal((await engine()).digest, await digest(await readFile(new URL("pkg/wasm/gongdan_bg.wasm", root))));
});

const run = (...args) => new Promise((resolve) => execFile(process.execPath, [new URL("pkg/bin/gongdan.js", root).pathname, "recheck", ...args], (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr })));

test("the command says whether the decision is the same, also by its exit code", async () => {
  const sample = await example("onsite-record");
  const receipt = await receiptOf("onsite-record", sample);
  const folder = newFolder();
  const file = async (name, content) => (await writeFile(join(folder, name), JSON.stringify(content)), join(folder, name));
  const [receiptFile, orderFile, otherFile] = [await file("receipt.json", receipt), await file("order.json", sample.order), await file("other.json", { ...sample.order, version: "6" })];
  assert.deepEqual(await run(receiptFile, orderFile), { code: 0, stdout: "结论相同\n", stderr: "" });
  const other = await run("--en", receiptFile, otherFile);
  assert.equal(other.code, 1);
  assert.match(other.stdout, /^the decision could not be repeated\n {2}the order is not the one .*\n {4}receipt: sha256:/);
  assert.equal((await run(receiptFile)).code, 2);
  assert.equal((await run(orderFile, receiptFile)).code, 2);
  assert.match((await run(receiptFile, join(folder, "none.json"))).stderr, /none\.json: 没有这个文件/);
  assert.match((await run("--en", receiptFile, folder)).stderr, /: this is a folder/);
});
