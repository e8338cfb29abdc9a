// A signature, drawn on a pad or typed. The pad's library is loaded on demand.

import { dispatchEdit } from "../form/fill.js";
import { make } from "../form/page.js";

/** Whether a signature is a picture. */
export const isDrawn = (value) => /^data:image\/(png|jpeg|svg\+xml);base64,/.test(value);

/**
 * The controls of a signature; the value is the picture as a data URL, or the typed text.
 * @param {any} input the text control with the field's name
 * @param {{ draw: string, clear: string, signature: string }} words
 * @param {{ label: string }} field whose label tells its buttons from those of other signatures
 */
export function wrap(input, words, { label }) {
  const button = (text) => make("button", { type: "button", class: "plain", part: "button", "aria-label": `${text} ${label}`, text });
  const draw = button(words.draw), clear = button(words.clear), name = `${words.signature} ${label}`;
  clear.hidden = true;
  const canvas = make("canvas", { class: "pad", part: "signature", role: "img", "aria-label": name, hidden: true });
  const picture = make("img", { class: "pad", part: "signature", alt: name, hidden: true });
  /** @type {any} */
  let pad = null;
  const setValue = (value) => {
    input.value = value;
    dispatchEdit(input);
  };
  const showPad = (drawing) => {
    canvas.hidden = !drawing;
    update();
  };
  // An existing picture is shown in place of the pad.
  const update = () => {
    const isShown = canvas.hidden && isDrawn(input.value);
    if (isShown) picture.src = input.value;
    picture.hidden = !isShown;
    input.hidden = draw.hidden = isShown || !canvas.hidden;
    clear.hidden = !input.hidden;
  };
  input.addEventListener("input", update);
  draw.addEventListener("click", async () => {
    showPad(true);
    clear.focus();
    pad ??= await newPad(canvas, () => setValue(canvas.toDataURL()));
  });
  clear.addEventListener("click", () => {
    pad?.clear();
    canvas.hidden = true;
    setValue("");
    input.focus();
  });
  return make("div", { class: "signature" }, input, canvas, picture, make("div", { class: "signature-actions" }, draw, clear));
}

async function newPad(canvas, onStroke) {
  const { default: SignaturePad } = await import("../vendor/signature_pad.js");
  // Device pixels, or the line is blurred.
  const ratio = Math.max(devicePixelRatio, 1);
  canvas.width = canvas.offsetWidth * ratio;
  canvas.height = canvas.offsetHeight * ratio;
  canvas.getContext("2d")?.scale(ratio, ratio);
  // Paper is white in every colour scheme, so the ink is dark.
  const pad = new SignaturePad(canvas, { penColor: "#1b242d" });
  pad.addEventListener("endStroke", onStroke);
  return pad;
}
