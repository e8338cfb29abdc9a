// Every public function of the package that runs without a page, each with valid arguments, for tests that change
// these. Objects that stay open between calls (sessions, batches, expressions) occur in any state, also freed.

import { Worker } from "node:worker_threads";

const NOW = "2026-03-02T10:00:00+08:00";
const OPTIONS = { now: NOW, locale: "en", parameters: { crm_entry_hours: 3 } };
const COLLECT = { total: "valid", sum: { sum: "1", when: "valid" }, lines: { by: { product: "product" }, each: { count: { count: true } } } };
const BATCH = { now: NOW, locale: "en", as: "ndjson", keep: 100, deadlines: true, calculate: { calculation: "unit_fee", inputs: { part_rate: "1 + 1" } }, groupBy: "product", collect: COLLECT, validOnly: false };
const TABLE = { table: { hitPolicy: "U", inputs: [{ expr: "a" }], outputs: [{ name: "o" }], rules: [[["> 1"], ["2"]], [["-"], ["a * 2"]]] }, let: [{ name: "b", expression: "a" }] };
const ENCODER = new TextEncoder();
const SHEETS = ENCODER.encode('{"order_no":"S1","valid":true,"repair_kind":"transfer","product":"desktop"}\n{"order_no":7,"valid":"x"}\n{oops\n');

/** Returns a function that returns the same object until it replaces it, now and then. */
function renewable(random, create) {
  let object = create();
  return () => {
    if (random.odds(8)) object = create();
    return object;
  };
}

/**
 * The calls by name: `args` returns the arguments, `run` takes them. `[dispose]` stands for `Symbol.dispose`.
 * @param {Record<string, any>} entries the modules of the package
 * @param {{ text: string, orders: object[], receipt: object }} grounds of the standard `demand-intake`
 */
