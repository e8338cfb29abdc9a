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

/** Holds an object that is replaced now and then. */
function held(random, make) {
  let one = make();
  return () => {
    if (random.odds(8)) one = make();
    return one;
  };
}

/**
 * The calls by name: `usual` returns the arguments, `run` takes them. `[dispose]` stands for `Symbol.dispose`.
 * @param {Record<string, any>} entries the modules of the package
 * @param {{ text: string, orders: object[], receipt: object }} grounds of the standard `demand-intake`
 */
export async function publicCalls({ index, worker, schema, lint, receipt }, { text, orders, receipt: given }, random) {
  const { Batch, Session, Standard } = index;
  const intake = Standard.parse(text), mine = await index.loadStandard("mine-maintenance-order"), labour = await index.loadStandard("labour-settlement");
  const order = () => random.pick(orders), form = "service_order";
  const dispose = Symbol.dispose ?? Symbol.for("Symbol.dispose");
  const session = held(random, () => intake.session(form, order(), OPTIONS));
  const batch = held(random, () => labour.batch("service_sheet", BATCH));
  const done = held(random, () => {
    const one = labour.batch("service_sheet", BATCH);
    one.push(SHEETS);
    one.finish();
    return one;
  });
  const gone = held(random, () => Standard.parse({ ...JSON.parse(text), forms: {}, calculations: undefined }));
  const compiled = held(random, () => index.compileExpression("a + b[1]"));
  const calculator = held(random, () => intake.calculator("payable_fee", OPTIONS));
  const shape = held(random, () => schema.standardSchema(intake, form, OPTIONS)["~standard"]);
  const run = { form: "service_sheet", workers: 1, ...BATCH, as: "ndjson", standard: "labour-settlement", onProgress: () => {}, startWorker: () => new Worker(new URL("../../pkg/worker/work.js", import.meta.url)) };
  const ran = held(random, () => worker.runBatch([SHEETS], { ...run, startWorker: undefined }));
  const fee = { fee: "80", fee_reduction: 20, key_customer: true };
  const result = done().finish();
  return {
    "default": { usual: () => [], run: index.default },
    "initSync": { usual: () => [], run: index.initSync },
    "version": { usual: () => [], run: index.version },
    "new Standard": { usual: () => [intake], run: (...given) => new Standard(...given) },
    "new Session": { usual: () => [session()], run: (...given) => new Session(...given) },
    "new Batch": { usual: () => [batch()], run: (...given) => new Batch(...given) },
    "loadStandard": { usual: () => ["demand-intake"], run: index.loadStandard, every: 20 },
    "asOf": { usual: () => [[intake, mine], "demand-intake", "2026-03-02"], run: index.asOf, every: 5 },
    "evaluateExpression": { usual: () => ["a + b", { a: { number: "1" }, b: [{ date: "2026-03-02" }] }], run: index.evaluateExpression },
    "evaluateTable": { usual: () => [TABLE, { a: { number: "1" } }], run: index.evaluateTable },
    "compileExpression": { usual: () => ["a + b[1]"], run: (...given) => index.compileExpression(...given).evaluate({ a: { number: "1" }, b: [] }) },
    "compiled.evaluate": { usual: () => [{ a: { number: "1" }, b: [{ number: "2" }] }], run: (...given) => compiled().evaluate(...given) },
    "compiled.free": { usual: () => [], run: () => compiled().free() },
    "compiled.[dispose]": { usual: () => [], run: () => compiled()[dispose]() },
    "Standard.parse": { usual: () => [JSON.parse(text), { locale: "en" }], run: (...given) => Standard.parse(...given).free(), every: 20 },
    "Standard#validate": { usual: () => [form, order(), OPTIONS], run: (...given) => intake.validate(...given) },
    "Standard#deadlines": { usual: () => [form, order(), OPTIONS], run: (...given) => intake.deadlines(...given) },
    "Standard#evaluate": { usual: () => [form, order(), OPTIONS], run: (...given) => intake.evaluate(...given) },
    "Standard#calculate": { usual: () => ["payable_fee", fee, OPTIONS], run: (...given) => intake.calculate(...given) },
    "Standard#calculator": { usual: () => ["payable_fee", OPTIONS], run: (...given) => intake.calculator(...given)(fee) },
    "calculator": { usual: () => [fee], run: (...given) => calculator()(...given) },
    "Standard#transition": { usual: () => [form, "received", "assigned", order(), OPTIONS], run: (...given) => intake.transition(...given) },
    "Standard#nextStates": { usual: () => [form, "received", order(), OPTIONS], run: (...given) => intake.nextStates(...given) },
    "Standard#parseText": { usual: () => ["description_a", "LWS457采煤机电控箱更换接触器", { locale: "en" }], run: (...given) => mine.parseText(...given) },
    "Standard#explainText": { usual: () => ["description_a", "LWS457采煤机电控箱更换接触器", { locale: "en" }], run: (...given) => mine.explainText(...given) },
    "Standard#completeText": { usual: () => ["description_a", "LWS457采煤机", 4, { locale: "en" }], run: (...given) => mine.completeText(...given) },
    "Standard#describe": { usual: () => ["en"], run: (...given) => intake.describe(...given), every: 5 },
    "Standard#session": { usual: () => [form, order(), OPTIONS], run: (...given) => intake.session(...given).free() },
    "Standard#batch": { usual: () => ["service_sheet", BATCH], run: (...given) => runThrough(labour.batch(...given)), every: 3 },
    "Standard#free": { usual: () => [], run: (...given) => gone().free(...given) },
    "Standard#[dispose]": { usual: () => [], run: (...given) => gone()[dispose](...given) },
    "Session#set": { usual: () => [random.pick(Object.keys(order())), "closed"], run: (...given) => session().set(...given) },
    "Session#tick": { usual: () => [NOW], run: (...given) => session().tick(...given) },
    "Session#report": { usual: () => [], run: (...given) => session().report(...given), every: 3 },
    "Session#free": { usual: () => [], run: (...given) => session().free(...given), every: 8 },
    "Session#[dispose]": { usual: () => [], run: (...given) => session()[dispose](...given), every: 8 },
    "Batch#push": { usual: () => [SHEETS], run: (...given) => random.pick([batch, done])().push(...given) },
    "Batch#finish": { usual: () => [], run: (...given) => batch().finish(...given), every: 4 },
    "Batch#finding": { usual: () => [random.below(4), { order_no: 7 }], run: (...given) => done().finding(...given) },
    "Batch#output": { usual: () => [random.below(3), "fee"], run: (...given) => done().output(...given) },
    "Batch#adopt": { usual: () => [result], run: (...given) => {
      const one = done();
      one.adopt(...given);
      return [one.finding(0), one.output(0, "fee"), one.finish()];
    } },
    "Batch#free": { usual: () => [], run: (...given) => random.pick([batch, done])().free(...given), every: 8 },
    "Batch#[dispose]": { usual: () => [], run: (...given) => random.pick([batch, done])()[dispose](...given), every: 8 },
    "runBatch": { usual: () => [[SHEETS], run], run: async (...given) => (await worker.runBatch(...given)).free(), every: 200 },
    "ran.finding": { usual: () => [0, {}], run: async (...given) => (await ran()).finding(...given), every: 100 },
    "ran.output": { usual: () => [0, "fee"], run: async (...given) => (await ran()).output(...given), every: 100 },
    "ran.free": { usual: () => [], run: async (...given) => (await ran()).free(...given), every: 100 },
    "standardSchema": { usual: () => [intake, form, OPTIONS], run: (...given) => schema.standardSchema(...given)["~standard"].validate(order()), every: 5 },
    "schema.validate": { usual: () => [order(), { libraryOptions: OPTIONS }], run: (...given) => shape().validate(...given), every: 3 },
    "schema.jsonSchema.input": { usual: () => [{ target: "draft-07", libraryOptions: { locale: "en" } }], run: (...given) => shape().jsonSchema.input(...given), every: 20 },
    "schema.jsonSchema.output": { usual: () => [{ target: "draft-07", libraryOptions: { locale: "en" } }], run: (...given) => shape().jsonSchema.output(...given), every: 20 },
    "lint": { usual: () => [text, { orders: [{ form, order: order(), now: NOW }], document: JSON.parse(text) }], run: lint.lint, every: 40 },
    "digest": { usual: () => ["text"], run: receipt.digest, every: 20 },
    "canonical": { usual: () => [order()], run: receipt.canonical },
    "engine": { usual: () => [], run: receipt.engine, every: 20 },
    "decide": { usual: () => [intake, form, order(), NOW], run: receipt.decide },
    "recheck": { usual: () => [given, order(), { standard: text }], run: receipt.recheck, every: 20 },
  };
}

/** Runs a batch from beginning to end. */
function runThrough(batch) {
  batch.push(SHEETS);
  const { findings } = batch.finish();
  if (findings.kept > 0) batch.finding(0, { order_no: 7 });
  batch.free();
}
