import type { Options, Order, Standard } from "./index.js";

/** What is wrong, as Standard Schema says it, with the finding's code, rule and parameters beside. */
export interface Issue {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly rule?: string;
  readonly params?: Record<string, string>;
}

export type Result = { readonly value: Order; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

export interface GongdanSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "gongdan";
    /** Synchronous. `libraryOptions` may carry `locale`, `now` and `parameters`. */
    readonly validate: (value: unknown, options?: { readonly libraryOptions?: Options | undefined }) => Result;
    readonly types?: { readonly input: Order; readonly output: Order } | undefined;
    readonly jsonSchema: {
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
}

/**
 * A form of a standard as a Standard Schema. `options` are the defaults of every validation; without `now` the device's
 * clock counts.
 */
export function standardSchema(standard: Standard, form: string, options?: Options): GongdanSchema;
