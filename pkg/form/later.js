// What a form needs only from the first edit on: the summary of a blocked submission, fixes, reset, and cloned rows.

import { isPresent } from "./control.js";
import { uncopy } from "./copies.js";
import { chosenOf } from "./focus.js";
import { put } from "./mending.js";
import { Summary } from "./summary.js";

/** Starts all of it; returns the functions to call when needed. */
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

// Separate, as the closure in `begin` would keep each earlier attachment alive.
async function resume(attachment, earlier) {
  const { goOn } = await import("./earlier.js");
  goOn(attachment, earlier);
}

/** Opens the summary of a blocked submission. */
function open(attachment) {
  if (attachment.detached) return;
  attachment.render();
  attachment.panels?.render();
  attachment.summary.open();
}

/** Starts anew after a reset. */
function reset(attachment) {
  if (attachment.detached) return;
  attachment.submitted = false;
  attachment.summary.close();
  for (const field of attachment.fields) field.settled = isPresent(field.value());
  attachment.panels?.tables.forEach((table) => table.reset());
  attachment.refresh();
  attachment.render(true);
}

/** Applies a fix. Its button disappears, so the focus moves to the field. */
function mend(controls, value) {
  put(controls, value);
  chosenOf(controls).focus();
}
