// `gongdan check`: reports the findings of the orders in a file, one line each, and the totals.

import { extname } from "node:path";
import init, { GongdanError, Standard, StandardError } from "../index.js";
import { jsonOf } from "../lib/conversion.js";
import { parseArguments, readJson, readText } from "./file.js";
import { print, printError } from "./print.js";

const TEXTS = {
  zh: {
    error: "错误", warning: "提醒", info: "说明", refused: "读不了",
    column: (name) => `「${name}」这一列不是表单的字段，没有检查`,
    orders: (count, valid) => `${count} 张工单，${valid} 张没有错误`,
    late: (label, missed, overdue) => `「${label}」：${missed} 张超时完成，${overdue} 张超时未完成`,
  },
  en: {
    error: "error", warning: "warning", info: "info", refused: "refused",
    column: (name) => `the column “${name}” is no field of the form and was not looked at`,
    orders: (count, valid) => `${count} ${count === 1 ? "order" : "orders"}, ${valid} without errors`,
    late: (label, missed, overdue) => `“${label}”: ${missed} done late, ${overdue} past due and not done`,
  },
};

/** @param {string[]} args @returns {Promise<number | null>} `null` on misuse */
export async function checkFiles(args) {
  const { files, options } = parseArguments(args, ["--form", "--now", "--parameters"]);
  if (files.length !== 2 || Object.values(options).includes(undefined)) return null;
  await init();
  const [standardFile, ordersFile] = files, locale = args.includes("--en") ? "en" : "zh";
  const parameters = options["--parameters"] === undefined ? undefined : await readJson(options["--parameters"]);
  const source = await readText(standardFile);
  try {
    const orders = await read(ordersFile);
    const standard = Standard.parse(source.replace(/^\uFEFF/, ""), { locale }), described = standard.describe(locale);
    const form = options["--form"] ?? described.forms[0]?.id;
    const batch = standard.batch(form, { as: orders.as, now: options["--now"] ?? new Date(), locale, parameters, deadlines: true });
    batch.push(new TextEncoder().encode(orders.content));
    return printReport(batch, ordersFile, TEXTS[locale], described.forms.find(({ id }) => id === form)?.deadlines ?? []);
  } catch (error) {
    if (!(error instanceof GongdanError)) throw error;
    const faults = error instanceof StandardError ? error.errors.map(({ line, column, pointer, message, help }) => `${standardFile}:${line}:${column} ${pointer} ${message}${help ? ` (${help})` : ""}`) : [error.message];
    faults.forEach(printError);
    return 2;
  }
}

/** Reads orders for a batch: CSV and NDJSON unchanged, a JSON list or a single order as NDJSON. @param {string} file */
async function read(file) {
  const extension = extname(file).toLowerCase();
  if (extension !== ".json") return { as: /** @type {"csv" | "ndjson"} */ (extension === ".csv" ? "csv" : "ndjson"), content: await readText(file) };
  return { as: /** @type {const} */ ("ndjson"), content: [await readJson(file)].flat().map((order) => jsonOf(order, "orders")).join("\n") };
}

/** @param {any} batch @param {string} file @param {any} texts @param {{ id: string, label: string }[]} deadlineList the deadlines of the form */
function printReport(batch, file, texts, deadlineList) {
  const { columns, deadlines, findings, orders, refusedLines, valid } = batch.finish();
  for (const { name, path } of columns) if (path === null) print(`${file}:1 ${texts.info} ${texts.column(name)}`);
  const lines = refusedLines.map(({ line, message }) => [line, `${texts.refused} ${message}`]);
  for (let index = 0; index < findings.kept; index++) {
    const { severity, path, rule, message, fix } = batch.finding(index);
    lines.push([findings.line[index], `${texts[severity]} ${path} ${rule} ${message}${fix ? ` (${fix.label})` : ""}`]);
  }
  for (const [line, text] of lines.sort(([a], [b]) => a - b)) print(`${file}:${line} ${text}`);
  for (const { id, label } of deadlineList) printLate(deadlines, id, label, texts);
  print(texts.orders(orders, valid));
  return valid === orders && refusedLines.length === 0 ? 0 : 1;
}

/** Prints how often a deadline was late, if it was. */
function printLate({ statuses, columns }, id, label, texts) {
  const [missed, overdue] = ["missed", "overdue"].map((status) => columns[id].status.reduce((sum, index) => sum + (statuses[index] === status ? 1 : 0), 0));
  if (missed + overdue > 0) print(texts.late(label, missed, overdue));
}
