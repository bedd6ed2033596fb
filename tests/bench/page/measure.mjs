// What drawing a streaming answer costs in Chromium: main-thread task time, as DevTools count it. Prints JSON.
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

/** Task time of one run, in ms, and what it returned. */
async function measure(way, name) {
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
  const times = await page.evaluate(([way, name]) => window[way](name), [way, name]);
  const spent = (await task()) - before;
  await page.close();
  return { spent, times };
}

const results = Object.fromEntries(names.map((name) => [name, { flood: [], pace: [], tenths: [], longest: Infinity }]));
for (let round = 0; round < Number(rounds); round++) {
  for (const name of names) {
    const result = results[name];
    const { spent, times } = await measure("flood", name);
    result.flood.push(spent);
    const tenth = Math.floor(times.length / 10);
    const sum = (part) => part.reduce((a, b) => a + b, 0);
    result.tenths.push(sum(times.slice(-tenth)) / sum(times.slice(0, tenth)));
    // What the answer makes long is long in every round; what the machine does besides is not.
    result.longest = Math.min(result.longest, Math.max(...times));
    result.pace.push((await measure("pace", name)).spent);
  }
}
const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
for (const result of Object.values(results)) {
  // What else runs on the machine only adds time, so the least is nearest to what the work itself takes.
  for (const field of ["flood", "pace"]) result[field] = Math.min(...result[field]);
  result.tenths = median(result.tenths);
}
console.log(JSON.stringify(results));
await browser.close();
server.close();
