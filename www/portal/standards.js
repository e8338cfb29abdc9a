// Loads the standards of the services, once each: the document (for views), its digest, and the compiled standard.

import init, { Standard } from "../pkg/index.js";
import { language } from "../page.js";

const FOLDER = new URL("../pkg/standards/", import.meta.url);
const cache = new Map();

/** @param {string} id @returns {Promise<{ json: any, digest: string | undefined, standard: Standard }>} */
export function standardOf(id) {
  if (!cache.has(id)) cache.set(id, loadStandard(id).catch((error) => (cache.delete(id), Promise.reject(error))));
  return cache.get(id);
}

/** The form of a service, in the page's language. @param {Standard} standard @param {portal.Service} service */
export const formOf = (standard, service) => standard.describe(language()).forms.filter(({ id }) => id === service.form)[0];

/** Compiles a view. */
export const compile = (view) => Standard.parse(view);

/** Loads the engine in advance. */
export const loadEngine = () => init();

async function loadStandard(id) {
  const [response] = await Promise.all([fetch(new URL(`${id}.json`, FOLDER)), init()]);
  if (!response.ok) throw new Error(`${response.status} ${id}`);
  const bytes = await response.arrayBuffer();
  const text = new TextDecoder().decode(bytes);
  return { json: JSON.parse(text), digest: await digestOf(bytes), standard: Standard.parse(text) };
}

// Without a secure context there is no digest; the server then uses the version in force.
async function digestOf(bytes) {
  if (!globalThis.crypto?.subtle) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256:${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
