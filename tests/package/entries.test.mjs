// Further entries of the package: the inlined engine, and forms as Standard Schemas.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { promisify } from "node:util";
import init, { GongdanError, Standard, asOf, loadStandard, version } from "../../pkg/index.js";
import { standardSchema } from "../../pkg/standard-schema.js";

before(() => init());

const cases = JSON.parse(await readFile(new URL("../cases/demand-intake.json", import.meta.url), "utf8")).cases.filter(({ kind }) => kind === "validate");

test("a schema finds what validate finds, path by path, and returns a valid value", async () => {
  const standard = await loadStandard("demand-intake");
  for (const { form, order, now } of cases) {
    const schema = standardSchema(standard, form, { now, locale: "en" });
    const result = schema["~standard"].validate(order);
    const errors = standard.validate(form, order, { now, locale: "en" }).findings.filter(({ severity }) => severity === "error");
    if (errors.length === 0) assert.deepEqual(result, { value: order });
    else assert.deepEqual(result.issues.map(({ path, code, message }) => [path.join("."), code, message]), errors.map(({ path, code, message }) => [path, code, message]));
  }
});

test("a library can choose the language and the time of each call", async () => {
  const schema = standardSchema(await loadStandard("demand-intake"), "service_order");
  const message = (locale) => schema["~standard"].validate({}, { libraryOptions: { locale } }).issues[0].message;
  assert.match(message("zh"), /\p{Script=Han}/u);
  assert.doesNotMatch(message("en"), /\p{Script=Han}/u);
});

test("what is no order is an issue of the whole value, never an error that is thrown", async () => {
  const schema = standardSchema(await loadStandard("demand-intake"), "service_order", { locale: "en" })["~standard"];
  for (const value of ["order", 5, null, undefined, [], new Date(0), new Map([["status", "received"]]), new FormData()]) {
    assert.deepEqual(schema.validate(value).issues, [{ message: "an order is expected here: an object of fields", path: [], code: "type" }]);
  }
});

test("the JSON Schema has every field with its type, and what is always required", async () => {
  const schema = standardSchema(await loadStandard("demand-intake"), "service_order", { locale: "en" })["~standard"];
  const described = schema.jsonSchema.input({ target: "draft-2020-12" });
  assert.equal(described.properties.received_at.title, "Received at");
  assert.ok(described.required.includes("status") && !described.required.includes("agreed_at"));
  assert.deepEqual(described.properties.status.enum.slice(0, 2), ["received", "declined"]);
  assert.equal(schema.jsonSchema.output({ target: "draft-07", libraryOptions: { locale: "zh" } }).properties.received_at.title, "受理时间");
  assert.deepEqual(schema.jsonSchema.output({ target: "openapi-3.0" }).$schema, undefined);
  assert.throws(() => schema.jsonSchema.output({ target: "draft-03" }), /draft-2020-12/);
});

test("the JSON Schema accepts the texts that the engine reads, including blanks and full-width digits", () => {
  const WRITTEN = {
    integer: ["12", " 12\u3000", "１２", "＋1", "－1", "+1", "1.0", "1.00", "１．０"], number: [" 12.50 ", "１２．５", "-0.1"], percent: ["５"], money: ["０.５"],
    time: [" 09:30 ", "09:30:15", "09:30:15.5"], datetime: [" 2026-03-02T09:30 ", "2026-03-02T09:30:15.5+08:00"],
  };
  const REFUSED = { integer: ["1.5", "1.", "一"], number: ["1.", ".5", "1e3", "1,000", "−1"], money: ["¥5"], time: ["9:30", "09:30Z"], datetime: ["2026-03-02 09:30"] };
  const label = { zh: "项", en: "Item" }, fields = Object.fromEntries(Object.keys(WRITTEN).map((type) => [type, { type, label }]));
  const standard = Standard.parse({ gongdan: 1, id: "written", version: "1.0.0", title: label, source: { document: "d", section: "1" }, forms: { f: { title: label, fields } } });
  const { properties } = standardSchema(standard, "f")["~standard"].jsonSchema.input({});
  const agree = (/** @type {Record<string, string[]>} */ texts, /** @type {boolean} */ isAccepted) => {
    for (const [type, text] of Object.entries(texts).flatMap(([type, all]) => all.map((text) => [type, text]))) {
      const { pattern } = properties[type].anyOf?.[1] ?? properties[type];
      assert.deepEqual([standard.validate("f", { [type]: text }).valid, new RegExp(pattern, "u").test(text)], [isAccepted, isAccepted], `${type} ${text}`);
    }
  };
  agree(WRITTEN, true);
  agree(REFUSED, false);
});

