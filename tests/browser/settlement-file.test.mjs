// Reading and writing files for the settlement page, without a browser: CSV read from any pieces, amounts in capitals,
// columns by their names.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rng } from "../../benches/peers/gen.mjs";
import { inCapitals } from "../../www/settlement/capital.js";
import { guessColumns } from "../../www/settlement/fields.js";
import { Cells, CellsWriter } from "../../www/settlement/file/cells.js";
import { CsvReader } from "../../www/settlement/file/csv.js";
import { openFile } from "../../www/settlement/file/open.js";
import { Orders } from "../../www/settlement/file/orders.js";
import { readerOf } from "../../www/settlement/file/value.js";
import { titleOf } from "../../www/playground/workspace.js";
import { csvOf, xlsxOf } from "../../www/settlement/file/write.js";
import writeXlsx from "../../www/vendor/write-excel-file.js";

function read(text, random) {
  const sheet = new CellsWriter(), reader = new CsvReader(sheet);
  for (let at = 0; at < text.length; ) {
    const size = 1 + Math.floor(random() ** 3 * 40);
    reader.push(text.slice(at, at + size));
    at += size;
  }
  reader.end();
  return new Cells(sheet.finish());
}

const rowsOf = (cells) => Array.from({ length: cells.count }, (_, row) => cells.header.map((_, column) => cells.text(row, column)));

test("reads any table as it was written, however it is cut", async () => {
  const random = rng(1), pick = (list) => list[Math.floor(random() * list.length)];
  for (let round = 0; round < 300; round++) {
    const width = 2 + Math.floor(random() * 4);
    const text = () => Array.from({ length: Math.floor(random() * 5) }, () => pick(["中", "a", '"', ",", "\n", " ", "\r\n", "𠮷", "x;y"])).join("");
    const header = Array.from({ length: width }, (_, index) => `c${index}`);
    const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, row) => header.map((_, column) => (column === 0 ? `r${row}` : text())));
    const written = (await csvOf([header, ...rows]).text()).replace("\ufeff", "");
    const cells = read(random() < 0.5 ? written : written.replace(/\r\n$/, ""), random);
    assert.deepEqual([cells.header, rowsOf(cells), cells.broken], [header, rows, []], JSON.stringify(written));
  }
});

test("an unclosed quote breaks its own line only, and later lines keep their numbers", () => {
  for (let seed = 0; seed < 50; seed++) {
    const cells = read('a,b\n1,2\n"3,4\n5,6\n7,"8\n9,"x""y"\n', rng(seed));
    assert.deepEqual(rowsOf(cells).at(-1), ["9", 'x"y']);
    assert.deepEqual(cells.broken.map(({ number, reason }) => [number, reason]), [[3, "quote"], [5, "quote"]]);
    assert.deepEqual(Array.from({ length: cells.count }, (_, row) => cells.number(row)), [2, 4, 6]);
  }
});

test("a title above the header is not the header, with trailing separators or without", () => {
  for (const title of ["2026年3月服务单汇总", "2026年3月服务单汇总,,,"]) {
    const cells = read(`${title}\n\n单号,名称,数量,备注\n1,甲,2,\n2,乙,,\n`, () => 1);
    assert.deepEqual([cells.header, rowsOf(cells), cells.number(0), cells.broken], [["单号", "名称", "数量", "备注"], [["1", "甲", "2", ""], ["2", "乙", "", ""]], 4, []]);
  }
});

const HEADERS = {
  "a group over two columns": ["单号,产品,部件,,备注\n,,名称,属性\n1,甲,LCD,大件,x\n2,乙,,,\n", ["单号", "产品", "名称", "属性", "备注"], ["1", "2"]],
  "mostly groups, under a title": ["三月汇总,,,,,,\n单号,计划,,,实际,,\n,开始,结束,天数,开始,结束,工时\n1,a,b,1,c,d,2\n", ["单号", "计划开始", "计划结束", "天数", "实际开始", "实际结束", "工时"], ["1"]],
  "a column without a name, whose first row is full": ["单号,产品,,备注\n1,甲,x,y\n", ["单号", "产品", "", "备注"], ["1"]],
  "a column without a name, whose first row has no number": ["单号,产品,,备注\n,甲,x,y\n", ["单号", "产品", "", "备注"], [""]],
};

