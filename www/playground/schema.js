// Reads the JSON Schema at a place in a standard: keys, values, descriptions. It does not validate: the engine does.

/** @typedef {{ node: any, expression: boolean }} Alternative one way to read a place */

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
   * @returns {Alternative[]}
   */
  at(path) {
    let alternatives = this.#read(this.#root);
    for (const step of path) alternatives = alternatives.flatMap(({ node }) => this.#step(node, step));
    return alternatives;
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
      const required = new Set(node.required), forbidden = new Set();
      for (const { if: test, then: yes = {}, else: no = {} } of node.allOf ?? []) {
        const branch = conditionHolds(test, object) ? yes : no;
        for (const key of branch.required ?? []) required.add(key);
        for (const [key, allowed] of Object.entries(branch.properties ?? {})) if (allowed === false) forbidden.add(key);
      }
      const properties = Object.entries(node.properties ?? {}).filter(([key]) => !forbidden.has(key));
      return properties.map(([key, property]) => ({ key, required: required.has(key), alternatives: this.#read(property) }));
    });
  }

  #step(node, step) {
    if (typeof step === "number") return node.items ? this.#read(node.items) : [];
    const property = node.properties && Object.hasOwn(node.properties, step) ? node.properties[step] : node.additionalProperties;
    return property && typeof property === "object" ? this.#read(property) : [];
  }

  // A reference is described by its siblings; each alternative is one way to read.
  #read(node, inherited = {}, expression = false) {
    const { $ref, ...siblings } = node;
    const texts = { title: inherited.title ?? siblings.title, description: inherited.description ?? siblings.description };
    if ($ref) {
      const name = $ref.split("/").at(-1);
      return this.#read(this.#root.$defs[name], texts, expression || name === "expression");
    }
    const choices = siblings.oneOf?.some((choice) => choice.$ref || choice.type || choice.properties || choice.enum) ? siblings.oneOf : null;
    return choices ? choices.flatMap((choice) => this.#read(choice, texts, expression)) : [{ node: { ...siblings, ...texts }, expression }];
  }
}

function conditionHolds(test, object) {
  const has = (test.required ?? []).every((key) => object?.[key] !== undefined);
  return has && Object.entries(test.properties ?? {}).every(([key, { const: only, enum: several }]) => {
    const value = object?.[key];
    return only === undefined ? (several ?? [value]).includes(value) : value === only;
  });
}
