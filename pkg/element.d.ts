import type { Clock } from "./form.js";
import type { Finding, Order, Standard } from "./index.js";

/**
 * `<gongdan-form standard="demand-intake" form="service_order" locale="zh">`: a whole form from a standard.
 *
 * Attributes: `name` makes it part of the form around it; `readonly` shows the order to read, `print` as its paper form;
 * `disabled` switches it off.
 *
 * Events: `change` (`detail`: the path and the order), `finding` (`detail.findings`: all as they stand), `submit`
 * (`detail.order`: the order without errors, its fields that are not relevant left out; `detail.files`), `error` (`detail.error`).
 *
 * Themed by the custom properties `--gongdan-ink`, `-quiet`, `-surface`, `-line`, `-accent`, `-error`, `-warning`, `-info`,
 * `-good`, `-radius`, and by `::part(form | title | block | block-title | field | label | control | table | row | button |
 * submit | signature | files | deadlines | calculation | paper | sheet)`.
 */
export class GongdanForm extends HTMLElement {
  /** A standard that was loaded, in place of the attribute's id. */
  standard: Standard | null;
  /** The order as it may be sent; setting it fills the form in. */
  order: Order;
  /** The clock of deadlines and of rules that read the time. */
  now: Clock;
  /** An organisation's own values in place of the standard's parameters. */
  parameters: Record<string, unknown> | undefined;
  readonly findings: Finding[];
  /** The files that were chosen, by the path of their field; the order has their names. */
  readonly files: Record<string, File[]>;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** Prints the order as its paper form, one sheet for each copy, and nothing around it. */
  print(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    "gongdan-form": GongdanForm;
  }
}
