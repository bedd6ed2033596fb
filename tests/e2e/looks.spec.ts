import { look, VARIANTS } from "./harness/look";
import { expect, test } from "./harness/page";

// Every state of an answer: axe finds nothing, and each leaves its picture, for a person to look at: target/screenshots/.
const QUESTIONS = { "en-US": "How do rainbows form?", "zh-CN": "彩虹是怎么形成的？" };
const RESOURCE_FAILED = /Failed to load resource: the server responded with a status of (429|502)/;

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use({ ...variant.options, expectedErrors: async ({}, use) => use([RESOURCE_FAILED]) });

    test("looks", async ({ page, emulator, site }) => {
      test.setTimeout(120_000);
      const question = QUESTIONS[variant.locale];
      const see = async (state: string) => {
        // No button looks as if a mouse were over it.
        await page.mouse.move(0, 0);
        await look(page, variant, state);
      };
      const send = page.locator(".composer button[type=submit]");
      await page.goto("/");
      await page.locator(".welcome").waitFor();
      await see("1-welcome");
      await page.locator(".composer textarea").fill(question);
      await page.locator(".composer button[type=submit]").click();
      await send.waitFor();
      await expect(page.locator(".prose pre")).toBeVisible();
      await see("2-answer");
      await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
      await see("3-answer-top");
      await emulator.scenario({ provider: "*", fault: "429" });
      await page.locator(".composer textarea").fill(question);
      await page.locator(".composer button[type=submit]").click();
      await page.locator(".ending.failed").waitFor();
      await page.locator(".composer textarea").fill("one\ntwo\nthree");
      await see("4-error");
      await emulator.reset();
      await emulator.scenario({ provider: "ai-gateway", fault: "500" });
      await emulator.scenario({ provider: "workers-ai", chunks: 40, chunk_ms: 1000 });
      await page.locator(".new-chat:visible").click();
      await page.locator(".composer textarea").fill(question);
      await page.locator(".composer button[type=submit]").click();
      await expect(page.locator(".prose")).toContainText("w1");
      await page.locator(".badge summary").click();
      await see("5-streaming");
      await page.locator(".composer .round").click();
      await send.waitFor();
      await emulator.reset();
      await site.forget();
      await emulator.scenario({ provider: "ai-gateway", fault: "cut", after_chunks: 40 });
      await page.locator(".new-chat:visible").click();
      await page.locator(".composer textarea").fill(question);
      await page.locator(".composer button[type=submit]").click();
      await expect(page.locator("[data-provider=workers-ai]")).toBeVisible();
      await send.waitFor();
      await page.locator(".badge summary").click();
      await page.locator("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await see("6-rescued");
      await emulator.scenario({ provider: "*", fault: "500" });
      await emulator.scenario({ provider: "ai-gateway", fault: "cut", after_chunks: 40 });
      await site.forget();
      await page.locator(".new-chat:visible").click();
      await page.locator(".composer textarea").fill(question);
      await page.locator(".composer button[type=submit]").click();
      await page.locator(".ending.failed").waitFor();
      await see("7-broken-off");
    });
  });
}