export async function publicCalls({ index, worker, schema, lint, receipt }, { text, orders, receipt: validReceipt }, random) {
  const { Batch, Session, Standard } = index;
  const intake = Standard.parse(text), mineStandard = await index.loadStandard("mine-maintenance-order"), labour = await index.loadStandard("labour-settlement");
  const order = () => random.pick(orders), form = "service_order";
  const dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");
  const session = renewable(random, () => intake.session(form, order(), OPTIONS));
  const batch = renewable(random, () => labour.batch("service_sheet", BATCH));
  const finishedBatch = renewable(random, () => {
    const batch = labour.batch("service_sheet", BATCH);
    batch.push(SHEETS);
    batch.finish();
    return batch;
  });
  const disposable = renewable(random, () => Standard.parse({ ...JSON.parse(text), forms: {}, calculations: undefined }));
  const compiled = renewable(random, () => index.compileExpression("a + b[1]"));
  const calculator = renewable(random, () => intake.calculator("payable_fee", OPTIONS));
  const schemaProps = renewable(random, () => schema.standardSchema(intake, form, OPTIONS)["~standard"]);
  const run = { form: "service_sheet", workers: 1, ...BATCH, as: "ndjson", standard: "labour-settlement", onProgress: () => {}, startWorker: () => new Worker(new URL("../../pkg/worker/work.js", import.meta.url)) };
  const runResult = renewable(random, () => worker.runBatch([SHEETS], { ...run, startWorker: undefined }));
  const fee = { fee: "80", fee_reduction: 20, key_customer: true };
  const result = finishedBatch().finish();
  return {
    "default": { args: () => [], run: index.default },
    "initSync": { args: () => [], run: index.initSync },
    "version": { args: () => [], run: index.version },
    "new Standard": { args: () => [intake], run: (...args) => new Standard(...args) },
    "new Session": { args: () => [session()], run: (...args) => new Session(...args) },
    "new Batch": { args: () => [batch()], run: (...args) => new Batch(...args) },
    "loadStandard": { args: () => ["demand-intake"], run: index.loadStandard, every: 20 },
    "asOf": { args: () => [[intake, mineStandard], "demand-intake", "2026-03-02"], run: index.asOf, every: 5 },
    "evaluateExpression": { args: () => ["a + b", { a: { number: "1" }, b: [{ date: "2026-03-02" }] }], run: index.evaluateExpression },
    "evaluateTable": { args: () => [TABLE, { a: { number: "1" } }], run: index.evaluateTable },
    "compileExpression": { args: () => ["a + b[1]"], run: (...args) => index.compileExpression(...args).evaluate({ a: { number: "1" }, b: [] }) },
    "compiled.evaluate": { args: () => [{ a: { number: "1" }, b: [{ number: "2" }] }], run: (...args) => compiled().evaluate(...args) },
    "compiled.free": { args: () => [], run: () => compiled().free() },
    "compiled.[dispose]": { args: () => [], run: () => compiled()[dispose]() },
    "Standard.parse": { args: () => [JSON.parse(text), { locale: "en" }], run: (...args) => Standard.parse(...args).free(), every: 20 },
    "Standard#validate": { args: () => [form, order(), OPTIONS], run: (...args) => intake.validate(...args) },
    "Standard#deadlines": { args: () => [form, order(), OPTIONS], run: (...args) => intake.deadlines(...args) },
    "Standard#evaluate": { args: () => [form, order(), OPTIONS], run: (...args) => intake.evaluate(...args) },
    "Standard#calculate": { args: () => ["payable_fee", fee, OPTIONS], run: (...args) => intake.calculate(...args) },
    "Standard#calculator": { args: () => ["payable_fee", OPTIONS], run: (...args) => intake.calculator(...args)(fee) },
    "calculator": { args: () => [fee], run: (...args) => calculator()(...args) },
    "Standard#transition": { args: () => [form, "received", "assigned", order(), OPTIONS], run: (...args) => intake.transition(...args) },
    "Standard#nextStates": { args: () => [form, "received", order(), OPTIONS], run: (...args) => intake.nextStates(...args) },
    "Standard#parseText": { args: () => ["description_a", "LWS457采煤机电控箱更换接触器", { locale: "en" }], run: (...args) => mineStandard.parseText(...args) },
    "Standard#explainText": { args: () => ["description_a", "LWS457采煤机电控箱更换接触器", { locale: "en" }], run: (...args) => mineStandard.explainText(...args) },
    "Standard#completeText": { args: () => ["description_a", "LWS457采煤机", 4, { locale: "en" }], run: (...args) => mineStandard.completeText(...args) },
    "Standard#describe": { args: () => ["en"], run: (...args) => intake.describe(...args), every: 5 },
    "Standard#session": { args: () => [form, order(), OPTIONS], run: (...args) => intake.session(...args).free() },
    "Standard#batch": { args: () => ["service_sheet", BATCH], run: (...args) => runThrough(labour.batch(...args)), every: 3 },
    "Standard#free": { args: () => [], run: (...args) => disposable().free(...args) },
    "Standard#[dispose]": { args: () => [], run: (...args) => disposable()[dispose](...args) },
    "Session#set": { args: () => [random.pick(Object.keys(order())), "closed"], run: (...args) => session().set(...args) },
    "Session#tick": { args: () => [NOW], run: (...args) => session().tick(...args) },
    "Session#report": { args: () => [], run: (...args) => session().report(...args), every: 3 },
    "Session#free": { args: () => [], run: (...args) => session().free(...args), every: 8 },
    "Session#[dispose]": { args: () => [], run: (...args) => session()[dispose](...args), every: 8 },
    "Batch#push": { args: () => [SHEETS], run: (...args) => random.pick([batch, finishedBatch])().push(...args) },
    "Batch#finish": { args: () => [], run: (...args) => batch().finish(...args), every: 4 },
    "Batch#finding": { args: () => [random.below(4), { order_no: 7 }], run: (...args) => finishedBatch().finding(...args) },
    "Batch#output": { args: () => [random.below(3), "fee"], run: (...args) => finishedBatch().output(...args) },
    "Batch#adopt": { args: () => [result], run: (...args) => {
      const batch = finishedBatch();
      batch.adopt(...args);
      return [batch.finding(0), batch.output(0, "fee"), batch.finish()];
    } },
    "Batch#free": { args: () => [], run: (...args) => random.pick([batch, finishedBatch])().free(...args), every: 8 },
    "Batch#[dispose]": { args: () => [], run: (...args) => random.pick([batch, finishedBatch])()[dispose](...args), every: 8 },
    "runBatch": { args: () => [[SHEETS], run], run: async (...args) => (await worker.runBatch(...args)).free(), every: 200 },
    "ran.finding": { args: () => [0, {}], run: async (...args) => (await runResult()).finding(...args), every: 100 },
    "ran.output": { args: () => [0, "fee"], run: async (...args) => (await runResult()).output(...args), every: 100 },
    "ran.free": { args: () => [], run: async (...args) => (await runResult()).free(...args), every: 100 },
    "standardSchema": { args: () => [intake, form, OPTIONS], run: (...args) => schema.standardSchema(...args)["~standard"].validate(order()), every: 5 },
    "schema.validate": { args: () => [order(), { libraryOptions: OPTIONS }], run: (...args) => schemaProps().validate(...args), every: 3 },
    "schema.jsonSchema.input": { args: () => [{ target: "draft-07", libraryOptions: { locale: "en" } }], run: (...args) => schemaProps().jsonSchema.input(...args), every: 20 },
    "schema.jsonSchema.output": { args: () => [{ target: "draft-07", libraryOptions: { locale: "en" } }], run: (...args) => schemaProps().jsonSchema.output(...args), every: 20 },
    "lint": { args: () => [text, { orders: [{ form, order: order(), now: NOW }], document: JSON.parse(text) }], run: lint.lint, every: 40 },
    "digest": { args: () => ["text"], run: receipt.digest, every: 20 },
    "canonical": { args: () => [order()], run: receipt.canonical },
    "engine": { args: () => [], run: receipt.engine, every: 20 },
    "decide": { args: () => [intake, form, order(), NOW], run: receipt.decide },
    "recheck": { args: () => [validReceipt, order(), { standard: text }], run: receipt.recheck, every: 20 },
  };
}

/** Runs a batch from beginning to end. */
function runThrough(batch) {
  batch.push(SHEETS);
  const { findings } = batch.finish();
  if (findings.kept > 0) batch.finding(0, { order_no: 7 });
  batch.free();
}
