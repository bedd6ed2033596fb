import type { Page } from "@playwright/test";
import { inspect, VARIANTS } from "./harness/look";
import { Chat, expect, test } from "./harness/page";

// What the model thinks before it answers: seen while it goes on, apart from the answer afterwards.

const event = (delta: object, finish_reason?: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const DONE = "data: [DONE]\n\n";

/** Answers come from the test: `feed` sends some text of the stream, and nothing ends it but `finish`. */
async function standIn(page: Page): Promise<{ feed: (text: string) => Promise<void>; finish: () => Promise<void> }> {
  await page.addInitScript(() => {
    const real = window.fetch;
    window.fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.includes("/chat/completions")) return real(input, init);
      const start = (controller: ReadableStreamDefaultController) => ((window as any).answer = controller);
      const headers = { "content-type": "text/event-stream", "x-everchat-attempts": '[{"provider":"gemini","model":"m","outcome":"served","status":200,"ms":1}]' };
      return Promise.resolve(new Response(new ReadableStream({ start }), { headers }));
    };
  });
  return {
    feed: (text) => page.evaluate((text) => (window as any).answer.enqueue(new TextEncoder().encode(text)), text),
    finish: () => page.evaluate(() => (window as any).answer.close()),
  };
}

/** All of a stream at once. */
const answerWith = (page: Page, ...answers: string[]) =>
  page.route("**/api/v1/chat/completions", (route) => route.fulfill({ contentType: "text/event-stream", body: answers.shift() }));

const WORDS = {
  "en-US": { thinking: /Thinking · ([3-9]|1\d)\ss/, thought: /^Thought for ([3-9]|1\d)\ss$/, only: "The model thought, but gave no answer.", tool: "The model asked for a tool that this page doesn't have.", retry: "Retry" },
  "zh-CN": { thinking: /正在思考 · ([3-9]|1\d)\s秒/, thought: /^思考了 ([3-9]|1\d)\s秒$/, only: "模型只进行了思考，没有给出回答。", tool: "模型想使用本页没有的工具。", retry: "重试" },
};

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use(variant.options);
    const words = WORDS[variant.locale];

    /** Asks without a name in English. */
    async function ask(page: Page): Promise<void> {
      await page.locator(".new-chat:visible").waitFor();
      await page.locator(".composer textarea").fill("Why is the sky blue?");
      await page.locator(".composer button[type=submit]").click();
    }

    test("thinking counts its seconds and shows its latest thought, then says how long it took", async ({ page }) => {
      const { feed, finish } = await standIn(page);
      await page.clock.install();
      await page.goto("/");
      await ask(page);
      await page.waitForFunction(() => (window as any).answer);
      await feed(event({ reasoning_content: "First, the light.\nThen **the drops" }));
      const summary = page.locator(".reasoning summary");
      await expect(summary).toContainText("Then the drops");
      await expect(summary).not.toContainText("First");
      const { height } = (await summary.boundingBox())!;
      await page.clock.runFor(3_000);
      await expect(summary).toContainText(words.thinking);
      await feed(event({ reasoning_content: ` ${"and the angle ".repeat(40)}` }));
      await expect(summary).toContainText("angle");
      await inspect(page, "thinking");
      await page.screenshot({ path: `target/screenshots/thinking-${variant.name.replace(" ", "-")}.png` });
      expect((await summary.boundingBox())!.height, "one line, however long the thought").toBe(height);
      await feed(event({ content: "Because." }));
      await expect(summary).toHaveText(words.thought);
      expect((await summary.boundingBox())!.height, "nothing jumps").toBe(height);
      const gap = await summary.evaluate((summary) => parseFloat(getComputedStyle(summary, "::after").marginInlineStart));
      expect(gap).toBeGreaterThanOrEqual(8);
      await feed(event({}, "stop") + DONE);
      await finish();
      await page.locator(".answer .tools").waitFor();
      await page.reload();
      await expect(page.locator(".reasoning summary")).toHaveText(words.thought);
      await page.screenshot({ path: `target/screenshots/thought-${variant.name.replace(" ", "-")}.png` });
    });

    test("an answer of thinking alone, or of a tool call, is no answer: it says so, and Retry asks again", async ({ page }) => {
      const call = { tool_calls: [{ index: 0, id: "c", type: "function", function: { name: "weather", arguments: "{}" } }] };
      await answerWith(
        page,
        event({ reasoning_content: "Hm." }) + event({ content: " \n" }) + event({}, "stop") + DONE,
        event(call) + event({}, "tool_calls") + DONE,
        event({ content: "Because." }) + event({}, "stop") + DONE,
      );
      await page.goto("/");
      await ask(page);
      const answer = page.locator(".answer");
      const retry = answer.getByRole("button", { name: words.retry, exact: true });
      await expect(answer).toContainText(words.only);
      await expect(answer.getByRole("button", { name: /Copy|复制/ })).toHaveCount(0);
      await inspect(page, "thinking alone");
      await page.screenshot({ path: `target/screenshots/only-thought-${variant.name.replace(" ", "-")}.png` });
      await retry.click();
      await expect(answer).toContainText(words.tool);
      await retry.click();
      await expect(answer).toContainText("Because.");
      await expect(answer).toHaveCount(1);
      await expect(retry).toHaveCount(0);
    });
  });
}

test.describe("thinking within the answer", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("is taken out: neither copied, kept as words, shared nor sent back", async ({ chat, page }) => {
    const asked: any[] = [];
    const answers = ["<thinking>\nA secret thought.\n</thinking>\n\n", "<thought>A secret thought.</thought>", "\n <think>\n\n</think>\n\n<think>A secret thought.</think>"];
    await page.route("**/api/v1/chat/completions", (route) => {
      asked.push(route.request().postDataJSON());
      // Each character is a piece of its own.
      const pieces = [...`${answers[(asked.length - 1) % 3]}The words.`].map((content) => event({ content })).join("");
      return route.fulfill({ contentType: "text/event-stream", body: pieces + event({}, "stop") + DONE });
    });
    for (const nth of [0, 1, 2]) {
      await chat.ask("Hello");
      await chat.ended();
      const answer = chat.answers.nth(nth);
      await expect(answer.locator(".prose")).toHaveText("The words.");
      await expect(answer.locator(".reasoning p")).toHaveText("A secret thought.");
      for (const name of ["Copy as Markdown", "Copy as text"]) {
        await chat.copyAs(name, answer);
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("The words.");
        await page.evaluate(() => navigator.clipboard.writeText(""));
      }
    }
    await expect.poll(async () => (await chat.kept())?.text).toBe("The words.");
    expect(asked.at(-1).messages.map(({ content }: { content: string }) => content)).toEqual(["Hello", "The words.", "Hello", "The words.", "Hello"]);
  });

  test("is taken out of answers that an older page kept", async ({ chat, page }) => {
    await chat.ask("Hello");
    await chat.ended();
    await expect.poll(async () => (await chat.kept())?.ending).toBe("Complete");
    await page.evaluate(async () => {
      const result = (request: IDBRequest) => new Promise<any>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const db: IDBDatabase = await result(indexedDB.open("everchat"));
      const store = db.transaction("messages", "readwrite").objectStore("messages");
      const answer = (await result(store.getAll())).find(({ role }: { role: string }) => role === "assistant");
      await result(store.put({ ...answer, text: "<think>A secret thought.</think>\n\nThe words." }));
      db.close();
    });
    await page.reload();
    await expect(chat.answers.locator(".prose")).toHaveText("The words.");
    await expect(chat.answers.locator(".reasoning p")).toHaveText("A secret thought.");
  });
});
