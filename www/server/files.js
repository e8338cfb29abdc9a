// The files of a record, stored by digest. A file exists completely or not at all, and is on the disk before it is
// acknowledged.

import { createHash, randomUUID } from "node:crypto";
import { createReadStream, mkdirSync, rmSync } from "node:fs";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { chunks } from "./body.js";
import { unreadable } from "./problem.js";

export class Files {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = join(folder, "files");
    this.uploads = join(folder, "drafts");
    // Uploads interrupted by a crash are sent again by the client.
    rmSync(this.uploads, { recursive: true, force: true });
    mkdirSync(this.uploads);
  }

  /** The digests of a record's files that are still missing. @param {any} row */
  async missing(row) {
    const digests = JSON.parse(row.files).map(({ digest }) => digest);
    const exists = await Promise.all(digests.map((digest) => access(this.#pathOf(row, digest)).then(() => true, () => false)));
    return digests.filter((_, index) => !exists[index]);
  }

  /** @param {any} row @param {{ digest: string, size: number }} file @param {import("node:http").IncomingMessage} request */
  async put(row, { digest, size }, request) {
    const folder = join(this.folder, row.id);
    await mkdir(folder, { recursive: true });
    const upload = join(this.uploads, randomUUID());
    try {
      if ((await this.#write(upload, request, size)) !== digest) throw unreadable("digest", "内容与摘要不符", "the content has another digest");
      await rename(upload, this.#pathOf(row, digest));
      await Promise.all([folder, this.folder].map(syncFolder));
    } finally {
      await rm(upload, { force: true });
    }
  }

  /** @param {any} row @param {{ digest: string }} file */
  read = (row, { digest }) => createReadStream(this.#pathOf(row, digest));

  async #write(path, request, size) {
    const hash = createHash("sha256");
    const file = await open(path, "wx");
    try {
      for await (const chunk of chunks(request, size)) await file.write(hash.update(chunk) && chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    return `sha256:${hash.digest("hex")}`;
  }

  #pathOf = ({ id }, digest) => join(this.folder, id, digest.replace("sha256:", ""));
}

// A new file name is on the disk only once the folder is synced.
async function syncFolder(folder) {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
