import { type Page } from "@playwright/test";
import { look, VARIANTS } from "./harness/look";
import { Chat, expect, test } from "./harness/page";

// Keys by habit, settings, saved prompts, languages: what people use every day.

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("every shortcut does what it says, and so does its button", async ({ chat, page, emulator }) => {
  await emulator.scenario({ provider: "*", answer: "Words\n\n```sh\nls\n```\n", chunk_ms: 0 });
  await chat.ask("Hello");
  await chat.ended();
  await expect(chat.answers.locator("pre")).toBeVisible();
  await page.keyboard.press("Control+Shift+C");
  await expect.poll(() => clipboard(page)).toBe("Words\n\n```sh\nls\n```\n");
  await page.keyboard.press("Control+Shift+;");
  await expect.poll(() => clipboard(page)).toBe("ls\n");
  const sidebar = page.getByRole("complementary", { name: "Chats" });
  await expect(sidebar).toBeVisible();
  await page.keyboard.press("Control+Shift+S");
  await expect(sidebar).toBeHidden();
  await page.keyboard.press("Control+K");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("Shift+Escape");
  await expect(chat.box).toBeFocused();
  await page.keyboard.press("ArrowUp");
  const edited = page.getByRole("textbox", { name: "Your message" });
  await expect(edited).toHaveValue("Hello");
  await edited.fill("Hello again");
  await page.keyboard.press("Control+Enter");
  await expect(chat.questions.locator("p")).toHaveText(["Hello again"]);
  await chat.ended();
  await page.keyboard.press("Control+Shift+O");
  await expect(chat.questions).toHaveCount(0);
  await emulator.scenario({ provider: "*", chunks: 5000, chunk_ms: 20 });
  await chat.ask("Long");
  await expect(chat.answers).toContainText("w3");
  await page.keyboard.press("Escape");
  await expect(chat.answers).toContainText("Stopped.");
  await page.keyboard.press("Control+/");
  const panel = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(panel).toBeVisible();
  const buttons = panel.locator("button.shortcut");
  await expect(buttons).toHaveCount(7);
  await buttons.filter({ hasText: "New chat" }).click();
  await expect(panel).toBeHidden();
  await expect(chat.questions).toHaveCount(0);
});

test("what is set for a chat is asked of the model, and stays with the chat", async ({ chat, page, emulator }) => {
  const settings = page.getByRole("dialog", { name: "Settings" });
  await page.getByRole("button", { name: "Settings" }).click();
  const model = settings.getByRole("combobox", { name: "Model" });
  await model.selectOption(await model.locator("option", { hasText: "Gemini Flash" }).first().getAttribute("value"));
  await settings.getByLabel("Instructions for the model").fill("Answer in rhyme.");
  await settings.getByLabel("Temperature").fill("0.3");
  await settings.getByLabel("Maximum answer length").fill("123");
  await page.keyboard.press("Escape");
  await expect(settings).toBeHidden();
  await expect(chat.box).toBeFocused();
  await chat.ask("Hello");
  await chat.ended();
  const [sent] = await emulator.requests();
  expect(sent.provider).toBe("gemini");
  expect(sent.body.messages[0]).toEqual({ role: "system", content: "Answer in rhyme." });
  expect(sent.body.temperature).toBe(0.3);
  expect(sent.body.max_tokens ?? sent.body.max_completion_tokens).toBe(123);
  await page.reload();
  await chat.ready();
  await expect(chat.questions).toHaveCount(1);
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(settings.getByLabel("Instructions for the model")).toHaveValue("Answer in rhyme.");
  await page.keyboard.press("Escape");
  await chat.button("New chat").click();
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(settings.getByLabel("Instructions for the model")).toHaveValue("");
});

