// Groups items by key.

/** The items of each key, in their order. @template T @param {Iterable<T>} all @param {(item: T) => any} keyOf */
export function grouped(all, keyOf) {
  const groups = new Map();
  for (const item of all) {
    const key = keyOf(item);
    if (!groups.get(key)?.push(item)) groups.set(key, [item]);
  }
  return groups;
}
