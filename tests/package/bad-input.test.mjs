// Bad input for every public function that runs without a page: each call returns, or throws a typed error that says
// what to do, and the engine works correctly afterwards. For pages see tests/browser/bad-input.test.mjs. Seeded;
// GONGDAN_CASES sets the number, GONGDAN_SEED the first seed.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import * as index from "../../pkg/index.js";
import * as lint from "../../pkg/lint.js";
import * as receipt from "../../pkg/receipt.js";
import * as schema from "../../pkg/standard-schema.js";
import * as worker from "../../pkg/worker.js";
import { JUNK, faultOf, generator, mutated, mutatedArguments } from "./junk.mjs";
import { publicCalls } from "./public-calls.mjs";
import { makeTryCall, watch } from "./watch.mjs";

const { Standard, loadStandard } = index;
const count = Number(process.env.GONGDAN_CASES ?? 2000);
const first = Number(process.env.GONGDAN_SEED ?? 1);
const text = await readFile(new URL("../../standards/demand-intake.json", import.meta.url), "utf8");
const { cases } = JSON.parse(await readFile(new URL("../cases/demand-intake.json", import.meta.url), "utf8"));
const orders = cases.filter((testCase) => testCase.order).map((testCase) => testCase.order);
const announce = watch(), tryCall = makeTryCall(announce, index);

await index.default();
const mineStandard = await loadStandard("mine-maintenance-order"), sms = await loadStandard("sms-transfer"), standard = Standard.parse(text);

/** Yields each seed with its generator. */
function* seeds(cases = count) {
  for (let seed = first; seed < first + cases; seed++) yield [seed, generator(seed)];
}

/** Returns a receipt for an order, as a server does. */
async function receiptFor(order, now) {
  const { version } = standard.describe();
  const decision = receipt.decide(standard, "service_order", order, now);
  return { form: "service_order", standard: { id: standard.id, version, digest: await receipt.digest(text) }, engine: await receipt.engine(), order: await receipt.digest(receipt.canonical(order)), now, decision };
}

/** Calls every function with changed arguments repeatedly; after each round the engine must still be correct. */
async function checkCalls(entries, rounds) {
  const api = entries.index, now = "2026-03-02T10:00:00+08:00";
  const parsed = api.Standard.parse(text), expected = JSON.stringify(parsed.evaluate("service_order", orders[0], { now }));
  // The calls keep their generator, but each seed has its own.
  let random = generator(first);
  const seededRandom = { below: (bound) => random.below(bound), pick: (list) => random.pick(list), odds: (count) => random.odds(count) };
  const calls = await publicCalls(entries, { text, orders, receipt: await receiptFor(orders[0], now) }, seededRandom);
  for (let seed = first; seed < first + rounds; seed++) {
    for (const [position, [name, { args, run, every = 1 }]] of Object.entries(calls).entries()) {
      if (seed % every !== 0) continue;
      random = generator(seed * 1000 + position);
      announce(`${name}, seed ${seed}`);
      try {
        await run(...mutatedArguments(seededRandom, args()));
      } catch (error) {
        assert.equal(faultOf(error, api, index), undefined, `seed ${seed}, ${name}`);
      }
    }
    assert.equal(JSON.stringify(parsed.evaluate("service_order", orders[0], { now })), expected, `after seed ${seed}`);
  }
  return calls;
}

test("every public function returns or refuses any input, and the engine stays correct", async () => {
  const entries = { index, worker, schema, lint, receipt };
  const calls = await checkCalls(entries, count);
  assert.deepEqual(publicNames(entries).filter((name) => !Object.hasOwn(calls, name)), [], "not called");
});

// It is built only if the sources of Rust's library are available.
const skip = existsSync(new URL("../../pkg/compat/index.js", import.meta.url)) ? false : "pkg/compat was not built";

test("the engine without WebAssembly handles the same input", { skip }, async () => {
  const compat = await import("../../pkg/compat.js");
  await compat.default();
  await checkCalls({ index: compat, worker, schema, lint, receipt }, Math.ceil(count / 20));
});

