// Packs a file as small as brotli can, beside it, for servers that send such files as they are: `node tools/brotli.mjs FILE`.

import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const [file] = process.argv.slice(2);
writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
