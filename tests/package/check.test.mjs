// `gongdan check`: the findings of a file of orders in CSV, NDJSON or JSON.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { newFolder } from "../folder.mjs";

const label = (zh, en) => ({ zh, en });
const STANDARD = {
  gongdan: 1, id: "check", version: "1.0.0", title: label("检查", "Check"), source: { document: "a test", section: "1" },
  parameters: { most: { type: "number", default: 10, label: label("至多", "At most") }, hours: { type: "number", default: 2, label: label("小时", "Hours") } },
  forms: {
    repair: {
      title: label("维修", "Repair"),
      fields: { no: { type: "text", required: true, label: label("单号", "Number") }, qty: { type: "integer", label: label("数量", "Quantity") }, at: { type: "datetime", label: label("报修时间", "Reported at") }, done: { type: "datetime", label: label("完工时间", "Done at") } },
      rules: { "not-too-many": { check: "qty <= most", fields: ["qty"], message: label("数量过多", "Too many") } },
      deadlines: { repair: { label: label("维修", "Repair"), start: "at", stop: "done", within: { hours: "hours" } } },
    },
    visit: { title: label("回访", "Visit"), fields: { score: { type: "integer", required: true, label: label("评分", "Score") } } },
  },
};
const folder = newFolder();
const run = (...args) => new Promise((resolve) => execFile(process.execPath, [new URL("../../pkg/bin/gongdan.js", import.meta.url).pathname, "check", ...args], { cwd: folder }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr })));
await writeFile(join(folder, "standard.json"), JSON.stringify(STANDARD));
await writeFile(join(folder, "less.json"), '{ "most": 3 }');
await writeFile(join(folder, "no-forms.json"), JSON.stringify({ ...STANDARD, forms: {} }));
await writeFile(join(folder, "deep.json"), "[".repeat(100_000) + "]".repeat(100_000));
await writeFile(join(folder, "broken.json"), JSON.stringify({ ...STANDARD, id: 1 }));

/** Writes a file of orders and checks the output. */
function check(name, content, args, code, ...lines) {
  test(`${name} ${args.join(" ")}: ${code}`, async () => {
    await writeFile(join(folder, name), content);
    const output = await run("--en", "--now", "2026-03-02T12:00", ...args, "standard.json", name);
    assert.deepEqual([output.code, output.stderr, output.stdout.split("\n")], [code, "", [...lines, ""]]);
  });
}

const CSV = '\uFEFF单号,qty,报修时间,完工时间,经办人\r\nA1,3,2026-03-02T09:00,2026-03-02T10:00,x\r\n,"1,200",2026-03-02 09:00,,x\r\nA3,30,2026-03-02T09:00,2026-03-02T11:30,x\r\nA4,1\r\nA5,1,2026-03-02T09:00,,x\r\n';
check("orders.csv", CSV, [], 1,
  "orders.csv:1 info the column “经办人” is no field of the form and was not looked at",
  "orders.csv:3 error no required Fill in “Number”",
  "orders.csv:3 error qty type “Quantity” must be a number; “1,200” is not one (1200)",
  "orders.csv:3 error at type “Reported at” must be a date and time such as 2026-03-02T09:30; “2026-03-02 09:00” cannot be read (2026-03-02T09:00)",
  "orders.csv:4 error qty not-too-many Too many",
  "orders.csv:5 refused cells in this row: 2; in the header: 5",
  "“Repair”: 1 done late, 1 past due and not done", "4 orders, 2 without errors");
check("orders.ndjson", '{"no":"A1","qty":5}\n{"no":"A2","qty":1}\n', [], 0, "2 orders, 2 without errors");
check("orders.ndjson", '{"no":"A1","qty":5}\n{"no":"A2","qty":1}\n', ["--parameters", "less.json"], 1, "orders.ndjson:1 error qty not-too-many Too many", "2 orders, 1 without errors");
check("orders.ndjson", JSON.stringify({ no: "A1", qty: "\u001b[2J\u009b1m\r\nother.csv:1 error\u202e" }), [], 1, "orders.ndjson:1 error qty type “Quantity” must be a number; “\\u{1b}[2J\\u{9b}1m\\u{d}\\u{a}other.csv:1 error\\u{202e}” is not one", "1 order, 0 without errors");
check("list.json", '[{ "no": "A1" }, { "qty": 2 }]', [], 1, "list.json:2 error no required Fill in “Number”", "2 orders, 1 without errors");
check("one.json", '{ "score": 5 }', ["--form", "visit"], 0, "1 order, 1 without errors");

test("prints Chinese unless English is requested", async () => {
  await writeFile(join(folder, "one.json"), "{}");
  assert.deepEqual(await run("standard.json", "one.json"), { code: 1, stdout: "one.json:1 错误 no required 填写「单号」\n1 张工单，0 张没有错误\n", stderr: "" });
});

for (const [args, message] of [
  [["standard.json"], /^gongdan lint .*gongdan check /s], [["standard.json", "list.json", "--form"], /gongdan check /], [["--form", "none", "standard.json", "list.json"], /none/], [["--now", "soon", "standard.json", "list.json"], /soon/],
  [["no-forms.json", "list.json"], /`form`/], [["standard.json", "deep.json"], /`orders`.*JSON/],
  [["none.json", "list.json"], /^none\.json: /], [["standard.json", "none.csv"], /^none\.csv: /], [["broken.json", "list.json"], /^broken\.json:1:\d+ \/id /],
]) {
  test(`misuse: ${args.join(" ")}`, async () => {
    const { code, stdout, stderr } = await run(...args);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
  });
}
