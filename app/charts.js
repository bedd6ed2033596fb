// The owner's charts, drawn by Chart.js (https://www.chartjs.org/docs/latest/). The colours are those of the style sheet.
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** In characters. */
const MAX_NAME = 22;
const POINT_STYLES = ["circle", "triangle", "rect", "rectRot", "star", "cross"];

/** The colour that a variable of the style sheet has now, in light or dark. */
function colour(canvas, name) {
  const probe = canvas.ownerDocument.createElement("i");
  probe.style.color = `var(--${name})`;
  canvas.parentElement.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Stripes: what failed is told apart without its colour. */
function stripes(canvas, line) {
  const tile = new OffscreenCanvas(8, 8);
  const context = tile.getContext("2d");
  context.strokeStyle = line;
  context.lineWidth = 2.5;
  for (const x of [-8, 0, 8]) {
    context.moveTo(x, 8);
    context.lineTo(x + 8, 0);
  }
  context.stroke();
  return canvas.getContext("2d").createPattern(tile, "repeat");
}

function dataset(canvas, { name, values, colour: at, dashed }) {
  const line = colour(canvas, at === null ? "series-failed" : `series-${at}`);
  return {
    label: name,
    data: values,
    borderColor: line,
    backgroundColor: at === null ? stripes(canvas, line) : line,
    borderDash: dashed ? [6, 4] : [],
    pointStyle: POINT_STYLES[at ?? 0],
  };
}

/** A name along the axis in as many lines as it has parts, each short enough for a phone. */
function lines(name) {
  return name.split(" · ").map((part) => {
    const short = part.split("/").at(-1);
    return short.length > MAX_NAME ? `${short.slice(0, MAX_NAME - 1)}…` : short;
  });
}

const formats = {
  count: (value, language) => value.toLocaleString(language),
  ms: (value, language) => (value < 1000 ? `${value} ms` : `${(value / 1000).toLocaleString(language, { maximumFractionDigits: 1 })} s`),
};

/** The library's names in the legend, with the dashes of the lines. */
function generateLabels(chart) {
  const labels = Chart.defaults.plugins.legend.labels.generateLabels(chart);
  return labels.map((label) => {
    const { borderColor, borderDash } = chart.data.datasets[label.datasetIndex];
    return { ...label, strokeStyle: borderColor, lineDash: borderDash, lineWidth: chart.config.type === "line" ? 2 : 0 };
  });
}

function options(canvas, spec) {
  const language = document.documentElement.lang;
  const format = (value) => formats[spec.unit](value, language);
  const [text, line] = ["quiet", "line"].map((name) => colour(canvas, name));
  const values = {
    stacked: spec.stacked,
    beginAtZero: true,
    border: { display: false },
    grid: { color: line },
    // Nobody makes half a request.
    ticks: { color: text, callback: format, maxTicksLimit: 6, precision: 0, autoSkipPadding: 12 },
  };
  const names = { stacked: spec.stacked, grid: { display: false }, ticks: { color: text, maxRotation: 0, autoSkipPadding: 16, autoSkip: !spec.horizontal } };
  const [x, y] = spec.horizontal ? [values, names] : [names, values];
  return {
    // Nothing moves that the reader did not move.
    animation: false,
    maintainAspectRatio: false,
    indexAxis: spec.horizontal ? "y" : "x",
    interaction: { mode: "index", axis: spec.horizontal ? "y" : "x", intersect: false },
    color: text,
    font: { family: getComputedStyle(canvas).fontFamily, size: 13 },
    scales: { x, y },
    elements: { line: { borderWidth: 2, spanGaps: true }, point: { radius: 2.5 }, bar: { maxBarThickness: 28 } },
    plugins: {
      legend: { display: spec.series.length > 1, position: "bottom", align: "start", labels: { color: text, usePointStyle: spec.kind === "line", pointStyle: "line", pointStyleWidth: 28, boxWidth: 14, boxHeight: 10, generateLabels } },
      tooltip: {
        filter: ({ raw }) => raw !== null && raw !== 0,
        callbacks: { label: ({ dataset, raw }) => ` ${dataset.label}: ${format(raw)}` },
      },
    },
  };
}

/** Draws a chart, or changes the one that is there. */
export function draw(canvas, spec) {
  const config = { type: spec.kind, data: { labels: spec.horizontal ? spec.labels.map(lines) : spec.labels, datasets: spec.series.map((series) => dataset(canvas, series)) }, options: options(canvas, spec) };
  const chart = Chart.getChart(canvas);
  if (!chart) {
    new Chart(canvas, config).spec = spec;
    return;
  }
  Object.assign(chart, { data: config.data, options: config.options, spec });
  chart.update();
}

/** Frees what a chart holds. */
export function remove(canvas) {
  Chart.getChart(canvas)?.destroy();
}

// Colours follow the system's.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const chart of Object.values(Chart.instances)) draw(chart.canvas, chart.spec);
});
