// When a person's edit counts: never while an input method composes, and shown only once the field is left.
// Browsers differ in whether the last `input` comes before or after `compositionend`; reading at both is right for both.

import { isPick } from "./control.js";

/**
 * Calls `edited(control)` for every finished edit and `left(control)` when a control was left or picked in.
 * Controls outside the form that name it by `form=` are heard as well, so the listeners stand at the root.
 * @param {import("./page.js").Page} page
 * @param {Node} root
 * @param {{ isOurs: (control: any) => boolean, fieldOf: (control: any) => unknown, edited: (control: any) => void, left: (control: any) => void }} hearer
 */
export function watchEditing(page, root, { isOurs, fieldOf, edited, left }) {
  let composing = null;
  /** What was left by pressing a button of the mouse, while it is down. @type {any[] | null} */
  let pressed = null;
  const end = (control) => {
    if (composing === control) composing = null;
    edited(control);
  };
  const on = (type, listener) => page.listen(root, type, (event) => isOurs(event.target) && listener(event.target, event));
  on("compositionstart", (control) => (composing = control));
  on("input", (control, { isComposing }) => isComposing || composing === control || edited(control));
  on("compositionend", end);
  on("change", (control) => {
    end(control);
    if (isPick(control)) left(control);
  });
  // Moving between the choices of one group is not leaving it.
  on("focusout", (control, { relatedTarget }) => fieldOf(control) === fieldOf(relatedTarget) || (pressed?.push(control) ?? left(control)));
  // A message would move what is being clicked on from under the mouse, and the click were lost.
  page.listen(root, "mousedown", () => (pressed ??= []));
  page.listen(root, "mouseup", () => {
    pressed?.forEach(left);
    pressed = null;
  }, { capture: true });
}