for (const [title, [text, header, numbers]] of Object.entries(HEADERS)) {
  test(`${title}: the names of the columns are those that people see`, () => {
    const cells = read(text, () => 1);
    assert.deepEqual([cells.header, rowsOf(cells).map(([number]) => number), cells.broken], [header, numbers, []]);
  });
}

test("excludes and reports rows with totals", () => {
  for (const word of ["合计", "合 计：", "本月合计", "总计", "小计", "Total", "SUBTOTAL"]) {
    const cells = read(`单号,名称,数量\n1,甲,2\n,${word},2\n2,合计公司,3\n${word},,5\n`, () => 1);
    assert.deepEqual(rowsOf(cells), [["1", "甲", "2"], ["2", "合计公司", "3"]], word);
    assert.deepEqual(cells.broken.map(({ number, reason }) => [number, reason]), [[3, "total"], [5, "total"]]);
  }
});

test("refuses a file too large for a page before reading it", async () => {
  const file = (head, size) => ({ size, slice: () => new Blob([head]) });
  await assert.rejects(openFile(file("PK\u0003\u0004", 2 ** 27), "auto", () => {}), { code: "large_xlsx" });
  await assert.rejects(openFile(file("a,b\n", 2 ** 31), "auto", () => {}), { code: "large" });
});

test("refuses a small workbook that unpacks to more than a page holds", async () => {
  const workbook = new Uint8Array(await (await xlsxOf([{ name: "三月", rows: [["单号", "费用"], ["1", "2"]] }])).arrayBuffer()), view = new DataView(workbook.buffer);
  const entry = workbook.findIndex((_, at) => at + 4 <= workbook.length && view.getUint32(at, true) === 0x02014b50);
  for (const [offset, size] of [[20, 2 ** 29 + 1], [24, 2 ** 29 + 1]]) {
    const stated = workbook.slice();
    new DataView(stated.buffer).setUint32(entry + offset, size, true);
    await assert.rejects(openFile(new Blob([stated]), "auto", () => {}), { code: "large_xlsx" });
  }
});

// A zip of uncompressed files; the reader ignores checksums and times.
function zipOf(files) {
  const locals = [], entries = [], at = () => Buffer.concat(locals).length;
  for (const [name, text] of Object.entries(files)) {
    const sizes = Buffer.alloc(8), lengths = Buffer.alloc(4), place = Buffer.alloc(4), content = Buffer.from(text);
    sizes.writeUInt32LE(content.length, 0), sizes.writeUInt32LE(content.length, 4), lengths.writeUInt16LE(name.length), place.writeUInt32LE(at());
    locals.push(Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(14), sizes, lengths, Buffer.from(name), content]));
    entries.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.alloc(16), sizes, lengths, Buffer.alloc(10), place, Buffer.from(name)]));
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4), end.writeUInt16LE(entries.length, 6), end.writeUInt32LE(Buffer.concat(entries).length, 8), end.writeUInt32LE(at(), 12);
  return new Blob([...locals, ...entries, Buffer.from("PK\u0005\u0006"), end]);
}

function workbookOf(...cells) {
  const rows = cells.map((cell) => `<row r="${cell.replace(/\D/g, "")}"><c r="${cell}" t="inlineStr"><is><t>x</t></is></c></row>`);
  return zipOf({
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows.join("")}</sheetData></worksheet>`,
  });
}

test("refuses a workbook whose cells are too far apart, before the gaps are filled", async () => {
  assert.deepEqual((await openFile(workbookOf("A1", "A2", "C3"), "auto", () => {})).count, 2);
  for (const cells of [["A1", "XFD1048576"], ["XFD1", "A1048576"], ["A1", "ZZZZZZZ2"], ["A1", "A99999999"]]) await assert.rejects(openFile(workbookOf(...cells), "auto", () => {}), { code: "large_xlsx" }, cells.join());
});

const FORMULAS = ["=HYPERLINK(\"http://a\")", "=1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1", "＝1", "－更换主板", "- 更换主板"];
const NO_FORMULAS = ["-12.50", "+86 138-0013-8000", "-", "--", "'", "'a", "a=1", "12:30", "（=1）", { figure: "-1" }];

test("no cell of a CSV is a formula, and the page reads each as it was", async () => {
  const cellsIn = async (rows) => (await csvOf(rows).text()).replace("\ufeff", "").trimEnd().split("\r\n").map((line) => line.replace(/^"|"$/g, "").replaceAll('""', '"'));
  assert.deepEqual(await cellsIn(FORMULAS.map((text) => [text])), FORMULAS.map((text) => `'${text}`));
  assert.deepEqual(await cellsIn(NO_FORMULAS.map((text) => [text])), NO_FORMULAS.map((text) => text.figure ?? text));
  const texts = [...FORMULAS, ...NO_FORMULAS.filter((text) => typeof text === "string")];
  const data = await openFile(csvOf([["单号", "=备注"], ...texts.map((text, index) => [`A${index}`, text])]), "auto", () => {});
  assert.deepEqual([data.header, rowsOf(new Cells(data)).map(([, text]) => text)], [["单号", "=备注"], texts]);
});

