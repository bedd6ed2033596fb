// What a long conversation costs in Chromium: opening it, scrolling up, sending, searching. Prints the figures of each
// round as JSON.
// usage: node history.mjs <address of a site> <rounds>
import { chromium } from "@playwright/test";

const [url, rounds] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

/** A browser with one conversation of so many messages in its store, open. */
async function visit(count) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block", locale: "en-US" });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "New chat" }).waitFor();
  await page.locator(".library").waitFor();
  await page.evaluate(async (count) => {
    const result = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
    const db = await result(indexedDB.open("everchat"));
    const transaction = db.transaction(["conversations", "messages"], "readwrite");
    const done = new Promise((resolve) => (transaction.oncomplete = resolve));
    const begun = Date.now() - count * 1000;
    for (let n = 0; n < count; n++) {
      const isQuestion = n % 2 === 0;
      transaction.objectStore("messages").put({
        id: n + 1,
        conversation: 7,
        parent: n || null,
        at: begun + n,
        role: isQuestion ? "user" : "assistant",
        text: isQuestion ? `Question ${n}: why is the sky blue?` : `Answer ${n} has **words**, a list:\n\n- one\n- two \`code\`\n\nand 一些中文。`,
        ending: "Complete",
      });
    }
    transaction.objectStore("conversations").put({ id: 7, title: "Long", created: begun, touched: begun, leaf: count });
    await done;
    db.close();
    sessionStorage["everchat-open"] = localStorage["everchat-open"] = "7";
  }, count);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const task = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
  };
  return { context, page, task };
}

/** The longest task of the page's main thread while `act` runs, in ms of work. */
async function longest(page, act) {
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "__metadata"] });
  await act();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const pages = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isPage = ({ pid, tid }) => pages.some((page) => page.pid === pid && page.tid === tid);
  const tasks = traceEvents.filter((event) => event.name === "RunTask" && isPage(event));
  if (tasks.length === 0) throw new Error("the trace has no task");
  // One that has not ended has no length yet.
  return tasks.reduce((longest, { tdur, dur }) => Math.max(longest, (tdur ?? dur ?? 0) / 1000), 0);
}

async function measure(count) {
  const { context, page, task } = await visit(count);
  let before = await task();
  await page.reload();
  await page.locator(`#m${count} .tools`).waitFor();
  await page.locator(".library li").first().waitFor();
  const open = (await task()) - before;
  const scroll = await longest(page, async () => {
    const main = page.locator("main");
    await main.hover();
    for (let n = 0; n < 40; n++) {
      await page.mouse.wheel(0, -3000);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  });
  await page.getByRole("button", { name: "Scroll to latest" }).click();
  before = await task();
  await page.locator(".composer textarea").fill("One more");
  await page.locator(".composer textarea").press("Enter");
  await page.locator("article.answer:last-of-type .tools").waitFor();
  await page.locator(".composer button[type=submit]").waitFor();
  const send = (await task()) - before;
  const box = page.getByRole("searchbox");
  await box.fill("zebra");
  await page.locator(".count", { hasText: "No message" }).waitFor({ timeout: 60_000 });
  const search = await longest(page, async () => {
    await box.fill("");
    await box.pressSequentially("question 1");
    await page.locator(".hit").first().waitFor();
  });
  await context.close();
  return { open, scroll, send, search };
}

const results = {};
for (const count of [100, 10_000]) results[count] = [];
for (let round = 0; round < Number(rounds); round++) {
  for (const count of [100, 10_000]) results[count].push(await measure(count));
}
for (const [count, all] of Object.entries(results)) {
  const fields = ["open", "scroll", "send", "search"];
  results[count] = Object.fromEntries(fields.map((field) => [field, all.map((one) => one[field])]));
}
console.log(JSON.stringify(results));
await browser.close();
