#!/usr/bin/env node
// The command line: `gongdan lint …`, `gongdan check …`, `gongdan recheck …`. Exits with 0 if all is well, 1 if there
// is something to report, 2 on misuse.

import { engine } from "../receipt.js";
import { checkFiles } from "./check.js";
import { lintFiles } from "./lint.js";
import { printError } from "./print.js";
import { recheckFiles } from "./recheck.js";

const USAGE = {
  zh: `gongdan lint [--en] [--orders orders.json] file.json …

  检查标准：指出引擎接受、编写者却应留意的地方，一行一处：文件:行:列、代码、位置、说明
  --en       用英文；不写则用中文
  --orders   示例工单，由 { "form", "order", "now"? } 组成的列表；没有一张违反、或没有一张符合的规则也会指出

gongdan check [--en] [--form id] [--now 2026-03-02T09:00] [--parameters p.json] standard.json orders.csv

  检查工单：一处一行：文件:行、错误或提醒、字段、规则、说明；最后是各时限的超时数和工单数
  orders          CSV（第一行是字段的编号或名称）、每行一张的 NDJSON，或 JSON 列表
  --form          哪个表单；不写则用第一个
  --now           按什么时间检查；不写则是现在
  --parameters    参数的值，如 { "arrival_hours": 12 }

gongdan recheck [--en] receipt.json order.json [standard.json]

  按回执重新检查工单，看结论是否相同
  standard.json   回执所指的那一版标准；与现在内置的不同时才需要

gongdan --version   包的版本和引擎的摘要

退出码：0 没有问题，1 有问题，2 用法不对`,
  en: `gongdan lint [--en] [--orders orders.json] file.json …

  looks a standard over for what the engine accepts and its author should look at, one line each: file:line:column, code, place, what it is
  --en       in English; otherwise in Chinese
  --orders   example orders, a list of { "form", "order", "now"? }; rules that none of them breaks or keeps are told

gongdan check [--en] [--form id] [--now 2026-03-02T09:00] [--parameters p.json] standard.json orders.csv

  checks orders, one line for each finding: file:line, severity, field, rule, what it is; at the end how many were late and how many are right
  orders          CSV with the ids or labels of fields in its first line, NDJSON with an order in each line, or a JSON list
  --form          which form, where it is not the first one
  --now           the moment; now when left out
  --parameters    values in place of the parameters, such as { "arrival_hours": 12 }

gongdan recheck [--en] receipt.json order.json [standard.json]

  repeats the decision of a receipt and tells whether it is the same
  standard.json   the version that the receipt names, where it is not the built-in one of today

gongdan --version   the version of the package and the digest of its engine

ends with 0 when all is well, 1 when something was found, 2 on misuse`,
};

const ERRORS = {
  zh: { option: "没有这个选项", command: "没有这个命令" },
  en: { option: "there is no such option", command: "there is no such command" },
};

const COMMANDS = { lint: lintFiles, check: checkFiles, recheck: recheckFiles };
const OPTIONS = ["--en", "--orders", "--form", "--now", "--parameters"];

const args = process.argv.slice(2), language = args.includes("--en") ? "en" : "zh";
const [name, ...rest] = args;

/** Reports an unknown option or command, which would otherwise be ignored; returns whether the call is invalid. */
function isMisused() {
  const isKnown = Object.hasOwn(COMMANDS, name ?? "");
  const unknownOption = args.find((word) => word.startsWith("-") && !OPTIONS.includes(word));
  const unknown = unknownOption ?? (isKnown || OPTIONS.includes(name) ? undefined : name);
  if (unknown) {
    printError(`${unknown}: ${ERRORS[language][unknownOption ? "option" : "command"]}`);
    console.error();
  }
  return Boolean(unknownOption) || !isKnown;
}

if (args.some((word) => word === "--help" || word === "-h")) {
  console.log(USAGE[language]);
  process.exit(0);
}
if (name === "--version") {
  const { version, digest } = await engine();
  console.log(`${version} ${digest}`);
  process.exit(0);
}
const exitCode = isMisused() ? null : await COMMANDS[name](rest);
if (exitCode === null) console.error(USAGE[language]);
process.exit(exitCode ?? 2);
