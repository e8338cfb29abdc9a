// What a form needs from the first edit on, and not before: the list of a submission that is held back, corrections at a click,
// a reset, and rows that the page copies.

import { isPresent } from "./control.js";
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
    if (earlier) resume(attachment, earlier);
    if (Object.keys(options.names).length > 0) import("./absent.js").then(({ tellNames }) => tellNames(attachment));
  }
  return { mend, open, reset };
}

// A function of its own: what is kept above would else keep the earlier one, and that the one before it.
async function resume(attachment, earlier) {
  const { goOn } = await import("./earlier.js");
  goOn(attachment, earlier);
}

/** Lists the faults of a submission that was held back. */
function open(attachment) {
  if (attachment.detached) return;
  attachment.render();
  attachment.summary.open();
}

/** A form that was reset begins anew. */
function reset(attachment) {
  if (attachment.detached) return;
  attachment.submitted = false;
  attachment.summary.close();
  for (const field of attachment.fields) field.settled = isPresent(field.value());
  attachment.refresh();
  attachment.render(true);
}

/** Puts a correction in. The button is gone with what it mended, so the focus goes to the field. */
function mend(controls, value) {
  put(controls, value);
  chosenOf(controls).focus();
}
