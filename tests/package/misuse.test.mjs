// Misuse of every public function: each throws a typed error whose code names the kind and whose message says what to
// do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { queryObjects } from "node:v8";
import { Worker } from "node:worker_threads";
import init, {
  GongdanError, Session, Standard, StandardError, compileExpression, evaluateExpression, evaluateTable, initSync, loadStandard,
} from "../../pkg/index.js";
import { memoryWords } from "../../pkg/lib/frame.js";
import { Plan } from "../../pkg/lib/plan.js";
import { fullStandard } from "./full-standard.mjs";

const FORM = "service_order";
const PACKAGE = new URL("../../pkg/index.js", import.meta.url).href;

/** Returns the error of a misuse, which must throw. */
async function errorOf(run) {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

/** Checks the error of a misuse: typed, with this code, and a message that matches `advice`. */
async function check(run, code, advice) {
  const error = await errorOf(run);
  assert.ok(error instanceof GongdanError, error?.stack ?? String(error));
  assert.equal(error.code, code);
  assert.match(error.message, advice);
}

const freshInit = `
const { parentPort } = require("node:worker_threads");
import("${PACKAGE}").then(async (api) => {
  const calls = {
    parse: () => api.Standard.parse("{}"),
    loadStandard: () => api.loadStandard("demand-intake"),
    evaluateExpression: () => api.evaluateExpression("1"),
    evaluateTable: () => api.evaluateTable({}),
    compileExpression: () => api.compileExpression("1"),
    "init with a number": () => api.default(5),
    "init with bytes that are no engine": () => api.default(new Uint8Array(8)),
    "init with an address where nothing is": () => api.default(new URL("data:application/wasm,")),
    "initSync with a text": () => api.initSync("engine.wasm"),
    "initSync with nothing": () => api.initSync(),
  };
  const results = {};
  for (const [name, call] of Object.entries(calls)) {
    results[name] = await Promise.resolve().then(call).then(() => "nothing", ({ name, code, message }) => ({ name, code, message }));
  }
  await api.default();
  results.after = api.evaluateExpression("1 + 1").value;
  parentPort.postMessage(results);
});`;

test("before `init`, every call says to await it, and an engine that cannot be loaded says how to provide it", async () => {
  const worker = new Worker(freshInit, { eval: true });
  const results = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await worker.terminate();
  const { after, ...calls } = results;
  assert.deepEqual(after, { number: "2" }, "a valid engine loads after a refused one");
  for (const [name, error] of Object.entries(calls)) {
    const [code, advice] = name.startsWith("init") ? ["not_loaded", /give `init` the address or the bytes .*; for older browsers, `gongdan\/compat`/] : ["not_initialised", /call `await init\(\)`/];
    assert.equal(error.name, "GongdanError", name);
    assert.equal(error.code, code, name);
    assert.match(error.message, advice, name);
  }
});

await init();
const standard = await loadStandard("demand-intake");
const mineStandard = await loadStandard("mine-maintenance-order");
const session = standard.session(FORM);
const circular = {};
circular.closed = circular;
/** Returns objects nested `levels` deep. @param {number} levels */
const nested = (levels) => JSON.parse('{"note":'.repeat(levels) + "1" + "}".repeat(levels));

const LOADING = [
  ["a standard that is a number", () => Standard.parse(5), "not_a_standard", /`json` must be string \| object, not (5|undefined)/],
  // @ts-expect-error
  ["a missing standard", () => Standard.parse(), "not_a_standard", /`json` must be string \| object, not (5|undefined)/],
  ["a circular standard", () => Standard.parse(circular), "not_json", /`json` must be JSON \(Converting circular structure to JSON\), not object/],
  ["a standard with errors in an unknown language", () => Standard.parse("{}", { locale: "fr" }), "unknown_locale", /`locale` must be "zh" \| "en", not ("fr"|5)/],
  ["errors in a language that is a number", () => Standard.parse("{}", { locale: 5 }), "unknown_locale", /`locale` must be "zh" \| "en", not ("fr"|5)/],
  ["an unknown built-in standard", () => loadStandard("nope"), "unknown_standard", /load your own with Standard.parse/],
  ["an unknown built-in standard, in Chinese", () => loadStandard("nope", { locale: "zh" }), "unknown_standard", /^没有内置标准「nope」/],
  ["an invalid standard, in Chinese", () => Standard.parse({ gongdan: 1 }, { locale: "zh" }), "standard", /^1:1 缺少「id」 \(\+4\)$/],
  ["a built-in standard outside its folder", () => loadStandard("../package"), "unknown_standard", /load your own with Standard.parse/],
  ["a built-in standard that is a number", () => loadStandard(5), "not_a_name", /`id` must be string, not 5/],
  ["a standard made by hand", () => new Standard({}), "not_constructible", /`Standard` must be `await loadStandard\(id\)` \| `Standard.parse\(json\)`, not object/],
  ["a session made by hand", () => new Session({}), "not_constructible", /`Session` must be `standard.session\(form, order\)`, not object/],
  ["a session made of nothing", () => new Session(), "not_constructible", /`Session` must be `standard.session\(form, order\)`, not undefined/],
];

test("a built-in standard that the disk fails to deliver is not unknown, and the cause is kept", async () => {
  const { getBuiltinModule } = process, cause = Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" });
  process.getBuiltinModule = () => ({ readFile: () => Promise.reject(cause) });
  try {
    await assert.rejects(loadStandard("visit-fee"), { name: "GongdanError", code: "standard_not_loaded", message: "the standard `visit-fee` could not be loaded (EMFILE: too many open files)", cause });
    await assert.rejects(loadStandard("visit-fee", { locale: "zh" }), { code: "standard_not_loaded", message: "标准「visit-fee」未能载入（EMFILE: too many open files）", cause });
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});

// Without a locale the message is Chinese.
const OPTIONS = [
  ["options that are a text", "zh", "bad_options", /`options` 应为 object，而非 "zh"/],
  ["an unknown locale", { locale: "fr" }, "unknown_locale", /`locale` must be "zh" \| "en", not "fr"/],
  ["a locale that is a number", { locale: 5 }, "unknown_locale", /`locale` must be "zh" \| "en", not 5/],
  ["an unreadable moment", { now: "tomorrow", locale: "en" }, "bad_now", /ISO text such as/],
  ["an unreadable moment, in Chinese", { now: "tomorrow" }, "bad_now", /now 要写成/],
  ["a moment that is an invalid Date", { now: new Date(NaN), locale: "en" }, "bad_now", /`now` must be Date \| "2026-03-02T09:00:00\+08:00", not NaN/],
  ["a moment that only looks like a Date", { now: Object.create(Date.prototype), locale: "en" }, "bad_now", /`now` must be Date \| .*, not object/],
  ["a moment that is a number", { now: 5 }, "bad_now", /`now` 应为 Date \| "2026-03-02T09:00:00\+08:00"，而非 5/],
  ["an unknown parameter", { parameters: { crm_entry_hour: 1 }, locale: "en" }, "unknown_parameter", /did you mean `crm_entry_hours`/],
  ["a parameter of a wrong type", { parameters: { crm_entry_hours: "two" }, locale: "en" }, "bad_parameter", /`crm_entry_hours` does not fit its type or range/],
  ["parameters that are a Map", { parameters: new Map([["rate", 1]]), locale: "en" }, "not_an_object", /`parameters` must be object, not Map/],
  ["parameters that are a list", { parameters: [1], locale: "en" }, "not_an_object", /`parameters` must be object, not array/],
];

const ON_ORDERS = ["validate", "deadlines", "evaluate", "session"];

const ORDERS = ON_ORDERS.flatMap((name) => [
  [`${name}: an unknown form`, () => standard[name]("service_orders", {}, { locale: "en" }), "unknown_form", /did you mean `service_order`/],
  [`${name}: a form that is a number`, () => standard[name](5, {}, { locale: "en" }), "not_a_name", /`form` must be string, not 5/],
  [`${name}: no form`, () => standard[name](), "not_a_name", /`form` 应为 string，而非 undefined/],
  [`${name}: an order that is a list`, () => standard[name](FORM, []), "not_an_object", /`order` 应为 object，而非 array/],
  [`${name}: an order that is FormData`, () => standard[name](FORM, new FormData()), "not_an_object", /`order` 应为 object，而非 FormData/],
  [`${name}: an order that is a text`, () => standard[name](FORM, "{}", { locale: "en" }), "not_an_object", /`order` must be object, not "\{\}"/],
  ...OPTIONS.map(([title, options, code, advice]) => [`${name}: ${title}`, () => standard[name](FORM, {}, options), code, advice]),
]);

const QUESTIONS = [
  ["evaluate: a circular order", () => standard.evaluate(FORM, circular, { locale: "en" }), "not_json", /`order` must be JSON \(Converting circular structure to JSON\), not object/],
  ["evaluate: an order that is nested too deeply", () => standard.evaluate(FORM, nested(70), { locale: "en" }), "limit.json_depth", /^byte \d+: nested deeper than 64 levels \(`JSON_DEPTH`\)$/],
  ["evaluate: an order that is nested too deeply, in Chinese", () => standard.evaluate(FORM, nested(70)), "limit.json_depth", /^第 \d+ 字节处：嵌套超过 64 层（JSON_DEPTH）$/],
  ["transition: an order that is nested too deeply", () => standard.transition(FORM, "received", "assigned", nested(70), { locale: "en" }), "limit.json_depth", /JSON_DEPTH/],
  ["calculate: an unknown calculation", () => standard.calculate("payable", {}, { locale: "en" }), "unknown_calculation", /there are: payable_fee|did you mean `payable_fee`/],
  ["calculate: a calculation that is a number", () => standard.calculate(5), "not_a_name", /`calculation` 应为 string，而非 5/],
  ["calculate: inputs that are a list", () => standard.calculate("payable_fee", [80]), "not_an_object", /`inputs` 应为 object，而非 array/],
  ["calculator: an unknown calculation, when it is prepared", () => standard.calculator("payable"), "unknown_calculation", /payable_fee/],
  ["calculator: inputs that are a number", () => standard.calculator("payable_fee")(80), "not_an_object", /`inputs` 应为 object，而非 80/],
  ["transition: an unknown form", () => standard.transition("nope", "a", "b", {}, { locale: "en" }), "unknown_form", /there are: service_order/],
  ["transition: a state that is a number", () => standard.transition(FORM, 1, "assigned"), "not_a_name", /`from` 应为 string，而非 1/],
  ["transition: an order that is a number", () => standard.transition(FORM, "received", "assigned", 5), "not_an_object", /`order` 应为 object，而非 5/],
  ["nextStates: an unknown form", () => standard.nextStates("nope", "a", {}, { locale: "en" }), "unknown_form", /there are: service_order/],
  ["nextStates: a state that is a number", () => standard.nextStates(FORM, 1), "not_a_name", /`from` 应为 string，而非 1/],
  ["nextStates: an order that is a number", () => standard.nextStates(FORM, "received", 5), "not_an_object", /`order` 应为 object，而非 5/],
  ["parseText: an unknown format", () => mineStandard.parseText("description", "x", { locale: "en" }), "unknown_format", /there are: description_a|did you mean `description_a`/],
  ["parseText: a format that is a number", () => mineStandard.parseText(5, "x"), "not_a_name", /`format` 应为 string，而非 5/],
  ["parseText: a text that is null", () => mineStandard.parseText("description_a", null), "not_a_name", /`text` 应为 string，而非 null/],
  ["explainText: an unknown format", () => mineStandard.explainText("nope", "x", { locale: "en" }), "unknown_format", /there are: description_a/],
  ["explainText: a text that is a list", () => mineStandard.explainText("description_a", []), "not_a_name", /`text` 应为 string，而非 array/],
  ["completeText: an unknown format", () => mineStandard.completeText("nope", "x", 0, { locale: "en" }), "unknown_format", /there are: description_a/],
  ["completeText: a text that is a number", () => mineStandard.completeText("description_a", 5, 0), "not_a_name", /`text` 应为 string，而非 5/],
  // @ts-expect-error
  ["completeText: no caret", () => mineStandard.completeText("description_a", "x"), "bad_caret", /`caret` 应为 0, 1, 2 …，而非 undefined/],
  ["completeText: a caret before the text", () => mineStandard.completeText("description_a", "x", -1, { locale: "en" }), "bad_caret", /`caret` must be 0, 1, 2 …, not -1/],
  ["describe: an unknown locale", () => standard.describe("fr"), "unknown_locale", /`locale` must be "zh" \| "en", not ("fr"|5)/],
  ["describe: a locale that is a number", () => standard.describe(5), "unknown_locale", /`locale` must be "zh" \| "en", not ("fr"|5)/],
  ...["calculate", "calculator"].flatMap((name) =>
    OPTIONS.map(([title, options, code, advice]) => [`${name}: ${title}`, () => (name === "calculate" ? standard.calculate("payable_fee", {}, options) : standard.calculator("payable_fee", options)), code, advice])),
];

const EDITS = [
  ["set: an unknown path", () => session.set("nope", 1), "unknown_path", /`path` 应为 `standard\.describe\(\)\.forms\[\]\.fields\[\]\.id` \| `items\[0\]\.qty`，而非 "nope"/],
  ["set: a path that is a number", () => session.set(5, 1), "not_a_name", /`path` 应为 string，而非 5/],
  ["tick: an unreadable moment", () => session.tick("soon"), "bad_now", /2026-03-02T09:00:00\+08:00/],
  ["tick: a moment that is a number", () => session.tick(5), "bad_now", /`now` 应为 Date \| "2026-03-02T09:00:00\+08:00"，而非 5/],
];

const EXPRESSIONS = [
  ["evaluateExpression: not a text", () => evaluateExpression(5), "not_a_name", /`text` must be string, not 5/],
  ["evaluateExpression: an unfinished expression", () => evaluateExpression("1 +"), "expression", /not finished/],
  ["evaluateExpression: a context that is a list", () => evaluateExpression("1", [1]), "not_an_object", /`context` must be object, not array/],
  ["evaluateExpression: an unreadable value", () => evaluateExpression("a", { a: { number: "x" } }), "bad_context", /the value of `a`/],
  ["compileExpression: not a text", () => compileExpression(5), "not_a_name", /`text` must be string, not 5/],
  ["compileExpression: an unfinished expression", () => compileExpression("1 +").evaluate(), "expression", /not finished/],
  ["evaluateTable: a table that is a text", () => evaluateTable("x"), "not_a_table", /`table` must be object, not "x"/],
  ["evaluateTable: a table without a table", () => evaluateTable({}), "bad_table", /a `table` or an `expression` is missing/],
];

for (const [name, run, code, advice] of [...LOADING, ...ORDERS, ...QUESTIONS, ...EDITS, ...EXPRESSIONS]) {
  test(`reports misuse: ${name}`, () => check(run, code, advice));
}

const BROKEN = [
  ["text that is not JSON", "{oops", "", /not JSON/],
  ["an object that lacks everything", {}, "", /`gongdan` is missing/],
  ["an unknown version", { gongdan: 9 }, "/gongdan", /./],
];

for (const [name, json, pointer, message] of BROKEN) {
  test(`refuses a standard with the place of every error: ${name}`, async () => {
    const error = await errorOf(() => Standard.parse(json));
    assert.ok(error instanceof StandardError && error instanceof GongdanError);
    const fault = error.errors.find((item) => item.pointer === pointer);
    assert.match(fault?.message ?? "", message);
    assert.ok(fault.line >= 1 && fault.column >= 1 && fault.code.length > 0);
  });
}

test("a freed object says how to get another, and may be freed again", async () => {
  const freed = await loadStandard("demand-intake");
  const open = freed.session(FORM);
  const compiled = compileExpression("1");
  for (const object of [open, freed, compiled, open, freed, compiled]) object.free();
  const calls = [
    ...ON_ORDERS.map((name) => () => freed[name](FORM, {})),
    () => freed.calculate("payable_fee"),
    () => freed.calculator("payable_fee"),
    () => freed.transition(FORM, "received", "assigned"),
    () => freed.nextStates(FORM),
    () => freed.parseText("x", "y"),
    () => freed.explainText("x", "y"),
    () => freed.completeText("x", "y", 0),
    () => freed.describe(),
  ];
  for (const run of calls) await check(run, "freed", /get another by `await loadStandard/);
  for (const run of [() => open.set("fee", 1), () => open.set("nope", 1), () => open.tick(), () => open.report()]) await check(run, "freed", /get another by `standard\.session\(form, order\)`/);
  await check(() => compiled.evaluate(), "freed", /get another by `compileExpression\(text\)`/);
});

test("a session survives the standard that opened it", async () => {
  const freed = await loadStandard("demand-intake");
  const open = freed.session(FORM);
  freed.free();
  assert.ok(open.set("status", "received").findings.length > 0);
});

test("a freed standard returns all the memory of its checks, calculations and formats at once", async () => {
  const document = JSON.stringify(fullStandard());
  const useOne = () => {
    const standard = Standard.parse(document), [form] = standard.describe().forms;
    for (const locale of ["zh", "en"]) standard.validate(form.id, {}, { locale });
    for (const { id } of standard.describe().calculations) standard.calculate(id);
    for (const { id } of standard.describe().formats) standard.parseText(id, "x");
    standard.free();
  };
  for (let time = 0; time < 10; time++) useOne();
  const before = memoryWords().byteLength;
  // Without a pause, nothing is collected in between.
  for (let time = 0; time < 200; time++) useOne();
  assert.equal(memoryWords().byteLength, before);
});

test("what a standard keeps does not grow with the language tags of visitors", async () => {
  const standard = await loadStandard("demand-intake");
  const use = (locale) => [standard.validate(FORM, {}, { locale }), standard.calculate("payable_fee", {}, { locale })];
  const results = use("en"), before = queryObjects(Plan);
  for (const tag of ["en-GB", "en_AU", "en-a-1", "en-a-2", "en-"]) assert.deepEqual(use(tag), results);
  assert.equal(queryObjects(Plan), before);
});

test("loading the engine again, in any way, changes nothing", async () => {
  const standard = await loadStandard("demand-intake"), before = standard.validate(FORM, {});
  for (const call of [() => init(), () => init(new Uint8Array(4)), () => initSync(new Uint8Array(0))]) {
    await call();
    assert.deepEqual(standard.validate(FORM, {}), before);
    assert.deepEqual(evaluateExpression("2").value, { number: "2" });
  }
});
