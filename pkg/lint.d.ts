/** A likely mistake in a standard. */
export interface LintFinding {
  code: string;
  /** JSON pointer. */
  pointer: string;
  line: number;
  column: number;
  message: { zh: string; en: string };
  /** A suggestion, if there is one. */
  help?: { zh: string; en: string };
}

/**
 * Finds likely mistakes in a standard that loads: unknown options, unreachable states and fields, empty ranges and lists, gaps and
 * overlaps in decision tables, names that hide each other or cannot be read, conditions that never change, unnamed or impossible
 * parts of formats, missing texts and clauses. If the standard does not load, returns only its errors. Call `init()` first.
 *
 * With `orders`, it also reports rules that all or none of these violate. `document` is the standard with its fragments inserted, if
 * `text` refers to fragments by `use`.
 */
export function lint(text: string, options?: { orders?: { form: string; order: Record<string, unknown>; now?: string }[]; document?: object }): LintFinding[];
