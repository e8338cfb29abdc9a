// Every service of the portal passes all steps on the server: requested, accepted and numbered, worked on, confirmed.
// The values of customer, workers and portal suffice for the standard at each step.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { randomUUID } from "node:crypto";
import init, { Standard } from "../../pkg/index.js";
import { serve } from "../../www/server/serve.js";
import { SERVICES } from "../../www/portal/services.js";
import { viewOf } from "../../www/portal/view.js";
import { newFolder } from "../folder.mjs";

// A morning, so that work that takes hours is done on the same day.
const NOW = Date.parse("2026-03-02T09:00:00+08:00");
const at = (minutes) => new Date(NOW + 8 * 3600_000 + minutes * 60_000).toISOString().slice(0, 16);
const now = () => `${at(0)}:00+08:00`;

/** By service: the customer's values, the work step by step, the confirmation. */
const JOURNEYS = {
  "home-repair": {
    asks: { customer_name: "李四", phone: "13800138000", repair_address: "3 号楼 1202 室", repair_content: "下水道堵塞", appointment_at: at(60) },
    works: [{ state: "dispatched", order: { repairer: "王师傅" } }, { state: "arrived", order: { arrived_at: at(61) } }],
    confirms: { completed_at: at(90), service_rating: "满意", signature: "李四" }, last: "signed",
  },
  "public-repair": {
    number: /^NO\d{5}$/,
    asks: { problem: "三楼楼道灯不亮", urgency: "normal", room_no: "3-1202", phone: "13800138000", appointment_at: at(60) },
    works: [{ state: "dispatched", order: { repairer: "王师傅" } }, { state: "arrived", order: { arrived_at: at(61), repair_content: "更换灯管" } }],
    confirms: { owner_opinion: "满意", owner_signature: "李四" }, last: "done",
  },
  "after-sales": {
    number: /^20\d\d\d{4}$/,
    asks: { customer_name: "李四", contact: "13800138000", product_model: "ABC123", problem: "开机无显示" },
    works: [
      { state: "dispatched", order: { engineer_name: "赵工", engineer_phone: "13900139000", itinerary: "明日上午到达" } },
      { state: "completed", order: { analysis: "排线松脱", solution: "重新插接", operations: "拆机插接排线", tools: "螺丝刀", repair_minutes: 30, engineer_signature: "赵工", completed_at: at(90) } },
      { state: "followed_up", order: { follow_up_at: at(200), follow_up_result: "正常" } },
    ],
    last: "followed_up",
  },
  "it-service": {
    number: /^gd\d{14}$/,
    asks: { client_unit: "某单位", system_name: "门户", submitter: "李四", submitter_contact: "8001", planned_start: at(0), planned_end: at(240), service_content: "页面打不开" },
    works: [{ order: { service_process: "重启服务", completed_at: at(90) } }],
    confirms: { rating: "basically_satisfied", customer_signature: "李四" }, last: null,
  },
  "software-visit": {
    asks: { customer_unit: "某单位", service_card_no: "K-001", contact: "李四", contact_phone: "13800138000", unit_address: "科技路 1 号", service_manual_no: "S-1", product_version: "财务 5.0", symptom: "打不开", user_wish: "尽快恢复" },
    works: [
      { state: "assigned", order: { onsite_engineer: "赵工", disposition: "上门", duty_manager: "钱经理", manager_time: at(1) } },
      { state: "serviced", order: { solution: "重装", engineer_manual_no: "S-1", service_engineer: "赵工", start_time: at(2), end_time: at(3) } },
    ],
    confirms: { resolution: "partial", user_opinion: "还行", user_signature: "李四" }, last: "receipted",
  },
  community: {
    asks: { category: "facility", facility_kind: "lighting", description: "路灯不亮" },
    works: [{ state: "assigned", order: { assigned_to: "王五" } }, { state: "processed", order: { processed_at: at(1) } }, { state: "replied", order: { replied_at: at(2) } }],
    last: "replied",
  },
};

const data = newFolder();
const server = await serve({ port: 0, data, perMinute: Infinity, clock: () => NOW });
before(() => init());
after(async () => {
  await new Promise((closed) => server.close(closed));
});

async function request(method, path, body, secret) {
  const response = await fetch(`http://localhost:${server.address().port}/api/${path}`, { method, headers: { "Content-Type": "application/json", Authorization: `Bearer ${secret}` }, body: JSON.stringify(body) });
  const answer = await response.json();
  assert.ok(response.ok, `${answer.detail} ${JSON.stringify(answer.findings?.map(({ message }) => message))}`);
  return answer;
}

const written = async ({ standard }) => JSON.parse(await readFile(new URL(`../../pkg/standards/${standard}.json`, import.meta.url), "utf8"));

for (const service of SERVICES) {
  const journey = JOURNEYS[service.id];

  test(`${service.id}: the customer's view asks for its fields and nothing else`, async () => {
    const order = service.sets(now());
    const view = Standard.parse(viewOf(await written(service), service.form, { ...service, order }));
    const { relevant, findings } = view.evaluate(service.form, {}, { now: now() });
    const computed = new Set(Object.keys(order));
    const visibleFields = Object.keys(relevant).filter((id) => relevant[id] && !computed.has(id));
    assert.deepEqual(visibleFields.filter((id) => !service.asks.includes(id)), []);
    assert.deepEqual(findings.filter(({ path }) => !service.asks.includes(path)).map(({ message }) => message), []);
    assert.deepEqual(view.validate(service.form, journey.asks, { now: now() }).findings.map(({ message }) => message), []);
  });

  test(`${service.id}: goes from its request to its last state`, async () => {
    const order = { ...service.sets(now()), ...journey.asks };
    let record = await request("POST", "orders", { id: randomUUID(), standard: { id: service.standard }, form: service.form, order, numberIn: service.number });
    const { secret, number } = record;
    assert.match(number, journey.number ?? /^gd\d{14}$/);
    assert.equal(record.numberFormat !== null, journey.number !== undefined, "the record says whether the number has a format of the standard");
    if (service.number) assert.equal(record.order[service.number], number);
    for (const work of journey.works) {
      assert.deepEqual(Object.keys(work.order).filter((id) => !service.works.includes(id)), []);
      record = await request("PATCH", `orders/${number}`, work, secret);
    }
    if (!journey.confirms) return assert.equal(record.state, journey.last);
    assert.ok(record.order[service.done], "the customer's confirmation is open");
    assert.deepEqual(Object.keys(journey.confirms).filter((id) => !service.confirms.includes(id)), []);
    const state = record.nextStates.find((next) => service.closes.includes(next.state))?.state;
    record = await request("PATCH", `orders/${number}`, { order: { ...service.signs?.(now()), ...journey.confirms }, state }, secret);
    for (let next; (next = record.nextStates.find((each) => service.closes.includes(each.state))); ) record = await request("PATCH", `orders/${number}`, { state: next.state }, secret);
    assert.equal(record.state, journey.last);
  });
}
