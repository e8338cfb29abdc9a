// Writes the orders of the benchmarks as NDJSON: `node benches/orders.mjs 100000 > orders.ndjson`.
import { orders } from "./peers/gen.mjs";

for (const order of orders(Number(process.argv[2] ?? 10_000), 7)) process.stdout.write(`${JSON.stringify(order)}\n`);
