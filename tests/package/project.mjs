// The package as its users have it: packed by npm and installed into a separate project, in a temporary folder.

import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { newFolder } from "../folder.mjs";

const PACKAGE = fileURLToPath(new URL("../../pkg", import.meta.url));
const TOOLS = fileURLToPath(new URL("../../node_modules/.bin/", import.meta.url));

/**
 * Runs a program in a folder; an error contains its output.
 * @returns {Promise<string>} the output
 */
export async function run(program, args, folder) {
  try {
    return (await promisify(execFile)(program, args, { cwd: folder, maxBuffer: 1 << 26 })).stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}: ${error.message}\n${error.stdout ?? ""}`);
  }
}

/** Runs a tool of the workspace. */
export const tool = (name, args, folder) => run(join(TOOLS, name), args, folder);

/**
 * Creates a project with the package installed, deleted after the tests of the file.
 * @param {Record<string, string>} files contents by path
 * @returns {Promise<{ folder: string, archive: string, contents: string[] }>} `contents` are the paths in the packed archive
 */
export async function project(files = {}) {
  const folder = newFolder();
  const manifest = JSON.stringify({ name: "page", private: true, type: "module" });
  for (const [path, text] of Object.entries({ "package.json": manifest, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const [packed] = JSON.parse(await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], PACKAGE));
  const archive = join(folder, packed.filename);
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", archive], folder);
  return { folder, archive, contents: packed.files.map(({ path }) => path) };
}
