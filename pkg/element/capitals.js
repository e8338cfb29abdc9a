// Writes an amount in words, as on Chinese receipts: 1023.50 is 壹仟零贰拾叁元伍角整. The amount stays decimal text; no floating
// point is involved.

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿"];

/**
 * # Units
 * Yuan with at most two decimals, below 10^12.
 * @param {string} amount decimal text; anything else, or too large, gives `null`
 * @returns {string | null}
 */
export function inCapitals(amount) {
  const [, minus, whole, cents = ""] = /^(-?)0*(\d{1,12})(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (whole === undefined) return null;
  const [jiao, fen] = [...cents.padEnd(2, "0")].map(Number);
  const yuan = wholeText(whole);
  const parts = [minus && "负", yuan && `${yuan}元`, fractionText(jiao, fen, yuan !== "")];
  return parts.join("") === minus.replace("-", "负") ? "零元整" : parts.join("") + (fen === 0 ? "整" : "");
}

function fractionText(jiao, fen, afterYuan) {
  if (jiao === 0 && fen === 0) return "";
  const tens = jiao > 0 ? `${DIGITS[jiao]}角` : afterYuan ? "零" : "";
  return tens + (fen > 0 ? `${DIGITS[fen]}分` : "");
}

// In groups of four; one 零 stands for a run of zeros between digits, none for trailing ones.
function wholeText(whole) {
  let text = "";
  let gap = false;
  const groups = Math.ceil(whole.length / 4);
  const padded = whole.padStart(groups * 4, "0");
  for (let group = 0; group < groups; group += 1) {
    const figures = padded.slice(group * 4, group * 4 + 4);
    for (const [index, figure] of [...figures].entries()) {
      if (figure === "0") gap = text !== "";
      else {
        text += (gap ? "零" : "") + DIGITS[Number(figure)] + PLACES[3 - index];
        gap = false;
      }
    }
    if (figures !== "0000") text += GROUPS[groups - 1 - group];
  }
  return text;
}
