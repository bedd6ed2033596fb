import type { Page } from "@playwright/test";
import { listen } from "./harness/heard";
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
  const listened = await listen(page);
  const heard = async () => (await listened()).filter((told) => /: (The|No) answer/.test(told));
  await chat.ask("One");
  await chat.ended();
  const told = ["polite: The answer has begun.", "polite: The answer is complete."];
  await expect.poll(heard).toEqual(told);
  await emulator.scenario({ provider: "*", fault: "500" });
  for (const question of ["Two", "Three"]) {
    await chat.ask(question);
    await expect(chat.answers.last()).toContainText("Nothing you wrote is lost.");
    told.push("assertive: No answer came.");
    await expect.poll(heard).toEqual(told);
  }
});

const TOLD = {
  "en-US": { unreadable: "This file can't be read: it is neither a picture nor a text.", tooLong: "This message is too long", missing: "This chat isn't in this browser.", broken: "This shared conversation can't be read", models: "The list couldn't be loaded.", import: "This file can't be read; part of it may be missing.", imported: "1 chat imported" },
  "zh-CN": { unreadable: "无法读取这个文件：它既不是图片，也不是文本。", tooLong: "这条消息太长", missing: "此浏览器中没有这个对话", broken: "无法读取分享的对话", models: "模型列表未能载入", import: "无法读取这个文件，它可能不完整", imported: "已导入 1 个对话" },
};

for (const [locale, words] of Object.entries(TOLD)) {
  test.describe(locale, () => {
    test.use({ locale });

    test("what fails interrupts a screen reader once, a count does not, and what went well waits", async ({ page }) => {
      const heard = await listen(page);
      const told = async (what: string, kind = "assertive") => (await heard()).filter((told) => told.startsWith(`${kind}: ${what}`)).length;
      await page.goto("/c/42");
      await page.locator(".new-chat:visible").waitFor();
      await expect.poll(() => told(words.missing)).toBe(1);
      const box = page.locator(".composer textarea");
      await box.evaluate((box) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["%PDF\0"], "a.pdf", { type: "application/pdf" }));
        box.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      });
      await expect.poll(() => told(words.unreadable)).toBe(1);

      await box.fill("x".repeat(100_000));
      const line = page.locator(".foot .notice").filter({ hasText: words.tooLong });
      await expect(line).toBeHidden();
      await box.focus();
      for (const over of [1, 2, 3]) {
        await page.keyboard.press("y");
        await expect(line).toContainText(` ${over} `);
      }
      expect(await told(words.tooLong)).toBe(1);

      await page.route("**/api/v1/models", (route) => route.fulfill({ status: 204 }));
      await page.locator(".chip").click();
      await expect.poll(() => told(words.models)).toBe(1);
      await page.keyboard.press("Escape");

      if (!(await page.locator(".sidebar .bottom").isVisible())) await page.locator(".bar .tool").first().click();
      await page.locator(".sidebar .bottom button").click();
      const pick = async (text: string) => {
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator(".transfer button").last().click()]);
        await chooser.setFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
      };
      await pick('{"format":"everchat","conv');
      await expect.poll(() => told(words.import)).toBe(1);
      const message = { id: 2, conversation: 1, parent: null, role: "user", text: "Hello", at: 1 };
      await pick(JSON.stringify({ format: "everchat", version: 1, conversations: [{ id: 1, title: "T", created: 1, touched: 1, leaf: 2 }], messages: [message] }));
      await expect.poll(() => told(words.imported, "polite")).toBe(1);
      expect(await told(words.imported)).toBe(0);

      await page.goto("/#share1=broken");
      await expect.poll(() => told(words.broken)).toBe(1);
    });
  });
}

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
