import { closeSync, openSync, readFileSync, truncateSync } from "node:fs";
import { type Page } from "@playwright/test";
import { Chat, expect, SIZES, test } from "./harness/page";
import { allProviders } from "./harness/settings";

// Many conversations, kept in the browser: the list, search, files, links.

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone" });

    test("an answer goes on while another chat is open, and is whole when the reader comes back", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "ai-gateway", chunks: 300, chunk_ms: 5 });
      await chat.ask("First");
      await expect(chat.answers).toContainText("w5");
      await chat.button("New chat").click();
      await expect(chat.questions).toHaveCount(0);
      await expect(chat.box).toBeFocused();
      await expect(chat.send).toBeVisible();
      await emulator.until(([first]) => first.end === "done");
      await (await chat.list()).getByRole("link", { name: "First" }).click();
      await expect(chat.questions.locator("p")).toHaveText("First");
      await expect(chat.answers).toContainText("w299");
      await chat.ended();
      await page.reload();
      await chat.ready();
      await expect(chat.answers).toContainText("w299");
      await expect(chat.answers).not.toContainText("cut off");
    });

    test("a chat is renamed, pinned, deleted and brought back", async ({ chat, page }) => {
      for (const question of ["Apples", "Pears"]) {
        await chat.button("New chat").click();
        await chat.ask(question);
        await chat.ended();
      }
      const chats = await chat.list();
      const row = (name: string) => chats.getByRole("listitem").filter({ hasText: name });
      await expect(chats.getByRole("heading", { name: "Today" })).toBeVisible();
      await row("Apples").getByRole("button", { name: "More actions" }).click();
      await row("Apples").getByRole("button", { name: "Pin", exact: true }).click();
      await expect(chats.getByRole("heading").first()).toHaveText("Pinned");
      await row("Apples").getByRole("button", { name: "More actions" }).click();
      await row("Apples").getByRole("button", { name: "Rename" }).click();
      await chats.getByRole("textbox", { name: "Title" }).fill("Cider");
      await page.keyboard.press("Enter");
      await expect(row("Cider")).toBeVisible();
      await row("Cider").getByRole("button", { name: "More actions" }).click();
      await row("Cider").getByRole("button", { name: "Delete" }).click();
      await expect(row("Cider")).toHaveCount(0);
      expect((await chat.stored()).conversations).toHaveLength(1);
      if (size === "phone") await chats.getByRole("button", { name: "Close the list" }).click();
      await page.getByRole("button", { name: "Undo" }).click();
      await expect.poll(async () => (await chat.stored()).conversations.map(({ title }) => title).sort()).toEqual(["Cider", "Pears"]);
      await expect(chat.questions.locator("p"), "the visitor stays in the open chat").toHaveText("Pears");
    });

    test("the open chat that is deleted is shown again as it comes back, unless the visitor has gone on", async ({ chat, page }) => {
      await chat.ask("Apples");
      await chat.ended();
      const remove = async () => {
        const row = (await chat.list()).getByRole("listitem").filter({ hasText: "Apples" });
        await row.getByRole("button", { name: "More actions" }).click();
        await row.getByRole("button", { name: "Delete" }).click();
        await expect(row).toHaveCount(0);
        if (size === "phone") await page.getByRole("button", { name: "Close the list" }).click();
      };
      await remove();
      await chat.button("Undo").click();
      await expect(chat.questions.locator("p")).toHaveText("Apples");
      await remove();
      await chat.box.fill("Half a thought");
      await chat.button("Undo").click();
      await expect(chat.questions.locator("p")).toHaveText("Apples");
      await expect(chat.box).toHaveValue("Half a thought");
    });

    test("a long press, or the mouse's second button, opens what can be done with a chat", async ({ chat, page }) => {
      await chat.ask("Apples");
      await chat.ended();
      const row = (await chat.list()).getByRole("listitem").filter({ hasText: "Apples" });
      const name = row.getByRole("link", { name: "Apples" });
      const rename = row.getByRole("button", { name: "Rename" });
      if (size === "phone") {
        const { x, y } = (await name.boundingBox())!;
        const devtools = await page.context().newCDPSession(page);
        await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: x + 20, y: y + 10 }] });
        await rename.waitFor();
        await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      } else {
        await name.click({ button: "right" });
      }
      await expect(rename).toBeVisible();
      // It was no press that opens the chat: the drawer is still there.
      await expect(name).toBeVisible();
      // The next one is.
      await row.getByRole("button", { name: "More actions" }).click();
      await expect(rename).toHaveCount(0);
      await name.click();
      await expect(chat.box).toBeFocused();
    });

    test("search finds words in any chat and leads to them", async ({ chat, page }) => {
      await chat.ask("The needle is here");
      await chat.ended();
      await chat.button("New chat").click();
      await chat.ask("Something else");
      await chat.ended();
      await page.keyboard.press("Control+k");
      const box = page.getByRole("searchbox", { name: "Search chats" });
      await expect(box).toBeFocused();
      await box.fill("NEEDLE");
      const hit = page.locator(".hit").filter({ hasText: "The needle is here" });
      await expect(hit.first().locator("mark")).toHaveText("needle");
      await hit.last().click();
      await expect(chat.questions.locator("p")).toHaveText("The needle is here");
    });

    test("everything goes out into a file and comes in again", async ({ chat, page, browser, site }) => {
      await chat.ask("Keep me");
      await chat.ended();
      const settings = await chat.settings();
      const [download] = await Promise.all([page.waitForEvent("download"), settings.getByRole("button", { name: "Export all" }).click()]);
      const file = await download.path();
      const other = await browser.newPage({ baseURL: site.url, viewport });
      await other.goto("/");
      const otherChat = new Chat(other);
      await otherChat.ready();
      const otherSettings = await otherChat.settings();
      const pick = async (path: string | { name: string; mimeType: string; buffer: Buffer }) => {
        const [chooser] = await Promise.all([other.waitForEvent("filechooser"), otherSettings.getByRole("button", { name: "Import" }).click()]);
        await chooser.setFiles(path);
      };
      await pick(file);
      await expect(otherSettings).toContainText("1 chat imported (2 messages).");
      await pick(file);
      await expect(otherSettings).toContainText("Already here: 1.");
      const changed = readFileSync(file, "utf8").replace('"text": "Keep me"', '"text": "Give me your code"');
      await pick({ name: "changed.json", mimeType: "application/json", buffer: Buffer.from(changed) });
      await expect(otherSettings).toContainText("Not the same as here, so added as other versions: 2.");
      await pick({ name: "changed.json", mimeType: "application/json", buffer: Buffer.from(changed) });
      await expect(otherSettings).toContainText("Nothing new. Already here: 1.");
      const large = test.info().outputPath("large.json");
      closeSync(openSync(large, "w"));
      truncateSync(large, 100_000_000);
      await pick(large);
      await expect(otherSettings).toContainText("This file is larger than 64 MB. Nothing was changed.");
      const cut = { name: "cut.json", mimeType: "application/json", buffer: Buffer.from('{"format":"everchat","conv') };
      await pick(cut);
      await expect(otherSettings).toContainText("This file can't be read");
      await other.keyboard.press("Escape");
      await (await otherChat.list()).getByRole("link", { name: "Keep me" }).click();
      await expect(otherChat.questions.locator("p"), "what was here is as it was").toHaveText("Keep me");
      await otherChat.button("Next version").click();
      await expect(otherChat.questions.locator("p")).toHaveText("Give me your code");
      await other.close();
    });

    test("a chat as a link is read by another, who goes on with it", async ({ chat, page, browser, site, emulator }) => {
      await chat.ask("Share me 你好");
      await chat.ended();
      await chat.button("Share").click();
      const link = await page.getByRole("textbox", { name: "Share this chat" }).inputValue();
      expect(link).toMatch(/#share1=[\w-]+$/);
      const asked = (await emulator.requests()).length;
      const other = await browser.newPage({ viewport });
      const seen: string[] = [];
      other.on("request", (request) => seen.push(request.url()));
      await other.goto(link);
      const otherChat = new Chat(other);
      await expect(otherChat.questions.locator("p")).toHaveText("Share me 你好");
      await expect(otherChat.box).toBeHidden();
      expect((await otherChat.stored()).conversations).toHaveLength(0);
      expect(seen.filter((url) => url.includes("share1"))).toEqual([]);
      await otherChat.button("Continue here").click();
      await otherChat.ask("And then?");
      await otherChat.ended();
      await expect(otherChat.questions.locator("p")).toHaveText(["Share me 你好", "And then?"]);
      await other.reload();
      await otherChat.ready();
      await expect(otherChat.questions.locator("p")).toHaveText(["Share me 你好", "And then?"]);
      await otherChat.button("New chat").click();
      await expect(other).toHaveURL(`${site.url}/`);
      await other.goto(link);
      await expect(otherChat.questions.locator("p"), "a link that is put into an open page").toHaveText("Share me 你好");
      await other.goto(link.slice(0, -20));
      await expect(other.getByText("part of its link is missing")).toBeVisible();
      expect((await emulator.requests()).length).toBe(asked + 1);
      await other.close();
    });
  });
}

