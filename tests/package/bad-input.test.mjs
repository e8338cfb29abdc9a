// Bad input through every public function of the package: each call answers, or throws a typed error that says
// what to do. Seeded; GONGDAN_CASES sets how many, GONGDAN_SEED where they begin.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { GongdanError, Standard, StandardError } from "../../pkg/index.js";

const count = Number(process.env.GONGDAN_CASES ?? 2000);
const first = Number(process.env.GONGDAN_SEED ?? 1);
const text = await readFile(new URL("../../standards/demand-intake.json", import.meta.url), "utf8");
const { cases } = JSON.parse(await readFile(new URL("../cases/demand-intake.json", import.meta.url), "utf8"));
const orders = cases.filter((one) => one.order).map((one) => one.order);

/** A seeded generator (mulberry32): `below(n)` and `pick(list)`. */
function generator(seed) {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (bound) => Math.floor(unit() * bound);
  return { below, pick: (list) => list[below(list.length)] };
}

const thrower = { get status() { throw new Error("a getter of the host"); } };
const loop = {};
loop.status = loop;
const JUNK = [
  undefined, null, true, 0, -0, NaN, Infinity, 0.1 + 0.2, 1e308, 2 ** 53, 10n ** 40n, "", " ", "长".repeat(500), "\ud800", "1e5", "2026-13-01",
  "2026-03-02T25:00", "received", "__proto__", "service_order", [], [[[]]], {}, { zh: 1 }, [null, undefined], new Date(NaN), new Date(0), new Map(), Symbol.iterator,
  () => 1, /a/, Object.create(null), loop, Promise.resolve(), new Uint8Array(3),
];

/** `value` with something in it changed; a copy. */
function bent(random, value) {
  if (value === null || typeof value !== "object" || random.below(6) === 0) return random.pick(JUNK);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const key = random.pick([...Object.keys(copy), "extra", "__proto__"]);
  if (random.below(8) === 0) delete copy[key];
  else copy[key] = bent(random, copy[key]);
  return copy;
}

function optionsOf(random) {
  const usual = { now: "2026-03-02T10:00:00+08:00", locale: "en", parameters: { crm_entry_hours: 3 } };
  return random.below(2) ? bent(random, usual) : usual;
}

/** Runs what may be refused; anything but a typed error is a failure. */
function survive(seed, what, run) {
  try {
    return run();
  } catch (error) {
    const typed = error instanceof GongdanError || error instanceof StandardError;
    const host = error instanceof Error && error.message === "a getter of the host";
    assert.ok(typed || host, `seed ${seed}, ${what}: ${error?.stack ?? error}`);
    assert.ok(String(error.message).length > 0, `seed ${seed}, ${what}: an error without a message`);
    return undefined;
  }
}

let standard;
before(async () => {
  await init();
  standard = Standard.parse(text);
});

test("a bent standard is parsed or refused with its errors", () => {
  const document = JSON.parse(text);
  for (let seed = first; seed < first + count; seed++) {
    const random = generator(seed);
    const input = random.below(3) ? bent(random, document) : text.slice(0, random.below(text.length));
    survive(seed, "parse", () => Standard.parse(input))?.free();
  }
});

test("bent orders, options and names are answered or refused", () => {
  for (let seed = first; seed < first + count; seed++) {
    const random = generator(seed);
    const sometimes = (usual) => (random.below(8) ? usual : random.pick(JUNK));
    const form = sometimes("service_order"), options = optionsOf(random);
    const order = random.below(50) ? bent(random, random.pick(orders)) : thrower;
    const inputs = bent(random, { fee: "80", fee_reduction: 20, key_customer: true });
    survive(seed, "validate", () => standard.validate(form, order, options).findings.map((finding) => finding.message));
    survive(seed, "deadlines", () => standard.deadlines(form, order, options));
    survive(seed, "evaluate", () => standard.evaluate(form, order, options));
    survive(seed, "calculate", () => standard.calculate(sometimes("payable_fee"), inputs, options));
    survive(seed, "transition", () => standard.transition(form, sometimes("received"), sometimes("assigned"), order, options));
    survive(seed, "describe", () => standard.describe(sometimes("zh")));
  }
});

test("a session survives bent edits", () => {
  for (let seed = first; seed < first + count / 10; seed++) {
    const random = generator(seed);
    const order = structuredClone(random.pick(orders));
    const session = standard.session("service_order", order, { now: "2026-03-02T10:00:00+08:00" });
    for (let edit = 0; edit < 10; edit++) {
      const path = random.below(8) ? random.pick(Object.keys(order)) : random.pick(JUNK);
      survive(seed, "set", () => session.set(path, random.pick(JUNK)));
      survive(seed, "tick", () => session.tick(random.pick(JUNK)));
    }
    survive(seed, "report", () => session.report());
    session.free();
    survive(seed, "set after free", () => session.set("status", "closed"));
  }
});