/** Returns the exports of the package by the names of their calls: functions, and the members of classes and their objects. */
function publicNames(entries) {
  const found = new Set();
  for (const [name, value] of Object.values(entries).flatMap((entry) => Object.entries(entry))) {
    if (value.prototype instanceof Error) continue; // Errors are thrown, not constructed by callers.
    if (!/^class /.test(Function.prototype.toString.call(value))) found.add(name);
    else for (const member of membersOf(value, name)) found.add(member);
  }
  return [...found];
}

function membersOf(kind, name) {
  const statics = Object.getOwnPropertyNames(kind).filter((key) => typeof kind[key] === "function" && key !== "prototype").map((key) => `${name}.${key}`);
  const members = new Set();
  for (let prototype = kind.prototype; prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype)) for (const key of Object.getOwnPropertyNames(prototype)) if (key !== "constructor") members.add(`${name}#${key}`);
  return [`new ${name}`, `${name}#[dispose]`, ...statics, ...members];
}

// Each in its own thread, where no engine is loaded yet.
const LOAD_SCRIPT = `
const { parentPort, workerData: { entry, junk } } = require("node:worker_threads");
Promise.all([import(entry), import(junk)]).then(async ([api, { JUNK, faultOf }]) => {
  const faults = [];
  // The other entries contain their engine, and accept no source.
  const loads = { index: [api.default, api.initSync], inline: [api.initSync], compat: [] }[/(\\w+).js$/.exec(entry)[1]];
  for (const source of JUNK) {
    for (const load of loads) {
      if (load === api.default && (source === undefined || source === null)) continue;
      try {
        await load(source);
        faults.push("taken: " + typeof source);
      } catch (error) {
        faults.push(faultOf(error, api));
      }
    }
  }
  await api.default(...(loads.length === 2 ? [] : [JUNK]));
  await api.default(JUNK);
  api.initSync(JUNK);
  parentPort.postMessage({ faults: faults.filter(Boolean), value: api.evaluateExpression("1 + 1").value });
});`;

for (const name of ["index", "inline", "compat"]) {
  test(`${name} refuses an invalid engine, and accepts a valid one afterwards`, { skip: name === "compat" && skip }, async () => {
    const entry = new URL(`../../pkg/${name}.js`, import.meta.url).href, junk = new URL("./junk.mjs", import.meta.url).href;
    const thread = new Worker(LOAD_SCRIPT, { eval: true, workerData: { entry, junk } });
    const { faults, value } = await new Promise((resolve, reject) => thread.once("message", resolve).once("error", reject));
    await thread.terminate();
    assert.deepEqual(faults, []);
    assert.deepEqual(value, { number: "2" });
  });
}

test("a changed standard is parsed or refused with its errors", () => {
  const document = JSON.parse(text);
  for (const [seed, random] of seeds()) {
    const input = random.below(3) ? mutated(random, document) : text.slice(0, random.below(text.length));
    const parsed = tryCall(seed, "parse", () => Standard.parse(input));
    if (!parsed) continue;
    for (const { id, workflow } of parsed.describe("en").forms) {
      tryCall(seed, "evaluate", () => parsed.evaluate(id, random.pick(orders)));
      tryCall(seed, "nextStates", () => parsed.nextStates(id, workflow?.initial ?? "received", random.pick(orders)));
    }
    parsed.free();
  }
});

const TEXTS = {
  description_a: ["LWS457采煤机电控箱更换接触器", "lws457 采煤机 润滑系统 更换油管", "LWS457刮板机机头更换链条"],
  description_b: ["3104工作面刮板机机头更换链条", "胶带机巷胶带机机头更换托辊", "3104工作面刮板运输机机头更换链条"],
  zp_message: ["ZP#-核心维护室-话务维护组-staff01;engineer1#请处理", " zp ＃ － 核心维护室 ＃请处理", "ZP#信息技术中心-业务维护室#意见 # 见附件"],
};
const PIECES = ["采", "采煤机", "更换", "#", "-", "－", ";", "LWS457", " ", "\u3000", "\u00a0", "\ud800", "\udc00", "𠮷", "👨‍👩‍👧", "\0", "室", "长".repeat(300)];