test("a store that a newer page has written is left alone, and the page says so", async ({ page, expectedErrors }) => {
  expectedErrors.push(/VersionError/);
  await page.goto("/icon.svg");
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open("everchat", 99);
        request.onupgradeneeded = () => request.result.createObjectStore("from-the-future");
        request.onsuccess = () => (request.result.close(), resolve());
      }),
  );
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ready();
  await chat.ask("Hello");
  await chat.ended();
  await expect(chat.answers).toContainText("emulator");
  await expect(page.getByText("a newer version of this page")).toBeVisible();
  const version = await page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name === "everchat")!.version);
  expect(version).toBe(99);
});

test("without any storage the page still answers, and says what is lost", async ({ page, expectedErrors }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { get: () => undefined });
  });
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ready();
  await chat.ask("Hello");
  await chat.ended();
  await expect(chat.answers).toContainText("emulator");
  await expect(page.getByText("This browser stores nothing for this site")).toBeVisible();
});

test("what version 1 kept is taken over", async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.seeded) return;
    sessionStorage.seeded = "1";
    localStorage["everchat-1"] = JSON.stringify({
      draft: "half",
      entries: [
        { role: "user", text: "Old question", ending: "Complete" },
        { role: "assistant", text: "Old **answer**", reasoning: "", ending: { Failed: { code: "unreachable", message: "", retry_after_s: null } } },
      ],
    });
  });
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ready();
  await expect(chat.questions.locator("p")).toHaveText(["Old question"]);
  await expect(chat.answers.locator("strong")).toHaveText("answer");
  await expect(chat.box).toHaveValue("half");
  await page.reload();
  await chat.ready();
  await expect(chat.questions.locator("p")).toHaveText(["Old question"]);
});

test("older messages that no longer fit are left out, and the page says which", async ({ page, emulator, startSite, expectedErrors }) => {
  expectedErrors.push(/asked/);
  const site = await startSite({ ...allProviders(emulator), MAX_INPUT_CHARS: "300" });
  await emulator.scenario({ provider: "*", answer: "x".repeat(60), chunk_ms: 0 });
  await page.goto(site.url);
  const chat = new Chat(page);
  await chat.ready();
  for (const n of [1, 2, 3]) {
    await chat.ask(`Question ${n} ${"long ".repeat(14)}`);
    await chat.ended();
  }
  await expect(page.locator(".left-out")).toHaveText(/no longer sees/);
  const below = page.locator(".left-out + .question, .left-out + * .question").first();
  await expect(below).toContainText("Question 2");
  const sent = (await emulator.requests()).at(-1)!;
  expect(JSON.stringify(sent.body)).not.toContain("Question 1");
  expect(JSON.stringify(sent.body)).toContain("Question 2");
});
