// Renumbers the local variables of a module's functions so that gzip compresses them better; their meaning is
// unchanged. Two variables of the same type are swapped if that makes their function, with some of the code after it,
// smaller after the code before it.
import { deflateRawSync } from "node:zlib";
import { eachInstruction } from "./instructions.mjs";
import { reader, sections } from "./module.mjs";

/** The number of variables of a type, the most used ones, that are swapped. */
const MAX_SWAPPED = 16;
/** How far gzip looks back. */
const WINDOW = 32_768;

/** `local.get`, `local.set`, `local.tee`. */
const LOCAL = [0x20, 0x22];

/** Returns the ranges of a function's variables by type, [first, end], without its parameters, and the offsets of their uses. */
function variables(bytes, parameters) {
  const body = reader(bytes);
  const kinds = [];
  let first = parameters;
  for (let left = body.number(); left > 0; left--) {
    const end = first + body.number();
    body.byte();
    kinds.push([first, end]);
    first = end;
  }
  const places = [];
  eachInstruction(bytes, body.place(), (code, from) => {
    if (LOCAL[0] <= code && code <= LOCAL[1]) places.push(from);
  });
  // Numbers from 128 on take two bytes.
  return { kinds: first < 128 ? kinds : [], places };
}

/** Returns the body with two variables swapped; null if neither is used. */
function swapped(bytes, places, first, other) {
  const out = Buffer.from(bytes);
  for (const place of places) {
    if (out[place] === first) out[place] = other;
    else if (out[place] === other) out[place] = first;
  }
  return out.equals(bytes) ? null : out;
}

function renumbered(bytes, parameters, before, after) {
  const sizeOf = (body) => deflateRawSync(Buffer.concat([body, after]), { level: 9, dictionary: before }).length;
  const { kinds, places } = variables(bytes, parameters);
  let [best, size] = [bytes, null];
  for (const [first, end] of kinds) {
    const last = Math.min(end, first + MAX_SWAPPED);
    for (let one = first; one < last; one++) {
      for (let other = one + 1; other < last; other++) {
        const candidate = swapped(best, places, one, other);
        if (!candidate) continue;
        size ??= sizeOf(best);
        const candidateSize = sizeOf(candidate);
        if (candidateSize < size) [best, size] = [candidate, candidateSize];
      }
    }
  }
  return best;
}

/** Returns the number of parameters of each function. */
function parameters(all) {
  const types = reader(all.get(1));
  const counts = Array.from({ length: types.number() }, () => {
    types.byte();
    const count = types.number();
    types.take(count);
    types.take(types.number());
    return count;
  });
  const functions = reader(all.get(3));
  return Array.from({ length: functions.number() }, () => counts[functions.number()]);
}

/**
 * Returns the module with renumbered variables.
 * @param {Buffer} module
 * @param {number} ahead how many bytes of the code after a function count
 */
export function renameLocals(module, ahead) {
  const out = Buffer.from(module);
  const all = sections(out);
  const code = reader(all.get(10));
  const count = code.number();
  const counts = parameters(all);
  for (let index = 0; index < count; index++) {
    const body = code.take(code.number());
    const start = body.byteOffset - out.byteOffset, end = start + body.length;
    const best = renumbered(body, counts[index], out.subarray(Math.max(0, start - WINDOW), start), out.subarray(end, end + ahead));
    out.set(best, start);
  }
  return out;
}
