// Prints lines to the terminal. Orders and standards come from anywhere, so their control characters are shown instead
// of obeyed: none can start a line of its own, or change what is already on the screen.

/** @param {string} text @returns {string} one line, with `\u{1b}` for an escape */
export const printable = (text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (sign) => `\\u{${/** @type {number} */ (sign.codePointAt(0)).toString(16)}}`);

/** @param {string} line */
export const print = (line) => console.log(printable(line));

/** @param {string} line */
export const printError = (line) => console.error(printable(line));
