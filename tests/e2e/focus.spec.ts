import type { Page } from "@playwright/test";
import { Chat, expect, SIZES, test } from "./harness/page";

// Who uses the keyboard always knows where they are: the focus is never lost, and never out of sight.

/** Presses a button by the keyboard. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).last().focus();
  await page.keyboard.press("Enter");
}

async function openSettings(page: Page) {
  if (!(await page.getByRole("complementary", { name: "Chats" }).isVisible())) await press(page, "Chats");
  await page.getByRole("button", { name: "Settings" }).waitFor();
  await press(page, "Settings");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByRole("button", { name: "Close" }).waitFor();
  return settings;
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport });

    test("a dialog that is closed by its button or by a press beside it gives the focus to the composer", async ({ chat, page }) => {
      const settings = await openSettings(page);
      await press(page, "Close");
      await expect(settings).toHaveCount(0);
      await expect(chat.box).toBeFocused();
      await openSettings(page);
      await page.mouse.click(3, 3);
      await expect(settings).toHaveCount(0);
      await expect(chat.box).toBeFocused();
    });

    test("what the list of shortcuts does gives the focus to where it leads", async ({ chat, page }) => {
      await page.keyboard.press("Control+/");
      await page.getByRole("dialog").getByRole("button", { name: "Go to the message box" }).focus();
      await page.keyboard.press("Enter");
      await expect(chat.box).toBeFocused();
      await page.keyboard.press("Control+/");
      await page.getByRole("dialog").getByRole("button", { name: "Search chats" }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("searchbox")).toBeFocused();
      await page.keyboard.press("Control+/");
      await page.getByRole("dialog").getByRole("button", { name: "Show this list" }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expect(chat.box).toBeFocused();
    });

    test("a prompt that is saved or deleted gives the focus to the box for the next", async ({ chat, page }) => {
      await chat.box.focus();
      const settings = await openSettings(page);
      const name = settings.getByLabel("Name");
      await name.fill("translate");
      await settings.getByLabel("Text", { exact: true }).fill("Translate: ");
      await press(page, "Save prompt");
      await expect(settings.getByRole("listitem")).toHaveCount(1);
      await expect(name).toBeFocused();
      await settings.getByRole("listitem").getByRole("button", { name: "Delete" }).focus();
      await page.keyboard.press("Enter");
      await expect(settings.getByRole("listitem")).toHaveCount(0);
      await expect(name).toBeFocused();
    });

    test("in the settings, the heading covers nothing that has the focus", async ({ chat, page }) => {
      await chat.box.focus();
      const settings = await openSettings(page);
      const heading = (await settings.locator("header").boundingBox())!;
      await settings.getByRole("link", { name: "Privacy" }).focus();
      for (let back = 0; back < 12; back++) {
        const focused = settings.locator(":focus");
        const { y } = (await focused.boundingBox())!;
        const [isHeading, padding] = await focused.evaluate((element) => [
          element.closest("header") !== null,
          // Browsers scroll a text box to its caret, so its upper padding may be out of view.
          element.matches("textarea") ? parseFloat(getComputedStyle(element).paddingTop) : 0,
        ]);
        if (!isHeading) expect(y + padding, await focused.innerText()).toBeGreaterThanOrEqual(heading.y + heading.height);
        await page.keyboard.press("Shift+Tab");
      }
    });

    test("the button to the latest words gives the focus to the conversation", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "*", answer: "Words.\n\n".repeat(60), chunk_ms: 0 });
      await chat.ask("Hello");
      await chat.ended();
      await chat.scroller.evaluate((main) => main.dispatchEvent(new WheelEvent("wheel", { deltaY: -9 })));
      await press(page, "Scroll to latest");
      await expect(chat.button("Scroll to latest")).toHaveCount(0);
      await expect(chat.scroller).toBeFocused();
    });

    test("the last question is in view when the arrow up opens it, however long its answer is", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "*", answer: "Words.\n\n".repeat(60), chunk_ms: 0 });
      await chat.ask("Hello");
      await chat.ended();
      await chat.box.focus();
      await page.keyboard.press("ArrowUp");
      const edited = page.getByRole("textbox", { name: "Your message" });
      await expect(edited).toBeFocused();
      await expect(edited).toBeInViewport();
    });

    test("who goes through versions by keyboard stays at their buttons", async ({ chat, page }) => {
      await chat.ask("Hello");
      await chat.ended();
      for (const nth of [2, 3]) {
        await press(page, "Regenerate");
        await expect(page.getByRole("group", { name: `Version ${nth} of ${nth}` })).toBeVisible();
        await chat.ended();
      }
      await chat.button("Previous version").focus();
      const path = [["Previous", 2], ["Next", 1], ["Next", 2], ["Previous", 3]] as const;
      for (const [button, version] of path) {
        await page.keyboard.press("Enter");
        await expect(page.getByRole("group", { name: `Version ${version} of 3` })).toBeVisible();
        await expect(chat.button(`${button} version`)).toBeFocused();
      }
    });

    test("a message that a search found keeps the focus in the list, or gives it to the composer if that closes", async ({ chat, page }) => {
      await chat.ask("Apples");
      await chat.ended();
      await page.keyboard.press("Control+K");
      await expect(page.getByRole("searchbox")).toBeFocused();
      await page.keyboard.type("Apples");
      const hit = page.locator(".hit").first();
      await hit.focus();
      await page.keyboard.press("Enter");
      await expect(size === "phone" ? chat.box : hit).toBeFocused();
    });
  });
}
