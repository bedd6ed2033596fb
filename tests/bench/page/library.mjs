// What many conversations cost in Chromium: opening the page, switching, sending, searching. Prints the figures of each round
// as JSON.
// usage: node library.mjs <address of a site> <rounds>
import { chromium } from "@playwright/test";

const [url, rounds] = process.argv.slice(2);
/** Messages of each conversation. */
const MESSAGES = 100;
/** Conversations that are stored at once. */
const BATCH = 100;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});

/** Stores so many conversations, of which the newest is open. */
async function fill(page, count) {
  for (let first = 1; first <= count; first += BATCH) {
    await page.evaluate(
      async ([first, last, count, messages]) => {
        const result = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
        const db = await result(indexedDB.open("everchat"));
        const transaction = db.transaction(["conversations", "messages"], "readwrite", { durability: "relaxed" });
        const done = new Promise((resolve) => (transaction.oncomplete = resolve));
        for (let id = first; id <= last; id++) {
          // An hour apart, the last one begun just now.
          const begun = Date.now() - (count - id + 1) * 3_600_000;
          for (let n = 0; n < messages; n++) {
            const isQuestion = n % 2 === 0;
            transaction.objectStore("messages").put({
              id: id * 1000 + n,
              conversation: id,
              parent: n ? id * 1000 + n - 1 : null,
              at: begun + n,
              role: isQuestion ? "user" : "assistant",
              text: isQuestion ? `Question ${n} of chat ${id}: why is the sky blue?` : `Answer ${n} has **words**, \`code\` and 一些中文。`,
              ending: "Complete",
            });
          }
          transaction.objectStore("conversations").put({ id, title: `Chat ${id}`, created: begun, touched: begun, leaf: id * 1000 + messages - 1 });
        }
        await done;
        db.close();
      },
      [first, Math.min(count, first + BATCH - 1), count, MESSAGES],
    );
  }
}

/** A browser with so many conversations in its store. */
async function browserWith(count) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "block", locale: "en-US" });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(".library").waitFor();
  await fill(page, count);
  await page.evaluate((newest) => (localStorage["everchat-open"] = String(newest)), count);
  await page.close();
  return context;
}

/** A new page, and what tells the work of its main thread while something is done, in ms of CPU. */
async function newPage(context) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    const seconds = (name) => metrics.find((metric) => metric.name === name).value;
    return (seconds("TaskDuration") - seconds("DevToolsCommandDuration")) * 1000;
  };
  const work = async (act) => {
    const before = await spent();
    await act();
    return (await spent()) - before;
  };
  return { page, work };
}

const links = (page) => page.locator(".library li a");

async function measure(context, count, round) {
  const { page, work } = await newPage(context);
  const other = count - 7 - round;
  const open = await work(async () => {
    await page.goto(url);
    await page.locator("article.answer:last-of-type .tools").waitFor();
    await links(page).first().waitFor();
  });
  const switching = await work(async () => {
    await page.locator(`.library a[href="/c/${other}"]`).click();
    await page.locator(`#m${other * 1000 + MESSAGES - 1} .tools`).waitFor();
  });
  const send = await work(async () => {
    await page.locator(".composer textarea").fill("One more");
    await page.locator(".composer textarea").press("Enter");
    await page.locator(".composer button[type=submit]").waitFor();
    await page.locator("article.answer:last-of-type .tools").waitFor();
    // The list has the conversation at its top.
    await links(page).first().filter({ hasText: `Chat ${other}` }).waitFor();
  });
  const search = await work(async () => {
    await page.getByRole("searchbox").pressSequentially("question 7");
    await page.locator(".hit").first().waitFor();
  });
  await page.close();
  return { open, switch: switching, send, search };
}

const results = {};
for (const count of [100, 10_000]) {
  const context = await browserWith(count);
  const all = [];
  for (let round = 0; round < Number(rounds); round++) all.push(await measure(context, count, round));
  results[count] = Object.fromEntries(["open", "switch", "send", "search"].map((field) => [field, all.map((one) => one[field])]));
  await context.close();
}
console.log(JSON.stringify(results));
await browser.close();
