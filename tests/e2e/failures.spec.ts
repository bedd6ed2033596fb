import type { Page } from "@playwright/test";
import { inspect, VARIANTS } from "./harness/look";
import { Chat, expect, test } from "./harness/page";

// An answer that failed: when to try again, what can be done, and who is told how.

test.use({ expectedErrors: async ({}, use) => use([/status of (429|50\d)/, /net::ERR/]) });

/** Every question is refused so. */
async function refuse(page: Page, code: string, retry_after_s: number | null, status = 429): Promise<void> {
  const error = { message: "m", type: "rate_limit", code, param: null, everchat: { request_id: "r", attempts: [], retry_after_s } };
  await page.route("**/api/v1/chat/completions", (route) => route.fulfill({ status, json: { error } }));
}

const WORDS = {
  "en-US": { in: (s: string) => `Try again in ${s}.`, units: [" min ", " s"], now: "You can try again now.", retry: "Retry" },
  "zh-CN": { in: (s: string) => `请在 ${s}后重试。`, units: [" 分 ", " 秒"], now: "现在可以重试了。", retry: "重试" },
};

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use(variant.options);
    const { units: [minutes, seconds], ...words } = WORDS[variant.locale];

    test("the time until the next attempt counts down, Retry waits for it, and a reload does not begin anew", async ({ page }) => {
      await page.clock.install();
      await refuse(page, "rate_limited", 110);
      await page.goto("/");
      await page.locator(".new-chat:visible").waitFor();
      await page.locator(".composer textarea").fill("Hello");
      await page.locator(".composer button[type=submit]").click();
      const note = page.locator(".ending.failed");
      const retry = page.getByRole("button", { name: words.retry, exact: true });
      // The clock goes on by itself too.
      const left = async () => {
        const [, min = "0", s = "0"] = new RegExp(words.in(`(?:(\\d+)${minutes})?(\\d+)${seconds}`)).exec((await note.textContent()) ?? "") ?? [];
        return Number(min) * 60 + Number(s);
      };
      await expect(note).toContainText(new RegExp(words.in(`1${minutes}\\d+${seconds}`)));
      await expect(retry).toBeDisabled();
      const heard = await page.evaluate(() => document.querySelector("body > [aria-live=assertive]")?.textContent);
      await page.screenshot({ path: `target/screenshots/wait-${variant.name.replace(" ", "-")}.png` });
      await inspect(page, "waiting");
      const { height } = (await note.boundingBox())!;
      await page.clock.runFor(((await left()) - 50) * 1000);
      await expect(note).toContainText(new RegExp(words.in(`[1-5]\\d${seconds}`)));
      expect(await left(), "the minutes are over").toBeLessThanOrEqual(50);
      expect((await note.boundingBox())!.height, "nothing jumps").toBe(height);
      expect(await page.evaluate(() => document.querySelector("body > [aria-live=assertive]")?.textContent), "nobody is told each second").toBe(heard);
      const before = await left();
      await page.reload();
      await expect(retry).toBeDisabled();
      expect(await left(), "the wait goes on where it was").toBeGreaterThan(0);
      expect(await left()).toBeLessThanOrEqual(before);
      await page.clock.runFor((before + 1) * 1000);
      await expect(note).toContainText(words.now);
      await page.unroute("**/api/v1/chat/completions");
      await retry.click();
      await expect(page.locator(".answer .badge")).toBeVisible();
      await expect(page.locator(".answer")).toHaveCount(1);
    });
  });
}

test("a failed answer has one way to ask again, and Copy only if there are words", async ({ chat, page, emulator }) => {
  await refuse(page, "all_providers_failed", null, 502);
  await chat.ask("One");
  const failed = chat.answers.first();
  const again = failed.getByRole("button", { name: /^(Retry|Regenerate)$/ });
  await expect(failed.getByRole("button", { name: "Delete" })).toBeAttached();
  await expect(again).toHaveCount(1);
  await expect(failed.getByRole("button", { name: /^Copy/ })).toHaveCount(0);
  await page.unroute("**/api/v1/chat/completions");
  await emulator.scenario({ provider: "*", fault: "500" });
  await emulator.scenario({ provider: "ai-gateway", fault: "cut", after_chunks: 20 });
  await chat.ask("Two");
  const half = chat.answers.last();
  await expect(half).toContainText("The answer was cut off here.");
  await expect(half.getByRole("button", { name: /^(Retry|Regenerate)$/ })).toHaveCount(1);
  await expect(half.getByRole("button", { name: /^Copy/ })).toHaveCount(2);
  await chat.button("New chat").click();
  await expect(chat.questions).toHaveCount(0);
  await chat.ask("Three");
  await expect(chat.answers).toContainText("The answer was cut off here.");
});

test("a failure interrupts a screen reader, each time; progress does not", async ({ chat, page, emulator }) => {
  await page.evaluate(() => {
    const heard: string[] = ((window as any).heard = []);
    for (const line of document.querySelectorAll("body > p:is([role=status], [aria-live=assertive])")) {
      const note = () => line.textContent && heard.push(`${line.ariaLive ?? line.role}: ${line.textContent}`);
      new MutationObserver(note).observe(line, { childList: true, characterData: true, subtree: true });
    }
  });
  const heard = () => page.evaluate(() => (window as any).heard);
  await chat.ask("One");
  await chat.ended();
  const told = ["status: The answer has begun.", "status: The answer is complete."];
  await expect.poll(heard).toEqual(told);
  await emulator.scenario({ provider: "*", fault: "500" });
  for (const question of ["Two", "Three"]) {
    await chat.ask(question);
    await expect(chat.answers.last()).toContainText("Nothing you wrote is lost.");
    told.push("assertive: No answer came.");
    await expect.poll(heard).toEqual(told);
  }
});

test("an answer without a word is not announced as complete", async ({ chat, page }) => {
  await page.route("**/api/v1/chat/completions", (route) => route.fulfill({ contentType: "text/event-stream", body: "data: [DONE]\n\n" }));
  await chat.ask("Hello");
  await expect(page.locator("body > p[aria-live=assertive]")).toHaveText("No answer came.");
});

test("a provider's name stands once in the line of who answered", async ({ chat, page }) => {
  const attempts = [
    { provider: "ai-gateway", model: "workers-ai/@cf/google/gemma-4-26b-a4b-it", outcome: "busy", status: 429, ms: 20 },
    { provider: "gemini", model: "gemini-3.5-flash", outcome: "served", status: 200, ms: 1 },
  ];
  const headers = { "x-everchat-attempts": JSON.stringify(attempts) };
  const body = 'data: {"choices":[{"delta":{"content":"Words."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
  await page.route("**/api/v1/chat/completions", (route) => route.fulfill({ contentType: "text/event-stream", headers, body }));
  await chat.ask("Hello");
  await chat.ended();
  const summary = chat.answers.locator(".badge summary");
  await page.screenshot({ path: "target/screenshots/names-closed.png" });
  expect((await summary.innerText()).match(/gemini/gi)).toHaveLength(1);
  await summary.click();
  await page.screenshot({ path: "target/screenshots/names-open.png" });
  for (const row of await chat.answers.locator(".attempts tr").all()) {
    expect((await row.innerText()).match(/gemini|gateway/gi)).toHaveLength(1);
  }
});
