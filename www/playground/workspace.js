// A workspace of the playground: a standard and everything tried with it. Drafts are stored in localStorage. It draws
// nothing.

/**
 * @typedef {object} Workspace
 * @property {string} text the standard's JSON
 * @property {string} form the chosen form
 * @property {Record<string, any>} orders the order by form
 * @property {string} now the time of the trial; empty for the current time
 * @property {string} calculation
 * @property {Record<string, Record<string, string>>} inputs by calculation
 * @property {string} expression
 * @property {string} context
 * @property {string} format
 * @property {Record<string, string>} samples a text by format
 */

/** @type {Workspace} */
const EMPTY = { text: "", form: "", orders: {}, now: "", calculation: "", inputs: {}, expression: "", context: "", format: "", samples: {} };

/** What an entry of the parts by id is. A link or an older page may hold anything. @type {Record<string, (entry: any) => boolean>} */
const ENTRIES = { orders: isObject, inputs: isObject, samples: (text) => typeof text === "string" };

/** Returns a workspace with the parts and entries of the right type; others are empty. @param {any} input @returns {Workspace} */
export function workspaceOf(input) {
  const entries = Object.entries(EMPTY).map(([key, empty]) => {
    const value = input?.[key];
    const isSameType = typeof value === typeof empty && value !== null && Array.isArray(value) === Array.isArray(empty);
    const part = isSameType ? value : empty;
    return [key, ENTRIES[key] ? filterEntries(part, ENTRIES[key]) : part];
  });
  return /** @type {Workspace} */ (Object.fromEntries(entries));
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Without a prototype: a form may be called `constructor`.
const filterEntries = (part, isEntry) => ({ __proto__: null, ...Object.fromEntries(Object.entries(part).filter(([, entry]) => isEntry(entry))) });

const STORAGE_KEY = "gongdan.drafts";
const MAX_DRAFTS = 30;

/** @typedef {{ id: string, title: string, changedAt: string, work: Workspace }} Draft */

/** Returns the drafts, the latest first. @returns {Draft[]} */
export function drafts() {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((draft) => typeof draft?.id === "string" && typeof draft.work?.text === "string") : [];
  } catch {
    return [];
  }
}

/** Stores a draft; false if there is no room. @param {Draft} draft */
export function saveDraft(draft) {
  return write([draft, ...drafts().filter(({ id }) => id !== draft.id)].slice(0, MAX_DRAFTS));
}

/** @param {string} id */
export const deleteDraft = (id) => write(drafts().filter((draft) => draft.id !== id));

function write(list) {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

/** Returns the title of a draft, as far as the text is readable. @param {string} text */
export function titleOf(text) {
  const title = /"title"\s*:\s*\{[^}]{0,1000}?"zh"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? /"id"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  return title?.slice(0, 60) || "—";
}
