// The orders of the bench as NDJSON, for whoever wants them in a file: `node benches/orders.mjs 100000 > orders.ndjson`.
import { orders } from "./peers/gen.mjs";

for (const order of orders(Number(process.argv[2] ?? 10_000), 7)) process.stdout.write(`${JSON.stringify(order)}\n`);
