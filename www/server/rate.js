// Rate limit per address: a token bucket that refills over time.

/** The most addresses remembered; the least recently seen is forgotten first. */
const ADDRESSES = 10_000;

export class Rate {
  #buckets = new Map();

  /** @param {number} perMinute @param {() => number} clock milliseconds */
  constructor(perMinute, clock) {
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** The seconds until the address may send again; 0 if it may now. @param {string} fullAddress */
  wait(fullAddress) {
    if (this.perMinute === Infinity) return 0;
    const [now, address] = [this.clock(), clientOf(fullAddress)];
    const { left, at } = this.#buckets.get(address) ?? { left: this.perMinute, at: now };
    const tokens = Math.min(this.perMinute, left + (Math.max(0, now - at) / 60_000) * this.perMinute);
    this.#buckets.delete(address);
    this.#buckets.set(address, { left: Math.max(0, tokens - 1), at: now });
    if (this.#buckets.size > ADDRESSES) this.#buckets.delete(this.#buckets.keys().next().value);
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) * (60 / this.perMinute));
  }
}

// An IPv6 client owns a /64 of addresses, so these count as one. An IPv4 address may be written as IPv6.
function clientOf(address) {
  if (!address.includes(":") || address.includes(".")) return address;
  const [front, back] = address.split("%", 1)[0].split("::").map((part) => part.split(":").filter(Boolean));
  const groups = back ? [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill("0"), ...back] : front;
  return groups.slice(0, 4).join(":");
}
