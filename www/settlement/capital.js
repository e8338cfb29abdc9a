// Writes an amount in capital Chinese numerals, as on bills: 壹仟贰佰叁拾肆元伍角陆分.

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const UNITS = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];

/** @param {string} amount decimal text with at most two decimals @returns {string | null} */
export function inCapitals(amount) {
  const [, minus, yuanDigits, fraction = ""] = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (yuanDigits === undefined) return null;
  const yuan = wholeOf(yuanDigits.replace(/^0+(?=\d)/, ""));
  const [jiao, fen] = fraction.padEnd(2, "0");
  const small = smallOf(jiao, fen, yuan !== "");
  if (yuan === "" && small === "") return "零元整";
  return `${minus ? "负" : ""}${yuan && `${yuan}元`}${small || "整"}`;
}

function smallOf(jiao, fen, hasYuan) {
  if (jiao === "0" && fen === "0") return "";
  const tenths = jiao === "0" ? (hasYuan ? "零" : "") : `${DIGITS[jiao]}角`;
  return `${tenths}${fen === "0" ? "整" : `${DIGITS[fen]}分`}`;
}

function wholeOf(digits) {
  const groups = [];
  for (let end = digits.length; end > 0; end -= 4) groups.push(digits.slice(Math.max(0, end - 4), end));
  let text = "", gap = false;
  for (let groupIndex = groups.length - 1; groupIndex >= 0; groupIndex--) {
    const group = groups[groupIndex];
    if (/^0+$/.test(group)) {
      gap ||= text !== "";
      continue;
    }
    if (text !== "" && (gap || group.startsWith("0"))) text += "零";
    text += groupOf(group.replace(/^0+/, "")) + GROUPS[groupIndex];
    gap = false;
  }
  return text;
}

function groupOf(digits) {
  let text = "", zero = false;
  [...digits].forEach((digit, index) => {
    if (digit === "0") {
      zero = true;
      return;
    }
    if (zero) text += "零";
    zero = false;
    text += DIGITS[digit] + UNITS[digits.length - 1 - index];
  });
  return text;
}
