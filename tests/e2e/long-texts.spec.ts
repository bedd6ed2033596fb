import { deflateRawSync } from "node:zlib";
import { type Page } from "@playwright/test";
import { Chat, expect, test } from "./harness/page";

// No text makes the page stand still, however long it is and whoever sent it.

/** The most elements that may come between two frames. At 8 kB a piece, no text makes more. */
const MAX_IN_A_FRAME = 40_000;

/** Counts the elements that each frame adds, and notes the longest task. */
function watch(page: Page): Promise<void> {
  return page.addInitScript(() => {
    const seen = ((window as any).seen = { frames: 0, most: 0, longest: 0 });
    let added = 0;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) if (node instanceof Element) added += 1 + node.getElementsByTagName("*").length;
      }
    }).observe(document, { childList: true, subtree: true });
    const frame = () => {
      seen.frames += added > 0 ? 1 : 0;
      seen.most = Math.max(seen.most, added);
      added = 0;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (seen.longest = Math.max(seen.longest, duration)))).observe({ type: "longtask" });
  });
}

const seen = (page: Page): Promise<{ frames: number; most: number; longest: number }> => page.evaluate(() => (window as any).seen);

/** Has the page's questions answered with a text, in one event. */
function answerWith(page: Page, text: string): Promise<void> {
  const event = (choice: object) => `data: ${JSON.stringify({ choices: [choice] })}\n\n`;
  const body = event({ delta: { content: text } }) + event({ delta: {}, finish_reason: "stop" }) + "data: [DONE]\n\n";
  return page.route("**/chat/completions", (route) => route.fulfill({ contentType: "text/event-stream", body }));
}

const link = (json: string) => `/#share1=${deflateRawSync(json, { level: 9 }).toString("base64url")}`;
const conversation = (text: string) => JSON.stringify({ t: "Shared", m: [[0, "Why?"], [1, text]] });

for (const [what, piece, count] of [
  ["a list of 1.25 million items", "- \n", 1_250_000],
  ["a table of 200,000 rows", "| 1 | 2 |\n", 200_000],
  ["half a million words in bold, in one line", "**a** ", 500_000],
  ["half a million paragraphs", "a\n\n", 500_000],
  ["lists in lists", "- a\n  - b\n    - c\n", 100_000],
] as const) {
  test(`${what}: the page draws a part in each frame, goes on when asked, and can be used meanwhile`, async ({ page }) => {
    test.setTimeout(90_000);
    await watch(page);
    const text = (piece.startsWith("|") ? "| a | b |\n|---|---|\n" : "") + piece.repeat(count);
    await answerWith(page, text);
    await page.goto("/");
    const chat = new Chat(page);
    await chat.ready();
    await chat.ask("As much as you can");
    await chat.ended();
    // By CSS: a role is looked for in all of these elements, which takes the page seconds on a slow machine.
    const more = page.locator(".prose + button", { hasText: "Show more" });
    await more.waitFor();
    const elements = () => page.evaluate(() => document.querySelectorAll(".prose *").length);
    const first = await elements();
    expect(first).toBeGreaterThan(2_500);
    await more.click();
    await expect.poll(elements).toBeGreaterThan(first + 2_500);
    await page.locator("aside button", { hasText: "Settings" }).click();
    await expect(page.locator("dialog[open]")).toBeVisible({ timeout: 30_000 });
    const { most, frames, longest } = await seen(page);
    console.log(`${what}: at most ${most} elements in a frame, ${frames} frames, longest task ${Math.round(longest)} ms`);
    expect(most).toBeLessThan(MAX_IN_A_FRAME);
    expect((await chat.kept())?.text.trim(), "nothing of it is lost").toBe(text.trim());
  });
}

test("a link that unpacks to a megabyte is read and drawn in parts", async ({ page }) => {
  await watch(page);
  const address = link(conversation("- \\n".repeat(240_000).replaceAll("\\n", "\n")));
  expect(address.length).toBeLessThan(8000);
  await page.goto(address);
  const chat = new Chat(page);
  await expect(chat.questions.locator("p")).toHaveText("Why?");
  await chat.answers.getByRole("button", { name: "Show more" }).waitFor();
  expect((await seen(page)).most).toBeLessThan(MAX_IN_A_FRAME);
});

test("a link that unpacks to more, one that is too long, and one with too many messages are not read", async ({ page }) => {
  const many = JSON.stringify({ t: "", m: Array.from({ length: 10_001 }, () => [0, ""]) });
  const long = `/#share1=${"A".repeat(204_000)}`;
  for (const address of [link(conversation("a".repeat(4_000_000))), link(many), long]) {
    await page.goto("/privacy");
    await page.goto(address);
    await expect(page.getByText("This shared conversation can't be read")).toBeVisible();
  }
});
