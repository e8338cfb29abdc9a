// Reads CSV (RFC 4180) from pieces of text cut anywhere, separated by commas, semicolons or tabs, as the first lines
// show. An unclosed quote breaks only its own line.

const QUOTE = 34, LINE_FEED = 10, RETURN = 13;
// What may follow a closing quote, besides the separator.
const AFTER_QUOTE = new Set([QUOTE, LINE_FEED, RETURN]);
const CELL_START = 0, PLAIN = 1, QUOTED = 2, CLOSED = 3;
// The longest possible order; a quote that is open for longer was never closed.
const MAX_OPEN_LENGTH = 1 << 22;
// The number of lines searched for the separator.
const SEPARATOR_SEARCH_LINES = 10;

export class CsvReader {
  #sheet;
  #buffer = "";
  #position = 0;
  #state = CELL_START;
  // Whether the quoted cell contains line ends.
  #hasLineEnd = false;
  #separator = "";
  #number = 0;
  // After an unclosed quote, all further quotes must be closed in their line.
  #isStrict = false;

  /** @param {import("./cells.js").CellsWriter} sheet */
  constructor(sheet) {
    this.#sheet = sheet;
  }

  push(text) {
    this.#buffer += text;
    this.#read(false);
  }

  end() {
    this.#read(true);
  }

  #read(isLast) {
    if (this.#separator === "" && !this.#detectSeparator(isLast)) return;
    let from = 0;
    for (let end = this.#scan(); end >= 0 || this.#isUnclosed(from, isLast); end = this.#scan()) {
      if (end < 0) {
        from = this.#skipLine(from);
        continue;
      }
      this.#row(this.#buffer.slice(from, end));
      from = end + 1;
    }
    if (isLast && from < this.#buffer.length) this.#row(this.#buffer.slice(from));
    this.#buffer = this.#buffer.slice(from);
    this.#position -= from;
  }

  // Detects the separator. Returns false until the first lines are complete.
  #detectSeparator(isLast) {
    const count = this.#buffer.split("\n", SEPARATOR_SEARCH_LINES + 1).length;
    if (count <= SEPARATOR_SEARCH_LINES && !isLast) return false;
    // Old Mac programs end a line with CR alone.
    if (count === 1) this.#buffer = this.#buffer.replaceAll("\r", "\n");
    this.#separator = separatorOf(this.#buffer.split("\n", SEPARATOR_SEARCH_LINES).join("\n"));
    return true;
  }

  // Returns the end of the row, or -1 if it is not known yet.
  #scan() {
    const text = this.#buffer, separator = this.#separator.charCodeAt(0);
    for (; this.#position < text.length; this.#position++) {
      const unit = text.charCodeAt(this.#position);
      if (this.#state === QUOTED) {
        if (unit === QUOTE) this.#state = CLOSED;
        else if (unit === LINE_FEED && this.#isStrict) return -1;
        else if (unit === LINE_FEED) this.#hasLineEnd = true;
      } else if (this.#hasLineEnd && this.#state === CLOSED && !AFTER_QUOTE.has(unit) && unit !== separator) {
        // This closing quote was the opening one of another cell: the quote lines before it was never closed.
        this.#state = QUOTED;
        return -1;
      } else if (unit === LINE_FEED) {
        this.#start();
        return this.#position++;
      } else if (unit === separator) this.#start();
      else if (unit === QUOTE && this.#state !== PLAIN) this.#state = QUOTED;
      else if (this.#state === CELL_START) this.#state = PLAIN;
    }
    return -1;
  }

  #start() {
    this.#state = CELL_START;
    this.#hasLineEnd = false;
  }

  #isUnclosed(from, isLast) {
    const inLine = this.#position < this.#buffer.length;
    return this.#state === QUOTED && from < this.#buffer.length && (inLine || isLast || this.#buffer.length - from > MAX_OPEN_LENGTH);
  }

  #skipLine(from) {
    this.#sheet.addBroken(++this.#number, "quote");
    this.#isStrict = true;
    this.#start();
    const end = this.#buffer.indexOf("\n", from);
    return (this.#position = end < 0 ? this.#buffer.length : end + 1);
  }

  #row(text) {
    this.#sheet.add(cellsOf(text.endsWith("\r") ? text.slice(0, -1) : text, this.#separator).map(plainText), ++this.#number);
  }
}

// Returns the separator that most lines have equally often (a title above them has none); a comma if there is none.
function separatorOf(text) {
  const unquotedLines = text.replace(/"[^"]*("|$)/g, "").split("\n");
  const found = [",", "\t", ";"].map((sign) => {
    const counts = unquotedLines.map((line) => line.split(sign).length - 1).filter((count) => count > 0);
    const best = counts.map((count) => ({ count, lines: counts.filter((other) => other === count).length })).sort(byLines)[0];
    return { sign, count: 0, lines: 0, ...best };
  });
  return found.sort(byLines)[0].sign;
}

const byLines = (a, b) => b.lines - a.lines || b.count - a.count;

function cellsOf(text, separator) {
  if (!text.includes('"')) return text.split(separator);
  const cells = [];
  for (let from = 0; ; ) {
    const { cell, end } = text.charCodeAt(from) === QUOTE ? quotedCell(text, from + 1, separator) : plainCell(text, from, separator);
    cells.push(cell);
    if (end >= text.length) return cells;
    from = end + 1;
  }
}

// Programs write ="0012" so that a spreadsheet keeps the zeros, and '=1 so that it does not calculate.
function plainText(cell) {
  if (cell.startsWith("'")) return cell.replace(/^'(?=[=＝@＠\t\r+＋\-－])/, "");
  return cell.startsWith('="') ? cell.replace(/^="([^"]*)"$/, "$1") : cell;
}

function plainCell(text, from, separator) {
  const next = text.indexOf(separator, from);
  const end = next < 0 ? text.length : next;
  return { cell: text.slice(from, end), end };
}

// Reads a quoted cell. Two quotes are one; what follows the closing quote is kept as it is.
function quotedCell(text, from, separator) {
  let cell = "";
  for (let at = from; ; ) {
    const end = text.indexOf('"', at);
    if (end < 0) return { cell: cell + text.slice(at), end: text.length };
    cell += text.slice(at, end);
    if (text.charCodeAt(end + 1) === QUOTE) {
      cell += '"';
      at = end + 2;
      continue;
    }
    const rest = plainCell(text, end + 1, separator);
    return { cell: cell + rest.cell, end: rest.end };
  }
}
