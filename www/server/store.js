// Stores orders, receipts and standards in SQLite. Committed data survives a killed process and a power failure.
//
// The database uses a write-ahead log with `synchronous = FULL`: every commit waits for the disk. Orders that arrive
// within a few milliseconds are committed together, since waiting for the disk is nearly the whole cost.

import { rmSync } from "node:fs";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";

const SCHEMA = `
CREATE TABLE IF NOT EXISTS standards (digest TEXT PRIMARY KEY, id TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS orders (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, secret TEXT NOT NULL, sent TEXT NOT NULL,
  standard TEXT NOT NULL REFERENCES standards, form TEXT NOT NULL, content TEXT NOT NULL, state TEXT, files TEXT NOT NULL,
  received_at TEXT NOT NULL, amended_at TEXT, receipt TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS amendments (
  id TEXT NOT NULL REFERENCES orders, content TEXT NOT NULL, state TEXT, receipt TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS amended ON amendments (id);
CREATE TABLE IF NOT EXISTS numbers (series TEXT NOT NULL, period TEXT NOT NULL, running INTEGER NOT NULL, PRIMARY KEY (series, period)) STRICT;`;

const COMMIT_DELAY_MS = 5;

/**
 * The columns of `orders`.
 * @typedef {{ id: string, number: string, secret: string, sent: string, standard: string, form: string, content: string, state: string | null, files: string, received_at: string, amended_at: string | null, receipt: string }} Row
 */
const COLUMNS = ["id", "number", "secret", "sent", "standard", "form", "content", "state", "files", "received_at", "amended_at", "receipt"];

export class Store {
  #database;
  /** @type {Promise<void> | null} */
  #committing = null;

  /** @param {string} folder owned by this process */
  constructor(folder) {
    const path = join(folder, "orders.db");
    // The library's lock file survives a killed process; ownership was checked before.
    rmSync(`${path}.lock`, { recursive: true, force: true });
    this.#database = new sqlite.Database(path);
    // Without shared memory a write-ahead log needs exclusive access to the file.
    this.#database.exec("PRAGMA locking_mode = EXCLUSIVE");
    const { journal_mode: mode } = this.#row("PRAGMA journal_mode = WAL");
    if (mode !== "wal") throw new Error(`the database \`${path}\` cannot keep a write-ahead log`);
    this.#database.exec(`PRAGMA synchronous = FULL; ${SCHEMA}`);
  }

  /** An order by its id or number. @param {string} key @returns {Row | null} */
  order(key) {
    return this.#row("SELECT * FROM orders WHERE id = ? OR number = ?", [key, key]);
  }

  /** The last number of a series, in its latest period. @param {string} series @returns {{ period: string, running: number } | null} */
  lastNumber(series) {
    return this.#row("SELECT period, running FROM numbers WHERE series = ? ORDER BY period DESC LIMIT 1", [series]);
  }

  /** @param {string} series @param {string} period @param {number} running */
  saveNumber(series, period, running) {
    this.#write("INSERT INTO numbers VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET running = excluded.running", [series, period, running]);
  }

  /** @param {Row} order */
  add(order) {
    this.#write(`INSERT INTO orders (${COLUMNS}) VALUES (${COLUMNS.map(() => "?")})`, COLUMNS.map((name) => order[name]));
  }

  /** The previous version is kept. @param {Row} order */
  amend({ id, content, state, amended_at: at, receipt }) {
    this.#write("INSERT INTO amendments SELECT id, content, state, receipt FROM orders WHERE id = ?", [id]);
    this.#write("UPDATE orders SET content = ?, state = ?, amended_at = ?, receipt = ? WHERE id = ?", [content, state, at, receipt, id]);
  }

  /** The text of a standard by its digest. @param {string} digest @returns {{ id: string, text: string } | null} */
  standard(digest) {
    return this.#row("SELECT id, text FROM standards WHERE digest = ?", [digest]);
  }

  addStandard(digest, id, text) {
    if (!this.standard(digest)) this.#write("INSERT INTO standards VALUES (?, ?, ?)", [digest, id, text]);
  }

  /** Waits until everything read or written so far is on the disk; nothing may be acknowledged before. */
  whenCommitted() {
    return this.#committing ?? Promise.resolve();
  }

  close() {
    this.#database.close();
  }

  /** @returns {any} */
  #row(sql, values = []) {
    return this.#database.get(sql, values);
  }

  #write(sql, values) {
    if (this.#committing === null) {
      this.#database.exec("BEGIN");
      this.#committing = new Promise((resolve) => setTimeout(resolve, COMMIT_DELAY_MS)).then(() => this.#commit());
      this.#committing.catch(() => {});
    }
    this.#database.run(sql, values);
  }

  #commit() {
    this.#committing = null;
    try {
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}
