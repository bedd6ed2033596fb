import type { Page } from "@playwright/test";
import { expect, SIZES, test } from "./harness/page";

// Copy works where the browser does not let the page copy: the text is selected, and the page says what to do.

const HINT = /doesn.t let this page copy. The text is selected: press Ctrl\+C or ⌘C, or hold it/;

/** A browser without a clipboard for pages (plain http), or whose visitor has forbidden it. */
async function withoutClipboard(page: Page, how: "absent" | "denied"): Promise<void> {
  await page.addInitScript((how) => {
    const clipboard = how === "absent" ? undefined : { writeText: () => Promise.reject(new DOMException("denied", "NotAllowedError")) };
    Object.defineProperty(navigator, "clipboard", { value: clipboard });
    document.execCommand = () => false;
  }, how);
}

const selected = (page: Page) =>
  page.evaluate(() => {
    const box = document.activeElement as HTMLTextAreaElement;
    return box.value?.slice(box.selectionStart, box.selectionEnd);
  });

for (const size of ["phone", "desktop"] as const) {
  for (const how of ["absent", "denied"] as const) {
    test.describe(`${size}, clipboard ${how}`, () => {
      test.use({ viewport: SIZES[size], hasTouch: size === "phone", isMobile: size === "phone" });

      test("each Copy button of a chat selects its text and says what to do", async ({ page, emulator }) => {
        await withoutClipboard(page, how);
        await emulator.scenario({ provider: "*", answer: "Some **words**\n\n```sh\nls\n```\n", chunk_ms: 0 });
        await page.goto("/");
        const ask = page.getByRole("textbox", { name: "Message" });
        await ask.fill("Hello");
        await page.getByRole("button", { name: "Send", exact: true }).click();
        const answer = page.getByRole("article", { name: "Assistant" });
        await answer.getByRole("button", { name: "Copy as…" }).waitFor();
        const dialog = page.getByRole("dialog", { name: HINT });
        const copies = [
          [answer.getByRole("button", { name: "Copy message" }), "Some **words**\n\n```sh\nls\n```\n"],
          [answer.getByRole("button", { name: "Copy", exact: true }).first(), "ls\n"],
        ] as const;
        for (const [button, text] of copies) {
          await button.click();
          await expect(dialog).toBeVisible();
          expect(await selected(page)).toEqual(typeof text === "string" ? text : expect.stringMatching(text));
          await page.screenshot({ path: `target/screenshots/copy-by-hand-${size}.png` });
          await page.keyboard.press("Escape");
          await expect(dialog).toHaveCount(0);
          await expect(button, "the focus is where it was").toBeFocused();
        }
        const menu = answer.getByRole("button", { name: "Copy as…" });
        for (const way of ["Copy as text", "Copy with formatting"]) {
          await menu.click();
          await answer.getByRole("menuitem", { name: way }).click();
          await expect(dialog).toBeVisible();
          expect(await selected(page)).toMatch(/^Some words\s+ls\s*$/);
          await page.keyboard.press("Escape");
          await expect(dialog).toHaveCount(0);
          await expect(menu, "the focus is where it was").toBeFocused();
        }
        await page.getByRole("button", { name: "Share" }).click();
        await page.getByRole("button", { name: "Copy link" }).click();
        await expect(dialog).toBeVisible();
        expect(await selected(page)).toContain("#share1=");
        await dialog.getByRole("button", { name: "Dismiss" }).click();
        await expect(page.getByRole("dialog", { name: "Share" }), "the other dialog stays").toBeVisible();
      });
    });
  }
}

test("a text that the visitor copies is said to be copied; Escape does not stop an answer besides", async ({ page, emulator }) => {
  await withoutClipboard(page, "denied");
  await emulator.scenario({ provider: "*", chunks: 5000, chunk_ms: 20 });
  await page.goto("/");
  await page.getByRole("textbox", { name: "Message" }).fill("Hello");
  await page.keyboard.press("Enter");
  await page.getByRole("article", { name: "Assistant" }).getByText("w3").waitFor();
  const copy = page.getByRole("article", { name: "You" }).getByRole("button", { name: "Copy message" });
  await copy.click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeVisible();
  await copy.click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Control+C");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("article", { name: "You" }).getByRole("button", { name: "Copied" })).toBeFocused();
});

test("where only the older way is allowed, it is taken, in a dialog too", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto("/");
  await page.getByRole("textbox", { name: "Message" }).fill("Hello");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Copy as…" }).waitFor();
  await page.getByRole("button", { name: "Share" }).click();
  await page.evaluate(() => addEventListener("copy", () => (document.body.dataset.copied = String(getSelection()))));
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator("body")).toHaveAttribute("data-copied", /#share1=/);
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(1);
});

test("the report's Copy buttons select their text too, in Chinese", async ({ page }) => {
  await withoutClipboard(page, "absent");
  await page.goto("/report?lang=zh");
  await page.getByRole("button", { name: "复制为 Markdown" }).click();
  await expect(page.getByRole("dialog", { name: /浏览器不允许本页复制.*Ctrl\+C/ })).toBeVisible();
  expect(await selected(page)).toContain("| Workers AI |");
  await page.screenshot({ path: "target/screenshots/copy-by-hand-report.png" });
  await page.getByRole("dialog").getByRole("button", { name: "关闭" }).click();
  await expect(page.getByRole("button", { name: "复制为 Markdown" })).toBeFocused();
});
