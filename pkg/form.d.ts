// The types of `gongdan/form`.

import type { Finding, Order, Session, Standard } from "./index.js";

/** The current time: a fixed moment, or a function that returns it. A text without an offset is in the standard's zone. */
export type Clock = string | Date | (() => string | Date);

export interface AttachOptions {
  standard: Standard;
  /** The id of a form in the standard. */
  form: string;
  /**
   * Control name on the page → path of the field; equal names need no entry. Rows: `{ "parts[].n": "items[].qty" }` for
   * controls named `parts[0].n`, `parts[0][n]` (`"parts[][n]"`) or `parts.0.n`, and `{ n: "items[].qty" }` where the
   * controls of all rows have one name. The first row on the page is `items[0]`, whatever its index in the page's names. `data-gongdan-field`
   * on a control wins; an empty path leaves the control to the page. If an option's value differs from the standard's, `data-gongdan-value` on it gives
   * the standard's.
   */
  names?: Record<string, string>;
  /**
   * `summary` (default): messages beside the fields and a list on submission. `native`: the browser's own bubbles, and
   * beside the fields only what these cannot show: advice and corrections. Errors without a visible control are listed
   * as in `summary`.
   */
  mode?: "summary" | "native";
  /** The current time for deadlines and rules; default: the device's. */
  now?: Clock;
  /** `zh` (default) or `en`. */
  locale?: string;
  /** Parameter values that override the standard's defaults. */
  parameters?: Record<string, unknown>;
  /** Called to hide or show a field whose relevance changed, instead of hiding its row, or its controls and their labels. */
  hide?: (controls: HTMLElement[], hidden: boolean, path: string) => void;
  /**
   * Returns the value of a field whose controls need special reading, such as separate controls for day and hour; `undefined`
   * for the default reading. Several names may have the same path.
   */
  read?: (controls: (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[], path: string) => unknown;
  /** Calculation id → input id → path of the field with its value; default: the field with the same id. */
  calculations?: Record<string, Record<string, string>>;
  /** Path of a text → the id of its format, or a function that selects it by the order; default: the field's format. `data-gongdan-format` on a control takes precedence. */
  formats?: Record<string, string | ((order: Order) => string | null | undefined)>;
  /** Called after each edit, after a reset, and after the page changed values or rows itself, with the changed path (of a table whose rows changed as a whole: its id) and all current findings. */
  onChange?: (change: { path: string; findings: Finding[] }) => void;
}

export interface Attached {
  session: Session;
  /** The order to send: values that are relevant, filled in and not disabled; rows keep their index. */
  order(): Order;
  /** All current findings. Late deadlines are advice, since filling in the form cannot correct them. */
  findings(): Finding[];
  /** Reads all controls again. Call it after a script has changed values; a submission, and a click after the first edit, do so automatically. */
  refresh(): void;
  /** Undoes all changes to the page, except what was typed. */
  detach(): void;
}

/**
 * Checks an existing form against a standard while it is being filled in.
 *
 * If the form is already attached, it is detached first and its visible messages stay: attach again to change the language or
 * the parameters. Invalid options throw and change nothing. Entries of `names` without a control or a field are reported in the
 * console at the first edit.
 */
export function attach(form: HTMLFormElement, options: AttachOptions): Attached;
