import type { Locator } from "@playwright/test";
import { Chat, expect, SIZES, test } from "./harness/page";
import { allProviders } from "./harness/settings";
import { longestTask, slowdown } from "./harness/tasks";

// What is too long is said before anything is sent, and can go along as a file.

/** Pastes a text into a text box, by the keyboard. */
async function paste(box: Locator, text: string): Promise<void> {
  await box.page().evaluate((text) => navigator.clipboard.writeText(text), text);
  await box.focus();
  await box.page().keyboard.press("Control+V");
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

    });

    test("an edited question that is too long says so while it is typed, and can go along as a file", async ({ page, emulator, startSite, expectedErrors }) => {
      expectedErrors.push(/asked/);
      const site = await startSite({ ...allProviders(emulator), MAX_INPUT_CHARS: "1000" });
      await page.goto(site.url);
      const chat = new Chat(page);
      await chat.ready();
      await chat.box.fill("half a message");
      await chat.ask("Hello");
      await chat.ended();
      await chat.box.fill("half a message");
      await chat.button("Edit").click();
      const form = page.locator(".edit");
      const edited = page.getByRole("textbox", { name: "Your message" });
      const send = form.getByRole("button", { name: "Send" });
      await edited.fill("x".repeat(1001));
      await expect(form.getByText("This message is too long (1 characters over the limit).")).toBeVisible();
      await expect(send).toBeDisabled();
      await expect(page.locator(".composer button[type=submit]"), "the composer's message is another one").toBeEnabled();
      await edited.press("Control+Enter");
      await expect(edited).toHaveValue("x".repeat(1001));
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await form.screenshot({ path: `target/screenshots/edit-too-long-${size}.png` });
      await form.getByRole("button", { name: "Attach as a file" }).click();
      await expect(edited).toHaveValue("");
      await expect(edited).toBeFocused();
      await expect(form.locator(".pictures div")).toContainText("1,001 characters, of which the first");
      await edited.fill("What is this?");
      await send.click();
      await expect(chat.questions.locator("p")).toHaveText("What is this?");
      await expect(chat.questions.getByRole("button", { name: "Attached text" })).toHaveText("Attached text: 1,001 characters");
      await expect(chat.box).toHaveValue("half a message");
      await chat.ended();
      expect((await emulator.requests()).at(-1)!.body.messages.at(-1).content).toMatch(/^What is this\?\n\nThe beginning of an attached text:\n\nx+$/);

      await chat.button("Edit").click();
      await expect(form.locator(".pictures div"), "what went along goes along again, unless it is removed").toContainText("1,001 characters");
      await form.getByRole("button", { name: "Remove" }).click();
      await edited.fill("And now?");
      await edited.press("Control+Enter");
      await expect(chat.questions.locator("p")).toHaveText("And now?");
      await expect(chat.questions.getByRole("button", { name: "Attached text" })).toHaveCount(0);
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
      const factor = await slowdown(page);
      const longest = await longestTask(page, async () => {
        for (const text of ["words and words ".repeat(62_500), `${"x".repeat(79)}\n`.repeat(12_500)]) {
          await paste(chat.box, text);
          await expect(page.locator(".pictures div")).toContainText("1,000,000 characters, of which the first 99,900 are sent");
          await expect(chat.box).toHaveValue("");
          await chat.box.pressSequentially("Why?");
          await expect(page.locator(".pictures div")).toContainText("the first 99,896 are sent");
          await chat.button("Remove").click();
          await expect(page.locator(".pictures div")).toHaveCount(0);
          await chat.box.fill("");
        }
        await paste(chat.box, "no more than a message takes ".repeat(3_000));
        await expect(chat.box).toHaveValue(/^no more/);
        await chat.box.press("End");
        await page.keyboard.type("!");
      });
      console.log(`${size}: the longest task took ${Math.round(longest)} ms, on a machine that is ${factor.toFixed(1)} times as slow`);
      // A text box that takes a megabyte needs 2000 to 4000.
      expect(longest).toBeLessThan(100 * factor);
      await chat.send.click();
      await chat.ended();
      expect((await emulator.requests()).at(-1)!.body.messages[0].content).toContain("a message takes !");
    });
  });
}

test.describe("a megabyte that is pasted elsewhere", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });
  const MEGABYTE = "words and words ".repeat(62_500);

  test("becomes a file of an edited question", async ({ chat, page }) => {
    await chat.ask("Hello");
    await chat.ended();
    await chat.button("Edit").click();
    const edited = page.getByRole("textbox", { name: "Your message" });
    await paste(edited, MEGABYTE);
    await expect(page.locator(".edit .pictures div")).toContainText("1,000,000 characters, of which the first 99,895 are sent");
    await expect(edited).toHaveValue("Hello");
    await expect(page.locator(".foot .pictures div")).toHaveCount(0);
  });

  test("is cut to what instructions, a prompt, a name, a title and a search may have", async ({ chat, page }) => {
    await chat.ask("Hello");
    await chat.ended();
    const settings = await chat.settings();
    const boxes = [
      ["Instructions for the model", 100_000],
      ["Text", 100_000],
      ["Name", 200],
    ] as const;
    for (const [name, most] of boxes) {
      const box = settings.getByLabel(name, { exact: true });
      await paste(box, MEGABYTE);
      await expect(box).toHaveValue(MEGABYTE.slice(0, most));
      await box.fill("");
    }
    await page.keyboard.press("Escape");
    const chats = await chat.list();
    await chats.getByRole("button", { name: "More actions" }).click();
    await chats.getByRole("button", { name: "Rename" }).click();
    await paste(chats.getByRole("textbox", { name: "Title" }), MEGABYTE);
    await expect(chats.getByRole("textbox", { name: "Title" })).toHaveValue(MEGABYTE.slice(0, 200));
    await page.keyboard.press("Escape");
    await paste(chats.getByRole("searchbox"), MEGABYTE);
    await expect(chats.getByRole("searchbox")).toHaveValue(MEGABYTE.slice(0, 200));
  });
});

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
