import type { Page } from "@playwright/test";
import { expect, SIZES, test } from "./harness/page";

/** Presses what shows these words, as somebody does who has never seen the page. */
async function press(page: Page, words: string): Promise<void> {
  await page.getByText(words, { exact: true }).filter({ visible: true }).first().click();
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(`somebody new finds, by visible words, ${size}`, () => {
    test.use({ viewport, hasTouch: size === "phone" });

    test("another model", async ({ chat, page, emulator }) => {
      await page.getByText(/^Auto/).filter({ visible: true }).click();
      await press(page, "Gemini Flash");
      await chat.ask("Hello");
      await chat.ended();
      expect((await emulator.requests()).at(-1)).toMatchObject({ provider: "gemini" });
    });

    test("an old chat", async ({ chat, page }) => {
      await chat.ask("The first question");
      await chat.ended();
      await chat.button("New chat").first().click();
      await chat.ask("The second question");
      await chat.ended();
      // On a phone the list opens by the button in the upper left corner, as everywhere.
      if (size === "phone") await page.mouse.click(24, 28);
      await press(page, "The first question");
      await expect(chat.questions).toHaveText(["The first question"]);
    });

    test("how to attach a file", async ({ chat, page, emulator }) => {
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press(page, "Attach")]);
      await chooser.setFiles({ name: "notes.md", mimeType: "text/markdown", buffer: Buffer.from("# Notes\n第一行\n") });
      await expect(page.getByText("Attached text: 12 characters")).toBeVisible();
      await chat.ask("What is in it?");
      await chat.ended();
      expect(JSON.stringify((await emulator.requests()).at(-1)!.body.messages)).toContain("第一行");
    });

    test("how to share", async ({ chat, page, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await chat.ask("Hello");
      await chat.ended();
      await press(page, "Share");
      await press(page, "Copy link");
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("#share1=");
    });
  });
}

test("an older Chinese text is read, and what is no text is refused", async ({ chat, page }) => {
  const attach = async (buffer: Buffer) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), chat.button("Attach").click()]);
    await chooser.setFiles({ name: "a.txt", mimeType: "text/plain", buffer });
  };
  // In GB 18030.
  await attach(Buffer.from([0xc4, 0xe3, 0xba, 0xc3]));
  await expect(page.getByText("Attached text: 2 characters")).toBeVisible();
  await attach(Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]));
  await expect(page.getByText("This file can't be read: it is neither a picture nor a text.")).toBeVisible();
});
