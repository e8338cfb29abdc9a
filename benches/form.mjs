// Benchmarks a page with the 22-field order in Chromium: the time of `attach` from a loaded engine to the first full
// report, and the script time of a keystroke until the page is up to date.
//
//   node benches/form.mjs            40 fresh pages, 2,000 keystrokes
//   node benches/form.mjs --quick    8 fresh pages, 400 keystrokes
import { readFile } from "node:fs/promises";
import { openBrowser } from "../tests/browser/browser.mjs";
import { serve } from "../www/server/serve.js";
import { orders } from "./peers/gen.mjs";

const text = await readFile(new URL("./standards/peer-order.json", import.meta.url), "utf8");
const { fields } = JSON.parse(text).forms.order;
const quick = process.argv.includes("--quick");
const [pages, keystrokes] = quick ? [8, 400] : [40, 2000];
const [order] = orders(1, 7);

/** A plain page: labels and controls, two rows of material. */
function form() {
  const control = (name, { type, options }) =>
    type === "choice" ? `<select name="${name}"><option value=""></option>${Object.keys(options).map((value) => `<option>${value}</option>`).join("")}</select>` : `<input name="${name}">`;
  const line = ([name, field]) => `<p><label>${field.label.zh} ${control(name, field)}</label></p>`;
  const rows = [0, 1].flatMap((row) => Object.entries(fields.materials.fields).map(([cell, field]) => line([`materials[${row}].${cell}`, field])));
  return `<form id="f">${Object.entries(fields).filter(([, { type }]) => type !== "table").map(line).join("")}${rows.join("")}<button>提交</button></form>`;
}

const PAGE = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>bench</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/pkg/form.css"></head><body>${form()}<script type="module" src="/bench.js"></script></body></html>`;
const SCRIPT = `
import init, { Standard } from "/pkg/index.js";
import { attach } from "/pkg/form.js";

const form = document.getElementById("f");
const text = await (await fetch("/peer-order.json")).text();
const order = await (await fetch("/order.json")).json();
for (const control of form.elements) {
  const [, table, row, cell] = /^(.*)\\[(\\d+)\\]\\.(.*)$/.exec(control.name) ?? [];
  control.value = (table ? order[table]?.[row]?.[cell] : order[control.name]) ?? "";
}
await init();
const begun = performance.now();
const attached = attach(form, { standard: Standard.parse(text), form: "order" });
window.first = performance.now() - begun;

// Types and deletes a character in each text control in turn, so that values become invalid and valid again.
window.type = (count) => {
  const written = [...form.elements].filter((control) => control.tagName === "INPUT");
  const times = [];
  for (let stroke = 0; stroke < count; stroke++) {
    const control = written[(stroke >> 1) % written.length];
    const begin = performance.now();
    control.value = stroke % 2 === 0 ? control.value + "0" : control.value.slice(0, -1);
    control.dispatchEvent(new InputEvent("input", { bubbles: true }));
    times.push(performance.now() - begin);
  }
  return times;
};`;

// Isolated, so that the page's clock is exact to 5 µs.
const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const server = await serve({ port: 0, headers, pages: { "/bench.html": PAGE, "/bench.js": SCRIPT, "/peer-order.json": text, "/order.json": JSON.stringify(order) } });
const { browser } = await openBrowser();
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

const firsts = [];
let strokes = [];
for (let round = 0; round < pages; round++) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://localhost:${server.address().port}/bench.html`);
  await page.waitForFunction(() => window.type);
  firsts.push(await page.evaluate(() => window.first));
  strokes = strokes.concat(await page.evaluate((count) => window.type(count), Math.ceil(keystrokes / pages)));
  await context.close();
}
// On a shared machine, the minimum shows the cost of the work; the rest includes waiting.
const shares = (values) => Object.entries({ least: 0, median: 0.5, p95: 0.95 }).map(([name, share]) => `${quantile(values, share).toFixed(2).padStart(8)} ms ${name}`);
const line = (title, values) => console.log(title.padEnd(46) + shares(values).join(""));
console.log("a page with the 22-field order, in Chromium");
line("attach, from a loaded engine to a full answer", firsts);
line("one keystroke, until the page is up to date", strokes);
process.exit(0);
