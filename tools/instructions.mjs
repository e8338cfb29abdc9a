// Walks the instructions of a wasm function. Changes nothing.
import { reader } from "./module.mjs";

/** Instructions followed by one number, and by two: from, to. */
const ONE_NUMBER = [[0x02, 0x04], [0x0c, 0x0d], [0x10, 0x10], [0x12, 0x12], [0x20, 0x26], [0x3f, 0x42], [0xd0, 0xd0], [0xd2, 0xd2]];
const TWO_NUMBERS = [[0x11, 0x11], [0x13, 0x13], [0x28, 0x3e]];
/** The count of numbers after the instructions with prefix 0xfc. */
const PREFIX_FC = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];
/** What follows the instructions with prefix 0xfd (SIMD): from, to, numbers, bytes. */
const PREFIX_FD = [[0, 11, 2, 0], [12, 13, 0, 16], [21, 34, 0, 1], [84, 91, 2, 1], [92, 93, 2, 0]];

const rangeOf = (ranges, code) => ranges.find(([from, to]) => from <= code && code <= to);

/** Skips the operands of an instruction. */
function skipOperands(body, code) {
  const numbers = (count) => { for (; count > 0; count--) body.number(); };
  if (rangeOf(TWO_NUMBERS, code)) numbers(2);
  else if (rangeOf(ONE_NUMBER, code)) numbers(1);
  else if (code === 0x0e) numbers(body.number() + 1);
  else if (code === 0x1c) numbers(body.number());
  else if (code === 0x43) body.take(4);
  else if (code === 0x44) body.take(8);
  else if (code === 0xfc) numbers(PREFIX_FC[body.number()]);
  else if (code === 0xfd) {
    const [, , count = 0, bytes = 0] = rangeOf(PREFIX_FD, body.number()) ?? [];
    numbers(count);
    body.take(bytes);
  }
}

/**
 * Visits the instructions of a function: the code, and the range of its operands.
 * @param {Uint8Array} bytes the function's body
 * @param {number} place of its first instruction
 * @param {(code: number, from: number, to: number) => void} visit
 */
export function eachInstruction(bytes, place, visit) {
  const body = reader(bytes, place);
  while (!body.ended()) {
    const code = body.byte(), from = body.place();
    skipOperands(body, code);
    visit(code, from, body.place());
  }
}
