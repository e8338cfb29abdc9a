// Compresses a file with brotli into FILE.br, for servers that send precompressed files: `node tools/brotli.mjs FILE`.

import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const [file] = process.argv.slice(2);
writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
