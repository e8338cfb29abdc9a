/// <reference lib="esnext.disposable" />

/** A `WebAssembly.Module`; `object` in programs without browser types. */
export type EngineModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object;
/** The source of the engine; by default the file in the package. */
export type EngineSource = string | URL | Request | Response | ArrayBuffer | ArrayBufferView | EngineModule;

export type Locale = "zh" | "en" | (string & {});
export type Severity = "error" | "warning" | "info";
export type Order = Record<string, unknown>;

export interface Options {
  /** The current time, as ISO text or a Date. A text without an offset is in the standard's zone. Without it, nothing that depends on it is evaluated. */
  now?: string | Date;
  /** The language of messages: `zh` (default) or `en`, also with a region, such as `zh-CN`. */
  locale?: Locale;
  /** Parameter values that override the standard's defaults. */
  parameters?: Record<string, unknown>;
}

export interface Source { document: string; section: string }

export interface Fix { label: string; value: string | boolean }

export interface Finding {
  /** `required`, `type`, `one_of`, `range`, `length`, `format`, or the standard's own rule. */
  rule: string;
  /** The place where it is shown: `fee`, or `items[0].qty`. */
  path: string;
  fields: string[];
  severity: Severity;
  code: string;
  params: Record<string, string>;
  message: string;
  source: Source | null;
  fix: Fix | null;
}

/** Why something is null or unknown. */
export interface Reason { code: string; message: string }

export interface NotEvaluated {
  rule: string;
  path: string;
  missing: string[];
  /** The exceeded limit, if any, such as `list_items`. */
  reason?: Reason;
}

export interface Validation {
  valid: boolean;
  findings: Finding[];
  notEvaluated: NotEvaluated[];
}

export type DeadlineStatus = "not_started" | "pending" | "overdue" | "met" | "missed" | "unknown";

export interface DeadlineEvent {
  at: string;
  kind: "start" | "warn" | "due" | "stop" | "now" | "pause" | "resume" | "skipped" | "makeup";
  text: string;
}

export interface Deadline {
  id: string;
  label: string;
  status: DeadlineStatus;
  /** The exceeded limit, if the status is `unknown` because of it. */
  reason?: Reason;
  severity: Severity;
  start: string | null;
  due: string | null;
  stop: string | null;
  /** The time from the stop, or else from now, until the due time; negative if late. */
  remainingSeconds: number | null;
  warning: boolean;
  timeline: DeadlineEvent[];
  source: Source | null;
}

export interface Evaluation extends Validation {
  deadlines: Deadline[];
  /** The values of computed fields and cells, such as `parts[0].amount`. */
  computed: Record<string, string | null>;
  required: Record<string, boolean>;
  relevant: Record<string, boolean>;
  /** The next time at which the status or warning of a deadline changes without an edit. Rules that use `now` may change earlier. */
  nextChangeAt: string | null;
}

/** A formatted value: decimal text, ISO text, text, boolean, list, or row by column. */
export type Output = string | boolean | null | Output[] | { [column: string]: Output };

export interface Figure { name: string; label: string; value: Output }

export interface CalculationStep {
  id: string;
  label: string;
  expression: string;
  /** The expression for people: with labels instead of names, `×` and `÷`. */
  formula: string;
  unit: string | null;
  inputs: Figure[];
  value: Output;
  /** The matching rows of its decision table; under `F` only the first. */
  rows: MatchedRow[];
  source: Source | null;
}

export interface MatchedRow {
  /** The number of the row, from 1. */
  row: number;
  /** Its tests, with labels instead of names. */
  when: string[];
  then: string;
  source: Source | null;
}

export interface Calculation {
  outputs: Record<string, Output>;
  reasons: Record<string, Reason>;
  steps: CalculationStep[];
  findings: Pick<Finding, "rule" | "path" | "severity" | "code" | "message">[];
}

export interface Transition {
  allowed: boolean;
  findings: Finding[];
}

export type Segment = string | string[];

/** The result of parsing a text: its segments, or where and why it is rejected. */
export type ParsedText =
  | {
      ok: true;
      /** The selected branch of the format's choice; the format's id if it has none. */
      variant: string;
      /** The segments by id. */
      segments: Record<string, Segment>;
    }
  | {
      ok: false;
      /** The first wrong character, in Unicode scalar values of the normalised text, from 0. */
      at: number;
      /** The same position in the given text, in UTF-16 units. */
      rawAt: number;
      /** The id of the expected part, or `end`. */
      expected: string;
      /** The label of the expected part; null at the end. */
      due: string | null;
      message: string;
      /** The correction of a misspelt word, if it is certain. */
      fix: Fix | null;
      /** The segments before that position. */
      segments: Record<string, Segment>;
    };

