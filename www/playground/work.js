// What one works on in the playground: a standard and everything that was tried on it. Drafts are kept in localStorage.
// It draws nothing.

/**
 * @typedef {object} Work
 * @property {string} text the standard's JSON
 * @property {string} form the form that is tried
 * @property {Record<string, any>} orders the order that is tried, by form
 * @property {string} now the moment of the trial; empty for the clock
 * @property {string} calculation
 * @property {Record<string, Record<string, string>>} inputs by calculation
 * @property {string} expression
 * @property {string} context
 * @property {string} format
 * @property {Record<string, string>} samples a text by format
 */

/** @type {Work} */
const EMPTY = { text: "", form: "", orders: {}, now: "", calculation: "", inputs: {}, expression: "", context: "", format: "", samples: {} };

/** The parts of a work that are of their kind; what is not is as if it were new. @param {any} given @returns {Work} */
export function workOf(given) {
  const known = Object.entries(EMPTY).map(([key, empty]) => {
    const value = given?.[key];
    const fits = typeof value === typeof empty && value !== null && Array.isArray(value) === Array.isArray(empty);
    return [key, fits ? value : structuredClone(empty)];
  });
  return /** @type {Work} */ (Object.fromEntries(known));
}

const KEY = "gongdan.drafts";
const MOST = 30;

/** @typedef {{ id: string, title: string, changedAt: string, work: Work }} Draft */

/** The drafts, the latest first. @returns {Draft[]} */
export function drafts() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((draft) => typeof draft?.id === "string" && typeof draft.work?.text === "string") : [];
  } catch {
    return [];
  }
}

/** Keeps a draft; tells whether there was room. @param {Draft} draft */
export function keepDraft(draft) {
  return write([draft, ...drafts().filter(({ id }) => id !== draft.id)].slice(0, MOST));
}

/** @param {string} id */
export const dropDraft = (id) => write(drafts().filter((draft) => draft.id !== id));

function write(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

/** What a draft is called: the title that the text gives, as far as it can be read. @param {string} text */
export function titleOf(text) {
  const title = /"title"\s*:\s*\{[^}]*?"zh"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? /"id"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  return title?.slice(0, 60) || "—";
}
