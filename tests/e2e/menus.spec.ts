import type { Page } from "@playwright/test";
import { expect, SIZES, test } from "./harness/page";

// Menus close as menus do, and the focus goes back to what opened them.

async function savePrompt(page: Page): Promise<void> {
  await page.keyboard.press("Control+K");
  await page.getByRole("button", { name: "Settings" }).click();
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByLabel("Name").fill("translate");
  await settings.getByLabel("Text", { exact: true }).fill("Translate: ");
  await settings.getByRole("button", { name: "Save prompt" }).click();
  await page.keyboard.press("Escape");
  await expect(settings).toBeHidden();
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone" });

    test("Escape closes a chat's menu, stops no answer, and leaves the list open", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "*", chunks: 5000, chunk_ms: 20 });
      await chat.ask("Hello");
      await expect(chat.answers).toContainText("w3");
      const more = (await chat.list()).getByRole("button", { name: "More actions" });
      const rename = page.getByRole("button", { name: "Rename" });
      await more.click();
      await page.keyboard.press("Tab");
      await expect(page.getByRole("button", { name: "Pin" })).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(rename).toHaveCount(0);
      await expect(more).toBeFocused();
      await expect(page.getByRole("complementary", { name: "Chats" })).toBeVisible();
      await more.click();
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("Escape");
      await expect(rename).toHaveCount(0);
      await expect(chat.stop).toBeVisible();
    });

    test("a press outside closes a chat's menu, and does what it is for", async ({ chat, page }) => {
      for (const question of ["Apples", "Pears"]) {
        await chat.button("New chat").click();
        await chat.ask(question);
        await chat.ended();
      }
      const chats = await chat.list();
      const row = (name: string) => chats.getByRole("listitem").filter({ hasText: name });
      const rename = page.getByRole("button", { name: "Rename" });
      await row("Pears").getByRole("button", { name: "More actions" }).click();
      await row("Pears").getByRole("group").click({ position: { x: 2, y: 2 } });
      await expect(rename, "a press between its buttons closes nothing").toBeVisible();
      await chats.getByRole("heading", { name: "Today" }).click();
      await expect(rename).toHaveCount(0);
      await row("Pears").getByRole("button", { name: "More actions" }).click();
      await row("Apples").getByRole("link", { name: "Apples" }).click();
      await expect(chat.questions.locator("p")).toHaveText("Apples");
      await chat.list();
      await expect(rename).toHaveCount(0);
    });

    test("Escape closes the list of prompts for this message, and a press outside too", async ({ chat, page, emulator }) => {
      await savePrompt(page);
      await emulator.scenario({ provider: "*", chunks: 5000, chunk_ms: 20 });
      await chat.ask("Hello");
      await expect(chat.answers).toContainText("w3");
      const prompts = page.getByRole("listbox");
      await chat.box.focus();
      await page.keyboard.type("/tr");
      await expect(prompts).toBeVisible();
      await page.screenshot({ path: `target/screenshots/prompts-${size}.png` });
      await page.keyboard.press("Escape");
      await expect(prompts).toBeHidden();
      await expect(chat.box).toBeFocused();
      await page.keyboard.type("a");
      await expect(prompts, "these words are no command").toBeHidden();
      await expect(chat.stop, "the answer goes on").toBeVisible();
      await chat.box.fill("");
      await page.keyboard.type("/");
      await expect(prompts).toBeVisible();
      await chat.box.click();
      await expect(prompts).toBeVisible();
      await chat.scroller.click({ position: { x: 5, y: 5 } });
      await expect(prompts).toBeHidden();
      await expect(chat.box).toHaveValue("/");
    });

    test("Rename selects the old title, and the focus goes back to the chat's menu button", async ({ chat, page }) => {
      await chat.ask("Apples");
      await chat.ended();
      const chats = await chat.list();
      const more = chats.getByRole("button", { name: "More actions" });
      const title = chats.getByRole("textbox", { name: "Title" });
      for (const [key, name] of [["Escape", "Apples"], ["Enter", "Cider"]]) {
        await more.click();
        await chats.getByRole("button", { name: "Rename" }).click();
        await expect(title).toHaveValue("Apples");
        await page.keyboard.type("Cider");
        await expect(title).toHaveValue("Cider");
        await page.keyboard.press(key);
        await expect(chats.getByRole("link", { name }), name).toBeVisible();
        await expect(more).toBeFocused();
      }
      await more.click();
      await chats.getByRole("button", { name: "Pin", exact: true }).click();
      await expect(chats.getByRole("heading", { name: "Pinned" })).toBeVisible();
      await expect(more).toBeFocused();
    });

    test("a short exchange takes little room", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "*", answer: "Short.", chunk_ms: 0 });
      await chat.ask("Hello");
      await chat.ended();
      await page.locator(".answer .copy").waitFor();
      const [top, bottom] = [await chat.questions.boundingBox(), await chat.answers.boundingBox()];
      expect(bottom!.y + bottom!.height - top!.y).toBeLessThanOrEqual(160);
    });

    test("nothing shows through the heading of the settings", async ({ chat, page }) => {
      await chat.ask("Hello");
      await chat.ended();
      await chat.list();
      await page.getByRole("button", { name: "Settings" }).click();
      const off = page.getByRole("dialog").getByRole("button", { name: "Use for new chats too" });
      await expect(off).toBeDisabled();
      const shown = await off.evaluate((button) => {
        const content = button.closest(".content")!;
        const heading = button.closest("dialog")!.querySelector("header")!;
        content.scrollTop += button.getBoundingClientRect().top - heading.getBoundingClientRect().top - 5;
        const { left, width, top, height } = button.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2)!.closest("header") === heading;
      });
      await page.screenshot({ path: `target/screenshots/settings-heading-${size}.png` });
      expect(shown, "the heading is above").toBe(true);
    });
  });
}
