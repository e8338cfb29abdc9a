// Reads CSV (RFC 4180) from pieces of text cut anywhere, separated by commas, semicolons or tabs, as the first lines
// show. An unclosed quote breaks only its own line.

const QUOTE = 34, LINE_FEED = 10, RETURN = 13;
// What may follow a closing quote, besides the separator.
const FOLLOWS = new Set([QUOTE, LINE_FEED, RETURN]);
const START = 0, PLAIN = 1, QUOTED = 2, CLOSED = 3;
// The longest possible order; a quote that is open for longer was never closed.
const LONGEST = 1 << 22;
// The number of lines searched for the separator.
const LOOKED_AT = 10;

export class CsvReader {
  #sheet;
  #rest = "";
  #at = 0;
  #state = START;
  // Whether the quoted cell contains line ends.
  #spans = false;
  #separator = "";
  #number = 0;
  // After an unclosed quote, all further quotes must be closed in their line.
  #wary = false;

  /** @param {import("./cells.js").CellsWriter} sheet */
  constructor(sheet) {
    this.#sheet = sheet;
  }

  push(text) {
    this.#rest += text;
    this.#read(false);
  }

  end() {
    this.#read(true);
  }

  #read(ends) {
    if (this.#separator === "" && !this.#begin(ends)) return;
    let from = 0;
    for (let end = this.#scan(); end >= 0 || this.#gaveUp(from, ends); end = this.#scan()) {
      if (end < 0) {
        from = this.#skipLine(from);
        continue;
      }
      this.#row(this.#rest.slice(from, end));
      from = end + 1;
    }
    if (ends && from < this.#rest.length) this.#row(this.#rest.slice(from));
    this.#rest = this.#rest.slice(from);
    this.#at -= from;
  }

  // Detects the separator. Returns false until the first lines are complete.
  #begin(ends) {
    const count = this.#rest.split("\n", LOOKED_AT + 1).length;
    if (count <= LOOKED_AT && !ends) return false;
    // Old Mac programs end a line with CR alone.
    if (count === 1) this.#rest = this.#rest.replaceAll("\r", "\n");
    this.#separator = separatorOf(this.#rest.split("\n", LOOKED_AT).join("\n"));
    return true;
  }

  // Returns the end of the row, or -1 if it is not known yet.
  #scan() {
    const text = this.#rest, separator = this.#separator.charCodeAt(0);
    for (; this.#at < text.length; this.#at++) {
      const unit = text.charCodeAt(this.#at);
      if (this.#state === QUOTED) {
        if (unit === QUOTE) this.#state = CLOSED;
        else if (unit === LINE_FEED && this.#wary) return -1;
        else if (unit === LINE_FEED) this.#spans = true;
      } else if (this.#spans && this.#state === CLOSED && !FOLLOWS.has(unit) && unit !== separator) {
        // This closing quote was the opening one of another cell: the quote lines before it was never closed.
        this.#state = QUOTED;
        return -1;
      } else if (unit === LINE_FEED) {
        this.#start();
        return this.#at++;
      } else if (unit === separator) this.#start();
      else if (unit === QUOTE && this.#state !== PLAIN) this.#state = QUOTED;
      else if (this.#state === START) this.#state = PLAIN;
    }
    return -1;
  }

  #start() {
    this.#state = START;
    this.#spans = false;
  }

  #gaveUp(from, ends) {
    const inLine = this.#at < this.#rest.length;
    return this.#state === QUOTED && from < this.#rest.length && (inLine || ends || this.#rest.length - from > LONGEST);
  }

  #skipLine(from) {
    this.#sheet.break(++this.#number, "quote");
    this.#wary = true;
    this.#start();
    const end = this.#rest.indexOf("\n", from);
    return (this.#at = end < 0 ? this.#rest.length : end + 1);
  }

  #row(text) {
    this.#sheet.add(cellsOf(text.endsWith("\r") ? text.slice(0, -1) : text, this.#separator).map(bareOf), ++this.#number);
  }
}

// Returns the separator that most lines have equally often (a title above them has none); a comma if there is none.
function separatorOf(text) {
  const bare = text.replace(/"[^"]*("|$)/g, "").split("\n");
  const found = [",", "\t", ";"].map((sign) => {
    const counts = bare.map((line) => line.split(sign).length - 1).filter((count) => count > 0);
    const most = counts.map((count) => ({ count, lines: counts.filter((other) => other === count).length })).sort(byLines)[0];
    return { sign, count: 0, lines: 0, ...most };
  });
  return found.sort(byLines)[0].sign;
}

const byLines = (one, other) => other.lines - one.lines || other.count - one.count;

function cellsOf(text, separator) {
  if (!text.includes('"')) return text.split(separator);
  const cells = [];
  for (let from = 0; ; ) {
    const { cell, end } = text.charCodeAt(from) === QUOTE ? quoted(text, from + 1, separator) : plain(text, from, separator);
    cells.push(cell);
    if (end >= text.length) return cells;
    from = end + 1;
  }
}

// Programs write ="0012" so that a spreadsheet keeps the zeros.
const bareOf = (cell) => (cell.startsWith('="') ? cell.replace(/^="([^"]*)"$/, "$1") : cell);

function plain(text, from, separator) {
  const next = text.indexOf(separator, from);
  const end = next < 0 ? text.length : next;
  return { cell: text.slice(from, end), end };
}

// Reads a quoted cell. Two quotes are one; what follows the closing quote is kept as it is.
function quoted(text, from, separator) {
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
    const rest = plain(text, end + 1, separator);
    return { cell: cell + rest.cell, end: rest.end };
  }
}
