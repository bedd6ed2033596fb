import type { Page } from "@playwright/test";
import { Chat, expect, SIZES, test } from "./harness/page";
import { allProviders } from "./harness/settings";

// What is too long is said before anything is sent, and can go along as a file.

/** Pastes a text into the composer, by the keyboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator(".composer textarea").focus();
  await page.keyboard.press("Control+V");
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone", permissions: ["clipboard-read", "clipboard-write"] });

    test("a message that is too long says by how much, and is not sent", async ({ page, emulator, startSite, expectedErrors }) => {
      expectedErrors.push(/asked/);
      const site = await startSite({ ...allProviders(emulator), MAX_INPUT_CHARS: "300" });
      await page.goto(site.url);
      const chat = new Chat(page);
      await chat.ready();
      await chat.box.fill(`  ${"字🌈".repeat(150)}\n`);
      await expect(chat.send, "as many characters as the Function counts").toBeEnabled();
      await chat.box.fill("字🌈".repeat(900));
      await expect(page.getByText("This message is too long (1,500 characters over the limit).")).toBeVisible();
      await expect(chat.send).toBeDisabled();
      await chat.box.press("Control+Enter");
      await expect(chat.box).toHaveValue("字🌈".repeat(900));
      await expect(chat.questions).toHaveCount(0);
      await page.screenshot({ path: `target/screenshots/too-long-${size}.png` });
      expect(await emulator.requests()).toEqual([]);
      await chat.ask("字🌈".repeat(150));
      await chat.ended();
      expect((await emulator.requests()).map(({ body }) => body.messages.at(-1).content)).toEqual(["字🌈".repeat(150)]);

      await chat.button("Edit").click();
      const edited = page.getByRole("textbox", { name: "Your message" });
      await edited.fill("x".repeat(301));
      await edited.press("Control+Enter");
      await expect(edited).toHaveValue("x".repeat(301));
      expect(await edited.evaluate((box: HTMLTextAreaElement) => box.validationMessage)).toBe("This message is too long (1 characters over the limit).");
      await edited.fill("x");
      await edited.press("Control+Enter");
      await expect(chat.questions.locator("p")).toHaveText("x");
    });

    test("what is too long goes along as a file, as much of it as fits, and stays in the context", async ({ page, emulator, startSite, expectedErrors }) => {
      expectedErrors.push(/asked/);
      const site = await startSite({ ...allProviders(emulator), MAX_INPUT_CHARS: "1000" });
      await emulator.scenario({ provider: "*", answer: "y".repeat(60), chunk_ms: 0 });
      await page.goto(site.url);
      const chat = new Chat(page);
      await chat.ready();
      const long = "0123456789".repeat(500);
      await chat.box.fill(long);
      await chat.button("Attach as a file").click();
      await expect(chat.box).toHaveValue("");
      await expect(chat.box).toBeFocused();
      await chat.box.fill("What is this?");
      await expect(page.locator(".pictures div")).toHaveText("Attached text: 5,000 characters, of which the first 887 are sent");
      await page.screenshot({ path: `target/screenshots/attached-${size}.png` });
      await chat.ask("What is this?");
      await chat.ended();
      await expect(page.locator(".pictures div")).toHaveCount(0);
      await expect(chat.questions.first().getByRole("button", { name: "Attached text" })).toHaveText("Attached text: 5,000 characters");
      await page.screenshot({ path: `target/screenshots/sent-file-${size}.png` });
      const sent = async () => (await emulator.requests()).at(-1)!.body.messages;
      expect((await sent())[0].content).toBe(`What is this?\n\nThe beginning of an attached text:\n\n${long.slice(0, 887)}`);
      const status = page.waitForResponse(/\/api\/status$/);
      await page.reload();
      await chat.ready();
      await status;
      await chat.ask("And then?");
      await chat.ended();
      const [first, , last] = await sent();
      expect(last.content).toBe("And then?");
      expect(first.content, "the file makes room for what came after it").toBe(`What is this?\n\nThe beginning of an attached text:\n\n${long.slice(0, 818)}`);
      const [download] = await Promise.all([page.waitForEvent("download"), chat.questions.first().getByRole("button", { name: "Attached text" }).click()]);
      expect(download.suggestedFilename()).toBe("text.txt");
    });

    test("a megabyte that is pasted becomes a file, and does not hold up the page", async ({ chat, page, emulator }) => {
      await page.evaluate(() => {
        const longest = ((window as any).longest = [0]);
        new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => longest.push(duration))).observe({ type: "longtask" });
      });
      for (const text of ["words and words ".repeat(62_500), `${"x".repeat(79)}\n`.repeat(12_500)]) {
        await paste(page, text);
        await expect(page.locator(".pictures div")).toContainText("1,000,000 characters, of which the first 99,900 are sent");
        await expect(chat.box).toHaveValue("");
        await chat.box.pressSequentially("Why?");
        await expect(page.locator(".pictures div")).toContainText("the first 99,896 are sent");
        await chat.button("Remove").click();
        await expect(page.locator(".pictures div")).toHaveCount(0);
        await chat.box.fill("");
      }
      await paste(page, "no more than a message takes ".repeat(3_000));
      await expect(chat.box).toHaveValue(/^no more/);
      await chat.box.press("End");
      await page.keyboard.type("!");
      const longest = await page.evaluate(() => Math.max(...(window as any).longest));
      console.log(`${size}: the longest task took ${Math.round(longest)} ms`);
      // Less than 100 ms on a machine that does nothing else; a text box that takes a megabyte needs 2000 to 4000.
      expect(longest).toBeLessThan(500);
      await chat.send.click();
      await chat.ended();
      expect((await emulator.requests()).at(-1)!.body.messages[0].content).toContain("a message takes !");
    });
  });
}

/** The smallest picture. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

async function pick(chat: Chat, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([chat.page.waitForEvent("filechooser"), chat.button("Attach").click()]);
  await chooser.setFiles({ name, mimeType, buffer });
}

test("what is attached is still there after the page was loaded again, and is sent once", async ({ chat, page, emulator }) => {
  const attached = page.locator(".pictures div");
  await chat.box.fill("long ".repeat(20_001));
  await chat.button("Attach as a file").click();
  await pick(chat, "dot.png", "image/png", PNG);
  await pick(chat, "notes.txt", "text/plain", Buffer.from("Some notes."));
  await expect(attached).toHaveCount(3);
  await attached.last().getByRole("button", { name: "Remove" }).click();
  await expect(attached).toHaveCount(2);
  await page.reload();
  await chat.ready();
  await expect(attached.first()).toContainText("100,005 characters");
  await expect(attached.last().getByRole("img")).toBeVisible();
  await expect(attached).toHaveCount(2);
  await chat.ask("What are these?");
  await chat.ended();
  await expect(attached).toHaveCount(0);
  const sent = JSON.stringify((await emulator.requests()).at(-1)!.body.messages);
  expect(sent).toContain("long long");
  expect(sent).toContain("data:image/jpeg;base64,");
  await page.reload();
  await chat.ready();
  await expect(chat.questions).toHaveCount(1);
  await expect(attached).toHaveCount(0);
});

test("an attachment that the browser has no room for says so, and the others stay", async ({ chat, page }) => {
  const attached = page.locator(".pictures div");
  await pick(chat, "notes.txt", "text/plain", Buffer.from("Some notes."));
  await expect(attached).toHaveCount(1);
  // As when the storage is full.
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      if (text.length > 100) throw new DOMException("", "QuotaExceededError");
      set.call(this, key, text);
    };
  });
  await pick(chat, "more.txt", "text/plain", Buffer.from("long ".repeat(100)));
  const warning = page.getByText("This browser has no room for it");
  await expect(warning).toBeVisible();
  await attached.last().getByRole("button", { name: "Remove" }).click();
  await expect(warning).toHaveCount(0);
  await pick(chat, "more.txt", "text/plain", Buffer.from("long ".repeat(100)));
  await expect(warning).toBeVisible();
  await page.reload();
  await chat.ready();
  await expect(attached).toHaveCount(1);
  await expect(attached).toContainText("11 characters");
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });

  test("a message that is too long says so", async ({ page }) => {
    await page.goto("/");
    const box = page.getByRole("textbox", { name: "消息" });
    await page.getByRole("button", { name: "新对话" }).waitFor();
    await box.fill("字".repeat(100_001));
    await expect(page.getByText("这条消息太长，超出上限 1 个字符。")).toBeVisible();
    await page.getByRole("button", { name: "作为文件附上" }).click();
    await expect(page.locator(".pictures div")).toContainText("附上的文字：100,001 个字符，只发送前 99,900 个");
    await expect(page.getByRole("button", { name: "移除" })).toBeVisible();
  });
});
