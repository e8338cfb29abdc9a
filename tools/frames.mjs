// Makes functions more alike, so that gzip compresses them better: few sizes of stack frames instead of many, and few
// numbers of variables. What is added is never used. Works on the text of a module, as `wasm-dis` writes it.

/** Sizes of frames are multiples of this, in bytes. */
const FRAME = 256;
/** The number of variables of the last type is a multiple of this power of two. */
const VARIABLES = 8;

const STACK = "\\(global\\.set \\$global\\$0\\s+";
const ENTRY = new RegExp(`(${STACK}\\(local\\.tee \\$\\d+\\s+\\(i32\\.sub\\s+\\(global\\.get \\$global\\$0\\)\\s+\\(i32\\.const )(\\d+)`, "g");
const EXIT = new RegExp(`(${STACK}\\(i32\\.add\\s+\\(local\\.get \\$\\d+\\)\\s+\\(i32\\.const )(\\d+)`, "g");

/** Subtracting -64 is a byte shorter than adding 64, but less alike. */
const withPlainSigns = (text) => text
  .replace(/i32\.add(\s+\(global\.get \$global\$0\)\s+\(i32\.const )-/g, "i32.sub$1")
  .replace(/i32\.sub(\s+\(local\.get \$\d+\)\s+\(i32\.const )-/g, "i32.add$1");

/** A frame whose size varies stays as it is. */
function withRoundFrame(text) {
  const ends = [...text.matchAll(ENTRY), ...text.matchAll(EXIT)], [size, ...others] = new Set(ends.map(([, , bytes]) => Number(bytes)));
  if (!size || others.length > 0 || ends.length !== text.match(new RegExp(STACK, "g")).length) return text;
  const round = Math.ceil(size / FRAME) * FRAME;
  return text.replace(ENTRY, `$1${round}`).replace(EXIT, `$1${round}`);
}

function withRoundVariables(text) {
  const lines = text.split("\n"), variables = lines.filter((line) => line.startsWith("  (local $"));
  const [, number, type] = /\$(\d+) (\w+)/.exec(variables.at(-1) ?? "") ?? [];
  const count = variables.filter((line) => line.endsWith(` ${type})`)).length;
  const added = Array.from({ length: -count & (VARIABLES - 1) }, (_, more) => `  (local $${Number(number) + 1 + more} ${type})`);
  return lines.toSpliced(lines.lastIndexOf(variables.at(-1)) + 1, 0, ...added).join("\n");
}

/** Returns the text of a module with round frames and variables. @param {string} text */
export const withAlikeFrames = (text) => text.split(/\n(?= \(func )/).map((part) => withRoundVariables(withRoundFrame(withPlainSigns(part)))).join("\n");
