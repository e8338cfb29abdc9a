// Copies of a few words, as calls: `node tools/copies.mjs FILE.wasm FEATURES`, while functions still have their names.
// Told to be small, the compiler copies with an instruction for which browsers leave the module. In its place comes a call
// of a function for that size, which takes no more room; in functions that the source compiles for speed (`swift`) come
// the loads and stores themselves. It leaves large copies, and those whose size is not known, as they are.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The largest copy, in bytes, that is worth it. */
const LARGEST = 64;
const WIDTH = { v128: 16, i64: 8, i32: 4 };

/** `Type::function` or `module::function` of all that the source compiles for speed. @param {string} folder */
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

/** The same of a function in the module, closures counted with what they stand in. @param {string} name */
function ownerAndName(name) {
  const plain = name.replaceAll("\\", "").replace(/\[[0-9a-f]+\]|::\{closure#?\d*\}|::h[0-9a-f]{16}$|::<.*>$/g, "");
  const [, owner, own] = /^<?gongdan::(?:\w+::)*(\w+)(?: as .*)?>?::(\w+)$/.exec(plain) ?? [];
  return `${owner}::${own}`;
}

/** [type, offset] of the loads that fetch so many bytes; the last may fetch some again. @param {number} size */
function pieces(size) {
  const found = [];
  for (let at = 0; at < size; ) {
    const left = size - at, type = left > 8 && size >= 16 ? "v128" : left > 4 && size >= 8 ? "i64" : "i32";
    found.push([type, Math.min(at, size - WIDTH[type])]);
    at += WIDTH[type];
  }
  return found;
}

const local = (type, index) => `$copied_${type}_${index}`;
/** All is loaded before any is stored, since the two places may overlap. */
const copied = (size, to, from) => [
  ...pieces(size).map(([type, at], index) => `(local.set ${local(type, index)} (${type}.load offset=${at} align=1 (local.get ${from})))`),
  ...pieces(size).map(([type, at], index) => `(${type}.store offset=${at} align=1 (local.get ${to}) (local.get ${local(type, index)}))`),
].join("\n");
const locals = (all) => [...new Set(all.map(([type, index]) => `(local ${local(type, index)} ${type})`))].join(" ");
const piecesOf = (size) => pieces(size).map(([type], index) => [type, index]);
const copier = (size) => `(func $copy_${size} (param $to i32) (param $from i32) ${locals(piecesOf(size))}\n${copied(size, "$to", "$from")})`;

/** The text of a module, whose lines hold one operand each, with its small copies told otherwise. @param {string} text @param {Set<string>} swift */
function withoutCopies(text, swift) {
  const lines = text.split("\n"), sizes = new Set();
  let head = 0, isSwift = false, needed = [];
  const declare = () => { if (needed.length > 0) lines[head] += `\n(local $copy_to i32) (local $copy_from i32) ${locals(needed)}`; };
  for (let at = 0; at < lines.length; at++) {
    const name = /^ \(func \$"?([^"]*)/.exec(lines[at])?.[1];
    if (name !== undefined) {
      declare();
      [head, isSwift, needed] = [at, swift.has(ownerAndName(name)), []];
    }
    const indent = /^( *)\(memory\.copy$/.exec(lines[at])?.[1];
    if (indent === undefined) continue;
    const end = lines.indexOf(`${indent})`, at), size = Number(/^ *\(i32\.const (\d+)\)$/.exec(lines[end - 1])?.[1]);
    if (!(size >= 4 && size <= LARGEST)) continue;
    lines[end - 1] = "";
    if (isSwift) {
      needed.push(...piecesOf(size));
      const from = lines.findIndex((line, index) => index > at + 1 && line.startsWith(`${indent} (`));
      lines[at] = "(local.set $copy_to";
      lines[from] = `)\n(local.set $copy_from\n${lines[from]}`;
      lines[end] = `)\n${copied(size, "$copy_to", "$copy_from")}`;
    } else {
      sizes.add(size);
      lines[at] = `(call $copy_${size}`;
    }
  }
  declare();
  return `${lines.join("\n").trimEnd().slice(0, -1)}\n${[...sizes].map(copier).join("\n")})`;
}

const tool = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const [, , file, ...features] = process.argv;
execFileSync(tool("wasm-dis"), [...features, file, "-o", `${file}.wat`]);
writeFileSync(`${file}.wat`, withoutCopies(readFileSync(`${file}.wat`, "utf8"), swiftFunctions(fileURLToPath(new URL("../src", import.meta.url)))));
execFileSync(tool("wasm-as"), [...features, `${file}.wat`, "-o", file]);
rmSync(`${file}.wat`);
