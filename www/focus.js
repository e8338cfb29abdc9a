// Keeps the keyboard's focus when a screen is rendered again.

/** Focuses a text. */
export function focusText(text) {
  text.tabIndex = -1;
  text.focus();
}

/** Focuses the same link or button, else the first message or the heading. */
export function restoreFocus(screen, focused) {
  const labelOf = (each) => each.getAttribute("href") ?? each.textContent;
  const same = focused.matches("a, button, summary") && [...screen.querySelectorAll(focused.localName)].find((each) => labelOf(each) === labelOf(focused));
  if (same) same.focus({ preventScroll: true });
  else focusText(screen.querySelector(".notice") ?? screen.querySelector("h1"));
}
