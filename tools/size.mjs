// Prints what the engine's wasm weighs: raw, gzip -9, brotli -11.
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const wasm = readFileSync(new URL("../pkg/wasm/gongdan_bg.wasm", import.meta.url));
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
console.log(`· engine wasm: ${kib(wasm.length)} raw, ${kib(gzipSync(wasm, { level: 9 }).length)} gzip, ${kib(brotliCompressSync(wasm).length)} brotli`);
