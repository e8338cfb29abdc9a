// Hand-written ISO date-time -> epoch seconds (NaN when malformed), as the reference reads it.
const DIM = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export function seconds(s) {
  const n = s.length;
  if (n !== 20 && n !== 25) return NaN;
  const c = (i) => s.charCodeAt(i) - 48;
  let y0 = c(0), y1 = c(1), y2 = c(2), y3 = c(3), m0 = c(5), m1 = c(6), d0 = c(8), d1 = c(9), h0 = c(11), h1 = c(12), i0 = c(14), i1 = c(15), s0 = c(17), s1 = c(18);
  if ((y0 >>> 0) > 9 || (y1 >>> 0) > 9 || (y2 >>> 0) > 9 || (y3 >>> 0) > 9 || (m0 >>> 0) > 9 || (m1 >>> 0) > 9 || (d0 >>> 0) > 9 || (d1 >>> 0) > 9 || (h0 >>> 0) > 9 || (h1 >>> 0) > 9 || (i0 >>> 0) > 5 || (i1 >>> 0) > 9 || (s0 >>> 0) > 5 || (s1 >>> 0) > 9) return NaN;
  if (s.charCodeAt(4) !== 45 || s.charCodeAt(7) !== 45 || s.charCodeAt(10) !== 84 || s.charCodeAt(13) !== 58 || s.charCodeAt(16) !== 58) return NaN;
  const y = y0 * 1000 + y1 * 100 + y2 * 10 + y3, m = m0 * 10 + m1, d = d0 * 10 + d1, h = h0 * 10 + h1;
  if (m < 1 || m > 12 || h > 23 || d < 1) return NaN;
  if (d > DIM[m] && !(m === 2 && d === 29 && ((y % 4 === 0 && y % 100 !== 0) || y % 400 === 0))) return NaN;
  let off = 0; const z = s.charCodeAt(19);
  if (n === 20) { if (z !== 90) return NaN; } else {
    const a = c(20), b = c(21), e = c(23), f = c(24);
    if ((z !== 43 && z !== 45) || (a >>> 0) > 2 || (b >>> 0) > 9 || s.charCodeAt(22) !== 58 || (e >>> 0) > 5 || (f >>> 0) > 9 || a * 10 + b > 23) return NaN;
    off = (a * 10 + b) * 3600 + (e * 10 + f) * 60; if (z === 45) off = -off;
  }
  const yy = m <= 2 ? y - 1 : y, era = (yy / 400) | 0, yoe = yy - era * 400, doy = (((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) | 0) + d - 1;
  const days = era * 146097 + yoe * 365 + ((yoe / 4) | 0) - ((yoe / 100) | 0) + doy - 719468;
  return days * 86400 + h * 3600 + (i0 * 10 + i1) * 60 + s0 * 10 + s1 - off;
}
