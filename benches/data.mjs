// Writes the benchmarks' orders, edits and fees for the native ones: `node benches/data.mjs FOLDER`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { edits, feeInputs, orders } from "./peers/gen.mjs";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const lists = { orders: orders(10_000, 7), edits: edits().map(([field, value]) => ({ field, value })), fees: feeInputs(1000) };
for (const [name, list] of Object.entries(lists)) writeFileSync(join(folder, `${name}.ndjson`), list.map((item) => `${JSON.stringify(item)}\n`).join(""));
