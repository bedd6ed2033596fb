import type { Page } from "@playwright/test";
import { expect, SIZES, test } from "./harness/page";

/** A picture, as a file: wide, with noise, so that it does not compress to nothing. */
async function png(page: Page, width = 3000, height = 2000): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([width, height]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d")!;
      for (let n = 0; n < 2000; n++) {
        context.fillStyle = `hsl(${n * 7} 80% 50%)`;
        context.fillRect((n * 97) % width, (n * 61) % height, 60, 60);
      }
      return canvas.toDataURL("image/png").split(",")[1];
    },
    [width, height],
  );
  return Buffer.from(base64, "base64");
}

/** Pastes or drops a file into the composer. */
async function give(page: Page, way: "paste" | "drop", file: Buffer, type: string): Promise<void> {
  await page.locator(".composer textarea").evaluate(
    (box, [way, base64, type]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "file", { type }));
      const options = { bubbles: true, cancelable: true };
      box.dispatchEvent(way === "paste" ? new ClipboardEvent("paste", { ...options, clipboardData: transfer }) : new DragEvent("drop", { ...options, dataTransfer: transfer }));
    },
    [way, file.toString("base64"), type],
  );
}

/** Drags a file over an element and drops it. Returns for either whether the browser does what it does with files: opens them. */
async function dropOn(page: Page, target: string, file: Buffer, type: string): Promise<boolean[]> {
  return page.locator(target).first().evaluate(
    (element, [base64, type]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], "file", { type }));
      const options = { bubbles: true, cancelable: true, dataTransfer };
      return ["dragover", "drop"].map((kind) => element.dispatchEvent(new DragEvent(kind, options)));
    },
    [file.toString("base64"), type],
  );
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone" });

    test("a file that is dropped anywhere is taken or refused, and never opened by the browser", async ({ chat, page }) => {
      const file = await png(page, 30, 20);
      const drop = (target: string, type: string) => dropOn(page, target, file, type);
      const pictures = page.locator(".pictures img");
      for (const [n, target] of ["main", "header", ".composer textarea"].entries()) {
        expect(await drop(target, "image/png"), target).toEqual([false, false]);
        await expect(pictures, target).toHaveCount(n + 1);
      }
      expect(await drop("main", "application/pdf")).toEqual([false, false]);
      await expect(page.getByText("This file can't be read: it is neither a picture nor a text.")).toBeVisible();
      const words = await chat.box.evaluate((box) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData("text/plain", "words");
        return box.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
      });
      expect(words, "words are the box's own matter").toBe(true);
    });

    test("a file that is dropped on the list or on a dialog is taken", async ({ chat, page }) => {
      const file = await png(page, 30, 20);
      const pictures = page.locator(".pictures img");
      await chat.list();
      expect(await dropOn(page, ".sidebar .bottom", file, "image/png")).toEqual([false, false]);
      await expect(pictures).toHaveCount(1);
      await chat.settings();
      expect(await dropOn(page, "dialog .content", file, "image/png")).toEqual([false, false]);
      await expect(pictures).toHaveCount(2);
    });

    test("a file that is dropped on a chat that someone shared is refused with a word, until the chat is continued", async ({ chat, page, browser }) => {
      await chat.ask("Hello");
      await chat.ended();
      await chat.button("Share").click();
      const link = await page.getByRole("textbox", { name: "Share this chat" }).inputValue();
      for (const [locale, words, goOn] of [
        ["en-US", "First press “Continue here”, then add files.", "Continue here"],
        ["zh-CN", "请先点“在这里继续”，再添加文件。", "在这里继续"],
      ]) {
        const other = await browser.newPage({ viewport, locale, hasTouch: size === "phone" });
        await other.goto(link);
        const button = other.getByRole("button", { name: goOn });
        await button.waitFor();
        const file = await png(other, 30, 20);
        expect(await dropOn(other, "main", file, "image/png")).toEqual([false, false]);
        await expect(other.getByText(words)).toBeVisible();
        await expect(other.locator(".pictures img")).toHaveCount(0);
        await other.screenshot({ path: `target/screenshots/shared-drop-${size}-${locale}.png` });
        await button.click();
        await expect(other.getByText(words)).toHaveCount(0);
        await dropOn(other, "main", file, "image/png");
        await expect(other.locator(".pictures img")).toHaveCount(1);
        await other.close();
      }
    });

    test("pictures are picked, pasted and dropped, made small, asked about and kept", async ({ chat, page, emulator }) => {
      const file = await png(page);
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), chat.button("Attach").click()]);
      await chooser.setFiles({ name: "a.png", mimeType: "image/png", buffer: file });
      const preview = page.locator(".pictures img");
      await expect(preview).toHaveCount(1);
      await give(page, "paste", file, "image/png");
      await expect(preview).toHaveCount(2);
      await give(page, "drop", file, "image/png");
      await expect(preview).toHaveCount(3);
      await give(page, "paste", file, "image/png");
      await expect(page.getByText("You can add up to three pictures to a message.")).toBeVisible();
      await chat.button("Remove").first().click();
      await expect(preview).toHaveCount(2);
      await expect(preview.first()).toHaveAttribute("alt", "Picture 1 of 2");
      await chat.box.fill("What is this?");
      await page.screenshot({ path: `target/screenshots/pictures-${size}.png` });
      await chat.ask("What is this?");
      await chat.ended();
      await expect(preview).toHaveCount(0);
      const parts = (await emulator.requests()).at(-1)!.body.messages.at(-1).content;
      expect(parts.map(({ type }: { type: string }) => type)).toEqual(["text", "image_url", "image_url"]);
      for (const { image_url } of parts.slice(1)) {
        expect(image_url.url).toMatch(/^data:image\/jpeg;base64,/);
        expect(image_url.url.length).toBeLessThan(220_000);
      }
      await page.reload();
      await chat.ready();
      const sent = chat.questions.locator("img");
      await expect(sent).toHaveCount(2);
      await expect(chat.questions.getByRole("img", { name: "Picture 2 of 2" })).toBeVisible();
      const [width, height] = await sent.first().evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
      expect(width).toBeLessThanOrEqual(1024);
      expect(width / height).toBeCloseTo(1.5, 1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `target/screenshots/pictures-${size}-sent.png` });
    });
  });
}

test("a file that is no picture says so, and nothing is lost", async ({ chat, page }) => {
  await chat.box.fill("half");
  await give(page, "paste", Buffer.from("no picture"), "image/png");
  await expect(page.getByText("This file can't be read: it is neither a picture nor a text.")).toBeVisible();
  await expect(chat.box).toHaveValue("half");
});
