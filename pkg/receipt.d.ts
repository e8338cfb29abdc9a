import type { Deadline, Finding, Standard } from "./index.js";

/** What came of looking at an order. */
export interface Decision {
  /** Whether there is no error. */
  valid: boolean;
  findings: Pick<Finding, "rule" | "path" | "severity" | "code">[];
  deadlines: Pick<Deadline, "id" | "status" | "due">[];
}

/** What a receiving end gives for an order that it took. A digest is `sha256:` and 64 hexadecimal digits. */
export interface Receipt {
  id?: string;
  number?: string;
  form: string;
  /** The digest is that of its JSON text. */
  standard: { id: string; version: string; digest: string };
  engine: { version: string; digest: string };
  /** The digest of the order as `canonical` writes it. */
  order: string;
  /** The moment of the decision, by the clock of the receiving end. */
  now: string;
  decision: Decision;
}

export interface Difference {
  what: "order" | "standard" | "engine" | "decision";
  expected: string;
  /** What was found in its place; null where there is nothing. */
  found: string | null;
  message: { zh: string; en: string };
}

export interface Recheck {
  /** Whether order, standard and decision are those of the receipt. */
  same: boolean;
  /** The decision as it comes out now; null where the standard is not at hand. */
  decision: Decision | null;
  differences: Difference[];
}

/** The digest of a text or of bytes. */
export function digest(content: string | ArrayBuffer | ArrayBufferView): Promise<string>;

/** A value as JSON with sorted members and without blanks: one text for one value. */
export function canonical(value: unknown): string;

/** The engine of this package. */
export function engine(): Promise<{ version: string; digest: string }>;

/** What a standard says of an order at a moment. */
export function decide(standard: Standard, form: string, order: object, now: string): Decision;

/**
 * Repeats the decision of a receipt, with its order, its standard and its moment. `standard` is the JSON of the version
 * that the receipt names, where it is no built-in one or an earlier one.
 */
export function recheck(receipt: Receipt, order: object, options?: { standard?: string }): Promise<Recheck>;
