// Texts with formats in JavaScript: results for accepted and refused texts, findings of fields, completions.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { Standard, loadStandard } from "../../pkg/index.js";

const document = JSON.parse(await readFile(new URL("../../standards/mine-maintenance-order.json", import.meta.url), "utf8"));

let mineStandard, sms, fielded;
before(async () => {
  await init();
  mineStandard = await loadStandard("mine-maintenance-order");
  sms = await loadStandard("sms-transfer");
  // The same formats, one of them on a field and in a table.
  const field = { type: "text", label: { zh: "描述", en: "Description" }, format: "description_b", source: "一" };
  const fields = { note: field, jobs: { type: "table", label: { zh: "作业", en: "Jobs" }, fields: { note: field }, source: "一" } };
  const { rules, calculations, exceptions, ...rest } = document;
  fielded = Standard.parse({ ...rest, forms: { order: { title: { zh: "单", en: "Order" }, fields, source: "一" } } });
});

test("an accepted text returns its segments, lists as lists, without absent ones", () => {
  assert.deepEqual(mineStandard.parseText("description_nonequipment", "3104 工作面巷道清理浮煤"), {
    ok: true, variant: "description_nonequipment", segments: { location: "3104工作面巷道", content: "清理浮煤" },
  });
  assert.deepEqual(sms.parseText("zp_message", "zp#-核心维护室-话务维护组-staff01;engineer1#请处理"), {
    ok: true, variant: "zp_message",
    segments: { command: "ZP", centre: "网管维护中心", room: "核心维护室", group: "话务维护组", accounts: ["staff01", "engineer1"], opinion: "请处理", target_kind: "person" },
  });
});

test("a refused text returns the place in both countings, what is expected, a message, the fix and the segments so far", () => {
  assert.deepEqual(mineStandard.parseText("description_a", " ＬＷＳ 457 刮板机机头更换链条", { locale: "en" }), {
    ok: false, at: 6, rawAt: 9, expected: "device", due: "Device", message: "“Device” is expected at character 7 of “Description (format A)”, not “刮板机机头更换链…”",
    fix: null, segments: { series: "LWS457" },
  });
  const { due, fix, segments } = mineStandard.parseText("description_b", "3104工作面 刮板运输机 机头更换链条");
  assert.deepEqual({ due, fix, segments }, {
    due: "设备名称", fix: { label: "刮板运输机 → 刮板机", value: "3104工作面 刮板机 机头更换链条" }, segments: { location: "3104工作面刮板运输机机头" },
  });
  const { at, rawAt, expected } = sms.parseText("zp_message", "ZP#-核心维护室#𠮷\u3000");
  assert.deepEqual({ at, rawAt, expected }, { at: undefined, rawAt: undefined, expected: undefined });
  assert.deepEqual(sms.parseText("zp_message", "ZP#-𠮷室 #").rawAt, 9);
});

test("parameters of a call set the words for that call only", () => {
  const text = "LWS457采煤机电控箱擦拭";
  assert.equal(mineStandard.parseText("description_a", text).expected, "content");
  assert.equal(mineStandard.parseText("description_a", text, { parameters: { verbs: ["擦拭"] } }).segments.content, "擦拭");
  assert.equal(mineStandard.parseText("description_a", text).ok, false);
});

test("a finding of a field with a format has the place and reason, with a fix if one word is meant", () => {
  const note = "3104工作面 刮板运输机 机头更换链条";
  const expected = { rule: "format", code: "format.segment", severity: "error", fix: { label: "刮板运输机 → 刮板机", value: "3104工作面 刮板机 机头更换链条" } };
  const message = "「描述」第 15 个字起应是「设备名称」，这里是「更换链条」；「刮板运输机」是否应为「刮板机」？";
  const { findings } = fielded.validate("order", { note, jobs: [{ note: "3104工作面" }] });
  assert.deepEqual(findings.map(({ path }) => path), ["note", "jobs[0].note"]);
  const [first, second] = findings;
  for (const [key, value] of Object.entries(expected)) assert.deepEqual(first[key], value, key);
  assert.equal(first.message, message);
  assert.equal(first.params.at, "14");
  assert.equal(first.params.expected, "device");
  assert.equal(second.code, "format.short");
  const session = fielded.session("order", {});
  assert.deepEqual(session.set("note", note).findings, [first]);
  assert.deepEqual(session.set("note", first.fix.value).findings, []);
  assert.deepEqual(session.set("note", "3104工作面刮板机机头更换链条").findings, []);
});

test("completes at the caret, with the replaced range", () => {
  const [first] = mineStandard.completeText("description_a", "LWS457 采 电控箱更换接触器", 8);
  assert.deepEqual(first, { segment: "device", label: "设备名称", text: "采煤机", from: 7, to: 8 });
  const [second] = mineStandard.completeText("description_a", "LWS457采煤机电", 10, { locale: "en" });
  assert.deepEqual(second, { segment: "part", label: "Part", text: "电控箱", from: 9, to: 10 });
  assert.deepEqual(mineStandard.completeText("description_a", "LWS457", 99).map(({ text }) => text)[0], "采煤机");
});

test("the words of a list are offered and expected by the list's label, a literal without an id by its text", () => {
  const label = (zh, en) => ({ zh, en }), devices = { type: "list", of: "text", label: label("设备", "Devices"), default: ["采煤机", "刮板机", "𠮷机"] };
  const grammar = [{ id: "devices", list: { oneOf: "devices" }, separator: ";", label: label("设备", "Device") }, { literal: "#" }, { id: "note", rest: true, label: label("说明", "Note") }];
  const standard = Standard.parse({
    gongdan: 1, id: "lists", version: "1.0.0", title: label("表", "Lists"), source: { document: "a test", section: "1" }, parameters: { devices },
    formats: { jobs: { label: label("作业", "Jobs"), normalise: ["halfwidth"], grammar } }, forms: { order: { title: label("单", "Order"), fields: { jobs: { type: "text", label: label("作业", "Jobs"), format: "jobs" } } } },
  });
  const offered = (text, caret = text.length) => standard.completeText("jobs", text, caret).map(({ segment, label, text, from, to }) => [segment, label, text, from, to]);
  assert.deepEqual(offered("采煤机；刮"), [["devices", "设备", "刮板机", 4, 5]]);
  assert.deepEqual(offered("𠮷机;𠮷"), [["devices", "设备", "𠮷机", 4, 6]]);
  assert.deepEqual(offered("").map(([, , text]) => text), ["采煤机", "刮板机", "𠮷机"]);
  const refused = (text) => (({ at, rawAt, expected, due }) => [at, rawAt, expected, due])(standard.parseText("jobs", text, { locale: "en" }));
  assert.deepEqual(refused("𠮷机;采煤#x"), [3, 4, "devices", "Device"]);
  assert.deepEqual(refused("𠮷机x"), [2, 3, "#", "#"]);
  assert.deepEqual(standard.validate("order", { jobs: "采煤机" }).findings.map(({ params }) => params.expected), ["#"]);
});

test("explains a text in both languages", () => {
  assert.equal(mineStandard.explainText("description_a", "LWS457采煤机电控箱更换接触器"), "LWS457 设备系列号 · 采煤机 设备名称 · 电控箱 设备部位 · 更换接触器 检修内容");
  assert.equal(sms.explainText("zp_message", "ZP#-核心维护室#请处理", { locale: "en" }), "ZP Command ZP · 网管维护中心 Centre · 核心维护室 Room · 请处理 Opinion");
});
