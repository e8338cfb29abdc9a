// Replaces small copies where speed counts: `node tools/copies.mjs FILE.wasm FEATURES`, while functions have names. The
// compiler, optimising for size, copies by an instruction that is a slow call in browsers. In functions compiled for
// speed (`swift`) it is replaced by loads and stores. Large copies and those of unknown size are kept.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The largest copy to replace, in bytes. */
const LARGEST = 64;
/** The instructions that move so many bytes at once. */
const BY_WIDTH = {
  16: { type: "v128", load: "load", store: "store" },
  8: { type: "i64", load: "load", store: "store" },
  4: { type: "i32", load: "load", store: "store" },
  2: { type: "i32", load: "load16_u", store: "store16" },
  1: { type: "i32", load: "load8_u", store: "store8" },
};

/** Returns `Type::function` or `module::function` for all functions compiled for speed. @param {string} folder */
function swiftFunctions(folder) {
  const found = new Set();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs"))) {
    const module = basename(file, ".rs");
    let owner = module === "mod" ? basename(dirname(file)) : module, isSwift = false;
    const outer = owner;
    for (const line of readFileSync(`${folder}/${file}`, "utf8").split("\n")) {
      owner = /^impl(?:<[^>]*>)? (?:.* for )?(?:\w+::)*(\w+)/.exec(line)?.[1] ?? (line === "}" ? outer : owner);
      isSwift ||= line.includes("optimize(speed)");
      const name = /\bfn (\w+)/.exec(line)?.[1];
      if (name && isSwift) found.add(`${owner}::${name}`);
      isSwift &&= !name;
    }
  }
  return found;
}

/** Returns the same name for a function in the module; a closure has the name of its function. @param {string} name */
function ownerAndName(name) {
  const plain = name.replaceAll("\\", "").replace(/\[[0-9a-f]+\]|::\{closure#?\d*\}|::h[0-9a-f]{16}$|::<.*>$/g, "");
  const [, owner, method] = /^<?gongdan::(?:\w+::)*(\w+)(?: as .*)?>?::(\w+)$/.exec(plain) ?? [];
  return `${owner}::${method}`;
}

/** Returns the loads that cover `size` bytes, each with its offset; the last may overlap. @param {number} size */
function pieces(size) {
  const found = [];
  for (let at = 0; at < size; ) {
    const left = size - at, width = left > 8 && size >= 16 ? 16 : left > 4 && size >= 8 ? 8 : size >= 4 ? 4 : left >= 2 ? 2 : 1;
    found.push({ ...BY_WIDTH[width], at: Math.min(at, size - width) });
    at += width;
  }
  return found;
}

const local = (type, index) => `$copied_${type}_${index}`;
/** All loads precede the stores, since the two areas may overlap. */
const loadsAndStores = (all) => [
  ...all.map(({ type, load, at }, index) => `(local.set ${local(type, index)} (${type}.${load} offset=${at} align=1 (local.get $copy_from)))`),
  ...all.map(({ type, store, at }, index) => `(${type}.${store} offset=${at} align=1 (local.get $copy_to) (local.get ${local(type, index)}))`),
].join("\n");

/** Returns the text of a module, with one operand per line, in which small copies of swift functions are replaced. @param {string} text @param {Set<string>} swift */
function withoutCopies(text, swift) {
  const lines = text.split("\n");
  let head = 0, isSwift = false, needed = new Set();
  const declare = () => { if (needed.size > 0) lines[head] += `\n(local $copy_to i32) (local $copy_from i32) ${[...needed].join(" ")}`; };
  for (let at = 0; at < lines.length; at++) {
    const name = /^ \(func \$"?([^"]*)/.exec(lines[at])?.[1];
    if (name !== undefined) {
      declare();
      [head, isSwift, needed] = [at, swift.has(ownerAndName(name)), new Set()];
    }
    const indent = isSwift ? /^( *)\(memory\.copy$/.exec(lines[at])?.[1] : undefined;
    if (indent === undefined) continue;
    const end = lines.indexOf(`${indent})`, at), size = Number(/^ *\(i32\.const (\d+)\)$/.exec(lines[end - 1])?.[1]);
    if (!(size <= LARGEST)) continue;
    const parts = pieces(size);
    let from = at + 2;
    while (!lines[from].startsWith(`${indent} (`)) from++;
    parts.forEach(({ type }, index) => needed.add(`(local ${local(type, index)} ${type})`));
    lines[at] = "(local.set $copy_to";
    lines[from] = `)\n(local.set $copy_from\n${lines[from]}`;
    lines[end - 1] = "";
    lines[end] = `)\n${loadsAndStores(parts)}`;
  }
  declare();
  return lines.join("\n");
}

const tool = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const [, , file, ...features] = process.argv;
execFileSync(tool("wasm-dis"), [...features, file, "-o", `${file}.wat`]);
writeFileSync(`${file}.wat`, withoutCopies(readFileSync(`${file}.wat`, "utf8"), swiftFunctions(fileURLToPath(new URL("../src", import.meta.url)))));
execFileSync(tool("wasm-as"), [...features, `${file}.wat`, "-o", file]);
rmSync(`${file}.wat`);