const bytesOf = (text) => new TextEncoder().encode(text);
const DOUBLED = "工单号\t费用\n1\t2\n";
const OPENED = {
  "a title above columns separated by tabs": ["三月, 一期\n\n单号\t备注\t费用\n1\ta,b;c\t2\n2\tc;d,e\t3\n", [["单号", "备注", "费用"], ["1", "a,b;c", "2"], ["2", "c;d,e", "3"]]],
  "the separator named in the first line": ["sep=;\n单号;名称;费用\n1;a,b;2,5\n", [["单号", "名称", "费用"], ["1", "a,b", "2,5"]]],
  "lines that end with CR alone": ['单号,备注\r1,"a\rb"\r2,c', [["单号", "备注"], ["1", "a\nb"], ["2", "c"]]],
  "separators at the end of rows": ["单号,费用\n1,2,,\n2,3, \n", [["单号", "费用"], ["1", "2"], ["2", "3"]]],
  "one list in JSON": ['\ufeff[{"单号":"1","费用":2.5},\n{"单号":"2","行":[{"a":1}]}]\n', [["单号", "费用", "行"], ["1", "2.5", ""], ["2", "", '[{"a":1}]']]],
  "orders in JSON without a key that every object inherits": ['{"a":"1","constructor":"甲"}\n{"a":"2"}\n', [["a", "constructor"], ["1", "甲"], ["2", ""]]],
  "a list in JSON with an order in each line": ['[\n{"a":"1"},\n{"a":"2"}\n]', [["a"], ["1"], ["2"]]],
  "an order in JSON on several lines": ['{\n  "a": "1",\n  "b": true\n}\n', [["a", "b"], ["1", "true"]]],
  "numbers kept as texts for a spreadsheet": ['单号,备注\n="0012","=""x"""\n="b",\n', [["单号", "备注"], ["0012", "x"], ["b", ""]]],
  "UTF-16 with tabs": [Buffer.from(`\ufeff${DOUBLED}`, "utf16le"), [["工单号", "费用"], ["1", "2"]]],
  "UTF-8 truncated at its end": [Buffer.concat([bytesOf("工单号,费用\n甲,2"), Buffer.from([0xe4])]), [["工单号", "费用"], ["甲", "2\ufffd"]]],
  "a truncated UTF-8 character": [Buffer.concat([bytesOf("工单号,费用\n甲"), Buffer.from([0xe4, 0xb9]), bytesOf(",2\n")]), [["工单号", "费用"], ["甲\ufffd", "2"]]],
};

for (const [title, [content, rows]] of Object.entries(OPENED)) {
  test(`${title}: the file is opened as intended`, async () => {
    const data = await openFile(new Blob([content]), "auto", () => {}), cells = new Cells(data);
    assert.deepEqual([cells.header, ...rowsOf(cells)], rows);
    assert.deepEqual([data.broken, data.lost], [[], /�/.test(rows.join()) ? 1 : undefined]);
  });
}

test("counts long numbers that a spreadsheet shortened, by column", async () => {
  const { shortened } = await openFile(new Blob(["单号,电话,费用\n2.02603E+15,13800138000,1.5\n2.02603E+15,1E+11,1E5\nGD2.0E+15,,\n"]), "auto", () => {});
  assert.deepEqual(shortened, [{ column: 0, count: 2, example: "2.02603E+15" }, { column: 1, count: 1, example: "1E+11" }]);
});

