import type { Deadline, Finding, Standard } from "./index.js";

/** The result of checking an order. */
export interface Decision {
  /** Whether there is no error. */
  valid: boolean;
  findings: Pick<Finding, "rule" | "path" | "severity" | "code">[];
  deadlines: Pick<Deadline, "id" | "status" | "due">[];
}

/** What a receiver returns for an accepted order. A digest is `sha256:` and 64 hexadecimal digits. */
export interface Receipt {
  id?: string;
  number?: string;
  form: string;
  /** The digest of its JSON text. */
  standard: { id: string; version: string; digest: string };
  engine: { version: string; digest: string };
  /** The digest of the order as `canonical` writes it. */
  order: string;
  /** The time of the decision by the receiver's clock. */
  now: string;
  decision: Decision;
}

export interface Difference {
  what: "order" | "standard" | "engine" | "decision";
  expected: string;
  /** The actual value; null if there is none. */
  found: string | null;
  message: { zh: string; en: string };
}

export interface Recheck {
  /** Whether order, standard and decision match the receipt. */
  same: boolean;
  /** The repeated decision; null if the standard is not available. */
  decision: Decision | null;
  differences: Difference[];
}

/** The digest of a text or of bytes. */
export function digest(content: string | ArrayBuffer | ArrayBufferView): Promise<string>;

/** The canonical JSON of a value: sorted keys, no white space. */
export function canonical(value: unknown): string;

/** The engine of this package. */
export function engine(): Promise<{ version: string; digest: string }>;

/** Checks an order against a standard at a given time. */
export function decide(standard: Standard, form: string, order: object, now: string): Decision;

/**
 * Repeats the decision of a receipt with the same order, standard and time. `standard` is the JSON of the version named in
 * the receipt, needed if it is not the built-in one.
 */
export function recheck(receipt: Receipt, order: object, options?: { standard?: string }): Promise<Recheck>;