test("refuses an unknown form", async () => {
  const standard = await loadStandard("demand-intake");
  assert.throws(() => standardSchema(standard, "nope"), (error) => error instanceof GongdanError && error.code === "unknown_form");
});

test("every entry can be loaded without a page, as for server-side rendering", async () => {
  const { exports } = JSON.parse(await readFile(new URL("../../pkg/package.json", import.meta.url), "utf8"));
  const entries = Object.values(exports).map((entry) => entry.default).filter((path) => path && path !== "./compat.js");
  const loaded = await Promise.all(entries.map(async (path) => [path, Object.keys(await import(new URL(path, new URL("../../pkg/", import.meta.url)).href)).length > 0]));
  assert.ok(entries.includes("./element.js"));
  assert.deepEqual(loaded, entries.map((path) => [path, true]));
});

test("the inlined engine needs no file", async () => {
  assert.equal(await printed(`
    import init, { Standard } from "./pkg/inline.js";
    await init();
    const text = await (await import("node:fs/promises")).readFile("standards/demand-intake.json", "utf8");
    console.log(Standard.parse(text).validate("service_order", {}).valid);`), "false");
});

test("a standard may be loaded while the engine is, and waits for it; without a call of init it is refused", async () => {
  assert.equal(await printed(`
    import init, { loadStandard } from "./pkg/index.js";
    const codes = [];
    const refused = (run) => run().catch(({ code }) => codes.push(code));
    await refused(() => loadStandard("demand-intake"));
    await refused(() => Promise.all([init(new Uint8Array(4)), loadStandard("demand-intake")]));
    await refused(() => loadStandard("demand-intake"));
    const [, standard] = await Promise.all([init(), loadStandard("demand-intake"), init()]);
    console.log(...codes, standard.id);`), "not_initialised not_loaded not_initialised demand-intake");
});

/** Returns the output of a module in a new Node process, where no engine is loaded yet. @param {string} script */
async function printed(script) {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: new URL("../../", import.meta.url) });
  return stdout.trim();
}

test("of several versions, finds the one in force on the day", async () => {
  const document = JSON.parse(await readFile(new URL("../../pkg/standards/visit-fee.json", import.meta.url), "utf8"));
  const version = (version, validFrom, validTo) => Standard.parse({ ...document, version, validFrom, validTo });
  const [first, second, third] = [version("1.0.0", "2024-01-01", "2024-12-31"), version("1.9.0", "2025-01-01"), version("1.10.0", "2025-01-01")];
  const all = [third, first, second];
  const cases = [["2023-12-31", null], ["2024-01-01", first], ["2024-12-31T23:00:00+08:00", first], ["2025-01-01", third], [new Date("2024-12-31T16:00:00Z"), third]];
  for (const [day, expected] of cases) assert.equal(asOf(all, "visit-fee", day), expected, String(day));
  assert.equal(asOf(all, "other", "2025-01-01"), null);
  assert.throws(() => asOf(all, "visit-fee", "yesterday"), (error) => error instanceof GongdanError && error.code === "bad_day");
  for (const day of ["2026-02-30", "2025-02-29", "2026-13-01", "2026-3-2", "2026-03", "2026-03-02x", "2026-03-02 10:00", "", new Date(8.64e15), new Date(NaN)]) {
    assert.throws(() => asOf(all, "visit-fee", day), ({ code }) => code === "bad_day", String(day));
  }
  assert.equal(asOf(all, "visit-fee", "2028-02-29T10:00"), third);
  assert.throws(() => Standard.parse({ ...document, validFrom: "soon" }), (error) => error.errors[0].pointer === "/validFrom");
});

test("exports the package's version and the digest of its engine", async () => {
  const { createHash } = await import("node:crypto");
  const read = (path) => readFile(new URL(`../../pkg/${path}`, import.meta.url));
  const digest = createHash("sha256").update(await read("wasm/gongdan_bg.wasm")).digest("hex");
  assert.deepEqual(version(), { version: JSON.parse(await read("package.json")).version, digest: `sha256:${digest}` });
});

test("in Node, the engine does not load `fetch`, which takes more memory than the engine", async () => {
  const script = 'import init, { loadStandard } from "gongdan"; await init(); await loadStandard("demand-intake"); console.log(process.moduleLoadList.filter((name) => name.includes("undici")).length);';
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: new URL("../../pkg/", import.meta.url) });
  assert.equal(stdout.trim(), "0");
});
