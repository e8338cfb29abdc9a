// Explains a built-in function of the language: its arguments, what it returns, and an example with its value.

import { make } from "../make.js";

/**
 * Returns the explanation of functions that share a name.
 * @param {{ name: string, parameters: string, meaning: { zh: string, en: string }, example: string }[]} functions
 * @param {string} locale
 */
export const functionNote = (functions, locale) =>
  make("div", { class: "cm-note" }, ...functions.flatMap(({ name, parameters, meaning, example }) => [
    make("strong", { text: `${name}(${parameters})` }), make("span", { text: meaning[locale] }), make("code", { text: example })]));
