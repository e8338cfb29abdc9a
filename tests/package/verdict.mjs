// One page and its worker for every bundler: both must give the same verdict as Node.

import { run } from "./project.mjs";

export const PAGE = `<!doctype html>
<html lang="zh">
<meta charset="utf-8"><link rel="icon" href="/icon.svg"><title>报事</title>
<form><label>受理时间 <input name="slsj"></label></form>
<script type="module" src="/main.js"></script>
</html>`;

export const ICON = `<svg xmlns="http://www.w3.org/2000/svg"/>`;

/**
 * The page's program: \`attach\` on its form, and the verdicts of page and worker for the test.
 * @param {{ worker: string, styles?: boolean }} options an expression that starts the worker
 */
export const mainOf = ({ worker, styles = true }) => `
import { attach } from "gongdan/form";
${styles ? `import "gongdan/form.css";` : ""}
import { ready, verdict } from "./verdict.js";

const standard = await ready();
attach(document.querySelector("form"), { standard, form: "service_order", names: { slsj: "received_at" } });

const worker = ${worker};
worker.onmessage = async ({ data }) => { window.verdicts = { page: await verdict(), worker: data }; };
worker.onerror = ({ message }) => { window.verdicts = { worker: message ?? "the worker failed" }; };`;

export const WORKER = `
import { verdict } from "./verdict.js";
verdict().then((found) => postMessage(found), (error) => postMessage(String(error)));`;

/** The verdict, by a standard that the package loads, or by a bundled one. */
export const verdictOf = ({ entry = "gongdan", start = "init()", standard = `loadStandard("demand-intake")`, imports = "", more = "" } = {}) => `
import init, { Standard, loadStandard } from "${entry}";
${imports}

export async function ready() {
  await ${start};
  return ${standard};
}

export async function verdict() {
  const standard = await ready();
  const order = { received_at: "2026-03-02T09:00", duty_log_at: "2026-03-02T08:59" };
  return {
    findings: standard.validate("service_order", order).findings.map(({ rule, path, message }) => [rule, path, message]),
    payable: standard.calculate("payable_fee", { fee: "80.00", fee_reduction: "20.00", key_customer: true }).outputs,
    ${more}
  };
}`;

/** Returns Node's verdict, in the folder of a project that has the package. */
export async function expectedIn(folder, options = {}) {
  const script = `${verdictOf(options)}\nconsole.log(JSON.stringify(await verdict()));`;
  return JSON.parse(await run(process.execPath, ["--input-type=module", "--eval", script], folder));
}