test("reports an item of a JSON list that is no order, and reads the others", async () => {
  const { count, broken } = await openFile(new Blob(['[{"a":1},5,null,{"a":2}]']), "auto", () => {});
  assert.deepEqual([count, broken.map(({ number, reason }) => [number, reason])], [2, [[2, "json"], [3, "json"]]]);
});

test("refuses a file that is a table by name only, with the reason", async () => {
  const packed = Buffer.from("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", "base64");
  const files = { markup: ["<html><table><tr><td>1</td></tr></table></html>", '\ufeff\n<?xml version="1.0"?><Workbook/>', Buffer.from("\ufeff<html>", "utf16le")], json: ['{"a":', "[{]", '{"a":1]\n{"b"\n'], not_xlsx: ["PK\u0003\u0004nothing", Buffer.concat([Buffer.from("PK\u0003\u0004"), packed])] };
  for (const [code, contents] of Object.entries(files)) {
    for (const content of contents) await assert.rejects(openFile(new Blob([content]), "auto", () => {}), { code }, String(content));
  }
});

test("a spreadsheet's moment at midnight is a moment if its column has others", async () => {
  const cell = (...parts) => ({ type: Date, value: new Date(Date.UTC(...parts)), format: "yyyy/m/d h:mm" });
  const workbook = await writeXlsx([["接诉时间", "日期"], [cell(2026, 2, 2, 9, 30), cell(2026, 2, 2)], [cell(2026, 2, 3), cell(2026, 2, 3)]], { sheet: "三月" }).toBlob();
  const cells = new Cells(await openFile(workbook, "auto", () => {}));
  assert.deepEqual(rowsOf(cells), [["2026-03-02 09:30:00", "2026-03-02"], ["2026-03-03 00:00:00", "2026-03-03"]]);
  assert.equal(readerOf({ type: "datetime", options: [] })(cells.text(1, 0)), "2026-03-03T00:00:00");
});

test("of several sheets, reads the first with rows below a header, or the named one", async () => {
  const workbook = await xlsxOf([{ name: "说明", rows: [["本表按月填写"]] }, { name: "三月", rows: [["单号", "费用"], ["1", "2"]] }, { name: "四月", rows: [["单号"], ["3"]] }]);
  for (const [requested, sheet, header] of [[undefined, "三月", ["单号", "费用"]], ["四月", "四月", ["单号"]], ["没有的", "三月", ["单号", "费用"]]]) {
    const data = await openFile(workbook, "auto", () => {}, requested);
    assert.deepEqual([data.sheet, data.sheets, data.header, data.count], [sheet, ["说明", "三月", "四月"], header, 1]);
  }
});

test("blanks and brackets without end take time linear in their number", () => {
  const blanks = " ".repeat(200_000), brackets = "（".repeat(200_000);
  const cells = read(`单号,费用\n合计${blanks}x,2\n合计 ： ${blanks},3\n`, () => 1);
  assert.deepEqual([cells.count, cells.broken.map(({ reason }) => reason)], [1, ["total"]]);
  const label = { zh: "费用", en: "Fee" };
  assert.deepEqual(guessColumns([{ id: "fee", path: "fee", label }], [brackets, "费用（元）"], {}), { fee: 1 });
  assert.equal(titleOf('"title":{'.repeat(200_000)), "—");
});

test("unclosed quotes take time linear in the file", () => {
  const cells = read(`a,b\n${'"x,y\n'.repeat(20_000)}1,2`, () => 1);
  assert.equal(cells.broken.length + cells.count, 20_001);
});

const CAPITALS = { "0": "零元整", "0.05": "伍分", "0.50": "伍角整", "10.10": "壹拾元壹角整", "105.07": "壹佰零伍元零柒分", "10001": "壹万零壹元整", "100000000": "壹亿元整", "100050000.30": "壹亿零伍万元叁角整", "20034000.04": "贰仟零叁万肆仟元零肆分", "-12.3": "负壹拾贰元叁角整", "12345678901.99": "壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹元玖角玖分" };

