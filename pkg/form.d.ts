// The types of `gongdan/form`.

import type { Finding, Order, Session, Standard } from "./index.js";

/** A clock: a moment that stands still, or a function that is asked again and again. A text without an offset is by the standard's clock. */
export type Clock = string | Date | (() => string | Date);

export interface AttachOptions {
  standard: Standard;
  /** The id of a form in the standard. */
  form: string;
  /**
   * Control name on the page → path of the field; the same name needs no entry. Rows: `{ "parts[].n": "items[].qty" }` for
   * controls named `parts[0].n`, `parts[0][n]` (`"parts[][n]"`) or `parts.0.n`, and `{ n: "items[].qty" }` where the
   * controls of all rows have one name. The first row on the page is `items[0]`, whatever its number there. `data-gongdan-field`
   * on a control wins; an empty path leaves the control to the page. Options with values of the page's own name the standard's
   * in `data-gongdan-value`.
   */
  names?: Record<string, string>;
  /**
   * `summary` (default): messages beside the fields and a list on submission. `native`: the browser's own bubbles, and
   * beside the fields only what these cannot say: advice and corrections. What no bubble can point to, because the page
   * shows no control for it, is listed as in `summary`.
   */
  mode?: "summary" | "native";
  /** The clock of deadlines and of rules that read the time; default: the device's. */
  now?: Clock;
  /** `zh` (default) or `en`. */
  locale?: string;
  /** An organisation's own values in place of the standard's parameters. */
  parameters?: Record<string, unknown>;
  /** Hides or shows a field that became irrelevant or relevant, in place of its row or its controls with their labels. */
  hide?: (controls: HTMLElement[], hidden: boolean, path: string) => void;
  /**
   * Gives the value of a field where its controls hold it in a way of their own, such as a day and an hour apart; `undefined` leaves
   * it to us. Several names may lead to one path.
   */
  read?: (controls: (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[], path: string) => unknown;
  /** Calculation id → input id → path of the field that gives it; default: the field of the same id. */
  calculations?: Record<string, Record<string, string>>;
  /** Path of a text → the id of its format, or how the order chooses it; default: the field's own. `data-gongdan-format` on a control wins. */
  formats?: Record<string, string | ((order: Order) => string | null | undefined)>;
  /** Called after an edit was looked at, with the path that changed and all findings as they stand. */
  onChange?: (change: { path: string; findings: Finding[] }) => void;
}

export interface Attached {
  session: Session;
  /** The order as it may be sent: what is relevant, filled in and not disabled, rows in their places. */
  order(): Order;
  /** All findings as they stand; lateness counts as advice, because no form can mend it. */
  findings(): Finding[];
  /** Reads every control again: after the page has changed values by script. A submission does so by itself, and a click once somebody has written. */
  refresh(): void;
  /** Takes back every change to the page; what a person typed stays. */
  detach(): void;
}

/**
 * Makes a form that is already there check itself against a standard as a person fills it in.
 *
 * A form that is attached already is detached first, and what a person was told of it is told on: by attaching anew a page
 * changes the language or the parameters. What cannot be attached throws and leaves what is. Entries of `names` that no control
 * bears or that lead to no field are told in the console with the first edit.
 */
export function attach(form: HTMLFormElement, options: AttachOptions): Attached;
