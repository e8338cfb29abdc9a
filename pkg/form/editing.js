// When a person's edit counts: never while an input method composes, and shown only once the field is left.
// Browsers differ in whether the last `input` comes before or after `compositionend`; reading at both is right for both.

/**
 * Tells the attachment of every finished edit and when a control was left or picked in.
 * Controls outside the form that name it by `form=` are heard as well, so the listeners stand at the root.
 * @param {any} attachment
 */
export function watchEditing(page, root, attachment) {
  const { fields, form } = attachment;
  let composing = null;
  /** What was left by pressing a button of the mouse, while it is down. @type {any[] | null} */
  let pressed = null;
  const end = (control) => {
    if (composing === control) composing = null;
    attachment.edited(control);
  };
  const left = (control) => attachment.left(control);
  const on = (type, listener) => page.listen(root, type, (event) => (fields.of(event.target) || event.target.form === form) && listener(event.target, event));
  on("compositionstart", (control) => (composing = control));
  on("input", (control, { isComposing }) => isComposing || composing === control || attachment.edited(control));
  on("compositionend", end);
  on("change", (control) => {
    end(control);
    if (isPick(control)) left(control);
  });
  // Moving between the choices of one group is not leaving it.
  on("focusout", (control, { relatedTarget }) => fields.of(control) === fields.of(relatedTarget) || (pressed?.push(control) ?? left(control)));
  // Pickers write without a word, and the browser looks at what is to be submitted before anybody else does.
  page.listen(root, "click", ({ target }) => !attachment.summary || fields.of(target) || attachment.refresh());
  // A message would move what is being clicked on from under the mouse, and the click were lost.
  page.listen(root, "mousedown", () => (pressed ??= []));
  page.listen(root, "mouseup", () => {
    pressed?.forEach(left);
    pressed = null;
  }, { capture: true });
}

/** Whether a person picks here instead of typing: a pick is complete at once, typing only when the field is left. */
const isPick = (control) =>
  control.tagName === "SELECT" || ["radio", "checkbox", "file", "range", "color"].includes(control.type);
