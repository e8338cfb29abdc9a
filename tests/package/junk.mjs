// Bad input for tests: a seeded generator, values that no program should pass, and usual values with changes. It also
// runs in pages, so it uses nothing of Node.

/** A seeded generator (mulberry32): `below(n)`, `pick(list)`, and `odds(n)`, true once in n times. */
export function generator(seed) {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (bound) => Math.floor(unit() * bound);
  return { below, pick: (list) => list[below(list.length)], odds: (count) => below(count) === 0 };
}

const HOST_MESSAGE = "the host's own error";
const fail = () => {
  throw new Error(HOST_MESSAGE);
};
/** Objects that throw when read; their error is the host's own and is passed on. */
export const THROWERS = [{ get status() { return fail(); } }, { toJSON: fail }, new Proxy({}, { get: fail, ownKeys: fail, has: fail })];

const loop = {};
loop.status = loop.more = loop;
const ring = [];
ring.push(ring, ring);
const nestedArray = (depth) => Array.from({ length: depth }).reduce((inner) => [inner], []);
const endless = new Proxy(() => "", { get: (_, name) => (name === "then" || typeof name === "symbol" ? undefined : endless) });

export const JUNK = [
  undefined, null, true, false, 0, -0, -1, NaN, Infinity, 0.1 + 0.2, 1e308, 2 ** 31, 2 ** 32, 2 ** 53, 10n ** 40n, -1n, "", " ", "长".repeat(500), "\ud800", "\0", "1e5",
  "2026-13-01", "2026-03-02T25:00", "received", "__proto__", "constructor", "toString", "service_order", "items[0].qty", "items[99999].qty", "{", "{}", "[]", "null", "zh", "en-US", "now",
  [], [[[]]], {}, { zh: 1 }, { length: 3 }, [null, undefined], [undefined, , 3], new Date(NaN), new Date(0), new Date(8.64e15), new Map([["a", 1]]), new Set([1]), Symbol.iterator,
  Symbol("a sign"), () => 1, () => {}, /a/, Object.create(null), Object.create(Date.prototype), loop, ring, nestedArray(100), nestedArray(20_000), endless, Promise.resolve(), new Error("a fault"), new Uint8Array(3),
  new ArrayBuffer(8), new DataView(new ArrayBuffer(8)), new Float64Array([NaN]), { toString: null, valueOf: null }, { toJSON: () => 5 }, { toJSON: () => undefined }, { then: 1 },
  new String("boxed"), new Number(5), new Proxy([], {}), { [Symbol.toPrimitive]: () => ({}) }, { number: "1" }, { date: "2026-03-02" }, globalThis,
];

/** Returns a copy of `value` with a change. */
export function mutated(random, value) {
  if (value === null || typeof value !== "object" || random.odds(6)) return random.pick(JUNK);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const key = random.pick([...Object.keys(copy), "extra", "__proto__"]);
  if (random.odds(8)) delete copy[key];
  else Object.defineProperty(copy, key, { value: mutated(random, copy[key]), configurable: true, enumerable: true, writable: true });
  return copy;
}

/** Returns the arguments of a call, most of them changed or replaced; sometimes too few. */
export function mutatedArguments(random, args) {
  const changed = args.map((arg) => (random.odds(2) ? arg : random.odds(2) ? mutated(random, arg) : random.pick(random.odds(30) ? THROWERS : JUNK)));
  return random.odds(10) ? changed.slice(0, random.below(changed.length + 1)) : changed;
}

/** Returns why an error is no correct response to bad input; undefined if it is. `modules` are those whose errors count. */
export function faultOf(error, ...modules) {
  if (error?.message === HOST_MESSAGE) return undefined;
  if (!modules.some(({ GongdanError }) => error instanceof GongdanError)) return `not a typed error: ${error?.stack ?? String(error)}`;
  if (typeof error.code !== "string" || error.code === "") return `an error without a code: ${error.stack}`;
  if (!/\p{L}.*\p{L}/su.test(error.message) || /\[object|Cannot read|is not a function|is not iterable/.test(error.message)) return `a message that does not help: ${error.message}`;
  return undefined;
}
