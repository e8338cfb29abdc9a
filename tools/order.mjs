// Reorders the functions of a wasm module, and renumbers all references to them. Their code is unchanged otherwise.
import { eachInstruction } from "./instructions.mjs";
import { importedFunctions, reader, sections } from "./module.mjs";

const FUNCTIONS = 3, EXPORTS = 7, START = 8, ELEMENTS = 9, CODE = 10;
/** `call`, `return_call`, `ref.func`: followed by a function's number. */
const FUNCTION_REFERENCES = [0x10, 0x12, 0xd2];

/** Encodes a number as LEB128. @param {number} value @returns {number[]} */
const leb128 = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb128(value >>> 7)]);
const SHORT = Array.from({ length: 1 << 14 }, (_, value) => Buffer.from(leb128(value)));
const number = (value) => SHORT[value] ?? Buffer.from(leb128(value));
const withLength = (bytes) => [number(bytes.length), bytes];
const numbers = (list) => [number(list.length), ...list.map(number)];

/** Splits a body at references to functions: bytes and function numbers alternate. */
function pieces(body) {
  const variables = reader(body);
  for (let left = variables.number(); left > 0; left--) variables.take(variables.number() && 1);
  const list = [];
  let from = 0;
  eachInstruction(body, variables.place(), (code, start, end) => {
    if (!FUNCTION_REFERENCES.includes(code)) return;
    list.push(body.subarray(from, start), reader(body, start).number());
    from = end;
  });
  return [...list, body.subarray(from)];
}

function renumberedExports(body, renumbered) {
  const exports = reader(body), count = exports.number();
  const entry = () => {
    const name = exports.take(exports.number()), kind = exports.byte(), which = exports.number();
    return [...withLength(name), number(kind), number(kind === 0 ? renumbered(which) : which)];
  };
  return [number(count), ...Array.from({ length: count }, entry).flat()];
}

// The functions of the table: lists of numbers after a constant offset.
function renumberedElements(body, renumbered) {
  const lists = reader(body), count = lists.number();
  const entry = () => {
    if (lists.number() !== 0 || lists.byte() !== 0x41) throw new Error("a table of another kind than Rust writes");
    const place = lists.number(), end = lists.byte();
    return [Buffer.from([0, 0x41]), number(place), Buffer.from([end]), ...numbers(Array.from({ length: lists.number() }, () => renumbered(lists.number())))];
  };
  return [number(count), ...Array.from({ length: count }, entry).flat()];
}

/**
 * Returns the functions of a module, and a function that returns the module with them in a given order.
 * @param {Buffer} module
 */
export function splitModule(module) {
  const all = sections(module), imported = importedFunctions(all.get(2));
  const kinds = reader(all.get(FUNCTIONS)), types = Array.from({ length: kinds.number() }, () => kinds.number());
  const code = reader(all.get(CODE)), bodies = Array.from({ length: code.number() }, () => code.take(code.number()));
  const parts = bodies.map(pieces);
  const withOrder = (/** @type {number[]} */ order) => {
    const places = new Map(order.map((before, now) => [before + imported, now + imported]));
    const renumbered = (index) => places.get(index) ?? index;
    const body = (before) => Buffer.concat(parts[before].map((part) => (typeof part === "number" ? number(renumbered(part)) : part)));
    const rewritten = {
      [FUNCTIONS]: () => numbers(order.map((before) => types[before])),
      [EXPORTS]: (bytes) => renumberedExports(bytes, renumbered),
      [START]: (bytes) => [number(renumbered(reader(bytes).number()))],
      [ELEMENTS]: (bytes) => renumberedElements(bytes, renumbered),
      [CODE]: () => [number(order.length), ...order.flatMap((before) => withLength(body(before)))],
    };
    const section = ([id, bytes]) => [number(Number.isInteger(id) ? id : 0), ...withLength(Buffer.concat(rewritten[id]?.(bytes) ?? [bytes]))];
    return Buffer.concat([module.subarray(0, 8), ...[...all].flatMap(section)]);
  };
  return { bodies, withOrder };
}
