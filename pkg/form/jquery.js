// What jQuery triggers it tells its own listeners alone, and the pickers of a page that has it (select2, calendars) write in no
// other way. So here it is listened to as it wants to be.

import { isPresent } from "./control.js";

/** Hears what is triggered, from now on. */
export function begin(page, attachment) {
  const { jQuery } = /** @type {any} */ (globalThis);
  if (attachment.detached || !jQuery?.fn?.on) return;
  const hear = ({ target, originalEvent }) => originalEvent || triggered(attachment, target);
  page.turn(jQuery, true, (on) => jQuery(document)[on ? "on" : "off"]("input change", hear));
}

// A page triggers changes when it begins, too: a field in which nothing stands has not been left by anybody.
function triggered(attachment, control) {
  const field = attachment.fields.of(control);
  attachment.edited(control);
  if (field && isPresent(field.value())) attachment.left(control);
}