test("a saved prompt is called by a slash", async ({ chat, page }) => {
  await page.getByRole("button", { name: "Settings" }).click();
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByLabel("Name").fill("translate");
  await settings.getByLabel("Text", { exact: true }).fill("Translate into Chinese: ");
  await settings.getByRole("button", { name: "Save prompt" }).click();
  await expect(settings.getByRole("listitem")).toContainText("translate");
  await page.keyboard.press("Escape");
  await chat.box.pressSequentially("/tra");
  const item = page.getByRole("option", { name: /translate/ });
  await expect(item).toBeVisible();
  await expect(item).toHaveAttribute("aria-selected", "true");
  await expect(chat.box, "screen readers say which is selected").toHaveAttribute(
    "aria-activedescendant",
    (await item.getAttribute("id"))!,
  );
  await page.keyboard.press("Enter");
  await expect(chat.box).toHaveValue("Translate into Chinese: ");
  await expect(page.getByRole("listbox")).toBeHidden();
  await expect(chat.box).not.toHaveAttribute("aria-activedescendant");
});

test("a saved prompt becomes the instructions of the open chat, and stays with it", async ({ chat, page }) => {
  await chat.ask("Hello");
  await chat.ended();
  const settings = await chat.settings();
  await settings.getByLabel("Name").fill("rhyme");
  await settings.getByLabel("Text", { exact: true }).fill("Answer in rhyme.");
  await settings.getByRole("button", { name: "Save prompt" }).click();
  await settings.getByRole("button", { name: "Use as instructions" }).click();
  await expect(settings.getByLabel("Instructions for the model")).toHaveValue("Answer in rhyme.");
  await expect.poll(async () => JSON.stringify((await chat.stored()).conversations)).toContain("Answer in rhyme.");
  await page.reload();
  await chat.ready();
  await expect((await chat.settings()).getByLabel("Instructions for the model")).toHaveValue("Answer in rhyme.");
});

test("language and theme change at once, in mid-answer too, and stay", async ({ chat, page, emulator }) => {
  await emulator.scenario({ provider: "*", chunks: 400, chunk_ms: 10 });
  await chat.ask("Hello");
  await expect(chat.answers).toContainText("w3");
  await chat.box.fill("half");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("dialog").getByLabel("Theme").selectOption("dark");
  await expect(page.locator("html")).toHaveCSS("color-scheme", "dark");
  await page.getByRole("dialog").getByLabel("Language").selectOption("zh-CN");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("dialog", { name: "设置" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "消息" })).toHaveValue("half");
  await expect(page.getByRole("article", { name: "助手" })).toContainText("w399");
  await expect(page.getByRole("button", { name: "发送" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("button", { name: "新对话" })).toBeVisible();
});

test("where the visitor wishes so, only Ctrl+Enter sends", async ({ chat, page }) => {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("dialog").getByLabel("Send with").selectOption("mod");
  await page.keyboard.press("Escape");
  await chat.box.fill("one");
  await chat.box.press("Enter");
  await expect(chat.box).toHaveValue("one\n");
  await chat.box.press("Control+Enter");
  await expect(chat.questions).toHaveCount(1);
});

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use(variant.options);

    test("axe finds nothing in the list, the dialogs and the versions, and each has its picture", async ({ page }) => {
      test.setTimeout(60_000);
      const { size, locale } = variant;
      const see = (state: string) => look(page, variant, state);
      await page.goto("/");
      await page.locator(".new-chat:visible").waitFor();
      await page.locator(".composer textarea").fill(locale === "zh-CN" ? "彩虹是怎么形成的？" : "How do rainbows form?");
      await page.locator(".composer button[type=submit]").click();
      await page.locator(".answer .copy").waitFor();
      await page.locator(".answer .tools .tool").nth(2).click();
      await page.locator(".versions").waitFor();
      await page.locator(".composer button[type=submit]").waitFor();
      await see("8-versions");
      if (size === "phone") await page.locator(".bar .tool").first().click();
      await page.locator(".item .tool").first().click();
      await see("9-chats");
      await page.locator(".sidebar .bottom button").first().click();
      await page.locator("dialog meter").waitFor();
      await see("10-settings");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+/");
      await page.locator("dialog kbd").first().waitFor();
      await see("11-shortcuts");
      await page.keyboard.press("Escape");
      await page.locator(".bar .quiet").first().click();
      await page.locator("dialog .link").waitFor();
      await see("12-share");
    });
  });
}
