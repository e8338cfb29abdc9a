// Bad input through every public function of the package: each call answers, or throws a typed error that says
// what to do. Seeded; GONGDAN_CASES sets how many, GONGDAN_SEED where they begin.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { GongdanError, Standard, StandardError, loadStandard } from "../../pkg/index.js";

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

let standard, mine, sms;
before(async () => {
  await init();
  mine = await loadStandard("mine-maintenance-order");
  sms = await loadStandard("sms-transfer");
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

const TEXTS = {
  description_a: ["LWS457采煤机电控箱更换接触器", "lws457 采煤机 润滑系统 更换油管", "LWS457刮板机机头更换链条"],
  description_b: ["3104工作面刮板机机头更换链条", "胶带机巷胶带机机头更换托辊", "3104工作面刮板运输机机头更换链条"],
  zp_message: ["ZP#-核心维护室-话务维护组-staff01;engineer1#请处理", " zp ＃ － 核心维护室 ＃请处理", "ZP#信息技术中心-业务维护室#意见 # 见附件"],
};
const PIECES = ["采", "采煤机", "更换", "#", "-", "－", ";", "LWS457", " ", "\u3000", "\u00a0", "\ud800", "\udc00", "𠮷", "👨‍👩‍👧", "\0", "室", "长".repeat(300)];

test("bent texts are read, explained and completed, or refused at a place inside of them", () => {
  for (let seed = first; seed < first + count; seed++) {
    const random = generator(seed);
    const id = random.pick(Object.keys(TEXTS)), standard = id === "zp_message" ? sms : mine;
    let text = random.pick(TEXTS[id]);
    for (let change = random.below(4); change > 0; change--) {
      const at = random.below(text.length + 1);
      text = text.slice(0, at) + (random.below(3) ? random.pick(PIECES) : "") + text.slice(at + random.below(3));
    }
    const format = random.below(20) ? id : random.pick(JUNK), given = random.below(20) ? text : random.pick(JUNK);
    const options = random.below(10) ? undefined : bent(random, { locale: "en", parameters: { verbs: ["更换"] } });
    const caret = random.below(10) ? random.below(text.length + 3) : random.pick(JUNK);
    const answer = survive(seed, "parseText", () => standard.parseText(format, given, options));
    if (answer?.ok) assert.ok(Object.values(answer.segments).flat().every((one) => typeof one === "string"), `seed ${seed}`);
    else if (answer) assert.ok(answer.at >= 0 && answer.rawAt <= given.length && answer.expected && answer.message, `seed ${seed}`);
    survive(seed, "explainText", () => standard.explainText(format, given, options));
    for (const { segment, label, from, to } of survive(seed, "completeText", () => standard.completeText(format, given, caret, options)) ?? [])
      assert.ok(segment && label && from <= caret && to >= Math.min(caret, given.length) && to <= given.length, `seed ${seed}: ${segment} ${from}-${to} at ${caret}`);
  }
});

test("a text of 100,000 characters takes no long time, whatever stands in it", () => {
  const hostile = ["采煤机", "刮板", "更换", "给料破碎", "LWS457", "-", "#", ";", " ", "1", "室", "\ud83d\ude00", "ZP#-", "a;"];
  const words = hostile.flatMap((piece) => ["", "LWS457采煤机", "ZP#-核心维护室-话务维护组-", "ZP#"].map((head) => head + piece.repeat(Math.ceil(1e5 / piece.length))));
  const run = (text) => [[mine, "description_a"], [mine, "description_b"], [mine, "description_nonequipment"], [sms, "zp_message"]].map(([standard, format]) => {
    const begin = performance.now();
    standard.parseText(format, text);
    standard.completeText(format, text, text.length);
    return performance.now() - begin;
  });
  run(words[0]);
  // Far above what it takes alone, so that a busy machine does not fail it; a square of the length would be minutes.
  for (const text of words) for (const time of run(text)) assert.ok(time < 1000, `${time} ms for ${text.slice(0, 12)}…`);
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
