// Groups items by key.

/** The items of each key, in their order. @template T @param {Iterable<T>} all @param {(one: T) => any} keyOf */
export function grouped(all, keyOf) {
  const groups = new Map();
  for (const one of all) {
    const key = keyOf(one);
    if (!groups.get(key)?.push(one)) groups.set(key, [one]);
  }
  return groups;
}
