import { inspect } from "./harness/look";
import { Chat, expect, SIZES, test } from "./harness/page";

const RESOURCE_FAILED = /Failed to load resource: the server responded with a status of 50\d/;

test("a first visit: ask, and the answer streams in", { tag: "@journey" }, async ({ chat, emulator }) => {
  await expect(chat.box).toBeFocused();
  await expect(chat.send).toBeDisabled();
  await emulator.scenario({ provider: "ai-gateway", chunks: 60, chunk_ms: 60 });
  await chat.ask("Hello there");
  await expect(chat.questions).toHaveText("Hello there");
  await expect(chat.box).toHaveValue("");
  await expect(chat.answers).toContainText("w3");
  await expect(chat.stop).toBeVisible();
  await expect(chat.answers).not.toContainText("w59");
  await chat.ended();
  await expect(chat.answers).toContainText("w59");
  const badge = chat.answers.locator("[data-provider]");
  await expect(badge).toHaveAttribute("data-provider", "ai-gateway");
  await expect(badge).toContainText("AI Gateway");
  await expect(badge).toContainText("@cf/google/gemma-4-26b-a4b-it");
  await expect(chat.box).toBeFocused();
});

test("the badge tells who failed before", async ({ chat, emulator }) => {
  await emulator.scenario({ provider: "ai-gateway", fault: "401" });
  await emulator.scenario({ provider: "workers-ai", fault: "quota" });
  await chat.ask("Hello");
  await chat.ended();
  const badge = chat.answers.locator("[data-provider]");
  await expect(badge).toHaveAttribute("data-provider", "gemini");
  await expect(badge.locator("summary")).toContainText(
    "after AI Gateway (key refused), Workers AI (quota used up)",
  );
  await badge.locator("summary").click();
  await expect(badge.getByRole("row")).toHaveCount(3);
  await expect(badge.getByRole("row").last()).toContainText("answered");
});

test("the receipt tells times, tokens and the finish reason, and can be copied", async ({ chat, page, context, emulator }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  // Gemini counts when it is asked to.
  for (const provider of ["ai-gateway", "workers-ai"] as const) await emulator.scenario({ provider, fault: "500" });
  await chat.ask("Hello");
  await chat.ended();
  const badge = chat.answers.locator("[data-provider]");
  await badge.locator("summary").click();
  await expect(badge).toContainText(/first words in \d+ ms\s· \d+ tokens\s· finish reason: stop/);
  await badge.getByRole("button", { name: "Copy" }).click();
  await expect(badge.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^AI Gateway\t[^]*\nGemini\tgemini-flash-latest\tanswered\t200\t\d+ ms\nfirst words/);
});

test("Stop closes the provider's connection within 250 ms and keeps the words", async ({ chat, emulator, page }) => {
  await emulator.scenario({ provider: "ai-gateway", chunks: 5000, chunk_ms: 20 });
  await chat.ask("Hello");
  await expect(chat.answers).toContainText("w10");
  await page.evaluate(() => {
    addEventListener("click", () => ((window as any).clickedAt = Date.now()), { capture: true });
  });
  await chat.stop.click();
  const [received] = await emulator.until(([first]) => first.end !== "open");
  const clickedAt = await page.evaluate(() => (window as any).clickedAt);
  expect(received.end).toBe("client_closed");
  expect(received.ended_at! - clickedAt).toBeLessThanOrEqual(250);
  await chat.ended();
  await expect(chat.answers).toContainText("w10");
  await expect(chat.answers).toContainText("Stopped.");
  await expect(chat.box).toBeFocused();
});

test.describe("errors", () => {
  test.use({ expectedErrors: async ({}, use) => use([RESOURCE_FAILED]) });

  test("an error is told, nothing typed is lost, and Retry answers", async ({ chat, emulator }) => {
    await emulator.scenario({ provider: "*", fault: "500" });
    await chat.ask("Is anyone there?");
    await expect(chat.answers).toContainText("No model could answer just now. Nothing you wrote is lost.");
    await expect(chat.questions).toHaveText("Is anyone there?");
    await chat.box.fill("half a thought");
    await emulator.reset();
    await chat.button("Retry").click();
    await chat.ended();
    await expect(chat.answers).toHaveCount(1);
    await expect(chat.answers).toContainText("Is anyone there?");
    await expect(chat.questions).toHaveCount(1);
    await expect(chat.box).toHaveValue("half a thought");
  });
});

