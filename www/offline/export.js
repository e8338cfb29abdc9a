// Exports unsent records as one file, with their photos and standards.

import { blob, records, standardText } from "./store.js";

/**
 * The parts of a JSON file. `unsavedDrafts` holds edits that could not be stored.
 * @param {Map<string, any>} unsavedDrafts drafts by the record's id
 */
export async function unsentRecordsFile(unsavedDrafts = new Map()) {
  const unsent = (await records()).filter(({ state }) => state !== "sent");
  const texts = {};
  for (const { standard } of unsent) texts[standard.digest] ??= JSON.parse(await standardText(standard.digest));
  const parts = [`{"gongdan":"unsent records","exportedAt":${JSON.stringify(new Date().toISOString())},"standards":${JSON.stringify(texts)},"records":[`];
  for (const [index, record] of unsent.entries()) parts.push(index === 0 ? "\n" : ",\n", ...(await recordParts(record, unsavedDrafts)));
  return [...parts, "]}\n"];
}

// One photo at a time: all of them as one string could exceed a phone's memory.
async function recordParts({ id, standard, form, state, draft, order, files, createdAt }, unsavedDrafts) {
  const start = JSON.stringify({ id, standard, form, state, draft: unsavedDrafts.get(id) ?? draft, order, createdAt });
  const parts = [start.slice(0, -1), ',"files":['];
  for (const [index, file] of files.entries()) {
    const content = await base64(await blob(id, file.digest));
    parts.push(index === 0 ? "" : ",", `${JSON.stringify(file).slice(0, -1)},"content":"${content}"}`);
  }
  return [...parts, "]}"];
}

const base64 = (content) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(content);
  });