/** A possible next state. Without an order, `allowed` only refers to the pair of states. */
export interface NextState extends Transition {
  state: string;
  label: string;
  /** The fields that must be filled in first. */
  demands: { path: string; label: string; missing: boolean }[];
  source: Source | null;
}

/** A suggestion for the caret position. */
export interface Suggestion {
  /** The id of the suggested part. */
  segment: string;
  label: string;
  /** The text to insert; null if any text is possible. */
  text: string | null;
  /** The start of the range to replace, in UTF-16 units of the given text. */
  from: number;
  to: number;
}

export interface OptionDescription { value: string; label: string }

export interface FieldDescription {
  id: string;
  type: string;
  label: string;
  required: "always" | "never" | "when";
  relevant: "always" | "never" | "when";
  computed: boolean;
  options: OptionDescription[];
  /** Whether the options are marks, best first, shown as stars. */
  rating: boolean;
  unit: string | null;
  hint: string | null;
  pattern: string | null;
  /** The id of the format that the text must have. */
  format: string | null;
  fields: FieldDescription[];
  source: Source | null;
}

export interface StatementDescription {
  id: string;
  label: string;
  message: string;
  severity: Severity;
  source: Source | null;
}

export interface FormDescription {
  id: string;
  title: string;
  description: string | null;
  source: Source | null;
  /** The blocks of the paper form, each with its first field. */
  blocks: { title: string; from: string }[];
  /** The text on each printed copy; empty if the form is printed once. */
  copies: string[];
  fields: FieldDescription[];
  rules: StatementDescription[];
  deadlines: StatementDescription[];
  workflow: { field: string | null; initial: string; states: OptionDescription[]; transitions: [string, string][] } | null;
}

export interface Description {
  id: string;
  version: string;
  title: string;
  description: string | null;
  trade: string | null;
  /** The first and last day on which this version is in force. */
  validFrom: string | null;
  validTo: string | null;
  /** The UTC offset, in minutes, of times without an offset. */
  offsetMinutes: number;
  /** How the source is interpreted where it leaves something open. */
  readings: string[];
  source: Source;
  forms: FormDescription[];
  calculations: { id: string; label: string; description: string | null; inputs: FieldDescription[]; outputs: { id: string; type: string; label: string; options: OptionDescription[]; unit: string | null }[]; source: Source | null }[];
  formats: { id: string; label: string; segments: { id: string; label: string; derived: boolean }[]; examples: string[]; source: Source | null }[];
  parameters: { id: string; type: string; label: string; options: OptionDescription[]; unit: string | null; default: string | null; source: Source | null }[];
}

export interface Edit {
  /** All current findings. */
  findings: Finding[];
  changed: { added: Finding[]; removed: Finding[]; required: Record<string, boolean>; relevant: Record<string, boolean> };
}

export interface StandardFault {
  code: string;
  pointer: string;
  line: number;
  column: number;
  message: string;
  help?: string;
}

/** An error of an expression; positions are in UTF-16 units of its text. */
export interface ExpressionFault {
  start: number;
  end: number;
  message: { zh: string; en: string };
}

/** A misuse of the API; `message` says what to do. */
export class GongdanError extends Error {
  constructor(code: string, message: string, errors?: ExpressionFault[] | StandardFault[]);
  readonly code: string;
  /** For an invalid expression, all its errors with their positions. */
  readonly errors: ExpressionFault[] | StandardFault[];
}

/** An invalid standard; `errors` has all its errors with their positions. */
export class StandardError extends GongdanError {
  constructor(errors: StandardFault[]);
  readonly errors: StandardFault[];
}

/** An order that is being edited. */
export class Session {
  constructor(open: unknown);
  /** Sets a value by its path: `fee`, `items[0].qty`, or a whole table. */
  set(path: string, value: unknown): Edit;
  /** Sets the current time. */
  tick(now?: string | Date): Edit;
  /** The result of `evaluate` for the current order. */
  report(): Evaluation;
  free(): void;
  [Symbol.dispose](): void;
}

export interface BatchOptions extends Options {
  /** The format of the orders: one JSON object per line, or CSV (RFC 4180, UTF-8) with a header; `ndjson` by default. */
  as?: "ndjson" | "csv";
  /**
   * The meaning of CSV columns: the id of a field, a cell such as `items[0].qty`, or null to ignore the column. Columns that
   * are not listed are matched by the ids or labels of the fields.
   */
  columns?: Record<string, string | null>;
  /** The maximum number of findings, and of refused lines, to keep; 1,000,000 by default. All are counted. */
  keep?: number;
  /** Whether to report the status of each deadline of each order. */
  deadlines?: boolean;
  /** A calculation to run for each order. `inputs` are FEEL over the fields; an input that is not listed is the field with its id. */
  calculate?: string | { calculation: string; inputs?: Record<string, string> };
  /** What to collect over all orders. */
  collect?: Collect;
  /** FEEL over an order's fields: `collect` and the totals per rule are also reported for each of its values. */
  groupBy?: string;
  /** Whether to leave orders with errors out of `collect`. */
  validOnly?: boolean;
}

