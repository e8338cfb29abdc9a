// Renders deadlines as chips in an element of the host: `data-gongdan-deadlines`, empty for all or a list of ids. The
// engine computes the deadlines; between two reports only the words count down, without layout shifts.

import { drawing, sign, sourceDisclosure } from "./finding.js";
import { make, setText } from "./page.js";
import { durationText, momentText } from "./time-text.js";

const URGENCY = ["overdue", "pending", "missed", "unknown", "met", "not_started"];
const SIGNS = { overdue: () => sign("error"), missed: () => sign("warning"), met: () => drawing("M2.75 8.5l3.5 3.5l7-7.5") };
const clock = () => drawing("M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5zM8 4.5v3.75l2.5 1.5");

/** The chips in one container. */
export class Deadlines {
  #words;
  #ids;
  #chips = new Map();
  #empty;
  #list = make("ul", { class: "gongdan-deadlines" });

  constructor(page, words, container) {
    this.#words = words;
    this.#ids = container.dataset.gongdanDeadlines.split(/\s+/).filter(Boolean);
    this.#empty = make("p", { class: "gongdan-none", text: words.noDeadline });
    page.insert(container, this.#list);
    page.insert(container, this.#empty);
  }

  /** Renders a new report. */
  show(deadlines, now) {
    const wanted = deadlines.filter(({ id }) => this.#ids.length === 0 || this.#ids.includes(id)).sort(byUrgency);
    const chips = wanted.map((deadline) => this.#chip(deadline));
    this.#empty.hidden = chips.length > 0;
    if (chips.some((chip, index) => this.#list.children[index] !== chip.element) || this.#list.children.length !== chips.length) {
      this.#list.replaceChildren(...chips.map((chip) => chip.element));
    }
    for (const [index, chip] of chips.entries()) fill(chip, wanted[index], now, this.#words);
  }

  /** Updates the words to a later moment of the same report. */
  tick(now) {
    for (const chip of this.#chips.values()) if (chip.element.isConnected) updateRest(chip, now, this.#words);
  }

  #chip(deadline) {
    const chip = this.#chips.get(deadline.id) ?? newChip();
    this.#chips.set(deadline.id, chip);
    return chip;
  }
}

function newChip() {
  const part = (name) => make("span", { class: `gongdan-chip-${name}` });
  const [label, due, rest] = [part("label"), part("due"), part("rest")];
  const mark = part("sign");
  const timeline = make("ol", { class: "gongdan-timeline" });
  const source = make("div", { class: "gongdan-chip-source" });
  const element = make("li", { class: "gongdan-chip" }, make("details", {}, make("summary", {}, mark, label, due, rest), timeline, source));
  return { element, mark, label, due, rest, timeline, source, deadline: null };
}

// If the deadline is unchanged, only its remaining time is updated.
function fill(chip, deadline, now, words) {
  const before = chip.deadline;
  chip.deadline = deadline;
  if (before === null || !isSame(before, deadline)) draw(chip, deadline, before, now, words);
  updateRest(chip, now, words);
}

const isSame = (a, b) => a.status === b.status && a.due === b.due && JSON.stringify(a.timeline) === JSON.stringify(b.timeline);

function draw(chip, deadline, before, now, words) {
  chip.element.dataset.status = deadline.status;
  setText(chip.label, deadline.label);
  setText(chip.due, deadline.due ? words.before(momentText(deadline.due, now, words)) : "");
  if (before?.status !== deadline.status) chip.mark.replaceChildren((SIGNS[deadline.status] ?? clock)());
  if (!before && deadline.source) chip.source.append(sourceDisclosure(deadline.source, words));
  chip.timeline.replaceChildren(...deadline.timeline.map((event) => timelineEntry(event, now, words)));
}

function timelineEntry({ at, kind, text }, now, words) {
  const moment = at ? make("time", { datetime: at, text: momentText(at, now, words) }) : null;
  return make("li", { "data-kind": kind }, moment, make("span", { text }));
}

function updateRest({ deadline, element, rest }, now, words) {
  const left = now && deadline.due ? (Date.parse(deadline.due) - now.getTime()) / 1000 : deadline.remainingSeconds;
  setText(rest, restText(deadline, left, words));
  element.dataset.warning = String(deadline.warning && deadline.status === "pending");
}

function restText({ status, remainingSeconds, reason }, left, words) {
  if (status === "pending") return words.left(durationText(Math.max(left, 0), words));
  if (status === "overdue") return words.over(durationText(left, words));
  if (status === "missed") return words.late(durationText(remainingSeconds, words));
  return { met: words.met, not_started: words.notStarted }[status] ?? reason?.message ?? words.unknown;
}

const FAR = "9999-12-31";

function byUrgency(a, b) {
  const order = URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status);
  return order || Date.parse(a.due ?? FAR) - Date.parse(b.due ?? FAR);
}
