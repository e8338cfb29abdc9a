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
 * `<gongdan-form standard="demand-intake" form="service_order" locale="zh">`: a complete form rendered from a standard.
 *
 * Attributes: `form`, by default the standard's first; `locale`, by default `en` if the surrounding `lang` is English, else `zh`;
 * `name` makes it a control of the surrounding form, which sends the order as JSON under that name and its files as
 * `name.path`; `submit` is the label of the submit button; `readonly` shows the order without controls, `print` its paper form; `disabled` disables it.
 *
 * Events: `change` (`detail`: the path and the order), `finding` (`detail.findings`: all current ones), `submit`
 * (`detail.order`: an order without errors or irrelevant fields; `detail.files`), `error` (`detail.error`).
 *
 * Themed by the custom properties `--gongdan-ink`, `-quiet`, `-surface`, `-line`, `-accent`, `-error`, `-warning`, `-info`,
 * `-good`, `-radius`, and by `::part(form | title | block | block-title | field | computed | label | control | table | row | button |
 * submit | signature | files | deadlines | calculation | paper | sheet)`.
 */
export class GongdanForm extends HTMLElement {
  /** The standard. Set it to a loaded standard, or to an id as in the attribute. */
  get standard(): Standard | null;
  set standard(standard: Standard | string | null);
  /** The order to send; setting it fills in the form. */
  order: Order;
  /** The current time for deadlines and rules. */
  now: Clock;
  /** Parameter values that override the standard's defaults. */
  parameters: Record<string, unknown> | undefined;
  /** Whether it is disabled; reflects the attribute. */
  disabled: boolean;
  readonly findings: Finding[];
  /** The chosen files by the path of their field; the order has their names. */
  readonly files: Record<string, File[]>;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** Prints only the paper form of the order, one sheet for each copy. */
  print(): Promise<void>;
  addEventListener<K extends keyof GongdanFormEventMap>(type: K, listener: (this: GongdanForm, event: GongdanFormEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof GongdanFormEventMap>(type: K, listener: (this: GongdanForm, event: GongdanFormEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

/** The props of `<gongdan-form>` in JSX, besides those of every element. React 19 and Preact set properties, React 18 attributes. */
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
