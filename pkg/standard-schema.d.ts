import type { Options, Order, Standard } from "./index.js";

/** An issue of Standard Schema, with the finding's code, rule and parameters. */
export interface Issue {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly rule?: string;
  readonly params?: Record<string, string>;
}

export type Result<T = Order> = { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

export interface JsonSchemaOptions {
  readonly target: string;
  readonly libraryOptions?: Options | undefined;
}

/** `T` is the form library's type of the order. */
export interface GongdanSchema<T = Order> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "gongdan";
    /** Synchronous. `libraryOptions` may carry `locale`, `now` and `parameters`. */
    readonly validate: (value: unknown, options?: { readonly libraryOptions?: Options | undefined }) => Result<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
    readonly jsonSchema: {
      /** `target`: `draft-2020-12`, `draft-07` or `openapi-3.0`; `libraryOptions` may carry `locale`. Any other target throws. */
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
    };
  };
}

/**
 * Returns a form of a standard as a Standard Schema. `options` are the defaults of every validation; `now` is by default the
 * device's time.
 */
export function standardSchema<T extends object = Order>(standard: Standard, form: string, options?: Options): GongdanSchema<T>;
