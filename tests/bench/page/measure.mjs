// What drawing a streaming answer costs in Chromium: main-thread task time, as DevTools count it. Prints the
// figures of each round as JSON.
// usage: node measure.mjs <folder with contenders.js, drawing.wasm, page.css> <round count> <name>...
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { chromium } from "@playwright/test";

const [folder, rounds, ...names] = process.argv.slice(2);
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="page.css"><script type="module" src="contenders.js"></script><body>';

const server = createServer(async (request, response) => {
  const name = request.url.slice(1);
  if (!name) return response.setHeader("content-type", "text/html").end(PAGE);
  const content = await readFile(join(folder, name)).catch(() => undefined);
  response.statusCode = content ? 200 : 404;
  response.setHeader("content-type", TYPES[extname(name)] ?? "text/plain").end(content);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

/** The library whose growth is measured: an answer ten times as long, and a hundred answers. */
const GROWING = "everchat";
const LONG = 400_000;
const MANY = 100;

/** Task time of one run, in ms, what it returned, and the memory in bytes that is in use afterwards. */
async function measure(way, name, argument) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction((way) => way in window, way);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const task = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
  };
  const before = await task();
  const times = await page.evaluate(([way, name, argument]) => window[way](name, argument), [way, name, argument]);
  const spent = (await task()) - before;
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  await page.close();
  return { spent, times, heap: usedSize };
}

const results = Object.fromEntries(names.map((name) => [name, { flood: [], pace: [], tenths: [], longest: [] }]));
for (let round = 0; round < Number(rounds); round++) {
  for (const name of names) {
    const result = results[name];
    const { spent, times } = await measure("flood", name);
    result.flood.push(spent);
    const tenth = Math.floor(times.length / 10);
    const sum = (part) => part.reduce((a, b) => a + b, 0);
    result.tenths.push(sum(times.slice(-tenth)) / sum(times.slice(0, tenth)));
    result.longest.push(Math.max(...times));
    result.pace.push((await measure("pace", name)).spent);
  }
}
if (names.includes(GROWING)) {
  const result = results[GROWING];
  const { spent } = await measure("flood", GROWING, LONG);
  result.growth = result.flood.map((short) => spent / short);
  const [one, all] = [await measure("many", GROWING, 1), await measure("many", GROWING, MANY)];
  result.memory = [(all.heap + all.times) / (one.heap + one.times)];
}
console.log(JSON.stringify(results));
await browser.close();
server.close();
