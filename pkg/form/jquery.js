// Listens through jQuery: events it triggers reach only its own listeners, and the pickers of such pages (select2,
// calendars) report changes in no other way.

import { isEntered } from "./control.js";

/** Starts listening. */
export function begin(page, attachment) {
  const { jQuery } = /** @type {any} */ (globalThis);
  if (attachment.detached || !jQuery?.fn?.on) return;
  const listener = ({ target, originalEvent }) => originalEvent || onTrigger(attachment, target);
  page.turn(jQuery, true, (on) => jQuery(document)[on ? "on" : "off"]("input change", listener));
}

// Pages trigger changes at start, too: an empty field has not been left by anybody.
function onTrigger(attachment, control) {
  const field = attachment.fields.of(control);
  attachment.onEdit(control);
  if (field && isEntered(field.value())) attachment.onLeave(control);
}