/** What to collect, by id: a condition (counts the orders that meet it), a count, a sum, or rows of such figures by key. Expressions are FEEL over an order's fields. */
export interface Collect {
  [id: string]: string | { count: true; when?: string } | { sum: string; when?: string } | { by: Record<string, string>; each: Collect; when?: string };
}

/** The collected figures by id, as calculations accept them: decimal text, or rows. */
export type Collected = Record<string, Output>;

/** The orders with the same value of `groupBy`. */
export interface BatchGroup {
  key: Output;
  orders: number;
  valid: number;
  withErrors: number;
  withWarnings: number;
  /** For each of the result's `rules`, the number of violations and of orders with one. */
  rules: { findings: Uint32Array; orders: Uint32Array };
  collected: Collected;
  missing: Record<string, number>;
}

/** The progress of a batch. */
export interface BatchProgress {
  bytes: number;
  orders: number;
  /** Orders without an error. */
  valid: number;
  withErrors: number;
  withWarnings: number;
  /** Lines that are not orders. */
  refused: number;
  findings: number;
}

/** The findings of a batch, one column each, in the order of the lines. */
export interface BatchFindings {
  /** The number of findings. */
  count: number;
  /** The number of findings in the columns. */
  kept: number;
  /** The index of the order, from 0. */
  order: Uint32Array;
  /** The line where the order begins, from 1. */
  line: Uint32Array;
  /** An index into `rules`. */
  rule: Uint16Array;
  /** An index into `paths`. */
  path: Uint32Array;
  /** The row of the table, from 0; -1 if the path is not a cell. */
  row: Int32Array;
  /** An index into `severities`. */
  severity: Uint8Array;
  /** An index into `codes`. */
  code: Uint8Array;
  /** The end of the value in `values`; it begins at the end of the previous one. */
  valueEnd: Uint32Array;
  /** The values of built-in findings as concatenated JSON in UTF-8; empty for values above 4 KiB. */
  values: Uint8Array;
}

/** The result of a batch. */
export interface BatchResult extends Omit<BatchProgress, "findings"> {
  /** All rules of the form, with the number of violations and of orders with one. */
  rules: { rule: string; severity: Severity; findings: number; orders: number }[];
  /** The fields of the form; cells of tables as `items[].qty`. */
  paths: string[];
  severities: readonly Severity[];
  codes: readonly string[];
  /** The lines that are not orders, with reasons; `at` is in bytes from the start of the line. */
  refusedLines: { line: number; code: string; at: number; message: string }[];
  /** The columns of CSV with their fields; null if a column is not a field of the form. */
  columns: { name: string; path: string | null }[];
  findings: BatchFindings;
  /** With `deadlines`: per deadline and order the status, an index into `statuses` or 255 if it does not apply, and the due time in milliseconds or NaN. */
  deadlines?: { kept: number; statuses: readonly DeadlineStatus[]; columns: Record<string, { status: Uint8Array; due: Float64Array }> };
  /** With `calculate`: per output and order the number `units` / 10^`scale`; for anything else `scale` is 255 and `value` an index into `values`, or -1 for null. */
  calculated?: { kept: number; values: Output[]; columns: Record<string, { units: Float64Array; scale: Uint8Array; value: Int32Array }> };
  /** With `collect` or `groupBy`: the figures over all orders. */
  collected?: Collected;
  /** Per sum, the number of orders without a value for it. */
  missing?: Record<string, number>;
  /** The groups in order of first appearance, at most 10,000. */
  groups?: BatchGroup[];
  /** The number of orders without a group because there were too many groups. */
  ordersInNoGroup?: number;
}

/** A batch of many orders of one form. */
export class Batch {
  constructor(run: unknown);
  /** Reads the next bytes; lines may be split anywhere. */
  push(bytes: Uint8Array): BatchProgress;
  /** Reads the last line and returns the result. */
  finish(): BatchResult;
  /** A kept finding in the form of `validate`; `order` is only needed if its value was too long to keep. */
  finding(index: number, order?: object | string): Finding;
  /** An output of `calculate` for an order, by its index from 0, formatted as by `standard.calculate`. */
  output(order: number, id: string): Output;
  /** Adopts the result of another batch of the same form, to return its findings: from workers, or in another language. */
  adopt(result: BatchResult): void;
  free(): void;
  [Symbol.dispose](): void;
}

