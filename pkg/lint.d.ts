/** Something that an author of a standard should look at. */
export interface LintFinding {
  code: string;
  /** JSON pointer. */
  pointer: string;
  line: number;
  column: number;
  message: { zh: string; en: string };
  /** What to do about it, where that is known. */
  help?: { zh: string; en: string };
}

/**
 * Looks for what the engine accepts and an author would not want: options that are none, states and fields that cannot be
 * reached, rules that no order puts to the test, bounds between which nothing lies, gaps and overlaps in decision tables,
 * names that hide one another or cannot be read, conditions that never change, lists in which nothing stands, parts of a
 * format that nobody can be asked for or that no text has, texts and clauses that are missing. What the engine refuses is told as it tells it, and then nothing else.
 * Call `init()` first.
 *
 * With `orders` it also names the rules that none of these breaks, or none keeps. `document` is the standard with its fragments put in, where
 * `text` refers to some by `use`.
 */
export function lint(text: string, options?: { orders?: { form: string; order: Record<string, unknown>; now?: string }[]; document?: object }): LintFinding[];
