// What a form needs from the first edit on, and not before: the list of a submission that is held back, corrections at a click,
// rows that the page copies, and pickers that write by themselves.

import { uncopy } from "./copies.js";
import { chosenOf } from "./focus.js";
import { put } from "./mending.js";
import { Summary } from "./summary.js";

/** Begins with all of it; gives the list. */
export function begin(page, attachment) {
  const { fields, form } = attachment;
  fields.before = () => uncopy(fields);
  // Pickers write without a word, and the browser looks at what is to be submitted before anybody else does.
  page.listen(form.getRootNode(), "click", ({ target }) => fields.of(target) || attachment.refresh());
  return new Summary(page, attachment);
}

/** Puts a correction in. The button is gone with what it mended, so the focus goes to the field. */
export function mend(controls, value) {
  put(controls, value);
  chosenOf(controls).focus();
}