/** One organisation's rules. */
export class Standard {
  constructor(loaded: unknown);
  readonly id: string;
  /** Loads a standard; throws {@link StandardError} with every error. */
  static parse(json: string | object, options?: { locale?: Locale }): Standard;
  /** Checks an order; returns its findings. Deadlines are not checked. */
  validate(form: string, order?: object | null, options?: Options): Validation;
  /** The deadlines that apply to an order. */
  deadlines(form: string, order?: object | null, options?: Options): Deadline[];
  /** Returns the whole report; missed and overdue deadlines are findings, too. */
  evaluate(form: string, order?: object | null, options?: Options): Evaluation;
  /** Runs a calculation; returns every step. */
  calculate(calculation: string, inputs?: object | null, options?: Options): Calculation;
  /** Prepares a calculation to be run many times; it returns only the outputs. */
  calculator(calculation: string, options?: Options): (inputs: object) => Record<string, Output>;
  /** Whether an order may go from one state to another. Without an order, guards and demanded fields are not checked. */
  transition(form: string, from: string, to: string, order?: object | null, options?: Options): Transition;
  /** Parses a text by a format of the standard. */
  parseText(format: string, text: string, options?: Options): ParsedText;
  /** The states that may follow `from`, or else the order's state, or else the initial one, with their demanded fields and whether they are allowed now. */
  nextStates(form: string, from?: string | null, order?: object | null, options?: Options): NextState[];
  /** Explains a text segment by segment, or says why it is rejected. */
  explainText(format: string, text: string, options?: Options): string;
  /** Suggestions for a caret position, in UTF-16 units. */
  completeText(format: string, text: string, caret: number, options?: Options): Suggestion[];
  /** Describes forms, fields, options, calculations and formats, for programs that draw forms. */
  describe(locale?: Locale): Description;
  /** Opens an order for editing; each edit re-evaluates only what it affects. */
  session(form: string, order?: object | null, options?: Options): Session;
  /** Starts a batch over many orders in NDJSON or CSV. */
  batch(form: string, options?: BatchOptions): Batch;
  free(): void;
  [Symbol.dispose](): void;
}

/**
 * Returns the loaded version that is in force on a day, the later one of two; `null` if there is none. `day` is an ISO date or
 * date-time, used as written, or a Date, converted to China's time.
 */
export function asOf(standards: Iterable<Standard>, id: string, day: string | Date): Standard | null;

/** The version of the package and the digest of its WebAssembly, `sha256:` and hexadecimal digits. */
export function version(): { version: string; digest: string };

/** Loads a built-in standard; errors are in English unless `locale` is given. It may be called while `init` is running. */
export function loadStandard(id: string, options?: { locale?: Locale }): Promise<Standard>;

/** Loads the engine synchronously from bytes or a compiled module. */
export function initSync(module: ArrayBuffer | ArrayBufferView | EngineModule): void;

/**
 * A FEEL value, with notes that explain nulls; `start` and `end` are in UTF-16 units of the expression. Values are typed: texts, booleans,
 * lists and null as they are, others as an object with one key: `{ number: "1.5" }`, `{ date: "2026-03-02" }`, `time`, `datetime`, `dt` and
 * `ym` (durations, `"PT2H"` and `"P1Y"`), `{ context: { a: true } }`. A given context may also hold plain numbers and
 * plain objects, whose values are read in the same way.
 */
export interface ExpressionReport {
  value: unknown;
  notes: { code: string; start: number; end: number; message: { zh: string; en: string }; parameters: Record<string, string> }[];
}

/** Evaluates a FEEL expression in a context of typed values. */
export function evaluateExpression(text: string, context?: Record<string, unknown>): ExpressionReport;

/**
 * Evaluates a decision table in a context of typed values:
 * `{ hitPolicy: "F", inputs: [{ expr: "age" }], outputs: [{ default: "\"no\"" }], rules: [[[">= 18"], ["\"yes\""]]] }`.
 * Several `outputs` have a `name` each; `values` are the allowed values, for `P` and `O` in their order. Nodes in `let`, each a `name` with an
 * `expression` or a `table`, are evaluated first. Notes have no positions, since a table has many texts.
 */
export function evaluateTable(table: object, context?: Record<string, unknown>): ExpressionReport;

/** Compiles a FEEL expression, once for all contexts with the same names and types. */
export function compileExpression(text: string): { evaluate(context?: Record<string, unknown>): ExpressionReport; free(): void; [Symbol.dispose](): void };

/** Loads the engine; call it once before anything else. */
export default function init(source?: EngineSource): Promise<void>;
