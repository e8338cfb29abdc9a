// The records that were not sent as one file, with their photos and their standards.

import { blob, records, standardText } from "./store.js";

/**
 * The parts of a JSON file. `unkept` is what stands in the page and could not be written.
 * @param {Map<string, any>} unkept drafts by the record's id
 */
export async function unsentFile(unkept = new Map()) {
  const unsent = (await records()).filter(({ state }) => state !== "sent");
  const texts = {};
  for (const { standard } of unsent) texts[standard.digest] ??= JSON.parse(await standardText(standard.digest));
  const parts = [`{"gongdan":"unsent records","exportedAt":${JSON.stringify(new Date().toISOString())},"standards":${JSON.stringify(texts)},"records":[`];
  for (const [index, record] of unsent.entries()) parts.push(index === 0 ? "\n" : ",\n", ...(await partsOf(record, unkept)));
  return [...parts, "]}\n"];
}

// One photo after the other: all of them as one text could be more than a phone has room for.
async function partsOf({ id, standard, form, state, draft, order, files, createdAt }, unkept) {
  const head = JSON.stringify({ id, standard, form, state, draft: unkept.get(id) ?? draft, order, createdAt });
  const parts = [head.slice(0, -1), ',"files":['];
  for (const [index, file] of files.entries()) {
    const content = await base64(await blob(id, file.digest));
    parts.push(index === 0 ? "" : ",", `${JSON.stringify(file).slice(0, -1)},"content":"${content}"}`);
  }
  return [...parts, "]}"];
}

const base64 = (content) =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(content);
  });
