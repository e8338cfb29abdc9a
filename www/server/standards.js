// The standards to check orders with: those of a folder, and all versions that it ever had.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { Standard } from "gongdan";
import { Problem } from "./problem.js";

/** The built-in standards of the package. */
export const BUILT_IN = new URL(".", import.meta.resolve("gongdan/standards/standard.schema.json"));

/** @param {string} text */
export const digestOf = (text) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

export class Standards {
  /** By digest, once requested. @type {Map<string, any>} */
  #loaded = new Map();
  /** By id: when the file was written, and its digest. @type {Map<string, { written: number, digest: string }>} */
  #latestVersions = new Map();
  #store;
  #folder;

  /** @param {import("./store.js").Store} store @param {URL} folder of files `<id>.json` */
  constructor(store, folder) {
    this.#store = store;
    this.#folder = folder;
    for (const name of readdirSync(folder)) if (name.endsWith(".json") && name !== "standard.schema.json") this.#current(name.slice(0, -5));
  }

  /**
   * A standard by id, in the version of the digest, or in the current one.
   * @param {string} id
   * @param {string} [digest]
   * @returns {{ id: string, version: string, digest: string, standard: Standard, formats: any, forms: Map<string, any> }} `formats` as they are written
   */
  find(id, digest) {
    // The pages may have been built after the server started.
    const current = digest && this.#store.standard(digest) ? digest : this.#current(id);
    const found = this.byDigest(digest ?? current ?? "");
    if (found?.id === id) return found;
    const members = current ? { current: { id, version: this.byDigest(current).version, digest: current } } : {};
    throw new Problem("unknown-standard", { zh: `这里没有标准「${id}」的这个版本`, en: `this version of the standard \`${id}\` is not known here` }, { members });
  }

  /** @param {string} digest */
  byDigest(digest) {
    if (!this.#loaded.has(digest)) {
      const stored = this.#store.standard(digest);
      if (!stored) return null;
      const standard = Standard.parse(stored.text);
      const { version, forms } = standard.describe();
      const { formats = {} } = JSON.parse(stored.text);
      this.#loaded.set(digest, { id: stored.id, version, digest, standard, formats, forms: new Map(forms.map((form) => [form.id, form])) });
    }
    return this.#loaded.get(digest);
  }

  // Records the version in the folder, and returns its digest; null if there is none.
  #current(id) {
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) return null;
    const file = new URL(`${id}.json`, this.#folder);
    const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (written === undefined) return null;
    const latest = this.#latestVersions.get(id);
    if (latest?.written === written) return latest.digest;
    const digest = this.#addVersion(id, readFileSync(file, "utf8"));
    this.#latestVersions.set(id, { written, digest });
    return digest;
  }

  #addVersion(id, text) {
    const digest = digestOf(text);
    this.#store.addStandard(digest, id, text);
    return digest;
  }
}
