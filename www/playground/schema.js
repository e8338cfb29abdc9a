// Reads the JSON Schema at a place in a standard: keys, values, descriptions. It does not validate: the engine does.

/** @typedef {{ node: any, expression: boolean }} Meaning one way to read a place */

/** A schema that is queried by path. */
export class Schema {
  #root;

  /** @param {any} root */
  constructor(root) {
    this.#root = root;
  }

  /**
   * Returns the ways to read the place.
   * @param {(string | number)[]} path
   * @returns {Meaning[]}
   */
  at(path) {
    let meanings = this.#read(this.#root);
    for (const step of path) meanings = meanings.flatMap(({ node }) => this.#step(node, step));
    return meanings;
  }

  /** Whether the path holds an expression. */
  isExpression(path) {
    return this.at(path).some(({ expression }) => expression);
  }

  /**
   * Returns the keys allowed in the object at a path, and whether each is required.
   * @param {(string | number)[]} path
   * @param {any} object the current value, as far as it is readable
   */
  keys(path, object) {
    return this.at(path).flatMap(({ node }) => {
      const required = new Set(node.required), barred = new Set();
      for (const { if: test, then: yes = {}, else: no = {} } of node.allOf ?? []) {
        const branch = holds(test, object) ? yes : no;
        for (const key of branch.required ?? []) required.add(key);
        for (const [key, allowed] of Object.entries(branch.properties ?? {})) if (allowed === false) barred.add(key);
      }
      const open = Object.entries(node.properties ?? {}).filter(([key]) => !barred.has(key));
      return open.map(([key, property]) => ({ key, required: required.has(key), meanings: this.#read(property) }));
    });
  }

  #step(node, step) {
    if (typeof step === "number") return node.items ? this.#read(node.items) : [];
    const property = node.properties && Object.hasOwn(node.properties, step) ? node.properties[step] : node.additionalProperties;
    return property && typeof property === "object" ? this.#read(property) : [];
  }

  // A reference is described by its siblings; each alternative is one way to read.
  #read(node, words = {}, expression = false) {
    const { $ref, ...own } = node;
    const said = { title: words.title ?? own.title, description: words.description ?? own.description };
    if ($ref) {
      const name = $ref.split("/").at(-1);
      return this.#read(this.#root.$defs[name], said, expression || name === "expression");
    }
    const ways = own.oneOf?.some((way) => way.$ref || way.type || way.properties || way.enum) ? own.oneOf : null;
    return ways ? ways.flatMap((way) => this.#read(way, said, expression)) : [{ node: { ...own, ...said }, expression }];
  }
}

function holds(test, object) {
  const has = (test.required ?? []).every((key) => object?.[key] !== undefined);
  return has && Object.entries(test.properties ?? {}).every(([key, { const: only, enum: several }]) => {
    const value = object?.[key];
    return only === undefined ? (several ?? [value]).includes(value) : value === only;
  });
}
