import type { Clock } from "./form.js";
import type { Finding, Order, Standard } from "./index.js";

/**
 * `<gongdan-form standard="demand-intake" form="service_order" locale="zh">`: a whole form from a standard.
 *
 * Events: `change` (`detail`: the path and the order), `finding` (`detail.findings`: all as they stand), `submit`
 * (`detail.order`: the order without errors; its fields that are not relevant left out), `error` (`detail.error`).
 * Themed by the custom properties `--gongdan-*` and by `::part(form | title | field | label | control | table | row | button | deadlines | calculation)`.
 */
export class GongdanForm extends HTMLElement {
  /** A standard that was loaded, in place of the attribute's id. */
  standard: Standard | null;
  /** The order as it may be sent; setting it fills the form in. */
  order: Order;
  /** The clock of deadlines and of rules that read the time. */
  now: Clock;
  readonly findings: Finding[];
  checkValidity(): boolean;
  reportValidity(): boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    "gongdan-form": GongdanForm;
  }
}
