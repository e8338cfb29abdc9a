/// <reference lib="esnext.disposable" />

/** A `WebAssembly.Module`; programs without the types of browsers have no name for it. */
export type EngineModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object;
/** Where the engine comes from; without one it is found beside the package. */
export type EngineSource = string | URL | Request | Response | ArrayBuffer | ArrayBufferView | EngineModule;

export type Locale = "zh" | "en" | (string & {});
export type Severity = "error" | "warning" | "info";
export type Order = Record<string, unknown>;

export interface Options {
  /** The moment; ISO text or a Date. A text without an offset is by the standard's clock. Without a moment nothing that depends on it is answered. */
  now?: string | Date;
  /** The language of sentences: `zh` (default) or `en`, also with a region, such as `zh-CN`. */
  locale?: Locale;
  /** Values in place of the standard's parameters. */
  parameters?: Record<string, unknown>;
}

export interface Source { document: string; section: string }

export interface Fix { label: string; value: string | boolean }

export interface Finding {
  /** `required`, `type`, `one_of`, `range`, `length`, `format`, or the standard's own rule. */
  rule: string;
  /** Where it shows: `fee`, or `items[0].qty`. */
  path: string;
  fields: string[];
  severity: Severity;
  code: string;
  params: Record<string, string>;
  message: string;
  source: Source | null;
  fix: Fix | null;
}

/** Why something is null or cannot be told. */
export interface Reason { code: string; message: string }

export interface NotEvaluated {
  rule: string;
  path: string;
  missing: string[];
  /** The limit that was passed, if one was, such as `list_items`. */
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
  /** The limit that was passed, where the status is `unknown` for it. */
  reason?: Reason;
  severity: Severity;
  start: string | null;
  due: string | null;
  stop: string | null;
  /** From now, or from the stop where there is one, to the due moment; negative where it is late. */
  remainingSeconds: number | null;
  warning: boolean;
  timeline: DeadlineEvent[];
  source: Source | null;
}

export interface Evaluation extends Validation {
  deadlines: Deadline[];
  /** The values of computed fields, and of rows the cells, such as `parts[0].amount`. */
  computed: Record<string, string | null>;
  required: Record<string, boolean>;
  relevant: Record<string, boolean>;
  /** When the status or the warning of a deadline changes next, as far as the order tells. Rules that read `now` may change before. */
  nextChangeAt: string | null;
}

/** A printed value: decimal text, ISO text, text, true or false, a list, or a row by its columns. */
export type Output = string | boolean | null | Output[] | { [column: string]: Output };

export interface Figure { name: string; label: string; value: Output }

export interface CalculationStep {
  id: string;
  label: string;
  expression: string;
  /** The expression as people read it: labels in place of names, `×` and `÷`. */
  formula: string;
  unit: string | null;
  inputs: Figure[];
  value: Output;
  /** The rows of its decision table that match; under `F` the first of them, which counts. */
  rows: MatchedRow[];
  source: Source | null;
}

