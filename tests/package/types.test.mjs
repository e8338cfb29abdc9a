// The types as a program in strict TypeScript sees them: the declarations hold in themselves, and what the README shows compiles.

import { test } from "node:test";
import { project, tool } from "./project.mjs";

// Every line is one that somebody would write; one with `@ts-expect-error` is refused.
const PROGRAM = `
import init, { Standard, loadStandard, type Finding } from "gongdan";
import { attach } from "gongdan/form";
import "gongdan/element";
import { decide } from "gongdan/receipt";
import { standardSchema } from "gongdan/standard-schema";
import { runBatch } from "gongdan/worker";

interface Sheet { order_no: string; repair_kind?: "transfer"; lines: { product: string }[] }
declare const sheet: Sheet;

await init();
const standard: Standard = await loadStandard("labour-settlement", { locale: "en" });
const found: Finding[] = standard.validate("service_sheet", sheet, { now: new Date() }).findings;
standard.session("service_sheet", sheet).set("order_no", found[0]?.fix?.value);
decide(standard, "service_sheet", sheet, "2026-03-02T10:00:00+08:00");
// @ts-expect-error an order is an object
standard.validate("service_sheet", "an order");

const options = {
  collect: {
    total_orders: "valid",
    transfer_count: { count: true, when: 'repair_kind = "transfer"' },
    fees: { sum: "fee" },
    hardware_lines: { by: { product: "product" }, each: { count: { count: true } }, when: "valid" },
  },
  groupBy: "product", validOnly: true, deadlines: true, calculate: { calculation: "unit_fee", inputs: { rate: "1" } },
} as const;
const { collected, groups, missing } = standard.batch("service_sheet", options).finish();
standard.calculate("labour_fee", collected).outputs.labour_fee;
const broken: number | undefined = groups?.[0]?.rules.orders[0] ?? missing?.fees;
runBatch(new Blob(), { standard: "labour-settlement", form: "service_sheet", ...options }).then(({ valid }) => valid === broken);
// @ts-expect-error a figure is counted, summed or in rows
standard.batch("service_sheet", { collect: { fees: { most: "fee" } } });

const schema = standardSchema<Sheet>(standard, "service_sheet");
const result = schema["~standard"].validate({}, { libraryOptions: { locale: "en" } });
result.issues ? result.issues.map(({ code, path }) => [code, ...path]) : result.value.lines.map(({ product }) => product);

const element = document.querySelector("gongdan-form")!;
element.order = { ...sheet };
element.addEventListener("submit", ({ detail: { order, files } }) => [order.order_no, files.photos?.[0]?.name]);
element.addEventListener("change", ({ detail }) => detail.path);
element.addEventListener("click", (event) => event.clientX);
const either = (event: Event) => event.preventDefault();
element.addEventListener("submit", either);
element.removeEventListener("submit", either);
attach(document.forms[0]!, { standard, form: "service_sheet", names: { dh: "order_no" }, onChange: ({ findings }) => findings.length }).detach();
`;

const OPTIONS = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, target: "es2022", module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom", "dom.iterable"], types: [], noEmit: true, skipLibCheck: false };

test("a strict program compiles against the installed package, its declarations included", async () => {
  const { folder } = await project({ "program.ts": PROGRAM, "tsconfig.json": JSON.stringify({ compilerOptions: OPTIONS, files: ["program.ts"] }) });
  await tool("tsc", ["-p", "."], folder);
});
