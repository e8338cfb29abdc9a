// What a form needs from the first edit on, and not before: the list of a submission that is held back, and corrections at a click.

export { put } from "./mending.js";
export { Summary } from "./summary.js";
