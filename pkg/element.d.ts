import type { Clock } from "./form.js";
import type { Finding, Order, Standard } from "./index.js";

/** The events of `<gongdan-form>`, its own and those of every element. */
export interface GongdanFormEventMap extends Omit<HTMLElementEventMap, "change" | "submit" | "error"> {
  change: CustomEvent<{ path: string; order: Order }>;
  finding: CustomEvent<{ findings: Finding[] }>;
  submit: CustomEvent<{ order: Order; files: Record<string, File[]> }>;
  error: CustomEvent<{ error: unknown }>;
}

/**
 * `<gongdan-form standard="demand-intake" form="service_order" locale="zh">`: a whole form from a standard.
 *
 * Attributes: `form`, the standard's first one when left out; `locale`, when left out `en` where the page's `lang` around it is English and
 * else `zh`; `name` makes it part of the form around it, which then sends the order as JSON under that name and its files as
 * `name.path`; `submit` is what the submit button says; `readonly` shows the order to read, `print` as its paper form; `disabled` switches it off.
 *
 * Events: `change` (`detail`: the path and the order), `finding` (`detail.findings`: all as they stand), `submit`
 * (`detail.order`: the order without errors, its fields that are not relevant left out; `detail.files`), `error` (`detail.error`).
 *
 * Themed by the custom properties `--gongdan-ink`, `-quiet`, `-surface`, `-line`, `-accent`, `-error`, `-warning`, `-info`,
 * `-good`, `-radius`, and by `::part(form | title | block | block-title | field | computed | label | control | table | row | button |
 * submit | signature | files | deadlines | calculation | paper | sheet)`.
 */
export class GongdanForm extends HTMLElement {
  /** The standard; it is set to one that was loaded, or to an id, as by the attribute. */
  get standard(): Standard | null;
  set standard(standard: Standard | string | null);
  /** The order as it may be sent; setting it fills the form in. */
  order: Order;
  /** The clock of deadlines and of rules that read the time. */
  now: Clock;
  /** An organisation's own values in place of the standard's parameters. */
  parameters: Record<string, unknown> | undefined;
  /** Whether it is switched off, as by the attribute. */
  disabled: boolean;
  readonly findings: Finding[];
  /** The files that were chosen, by the path of their field; the order has their names. */
  readonly files: Record<string, File[]>;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** Prints the order as its paper form, one sheet for each copy, and nothing around it. */
  print(): Promise<void>;
  addEventListener<K extends keyof GongdanFormEventMap>(type: K, listener: (this: GongdanForm, event: GongdanFormEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof GongdanFormEventMap>(type: K, listener: (this: GongdanForm, event: GongdanFormEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

/** What `<gongdan-form>` takes in JSX beside what every element does; React 19 and Preact set properties, React 18 attributes. */
export interface GongdanFormProps {
  standard?: Standard | string | null | undefined;
  form?: string | undefined;
  locale?: string | undefined;
  name?: string | undefined;
  submit?: string | undefined;
  readonly?: boolean | "" | undefined;
  disabled?: boolean | "" | undefined;
  order?: Order | undefined;
  now?: Clock | undefined;
  parameters?: Record<string, unknown> | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "gongdan-form": GongdanForm;
  }
}

// React is no dependency: where its types are not installed, there is nothing to add to.
// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "gongdan-form": GongdanFormProps & Omit<DetailedHTMLProps<HTMLAttributes<GongdanForm>, GongdanForm>, keyof GongdanFormProps>;
    }
  }
}
