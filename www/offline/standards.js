// Loads standards: a record always in the version it was filled in with, a new one in the version in force.

import { Standard } from "../pkg/index.js";
import { digest } from "../pkg/receipt.js";
import { latestStandard, standardText } from "./store.js";

const compiled = new Map();

/** Compiles a standard, found by the digest of its text. */
export async function openStandard({ digest: standardDigest }) {
  if (!compiled.has(standardDigest)) compiled.set(standardDigest, Standard.parse(await standardText(standardDigest)));
  return compiled.get(standardDigest);
}

/** The version in force: its text, and what a record stores of it. Offline, the last stored one. */
export async function currentStandard(id) {
  const text = await fetch(`./pkg/standards/${id}.json`).then((response) => (response.ok ? response.text() : null), () => null);
  const textDigest = text && (await digest(text)), standard = text && (compiled.get(textDigest) ?? parseStandard(text));
  if (!standard) return storedStandard(id);
  compiled.set(textDigest, standard);
  return { text, standard: { id, version: standard.describe().version, digest: textDigest } };
}

// Captive portals answer with a page of their own; a later engine may refuse what an earlier one stored.
function parseStandard(text) {
  try {
    return Standard.parse(text);
  } catch {
    return null;
  }
}

async function storedStandard(id) {
  const found = await latestStandard(id), parsed = found && (compiled.get(found.digest) ?? parseStandard(found.text));
  if (!parsed) return null;
  const { text, storedAt, ...standard } = found;
  compiled.set(standard.digest, parsed);
  return { text, standard };
}

/** The description of a form in a language. */
export const describeForm = (standard, form, locale) => standard.describe(locale).forms.find(({ id }) => id === form);
