// Assigns order numbers: in the format of the standard if that says how numbers continue, else in the server's own. The
// last one is stored with the orders, by series and day.

import { Problem, unreadable } from "./problem.js";
import { seriesOf } from "./series.js";

/** The server's own numbers: `gdyyyymmdd000001`, restarting at 1 each day. */
const DEFAULT_SERIES = seriesOf({ grammar: [{ literal: "gd" }, { id: "date", chars: "0-9", count: 8 }, { id: "seq", chars: "0-9", count: 6 }] });

export class Numbers {
  /** By the format in the standard of a digest. @type {Map<string, import("./series.js").Series | null>} */
  #series = new Map();

  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
  }

  /**
   * The next free number. It is used up once `markUsed` is called.
   * @param {{ digest: string, standard: any, formats: any }} version
   * @param {{ id: string, format: string | null } | null} field that takes the number
   * @param {string} now
   * @returns {{ number: string, markUsed(): void }}
   */
  next(version, field, now) {
    const series = field?.format ? this.#seriesOf(version, field.format) : DEFAULT_SERIES;
    if (!series) throw unreadable("numberIn", `「${field?.id}」的格式没有说明下一个编号是什么`, `the format of \`${field?.id}\` does not say which number comes next`);
    const { number, period, running } = this.#nextFree(series, now.slice(0, 10));
    if (field?.format && !version.standard.parseText(field.format, number).ok) throw unreadable("numberIn", `「${field.id}」的格式不接受 ${number}`, `the format of \`${field.id}\` does not take ${number}`);
    return { number, markUsed: () => this.store.saveNumber(series.key, period, running) };
  }

  #seriesOf({ digest, formats }, id) {
    const key = `${digest} ${id}`;
    if (!this.#series.has(key)) this.#series.set(key, seriesOf(formats[id]));
    return this.#series.get(key);
  }

  #nextFree(series, day) {
    const period = series.period(day);
    const last = this.store.lastNumber(series.key);
    if (last && last.period > period) throw numbersExhausted("上一个单号的日期晚于今天，请检查服务器时钟", "the last number bears a later date; check the server's clock");
    let running = last && last.period === period ? last.running + 1 : 1;
    // An order of another series may already have it.
    while (running <= series.largest && this.store.order(series.write(day, running))) running++;
    if (running > series.largest) throw numbersExhausted(`${series.write(day, series.largest)} 之后没有编号了`, `there is no number after ${series.write(day, series.largest)}`);
    return { number: series.write(day, running), period, running };
  }
}

const numbersExhausted = (zh, en) => new Problem("out-of-order", { zh: `不能编号：${zh}`, en: `no number can be given: ${en}` }, { headers: { "Retry-After": "600" } });
