// The types in a strict TypeScript program: the declarations are consistent, and the code of the README compiles.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { project, tool } from "./project.mjs";

// Lines as users write them; a line after `@ts-expect-error` must not compile.
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

// A page in React, with the parts of React's own types that it needs.
const JSX = `
import { useRef } from "react";
import type { GongdanForm } from "gongdan/element";

declare const order: { visits: string };
const form = useRef<GongdanForm>(null);
form.current?.addEventListener("submit", ({ detail }) => detail.order);
export const visit = <div className="page"><gongdan-form ref={form} className="wide" standard="visit-fee" form="visit_charge" locale="zh" order={order} now={() => new Date()} readonly onClick={(event) => event.currentTarget.checkValidity()} /></div>;
// @ts-expect-error an order is an object
export const wrong = <gongdan-form order="an order" />;
// @ts-expect-error no such element
export const misspelt = <gongdan-from />;
`;
const REACT = `
declare namespace React {
  interface RefObject<T> { current: T }
  interface ClassAttributes<T> { key?: string | number; ref?: RefObject<T | null> }
  interface HTMLAttributes<T> { className?: string; children?: JSX.Element; onClick?: (event: { currentTarget: T }) => void }
  type DetailedHTMLProps<E extends HTMLAttributes<T>, T> = ClassAttributes<T> & E;
  function useRef<T>(initial: T | null): RefObject<T | null>;
  namespace JSX {
    interface Element { type: unknown }
    interface ElementChildrenAttribute { children: unknown }
    interface IntrinsicElements { div: DetailedHTMLProps<HTMLAttributes<HTMLDivElement>, HTMLDivElement> }
  }
}
export = React;
export as namespace React;
`;
const REACT_JSX = `
import * as React from "react";
export namespace JSX {
  interface Element extends React.JSX.Element {}
  interface ElementChildrenAttribute extends React.JSX.ElementChildrenAttribute {}
  interface IntrinsicElements extends React.JSX.IntrinsicElements {}
}
`;

const OPTIONS = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, target: "es2022", module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom", "dom.iterable"], types: [], noEmit: true, skipLibCheck: false };

test("a strict program compiles against the installed package, including its declarations", async () => {
  const { folder } = await project({ "program.ts": PROGRAM, "tsconfig.json": JSON.stringify({ compilerOptions: OPTIONS, files: ["program.ts"] }) });
  await tool("tsc", ["-p", "."], folder);
});

// A server's program, with Node's types but not the DOM's.
const SERVER = `
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import init, { initSync, loadStandard } from "gongdan";
import { lint } from "gongdan/lint";
import { decide, digest } from "gongdan/receipt";
import { standardSchema } from "gongdan/standard-schema";
import { runBatch } from "gongdan/worker";

const bytes = await readFile(new URL(import.meta.resolve("gongdan/engine.wasm")));
await init(bytes);
initSync(bytes);
const standard = await loadStandard("visit-fee");
await decide(standard, "visit_charge", {}, "2026-03-02T10:00:00+08:00");
await digest(bytes);
await runBatch(createReadStream("orders.ndjson"), { standard: "visit-fee", form: "visit_charge" });
standardSchema(standard, "visit_charge");
await lint(await readFile("standard.json", "utf8"));
`;

test("a server's program compiles without DOM types", async () => {
  const types = fileURLToPath(new URL("../../node_modules/@types", import.meta.url));
  const compilerOptions = { ...OPTIONS, module: "nodenext", moduleResolution: "nodenext", lib: ["es2023"], typeRoots: [types], types: ["node"] };
  const { folder } = await project({ "server.ts": SERVER, "tsconfig.json": JSON.stringify({ compilerOptions, files: ["server.ts"] }) });
  await tool("tsc", ["-p", "."], folder);
});

test("React's JSX knows the element and its attributes if React's types are installed", async () => {
  const react = { "index.d.ts": REACT, "jsx-runtime.d.ts": REACT_JSX, "package.json": JSON.stringify({ name: "@types/react", version: "19.0.0", types: "index.d.ts" }) };
  const { folder } = await project({ "page.tsx": JSX, "tsconfig.json": JSON.stringify({ compilerOptions: { ...OPTIONS, jsx: "react-jsx" }, files: ["page.tsx"] }) });
  for (const [name, text] of Object.entries(react)) {
    await mkdir(join(folder, "node_modules/@types/react"), { recursive: true });
    await writeFile(join(folder, "node_modules/@types/react", name), text);
  }
  await tool("tsc", ["-p", "."], folder);
});
