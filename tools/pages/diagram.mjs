// Draws a workflow: states one below the other, steps to the next one straight, longer ones as arcs on the right,
// returns on the left. The page has the same in words below it.
import { both, html } from "./html.mjs";

const GAP = 56, HEIGHT = 32, NARROWEST = 168, LEFT = 96, STEP = 14;

/** Returns a width for the longest label, estimated, with room on both sides. */
const widthFor = (texts) => Math.max(NARROWEST, ...texts.map((text) => 24 + [...text].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 14 : 8), 0)));

/** @param {{ states: [string, { zh: string, en: string }][], initial: string, transitions: [string, string][] }} workflow */
export function diagram({ states, initial, transitions }) {
  const order = inOrder(states.map(([id]) => id), initial, transitions);
  const label = new Map(states);
  const y = (id) => order.indexOf(id) * GAP + 8;
  const height = (order.length - 1) * GAP + HEIGHT + 16;
  const arcs = lanes(transitions.map(([from, to]) => [order.indexOf(from), order.indexOf(to)]));
  const most = Math.max(0, ...arcs.map(({ lane }) => lane));
  const box = widthFor(states.flatMap(([, { zh, en }]) => [zh, en]));
  const width = LEFT + box + 32 + most * STEP;
  return html`<figure class="workflow">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>
${arcs.map((edge) => arc(edge, box))}
${order.map((id) => html`<g class="${id === initial ? "state initial" : "state"}"><rect x="${LEFT}" y="${y(id)}" width="${box}" height="${HEIGHT}" rx="4"/>${both(label.get(id) ?? { zh: id, en: id }, "text", html` x="${LEFT + box / 2}" y="${y(id) + 21}"`)}</g>`)}
</svg>
<figcaption><ul>${order.map((id) => inWords(id, label, transitions))}</ul></figcaption>
</figure>`;
}

// Sorts states in the order in which they are reached; unreachable ones are last.
function inOrder(ids, initial, transitions) {
  const seen = new Set([initial]);
  for (const id of seen) for (const [from, to] of transitions) if (from === id && ids.includes(to)) seen.add(to);
  return [...ids.filter((id) => seen.has(id)).sort((a, b) => (b === initial) - (a === initial)), ...ids.filter((id) => !seen.has(id))];
}

/** Puts overlapping arcs in separate lanes, short ones next to the states. */
function lanes(pairs) {
  const placed = [];
  const longer = [...pairs].sort(([a, b], [c, d]) => Math.abs(a - b) - Math.abs(c - d));
  for (const [from, to] of longer) {
    const [top, bottom] = [Math.min(from, to), Math.max(from, to)];
    const back = to <= from;
    const straight = to === from + 1;
    const taken = placed.filter((other) => !other.straight && other.back === back && other.top < bottom && top < other.bottom || other.from === from && other.to === to);
    placed.push({ from, to, top, bottom, back, straight, lane: straight ? 0 : 1 + Math.max(0, ...taken.map(({ lane }) => lane)) });
  }
  return placed;
}

function arc({ from, to, back, straight, lane }, box) {
  const middle = (place) => place * GAP + 8 + HEIGHT / 2;
  if (straight) return html`<path d="M${LEFT + box / 2} ${middle(from) + HEIGHT / 2}V${middle(to) - HEIGHT / 2}" marker-end="url(#tip)"/>`;
  const [edge, direction] = back ? [LEFT, -1] : [LEFT + box, 1];
  const out = edge + direction * (10 + lane * STEP);
  const [start, end] = from === to ? [middle(from) - 8, middle(to) + 8] : [middle(from) + 6 * Math.sign(to - from), middle(to) - 6 * Math.sign(to - from)];
  return html`<path d="M${edge} ${start}C${out} ${start} ${out} ${end} ${edge} ${end}" marker-end="url(#tip)"/>`;
}

function inWords(id, label, transitions) {
  const next = transitions.filter(([from]) => from === id).map(([, to]) => label.get(to) ?? { zh: to, en: to });
  const name = label.get(id) ?? { zh: id, en: id };
  const text = next.length
    ? { zh: `${name.zh} → ${next.map(({ zh }) => zh).join("、")}`, en: `${name.en} → ${next.map(({ en }) => en).join(", ")}` }
    : { zh: `${name.zh}（终态）`, en: `${name.en} (final)` };
  return both(text, "li");
}