test("changed texts are read, explained and completed, or refused at a place inside them", () => {
  for (const [seed, random] of seeds()) {
    const id = random.pick(Object.keys(TEXTS)), standard = id === "zp_message" ? sms : mineStandard;
    let text = random.pick(TEXTS[id]);
    for (let change = random.below(4); change > 0; change--) {
      const at = random.below(text.length + 1);
      text = text.slice(0, at) + (random.below(3) ? random.pick(PIECES) : "") + text.slice(at + random.below(3));
    }
    const format = random.below(20) ? id : random.pick(JUNK), input = random.below(20) ? text : random.pick(JUNK);
    const options = random.below(10) ? undefined : mutated(random, { locale: "en", parameters: { verbs: ["更换"] } });
    const caret = random.below(10) ? random.below(text.length + 3) : random.pick(JUNK);
    const answer = tryCall(seed, "parseText", () => standard.parseText(format, input, options));
    if (answer?.ok) assert.ok(Object.values(answer.segments).flat().every((part) => typeof part === "string"), `seed ${seed}`);
    else if (answer) assert.ok(answer.at >= 0 && answer.rawAt <= input.length && answer.expected && answer.message, `seed ${seed}`);
    tryCall(seed, "explainText", () => standard.explainText(format, input, options));
    for (const { segment, label, from, to } of tryCall(seed, "completeText", () => standard.completeText(format, input, caret, options)) ?? [])
      assert.ok(segment && label && from <= caret && to >= Math.min(caret, input.length) && to <= input.length, `seed ${seed}: ${segment} ${from}-${to} at ${caret}`);
  }
});

test("a text of 100,000 characters takes no long time, whatever its content", () => {
  const fragments = ["采煤机", "刮板", "更换", "给料破碎", "LWS457", "-", "#", ";", " ", "1", "室", "\ud83d\ude00", "ZP#-", "a;"];
  const words = fragments.flatMap((piece) => ["", "LWS457采煤机", "ZP#-核心维护室-话务维护组-", "ZP#"].map((head) => head + piece.repeat(Math.ceil(1e5 / piece.length))));
  const run = (text) => [[mineStandard, "description_a"], [mineStandard, "description_b"], [mineStandard, "description_nonequipment"], [sms, "zp_message"]].map(([standard, format]) => {
    const start = performance.now();
    standard.parseText(format, text);
    standard.completeText(format, text, text.length);
    return performance.now() - start;
  });
  run(words[0]);
  // Far above the usual time, so that a busy machine does not fail it; quadratic time would be minutes.
  for (const text of words) for (const time of run(text)) assert.ok(time < 1000, `${time} ms for ${text.slice(0, 12)}…`);
});

test("a session after changed edits reports the same as a new validation", () => {
  for (const [seed, random] of seeds(count / 10)) {
    const order = structuredClone(random.pick(orders)), now = "2026-03-02T10:00:00+08:00";
    const session = standard.session("service_order", order, { now });
    for (let edit = 0; edit < 10; edit++) {
      const path = random.below(8) ? random.pick(Object.keys(order)) : random.pick(JUNK), value = random.pick(JUNK);
      if (tryCall(seed, "set", () => session.set(path, value))) order[path] = value;
      tryCall(seed, "tick", () => session.tick(random.pick(JUNK)));
    }
    session.tick(now);
    const report = tryCall(seed, "report", () => session.report());
    if (report) assert.deepEqual(report, standard.evaluate("service_order", order, { now }), `seed ${seed}`);
    session.free();
    tryCall(seed, "set after free", () => session.set("status", "closed"));
  }
});