test("the site out of reach is told, and Retry works once it is back", async ({ chat, page, expectedErrors }) => {
  expectedErrors.push(/Failed to load resource: net::ERR/);
  await page.route("**/api/v1/**", (route) => route.abort("internetdisconnected"));
  await chat.ask("Hello");
  await expect(chat.answers).toContainText("The site can't be reached.");
  await page.unroute("**/api/v1/**");
  await chat.button("Retry").click();
  await chat.ended();
  await expect(chat.answers.locator("[data-provider=ai-gateway]")).toBeVisible();
});

test.describe("broken off", () => {
  test.use({ expectedErrors: async ({}, use) => use([RESOURCE_FAILED]) });

  test("an answer that breaks off, and that nobody can go on with, keeps its words and says so", async ({
    chat,
    emulator,
    site,
  }) => {
    for (const fault of ["cut", "truncated", "error_after"]) {
      await site.forget();
      await emulator.scenario({ provider: "*", fault: "500" });
      await emulator.scenario({ provider: "ai-gateway", fault, after_chunks: 4, times: 1 });
      await chat.ask(`Hello ${fault}`);
      await chat.ended();
      const answer = chat.answers.last();
      await expect(answer).toContainText("This is the");
      await expect(answer).toContainText("The answer was cut off here.");
    }
    await expect(chat.button("Retry")).toHaveCount(3);
    await expect(chat.button("Continue")).toHaveCount(3);
  });
});

test("the length limit is told", async ({ chat, emulator }) => {
  await emulator.scenario({ provider: "ai-gateway", fault: "length" });
  await chat.ask("Hello");
  await chat.ended();
  await expect(chat.answers).toContainText("The answer reached its length limit.");
});

test("a reload keeps the conversation and the half-typed message", async ({ chat, page, emulator }) => {
  await chat.ask("First");
  await chat.ended();
  await chat.box.fill("half a\nmessage");
  await page.reload();
  await chat.ready();
  await expect(chat.questions).toHaveText("First");
  await expect(chat.answers).toContainText("emulator");
  await expect(chat.answers.locator("[data-provider=ai-gateway]")).toBeVisible();
  await expect(chat.answers.locator("pre code")).toBeVisible();
  await expect(chat.box).toHaveValue("half a\nmessage");

  await emulator.scenario({ provider: "ai-gateway", chunks: 5000, chunk_ms: 20 });
  await chat.ask("Second");
  await expect(chat.answers.last()).toContainText("w20");
  await page.reload();
  await chat.ready();
  await expect(chat.answers.last()).toContainText("w20");
  await expect(chat.answers.last()).toContainText("The answer was cut off here.");
  await emulator.until((all) => all.at(-1)?.end === "client_closed");
});

test.describe("Enter", () => {
  test("Shift+Enter breaks the line, and the box grows with it", async ({ chat }) => {
    const before = await chat.box.boundingBox();
    await chat.box.pressSequentially("one");
    await chat.box.press("Shift+Enter");
    await chat.box.press("Shift+Enter");
    await chat.box.pressSequentially("two");
    await expect(chat.box).toHaveValue("one\n\ntwo");
    const after = await chat.box.boundingBox();
    expect(after!.height).toBeGreaterThan(before!.height + 40);
    await chat.box.press("Enter");
    await expect(chat.questions).toHaveText("one\n\ntwo");
    await expect.poll(async () => (await chat.box.boundingBox())!.height).toBe(before!.height);
    await chat.ended();
  });

  test("an input method's Enter never sends half a word", async ({ chat, page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: "nihao", selectionStart: 5, selectionEnd: 5 });
    await expect(chat.box).toHaveValue("nihao");
    const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 };
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
    await expect(chat.questions).toHaveCount(0);
    await session.send("Input.insertText", { text: "你好" });
    await expect(chat.box).toHaveValue("你好");
    await chat.box.press("Enter");
    await expect(chat.questions).toHaveText("你好");
    await expect(chat.answers).toContainText("这里是模拟器");
    await chat.ended();
  });

  test("Safari's order of events: the composition ends before its Enter comes", async ({ chat }) => {
    await chat.box.fill("ni hao");
    await chat.box.evaluate((box) => {
      const enter = { key: "Enter", bubbles: true, cancelable: true };
      box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "你好" }));
      box.dispatchEvent(new KeyboardEvent("keydown", { ...enter, keyCode: 229 } as KeyboardEventInit));
      box.dispatchEvent(new KeyboardEvent("keydown", { ...enter, keyCode: 13 } as KeyboardEventInit));
    });
    await expect(chat.questions).toHaveCount(0);
    await chat.box.press("Enter");
    await expect(chat.questions).toHaveText("ni hao");
    await chat.ended();
  });

  test("a second Enter while an answer is written loses nothing", async ({ chat, emulator }) => {
    await emulator.scenario({ provider: "ai-gateway", chunks: 5000, chunk_ms: 20 });
    await chat.ask("First");
    await expect(chat.answers).toContainText("w3");
    await chat.box.fill("Second");
    await chat.box.press("Enter");
    await expect(chat.box).toHaveValue("Second");
    await expect(chat.questions).toHaveCount(1);
    await chat.stop.click();
    await chat.ended();
    await expect(chat.box).toHaveValue("Second");
  });
});