export interface MatchedRow {
  /** Which one, from 1. */
  row: number;
  /** Its tests, with labels in place of names. */
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

/** A text that its format accepts, or where and why it does not. */
export type ParsedText =
  | {
      ok: true;
      /** The branch of the format's choice that was taken; without a choice the format's id. */
      variant: string;
      /** The segments that are there, by id. */
      segments: Record<string, Segment>;
    }
  | {
      ok: false;
      /** The first character that does not fit: Unicode scalar values of the text as it is read, from 0. */
      at: number;
      /** The same place in the text as it was given, in UTF-16 units. */
      rawAt: number;
      /** The id of what is due there, or `end`. */
      expected: string;
      /** What people call it; null at the end. */
      due: string | null;
      message: string;
      /** The correction, where it is certain: a word that is nearly there. */
      fix: Fix | null;
      /** The segments before that place. */
      segments: Record<string, Segment>;
    };

/** A state that may follow. Without an order `allowed` speaks of the pair of states alone. */
export interface NextState extends Transition {
  state: string;
  label: string;
  /** The fields that must be filled in first. */
  demands: { path: string; label: string; missing: boolean }[];
  source: Source | null;
}

/** Something that may stand at the caret. */
export interface Suggestion {
  /** The id of the part that it would be. */
  segment: string;
  label: string;
  /** The text to put in; null where any will do. */
  text: string | null;
  /** What it replaces, in UTF-16 units of the text as it was given. */
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
  /** Whether the options are marks from the best to the worst, to be shown as stars. */
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
  /** What each printed copy is called; none where the form is printed once. */
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
  /** The first and the last day on which this version is in force. */
  validFrom: string | null;
  validTo: string | null;
  /** By how many minutes its clock is ahead of UTC: times without an offset are by this clock. */
  offsetMinutes: number;
  /** How its source is read where that leaves something open. */
  readings: string[];
  source: Source;
  forms: FormDescription[];
  calculations: { id: string; label: string; description: string | null; inputs: FieldDescription[]; outputs: { id: string; type: string; label: string; options: OptionDescription[]; unit: string | null }[]; source: Source | null }[];
  formats: { id: string; label: string; segments: { id: string; label: string; derived: boolean }[]; examples: string[]; source: Source | null }[];
  parameters: { id: string; type: string; label: string; options: OptionDescription[]; unit: string | null; default: string | null; source: Source | null }[];
}

export interface Edit {
  /** All findings now. */
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

/** One error of an expression; places count UTF-16 units of its text. */
export interface ExpressionFault {
  start: number;
  end: number;
  message: { zh: string; en: string };
}

/** The page's program is wrong; `message` says what to do. */
export class GongdanError extends Error {
  constructor(code: string, message: string, errors?: ExpressionFault[] | StandardFault[]);
  readonly code: string;
  /** Of an expression that cannot be used: every error with its place. */
  readonly errors: ExpressionFault[] | StandardFault[];
}

/** A standard that cannot be used; `errors` has every reason with its place. */
export class StandardError extends GongdanError {
  constructor(errors: StandardFault[]);
  readonly errors: StandardFault[];
}

/** An order under edit. */
export class Session {
  constructor(open: unknown);
  /** Puts a value in place: `fee`, `items[0].qty`, or a whole table. */
  set(path: string, value: unknown): Edit;
  /** Goes on to another moment. */
  tick(now?: string | Date): Edit;
  /** What `evaluate` says of the order as it stands. */
  report(): Evaluation;
  free(): void;
  [Symbol.dispose](): void;
}

export interface BatchOptions extends Options {
  /** How the orders are written: one JSON object in each line, or CSV (RFC 4180, UTF-8) with a header; `ndjson` by default. */
  as?: "ndjson" | "csv";
  /**
   * What columns of CSV stand for: the id of a field, the cell of a row such as `items[0].qty`, or null to be left
   * aside. Columns not named here are found by the ids or labels of the fields.
   */
  columns?: Record<string, string | null>;
  /** How many findings, and how many refused lines, are kept at most; 1,000,000 by default. All are counted. */
  keep?: number;
  /** Whether it is told where each deadline of each order stands. */
  deadlines?: boolean;
  /** A calculation that is worked out for each order; an input that is not named is the field of its id, others are FEEL over the fields. */
  calculate?: string | { calculation: string; inputs?: Record<string, string> };
  /** What to gather over all orders. */
  collect?: Collect;
  /** FEEL over an order's fields: the same is gathered for each of its values, with the totals for each rule. */
  groupBy?: string;
  /** Orders with errors are not gathered. */
  validOnly?: boolean;
}

/** What to gather, by id: a condition, whose orders are counted; a count; a sum; or rows of such figures by their keys. All of it is FEEL over an order's fields. */
export interface Collect {
  [id: string]: string | { count: true; when?: string } | { sum: string; when?: string } | { by: Record<string, string>; each: Collect; when?: string };
}

/** What was gathered, by id, as a calculation takes it: decimal text, or rows. */
export type Collected = Record<string, Output>;

/** The orders that have one value of `groupBy`. */
export interface BatchGroup {
  key: Output;
  orders: number;
  valid: number;
  withErrors: number;
  withWarnings: number;
  /** How often each of the result's `rules` was broken, and in how many orders. */
  rules: { findings: Uint32Array; orders: Uint32Array };
  collected: Collected;
  missing: Record<string, number>;
}

/** How far a batch is. */
export interface BatchProgress {
  bytes: number;
  orders: number;
  /** Orders without an error. */
  valid: number;
  withErrors: number;
  withWarnings: number;
  /** Lines that are no orders. */
  refused: number;
  findings: number;
}

/** The findings of a batch, one column each, in the order of the lines. */
export interface BatchFindings {
  /** How many there were. */
  count: number;
  /** How many of them are in the columns. */
  kept: number;
  /** Which order, from 0. */
  order: Uint32Array;
  /** The line where the order begins, from 1. */
  line: Uint32Array;
  /** A place in `rules`. */
  rule: Uint16Array;
  /** A place in `paths`. */
  path: Uint32Array;
  /** The row of the table, from 0; -1 where the path is no cell. */
  row: Int32Array;
  /** A place in `severities`. */
  severity: Uint8Array;
  /** A place in `codes`. */
  code: Uint8Array;
  /** Where the value ends in `values`; it begins where that of the finding before ends. */
  valueEnd: Uint32Array;
  /** The values that built-in findings are about, as JSON in UTF-8, one after the other; empty for those above 4 KiB. */
  values: Uint8Array;
}

/** What a batch came to. */
export interface BatchResult extends Omit<BatchProgress, "findings"> {
  /** Every rule of the form, how often it was broken and in how many orders. */
  rules: { rule: string; severity: Severity; findings: number; orders: number }[];
  /** The form's fields, the cells of its tables as `items[].qty`. */
  paths: string[];
  severities: readonly Severity[];
  codes: readonly string[];
  /** The lines that are no orders, and why; `at` counts bytes from the start of the line. */
  refusedLines: { line: number; code: string; at: number; message: string }[];
  /** The columns of CSV, and what each was taken for; null where it is no field of the form. */
  columns: { name: string; path: string | null }[];
  findings: BatchFindings;
  /** With `deadlines`: for each its status, a place in `statuses` or 255 where it does not apply, and its due instant in milliseconds or NaN; by order. */
  deadlines?: { kept: number; statuses: readonly DeadlineStatus[]; columns: Record<string, { status: Uint8Array; due: Float64Array }> };
  /** With `calculate`: for each output `units` / 10^`scale`; a scale of 255 where it is no plain figure, which is then a place in `values`, or -1 for none; by order. */
  calculated?: { kept: number; values: Output[]; columns: Record<string, { units: Float64Array; scale: Uint8Array; value: Int32Array }> };
  /** With `collect` or `groupBy`: what was gathered over all orders. */
  collected?: Collected;
  /** How many orders had nothing to add to a sum. */
  missing?: Record<string, number>;
  /** The groups in the order in which they came up, no more than 10,000. */
  groups?: BatchGroup[];
  /** How many orders found no group, since there were too many. */
  ordersInNoGroup?: number;
}

/** A run over many orders of one form. */
export class Batch {
  constructor(run: unknown);
  /** Takes the next bytes; lines may be cut anywhere. */
  push(bytes: Uint8Array): BatchProgress;
  /** Reads the last line and tells what it all came to. */
  finish(): BatchResult;
  /** A finding that was kept, as `validate` tells it; `order` is needed only where its value was too long to keep. */
  finding(index: number, order?: object | string): Finding;
  /** An output of `calculate` for an order, by its number from 0, as `standard.calculate` prints it. */
  output(order: number, id: string): Output;
  /** Takes what another batch of the same form came to, to tell its findings: that of workers, or in another language. */
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
  /** What is wrong with an order. Deadlines are not looked at. */
  validate(form: string, order?: object | null, options?: Options): Validation;
  /** The deadlines that apply to an order. */
  deadlines(form: string, order?: object | null, options?: Options): Deadline[];
  /** All of it at once; a deadline that was missed or is overdue is a finding, too. */
  evaluate(form: string, order?: object | null, options?: Options): Evaluation;
  /** Works a figure out, with every step. */
  calculate(calculation: string, inputs?: object | null, options?: Options): Calculation;
  /** Prepares a calculation that is asked often; it gives the outputs alone. */
  calculator(calculation: string, options?: Options): (inputs: object) => Record<string, Output>;
  /** Whether an order may go from one state to another. Without an order guards and demanded fields are not looked at. */
  transition(form: string, from: string, to: string, order?: object | null, options?: Options): Transition;
  /** Reads a text by one of the standard's formats. */
  parseText(format: string, text: string, options?: Options): ParsedText;
  /** The states that may follow `from`, or else the order's own state, or else the initial one; what each demands, and whether it may follow now. */
  nextStates(form: string, from?: string | null, order?: object | null, options?: Options): NextState[];
  /** The worked reading of a text, each piece with what it is; or the sentence for its refusal. */
  explainText(format: string, text: string, options?: Options): string;
  /** What may stand at a place of a text, counted in UTF-16 units. */
  completeText(format: string, text: string, caret: number, options?: Options): Suggestion[];
  /** What there is to draw or to fill in: forms, fields, options, calculations, formats. */
  describe(locale?: Locale): Description;
  /** Opens an order to be edited; each edit looks only at what it touches. */
  session(form: string, order?: object | null, options?: Options): Session;
  /** Begins a run over many orders, given as NDJSON or CSV. */
  batch(form: string, options?: BatchOptions): Batch;
  free(): void;
  [Symbol.dispose](): void;
}

/**
 * Of several loaded versions the one in force on a day, `null` where none is. Of two the later one counts. `day` is an
 * ISO date or date-time, taken as it is written, or a Date, taken in China's time.
 */
export function asOf(standards: Iterable<Standard>, id: string, day: string | Date): Standard | null;

/** The version of the package and the digest of its WebAssembly, `sha256:` and hex. */
export function version(): { version: string; digest: string };

/** Loads a built-in standard; refusals are in English unless a locale is asked for. While `init` is under way it is fetched, and waits for the engine. */
export function loadStandard(id: string, options?: { locale?: Locale }): Promise<Standard>;

/** Loads the engine from bytes that are at hand. */
export function initSync(module: ArrayBuffer | ArrayBufferView | EngineModule): void;

/**
 * A FEEL value and, where it is null, why; `start` and `end` count UTF-16 units of the expression. Values are typed: texts, booleans,
 * lists and null as they are, else an object with one key: `{ number: "1.5" }`, `{ date: "2026-03-02" }`, `time`, `datetime`, `dt` and
 * `ym` (durations, `"PT2H"` and `"P1Y"`), `{ context: { a: true } }`. A context that is given may also hold plain numbers, and any other
 * object, whose values are read likewise.
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
 * Several `outputs` have a `name` each; `values` are those allowed, and for `P` and `O` their order. Nodes in `let`, each a `name` with an
 * `expression` or a `table`, are evaluated first. Its notes have no place, since a table has many texts.
 */
export function evaluateTable(table: object, context?: Record<string, unknown>): ExpressionReport;

/** Prepares a FEEL expression; it is compiled once for all contexts with the same names and kinds. */
export function compileExpression(text: string): { evaluate(context?: Record<string, unknown>): ExpressionReport; free(): void; [Symbol.dispose](): void };

/** Loads the engine; call it once before anything else. */
export default function init(source?: EngineSource): Promise<void>;
