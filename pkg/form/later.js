// What a form needs from the first edit on, and not before: the list of a submission that is held back, and corrections at a click.

import { chosenOf } from "./focus.js";
import { put } from "./mending.js";

export { Summary } from "./summary.js";

/** Puts a correction in. The button is gone with what it mended, so the focus goes to the field. */
export function mend(controls, value) {
  put(controls, value);
  chosenOf(controls).focus();
}
