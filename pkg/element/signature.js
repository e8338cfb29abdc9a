// A signature: drawn on a pad, or typed by whoever cannot draw. The pad's library is loaded when somebody asks for it.

import { make } from "../form/page.js";

/**
 * The controls of a signature; the value is the picture as a data address, or the typed text.
 * @param {HTMLInputElement} input the text control that bears the field's name
 * @param {{ draw: string, clear: string, signature: string }} words
 */
export function signatureControls(input, words) {
  const draw = make("button", { type: "button", class: "plain", part: "button", text: words.draw });
  const clear = make("button", { type: "button", class: "plain", part: "button", hidden: true, text: words.clear });
  const canvas = make("canvas", { class: "pad", part: "signature", role: "img", "aria-label": words.signature, hidden: true });
  /** @type {any} */
  let pad = null;
  const tell = (value) => {
    input.value = value;
    for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
  };
  const turn = (drawing) => {
    canvas.hidden = clear.hidden = !drawing;
    input.hidden = draw.hidden = drawing;
  };
  draw.addEventListener("click", async () => {
    turn(true);
    pad ??= await newPad(canvas, () => tell(canvas.toDataURL()));
  });
  clear.addEventListener("click", () => {
    pad?.clear();
    turn(false);
    tell("");
  });
  return make("div", { class: "signature" }, input, canvas, make("div", { class: "signature-actions" }, draw, clear));
}

async function newPad(canvas, drawn) {
  const { default: SignaturePad } = await import("../vendor/signature_pad.js");
  // As many points as the screen has, or the line is blurred.
  const ratio = Math.max(devicePixelRatio, 1);
  canvas.width = canvas.offsetWidth * ratio;
  canvas.height = canvas.offsetHeight * ratio;
  canvas.getContext("2d")?.scale(ratio, ratio);
  const pad = new SignaturePad(canvas, { penColor: getComputedStyle(canvas).color });
  pad.addEventListener("endStroke", drawn);
  return pad;
}
