// What it takes until the page stands in Chromium: work of the main thread, and on a slow phone the times until the composer
// takes typing and until an answer streams. Prints the figures of each round as JSON.
// usage: node start.mjs <address of a site> <rounds>
import { chromium } from "@playwright/test";

const [url, rounds] = process.argv.slice(2);
/** A slow phone: its processor beside this machine's, and its network as Lighthouse has it for mobile
    (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md), in bytes a second and milliseconds. */
const SLOWER = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const QUESTION = "Why is the sky blue?";

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

/** Keeps when the composer was first there, and when an answer had its first words, in ms since the visit began. */
function watch() {
  const times = (window.benchTimes = {});
  const look = () => {
    const box = document.querySelector(".composer textarea");
    if (!times.composer && box?.offsetHeight > 0) times.composer = performance.now();
    if (!times.answer && document.querySelector("article.answer .prose")?.textContent.trim()) times.answer = performance.now();
    if (!times.answer) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** A visit on a slow phone, by somebody who asks as soon as it can be typed. */
async function visit(context) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", NETWORK);
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: "commit" });
  const box = page.locator(".composer textarea");
  await box.fill(QUESTION);
  await box.press("Enter");
  await page.waitForFunction(() => window.benchTimes.answer);
  const { composer, answer } = await page.evaluate(() => window.benchTimes);
  // What is kept for the next visit comes after the answer.
  await page.evaluate(() => navigator.serviceWorker?.ready);
  await page.waitForLoadState("networkidle");
  await page.close();
  return { composer, answer };
}

/** The work of the main thread until the page stands, in ms of CPU, without that of this script's own commands. */
async function work() {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-US" });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(url);
  await page.getByRole("button", { name: "New chat" }).waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  const { metrics } = await devtools.send("Performance.getMetrics");
  await context.close();
  const seconds = (name) => metrics.find((metric) => metric.name === name).value;
  return (seconds("TaskDuration") - seconds("DevToolsCommandDuration")) * 1000;
}

const figures = { work: [], composer: [], first: [], second: [] };
for (let round = 0; round < Number(rounds); round++) {
  figures.work.push(await work());
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-US", hasTouch: false });
  const first = await visit(context);
  const second = await visit(context);
  await context.close();
  figures.composer.push(first.composer);
  figures.first.push(first.answer);
  figures.second.push(second.answer);
}
console.log(JSON.stringify({ page: figures }));
await browser.close();
