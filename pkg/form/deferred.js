// What a form needs only from the first edit on: the summary of a blocked submission, fixes, reset, and cloned rows.

import { cleanClonedRows } from "./cloned-rows.js";
import { isEntered, takesInput } from "./control.js";
import { setValue } from "./fill.js";
import { controlToFocus } from "./focus.js";
import { elementsOf } from "./page.js";
import { Summary } from "./summary.js";

/** Starts all of it; returns the functions to call when needed. */
export function begin(page, attachment, previous) {
  const { detached, fields, options } = attachment;
  if (!detached) {
    fields.onSearch = () => cleanClonedRows(fields);
    attachment.summary = new Summary(page, attachment);
    if (previous) resume(attachment, previous);
    if (Object.keys(options.names).length > 0) import("./unknown-names.js").then(({ reportNames }) => reportNames(attachment));
  }
  return { applyFix, open, reset };
}

// Separate, as the closure in `begin` would keep each previous attachment alive.
async function resume(attachment, previous) {
  const { resumeFrom } = await import("./reattach.js");
  resumeFrom(attachment, previous);
}

/** Says why a submission was blocked: by the browser's bubbles, which hidden controls have none of, or by the summary. */
function open(attachment) {
  const { detached, form, options } = attachment;
  if (detached) return;
  attachment.render();
  attachment.panels?.render();
  if (options.mode === "native" && elementsOf(form).some((control) => takesInput(control) && control.matches(":invalid") && control.offsetWidth)) form.reportValidity();
  else attachment.summary.open();
}

/** Starts anew after a reset. */
function reset(attachment) {
  if (attachment.detached) return;
  attachment.submitted = false;
  attachment.summary.close();
  for (const field of attachment.fields) field.touched = isEntered(field.value());
  attachment.panels?.tables.forEach((table) => table.reset());
  attachment.refresh();
  attachment.render(true);
}

/** Applies a fix. Its button disappears, so the focus moves to the field. */
function applyFix(controls, value) {
  setValue(controls, value);
  controlToFocus(controls).focus();
}
