// The reference for NDJSON: decodes in pieces cut at line ends, one JSON.parse per line.
import { validateObject } from "./contestants/reference.mjs";

const PIECE = 1 << 18;

function* linesOf(bytes) {
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; ) {
    let to = Math.min(from + PIECE, bytes.length);
    if (to < bytes.length) to = bytes.lastIndexOf(10, to - 1) + 1 || bytes.indexOf(10, from) + 1 || bytes.length;
    const text = decoder.decode(bytes.subarray(from, to));
    yield text;
    from = to;
  }
}

/** Returns the numbers of the orders with findings. */
export function violatedLines(bytes) {
  const violated = [];
  let number = 0;
  for (const text of linesOf(bytes)) {
    for (let from = 0; from < text.length; number++) {
      let to = text.indexOf("\n", from);
      if (to < 0) to = text.length;
      if (validateObject(JSON.parse(text.slice(from, to))).length > 0) violated.push(number);
      from = to + 1;
    }
  }
  return violated;
}
