// Starts the server from the command line: the pages, and `/api` for orders.
//
//   node www/server/main.js [port] [folder of the data] [requests per minute and address]      default 8000, var, 600

import { serve } from "./serve.js";

const [port = "8000", data = "var", perMinute = "600"] = process.argv.slice(2);

// A limit that is not a number would be no limit.
if (!(Number(port) >= 0 && Number(port) < 65_536) || !(Number(perMinute) > 0)) {
  console.error("node www/server/main.js [port] [folder of the data] [requests per minute and address]: port and requests are numbers");
  process.exit(2);
}

try {
  const server = await serve({ port: Number(port), data, perMinute: Number(perMinute) });
  const { port: listening } = /** @type {import("node:net").AddressInfo} */ (server.address());
  console.log(`http://localhost:${listening}`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close(() => process.exit(0)));
} catch (/** @type {any} */ error) {
  const isTaken = error.code === "EADDRINUSE";
  console.error(isTaken ? `port ${port} is taken: stop what runs there, or choose another with \`node www/server/main.js ${Number(port) + 1}\`` : `cannot serve: ${error.message}`);
  process.exit(1);
}
