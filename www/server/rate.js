// How much one address may ask: a bucket of requests that fills again with time.

/** Addresses that are remembered at most; who has asked least recently is forgotten first. */
const ADDRESSES = 10_000;

export class Rate {
  #buckets = new Map();

  /** @param {number} perMinute @param {() => number} clock milliseconds */
  constructor(perMinute, clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** The seconds until the address may ask again; 0 where it may now. @param {string} whole */
  wait(whole) {
    if (this.perMinute === Infinity) return 0;
    const [now, address] = [this.clock(), householdOf(whole)];
    const { left, at } = this.#buckets.get(address) ?? { left: this.perMinute, at: now };
    const filled = Math.min(this.perMinute, left + (Math.max(0, now - at) / 60_000) * this.perMinute);
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: Math.max(0, filled - 1), at: now });
    if (this.#buckets.size > ADDRESSES) this.#buckets.delete(this.#buckets.keys().next().value);
    return filled >= 1 ? 0 : Math.ceil((1 - filled) * (60 / this.perMinute));
  }
}

// Who has one address of version 6 has 2^64 of them: all that begin alike. An address of version 4 may come in its clothes.
function householdOf(address) {
  if (!address.includes(":") || address.includes(".")) return address;
  const [front, back] = address.split("%", 1)[0].split("::").map((part) => part.split(":").filter(Boolean));
  const groups = back ? [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill("0"), ...back] : front;
  return groups.slice(0, 4).join(":");
}