test("writes amounts in capitals as banks do", () => {
  for (const [amount, words] of Object.entries(CAPITALS)) assert.equal(inCapitals(amount), words, amount);
  assert.equal(inCapitals("12.345"), null);
});

test("finds columns by id and label in both languages, with units, stars and blanks, and as the last time", () => {
  const target = (path, zh, en) => ({ path, id: path, label: { zh, en } });
  const targets = [target("order_no", "服务单号", "Sheet number"), target("power", "功率(W)", "Power (W)"), target("fee", "费用", "Fee"), target("late_fee", "滞纳费用", "Late fee")];
  const guess = (header, before = {}) => guessColumns(targets, header, before);
  assert.deepEqual(guess(["费用（元）", "* 服务 单号", "功率", "滞纳费用"]), { order_no: 1, power: 2, fee: 0, late_fee: 3 });
  assert.deepEqual(guess(["LATE FEE", "Fee", "order_no", "power (w)"]), { late_fee: 0, fee: 1, order_no: 2, power: 3 });
  assert.deepEqual(guess(["甲", "费用"], { order_no: "甲", fee: null }), { order_no: 0, late_fee: 1 });
  assert.deepEqual(guess(["", "别的"]), {});
  const parts = [target("part", "维修部件（更换的部件）", "Part (replaced)"), target("size", "部件属性", "Part size")];
  assert.deepEqual(guessColumns(parts, ["部件 属性", "更换部件"], {}), { part: 1, size: 0 });
});

const READ = [
  ["datetime", "2026/3/2 9:05", "2026-03-02T09:05"], ["datetime", "2026年3月2日 09:05:30", "2026-03-02T09:05:30"], ["datetime", "2026-03-02T09:05:00+08:00", "2026-03-02T09:05:00+08:00"], ["datetime", "2026/3/2", "2026/3/2"], ["datetime", "3/2/26 9:05", "3/2/26 9:05"],
  ["date", "2026.3.2", "2026-03-02"], ["date", "2026-03-02 00:00:00", "2026-03-02"], ["date", "2026-03-02 08:00", "2026-03-02 08:00"],
  ["time", "8:05", "08:05"], ["bool", " 是 ", true], ["bool", "N", false], ["bool", "也许", "也许"], ["money", "¥1,280.00", "¥1,280.00"], ["attachment_list", "a.jpg；b.jpg", ["a.jpg", "b.jpg"]], ["table", '[{"a":1}]', [{ a: 1 }]],
];

test("reads cells as spreadsheets write them, and leaves ambiguous ones unchanged", () => {
  for (const [type, text, value] of READ) assert.deepEqual(readerOf({ type, options: [] })(text), value, `${type} ${text}`);
  const options = [{ value: "large", labels: ["大件", "large"] }];
  assert.deepEqual(["大 件", "LARGE", "large", "巨大"].map(readerOf({ type: "choice", options })), ["large", "large", "large", "巨大"]);
});

test("rows without a customer are separate orders: a merged cell fills its first row only", () => {
  const fields = [["customer", null, 0], ["item", "lines", 1]].map(([id, table, column]) => ({ path: table ? `${table}[].${id}` : id, id, table, column, type: "text", options: [] }));
  const orders = new Orders(read("customer,item\n甲,a\n,b\n乙,c\n ,d\n", () => 1), { fields, groupBy: "customer" });
  assert.deepEqual(Array.from({ length: orders.count }, (_, order) => [...orders.rows(order)]), [[0], [1], [2], [3]]);
});

test("rows with the same customer are one order, wherever they are", () => {
  const cells = read("customer,item\n甲,a\n乙,b\n甲,c\n", () => 1);
  const fields = [["customer", null, 0], ["item", "lines", 1]].map(([id, table, column]) => ({ path: table ? `${table}[].${id}` : id, id, table, column, type: "text", options: [] }));
  const orders = new Orders(cells, { fields, groupBy: "customer" });
  assert.deepEqual([orders.order(0), orders.order(1)], [{ customer: "甲", lines: [{ item: "a" }, { item: "c" }] }, { customer: "乙", lines: [{ item: "b" }] }]);
  assert.deepEqual([orders.row(0, 1), orders.row(1, -1)], [2, 1]);
});
