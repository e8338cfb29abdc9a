// What a form needs from the first edit on, and not before: the list of a submission that is held back, corrections at a click,
// and rows that the page copies.

import { uncopy } from "./copies.js";
import { chosenOf } from "./focus.js";
import { put } from "./mending.js";
import { Summary } from "./summary.js";

/** Begins with all of it; gives what is asked for when it is due. */
export function begin(page, attachment, earlier) {
  const { detached, fields, options } = attachment;
  if (!detached) {
    fields.before = () => uncopy(fields);
    attachment.summary = new Summary(page, attachment);
    if (earlier) import("./earlier.js").then(({ goOn }) => goOn(attachment, earlier));
    if (Object.keys(options.names).length > 0) import("./absent.js").then(({ tellNames }) => tellNames(attachment));
  }
  return { mend, open };
}

/** Lists the faults of a submission that was held back. */
function open(attachment) {
  if (attachment.detached) return;
  attachment.render();
  attachment.summary.open();
}

/** Puts a correction in. The button is gone with what it mended, so the focus goes to the field. */
function mend(controls, value) {
  put(controls, value);
  chosenOf(controls).focus();
}
