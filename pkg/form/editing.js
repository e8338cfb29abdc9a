// Detects finished edits: never during IME composition, and findings appear only once the field is left. Browsers
// differ in whether the last `input` comes before or after `compositionend`, so both are read.

/**
 * Reports every finished edit, and every control that was left or picked in. The listeners are on the root, since
 * controls outside the form may belong to it by `form=`.
 * @param {any} attachment
 */
export function watchEditing(page, root, attachment) {
  const { fields, form } = attachment;
  /** Controls left while a mouse button is down. @type {any[] | null} */
  let pressed = null;
  const end = (control) => {
    fields.of(control)?.hold();
    attachment.onEdit(control);
  };
  const leave = (control) => attachment.onLeave(control);
  const on = (type, listener) => page.listen(root, type, (event) => (fields.of(event.target) || event.target.form === form) && listener(event.target, event));
  on("compositionstart", (control) => fields.of(control)?.hold(true));
  on("input", (control, { isComposing }) => isComposing || attachment.onEdit(control));
  on("compositionend", end);
  on("change", (control) => {
    end(control);
    if (isPicked(control)) leave(control);
  });
  // Moving within a group is not leaving it.
  on("focusout", (control, { relatedTarget }) => fields.of(control) === fields.of(relatedTarget) || (pressed?.push(control) ?? leave(control)));
  // Date pickers write silently, and the browser validates before `submit` fires.
  page.listen(root, "click", ({ target }) => !attachment.summary || fields.of(target) || attachment.refresh());
  // A message would move the click target from under the mouse, and the click would be lost.
  page.listen(root, "mousedown", () => (pressed ??= []));
  const release = () => {
    pressed?.forEach(leave);
    pressed = null;
  };
  // Dragging ends without `mouseup`.
  for (const type of ["mouseup", "dragend"]) page.listen(root, type, release, { capture: true });
}

/** Whether a person picks instead of typing: a pick is complete at once, typing when the field is left. */
const isPicked = ({ type }) => /^(select|radio|checkbox|file|range|color)/.test(type);
