// Loads the wasm of a contestant in Node.
import { readFile } from 'node:fs/promises';
export const env = { wasm: (spec) => readFile(new URL(spec.startsWith('.') ? spec : `./node_modules/${spec}`, import.meta.url)) };