test("should the page ever break, it says so, and loading it again brings everything back", async ({
  chat,
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/./);
  await chat.ask("Hello");
  await chat.ended();
  // The app does not expect a platform without this, and has no answer but to panic.
  await page.evaluate(() => {
    Element.prototype.setAttribute = () => {
      throw new Error("no");
    };
    Document.prototype.createElement = () => {
      throw new Error("no");
    };
  });
  await chat.box.fill("Again");
  await chat.box.press("Enter");
  const alert = page.locator("#broken");
  await expect(alert).toContainText("Your conversation is kept.");
  await alert.getByRole("link", { name: "Load it again" }).click();
  await chat.ready();
  // Should drawing be what breaks the page, it does not break again.
  await expect(chat.answers.first().locator(".prose.plain")).toContainText("**emulator**");
  await page.reload();
  await expect(chat.answers.first().locator("strong").first()).toHaveText("emulator");
  await expect(chat.questions.first()).toHaveText("Hello");
});

test.describe("a site without a provider", () => {
  test("the page says so before anything is asked", async ({ page, startSite, expectedErrors }) => {
    const site = await startSite({});
    expectedErrors.push(/asked/, RESOURCE_FAILED);
    await page.goto(site.url);
    const chat = new Chat(page);
    await expect(page.getByText("This site has no model provider set up yet.")).toBeVisible();
    await chat.ask("Hello");
    await expect(chat.answers).toContainText("This site has no model provider set up yet.");
    await expect(chat.button("Retry")).toBeVisible();
  });
});

test.describe("Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("the whole page is in Chinese", async ({ page, emulator }) => {
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    const box = page.getByRole("textbox", { name: "消息" });
    await emulator.scenario({ provider: "*", chunk_ms: 20 });
    await box.fill("彩虹是怎么形成的？");
    await box.press("Enter");
    await expect(page.getByRole("button", { name: "停止" })).toBeVisible();
    await expect(page.getByRole("button", { name: "发送" })).toBeVisible();
    await expect(page.getByRole("article", { name: "助手" })).toContainText("这里是模拟器");
    await expect(page.getByRole("article", { name: "你" })).toHaveText("彩虹是怎么形成的？");
  });
});

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone", expectedErrors: async ({}, use) => use([RESOURCE_FAILED]) });

    test("axe finds nothing, and nothing is wider than the page", async ({ chat, page, emulator }) => {
      await inspect(page, "empty");
      await chat.ask(`Hello ${"long".repeat(60)}`);
      await chat.ended();
      await chat.answers.locator("summary").click();
      await inspect(page, "an answer");
      await emulator.scenario({ provider: "*", fault: "500" });
      await chat.ask("Hello");
      await expect(chat.button("Retry")).toBeVisible();
      await inspect(page, "an error");
      for (const button of await page.getByRole("button").all()) {
        const box = await button.boundingBox();
        expect(Math.round(Math.min(box!.width, box!.height)), await button.textContent() ?? "").toBeGreaterThanOrEqual(44);
      }
    });
  });
}
