// Draws bar charts with uPlot, which is loaded with the first chart. The same figures are in the sheet beside it.

import { make } from "../make.js";

let library;

async function uPlot() {
  if (!library) {
    document.head.append(make("link", { rel: "stylesheet", href: new URL("../vendor/uplot.css", import.meta.url).href }));
    library = (await import("../vendor/uplot.js")).default;
  }
  return library;
}

/**
 * @param {HTMLElement} container
 * @param {{ label: string, value: number, target?: number | null }[]} bars
 * @param {import("./words.js").Words} words
 */
export async function drawBars(container, bars, words) {
  const Plot = await uPlot();
  if (!container.isConnected) return;
  const colours = coloursOf(container);
  const description = bars.map(({ label, value, target }) => `${label} ${value}${target == null ? "" : ` (${words.target} ${target})`}`).join(words.listGap);
  const figure = make("div", { class: "chart", role: "img", "aria-label": words.chart(description) });
  container.replaceChildren(figure);
  const labels = make("ol", { class: "chart-labels", "aria-hidden": "true" }, ...bars.map(({ label }) => make("li", { text: label })));
  const width = Math.max(280, container.clientWidth), hasTargets = bars.some(({ target }) => target != null);
  new Plot({
    width, height: 200, legend: { show: false }, cursor: { show: false }, padding: [12, 8, 8, 0],
    scales: { x: { time: false, range: () => [-0.6, bars.length - 0.4] }, y: { range: (_plot, low, high) => [Math.min(0, low), high <= 0 ? 1 : high * 1.1] } },
    axes: [{ show: false }, { stroke: colours.quiet, grid: { stroke: colours.line, width: 1 }, ticks: { show: false }, size: 64, font: "12px system-ui", values: (_plot, marks) => marks.map((mark) => mark.toLocaleString("en-US")) }],
    series: [{}, { stroke: colours.accent, fill: colours.accent, width: 0, paths: Plot.paths.bars({ size: [0.6, 56] }), points: { show: false } },
      ...(hasTargets ? [{ stroke: colours.warning, width: 0, paths: () => null, points: { show: true, size: 12, width: 2, stroke: colours.warning, fill: colours.warning } }] : [])],
  }, [bars.map((_, index) => index), bars.map(({ value }) => value), ...(hasTargets ? [bars.map(({ target }) => target ?? null)] : [])], figure);
  labels.style.gridTemplateColumns = `repeat(${bars.length}, minmax(0, 1fr))`;
  labels.style.marginInlineStart = "64px";
  container.append(labels, ...(hasTargets ? [make("p", { class: "quiet chart-key", text: `● ${words.target}` })] : []));
}

// Returns the page's current colours: a canvas does not follow custom properties.
function coloursOf(container) {
  const probe = make("span", { class: "gongdan-hidden" });
  container.append(probe);
  const read = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = { accent: read("--gongdan-accent"), quiet: read("--gongdan-quiet"), line: read("--gongdan-line"), warning: read("--gongdan-warning") };
  probe.remove();
  return colours;
}
