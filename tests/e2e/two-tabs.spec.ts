import type { BrowserContext, Page } from "@playwright/test";
import { Chat, expect, test } from "./harness/page";

// Two tabs of one browser share what is kept, and neither loses what the other has written.

async function openTab(context: BrowserContext): Promise<Chat> {
  const page = await context.newPage();
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ready();
  return chat;
}

/** From now on the other tabs hear nothing of this one. */
function silence(): void {
  BroadcastChannel.prototype.postMessage = () => {};
}

/** Does something in the menu of the only chat of the list. */
async function inMenu(page: Page, item: string): Promise<void> {
  const row = page.getByRole("complementary", { name: "Chats" }).getByRole("listitem").first();
  await row.hover();
  await row.getByRole("button", { name: "More actions" }).click();
  await row.getByRole("button", { name: item, exact: true }).click();
}

test("two tabs add to one chat, and nothing overwrites anything", async ({ chat, page, context }) => {
  await chat.ask("One");
  await chat.ended();
  const other = await context.newPage();
  await other.goto("/");
  const second = new Chat(other);
  await second.ready();
  await expect(second.questions.locator("p")).toHaveText(["One"]);
  await second.ask("From the second tab");
  await second.ended();
  await expect(chat.questions.locator("p")).toHaveText(["One", "From the second tab"]);
  await expect(chat.answers.last()).toContainText("From the second tab");
  // At once: as versions of one question or one after the other, as it happens; but both are kept whole.
  await Promise.all([chat.ask("Apples"), second.ask("Pears")]);
  await Promise.all([chat.ended(), second.ended()]);
  const kept = async () => (await chat.stored()).messages;
  await expect.poll(async () => (await kept()).filter(({ ending }) => ending === "Complete").length).toBe(8);
  const messages = await kept();
  for (const asked of ["Apples", "Pears"]) {
    const question = messages.find(({ role, text }) => role === "user" && text === asked)!;
    const answer = messages.find(({ parent }) => parent === question.id)!;
    expect(answer.text).toContain(asked);
  }
  await page.reload();
  await chat.ready();
  await expect(chat.questions.locator("p").first()).toHaveText("One");
});

test("a name and a pin that one tab gives stay when the other goes on", async ({ chat, page, context }) => {
  await chat.ask("One");
  await chat.ended();
  const second = await openTab(context);
  await expect(second.questions.locator("p")).toHaveText(["One"]);
  await inMenu(page, "Pin");
  await inMenu(page, "Rename");
  await page.getByRole("textbox", { name: "Title" }).fill("Another name");
  await page.keyboard.press("Enter");
  await expect(second.page.getByRole("heading", { name: "Another name" })).toBeVisible();
  await second.ask("Two");
  await second.ended();
  await expect.poll(async () => (await chat.stored()).messages.length).toBe(4);
  const [kept] = (await chat.stored()).conversations;
  expect([kept.title, kept.pinned]).toEqual(["Another name", true]);
});

test("a chat that one tab deletes comes back whole when the other goes on with it", async ({ chat, page, context }) => {
  for (const question of ["One", "Two"]) {
    await chat.ask(question);
    await chat.ended();
  }
  const second = await openTab(context);
  await expect(second.questions.locator("p")).toHaveText(["One", "Two"]);
  await inMenu(page, "Delete");
  await expect.poll(async () => (await chat.stored()).messages.length).toBe(0);
  await second.ask("Three");
  await second.ended();
  await expect.poll(async () => (await chat.stored()).messages.length).toBe(6);
  await second.page.reload();
  await second.ready();
  await expect(second.questions.locator("p")).toHaveText(["One", "Two", "Three"]);
});

for (const where of ["the same tab", "another tab"]) {
  test(`the answer of a chat that is deleted in ${where} is cancelled, and nothing of it is kept`, async ({ chat, context, emulator }) => {
    await emulator.scenario({ provider: "*", chunks: 2000, chunk_ms: 10 });
    await chat.ask("Long");
    await expect(chat.answers).toContainText("w20");
    const deleting = where === "the same tab" ? chat : await openTab(context);
    await inMenu(deleting.page, "Delete");
    await emulator.until(([first]) => first.end === "client_closed");
    await expect(chat.send).toBeVisible();
    await expect.poll(async () => Object.values(await chat.stored()).map(({ length }) => length)).toEqual([0, 0]);
  });
}

test("an answer that another tab writes is shown as being written, grows, and ends as it ends there", async ({ chat, context, emulator }) => {
  await emulator.scenario({ provider: "*", chunks: 2000, chunk_ms: 10 });
  const second = await openTab(context);
  await chat.ask("Long");
  await expect(chat.answers).toContainText("w20");
  // One that is opened meanwhile, and one that has the chat open already.
  const third = await openTab(context);
  await second.page.reload();
  await second.ready();
  for (const other of [second, third]) {
    await expect(other.answers).toContainText("w20");
    await expect(other.answers).toHaveAttribute("aria-busy", "true");
    await expect(other.button("Continue")).toHaveCount(0);
    await expect(other.button("Retry")).toHaveCount(0);
  }
  const length = (await second.answers.innerText()).length;
  await expect.poll(async () => (await second.answers.innerText()).length).toBeGreaterThan(length + 200);
  await chat.stop.click();
  const text = await chat.answers.locator(".prose").innerText();
  for (const other of [second, third]) {
    await expect(other.button("Continue")).toBeVisible();
    await expect(other.answers.locator(".prose")).toHaveText(text);
  }
});

test("what is sent in one tab appears in the other at once, before an answer has begun", async ({ chat, context, emulator }) => {
  await chat.ask("One");
  await chat.ended();
  const second = await openTab(context);
  await emulator.scenario({ provider: "*", delay_ms: 8_000 });
  await chat.ask("Two");
  await expect(second.questions.locator("p")).toHaveText(["One", "Two"]);
  await expect(second.answers.last()).toHaveAttribute("aria-busy", "true");
  await chat.stop.click();
  await expect(second.answers.last()).toHaveAttribute("aria-busy", "false");
});

test("where the tab that writes an answer is closed, the other has each of its words and says that it broke off", async ({ chat, page, context, emulator }) => {
  await emulator.scenario({ provider: "*", chunks: 2000, chunk_ms: 10 });
  await chat.ask("Long");
  await expect(chat.answers).toContainText("w20");
  const second = await openTab(context);
  await expect(second.answers).toContainText("w20");
  const words = await chat.answers.locator(".prose").innerText();
  await page.close({ runBeforeUnload: true });
  await expect(second.button("Continue")).toBeVisible();
  expect(await second.answers.locator(".prose").innerText()).toContain(words);
  await emulator.reset();
  await second.button("Continue").click();
  await second.ended();
  await second.page.reload();
  await second.ready();
  expect(await second.answers.locator(".prose").innerText()).toContain(words);
});

test("an answer that is stopped in one tab and goes on there is being written in the other, which cannot continue it too", async ({ chat, context, emulator }) => {
  await emulator.scenario({ provider: "*", chunks: 2000, chunk_ms: 10 });
  await chat.ask("Long");
  await expect(chat.answers).toContainText("w20");
  const second = await openTab(context);
  await expect(second.answers).toContainText("w20");
  await chat.stop.click();
  await expect(second.button("Continue")).toBeVisible();
  await chat.button("Continue").click();
  await expect(second.answers).toHaveAttribute("aria-busy", "true");
  await expect(second.button("Continue")).toHaveCount(0);
  await chat.stop.click();
  await expect(second.button("Continue")).toBeVisible();
});

test("a message that one tab deletes while the other goes on below it leaves the beginning where it was", async ({ chat, page, context }) => {
  for (const question of ["One", "Two"]) {
    await chat.ask(question);
    await chat.ended();
  }
  const second = await openTab(context);
  await expect(second.questions.locator("p")).toHaveText(["One", "Two"]);
  await Promise.all([page.evaluate(silence), second.page.evaluate(silence)]);
  await chat.answers.last().hover();
  await chat.answers.last().getByRole("button", { name: "Delete" }).click();
  await expect(chat.answers).toHaveCount(1);
  await second.ask("Three");
  await second.ended();
  await expect.poll(async () => (await chat.stored()).messages.filter(({ ending }) => ending === "Complete").length).toBe(5);
  for (const tab of [chat, second]) {
    await tab.page.reload();
    await tab.ready();
    await expect(tab.questions.locator("p")).toHaveText(["One", "Two", "Three"]);
    await expect(tab.answers).toHaveCount(2);
  }
});

test("a prompt that one tab saves stays when another changes the theme, and appears there", async ({ chat, page, context }) => {
  const [second, deaf] = [await openTab(context), await openTab(context)];
  await deaf.page.evaluate(() => addEventListener("storage", (event) => event.stopImmediatePropagation(), { capture: true }));
  const seen = await second.settings();
  const settings = await chat.settings();
  await settings.getByLabel("Name").fill("Greeting");
  await settings.getByLabel("Text", { exact: true }).fill("Say hello.");
  await settings.getByRole("button", { name: "Save prompt" }).click();
  await expect(settings.getByRole("listitem")).toContainText("Greeting");
  await (await deaf.settings()).getByLabel("Theme").selectOption("dark");
  for (const tab of [page, second.page, deaf.page]) await expect(tab.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(seen.getByRole("listitem")).toContainText("Greeting");
  await expect(seen.getByLabel("Theme")).toHaveValue("dark");
  await deaf.page.reload();
  await expect((await deaf.settings()).getByRole("listitem")).toContainText("Greeting");
  await expect(deaf.page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the instructions that one tab gives a chat stay when the other, which has not heard of them, chooses something else", async ({ chat, page, context }) => {
  await chat.ask("One");
  await chat.ended();
  const second = await openTab(context);
  await expect(second.questions.locator("p")).toHaveText(["One"]);
  await page.evaluate(silence);
  await (await chat.settings()).getByLabel("Instructions for the model").fill("Be brief.");
  await page.keyboard.press("Escape");
  const options = async () => (await chat.stored()).conversations[0].options;
  await expect.poll(options).toMatchObject({ system: "Be brief." });
  await (await second.settings()).getByLabel("Temperature").fill("0.5");
  await second.page.keyboard.press("Escape");
  await expect.poll(options).toMatchObject({ system: "Be brief.", temperature: 0.5 });
});

test("a long chat that one tab deletes can be read from where the other goes on, and comes back whole", async ({ chat, page, context }) => {
  await chat.ask("One");
  await chat.ended();
  // More than a tab loads at once.
  await page.evaluate(async () => {
    const result = (request: IDBRequest) => new Promise<any>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const db: IDBDatabase = await result(indexedDB.open("everchat"));
    const transaction = db.transaction(["conversations", "messages"], "readwrite");
    const [conversation] = await result(transaction.objectStore("conversations").getAll());
    for (let id = 1; id <= 130; id++) {
      const [role, text] = id % 2 ? ["user", `Question ${id}`] : ["assistant", `Answer ${id}`];
      const message = { id, conversation: 42, parent: id - 1 || null, at: id, role, text, reasoning: "", pictures: [], ending: "Complete", receipt: null };
      transaction.objectStore("messages").put(message);
    }
    transaction.objectStore("conversations").put({ ...conversation, id: 42, title: "Long", touched: conversation.touched + 60_000, leaf: 130 });
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    db.close();
  });
  const second = new Chat(await context.newPage());
  for (const tab of [chat, second]) {
    await tab.page.goto("/c/42");
    await tab.ready();
    await expect(tab.questions.last()).toContainText("Question 129");
  }
  await inMenu(page, "Delete");
  await expect(page.getByText("“\u2068Long\u2069” deleted.")).toBeVisible();
  await second.box.fill("Next");
  await second.box.press("Enter");
  await expect(second.questions.last()).toContainText("Next");
  await second.ended();
  const reaches = async (first: string) => {
    await second.page.reload();
    await second.ready();
    await expect(second.questions.last()).toContainText("Next");
    const top = async () => {
      await second.scroller.evaluate((scroller) => scroller.scrollTo(0, 0));
      return second.questions.first().locator("p").innerText();
    };
    await expect.poll(top).toBe(first);
  };
  await reaches("Question 31");
  await chat.button("Undo").click();
  await expect.poll(async () => (await chat.stored()).messages.filter(({ id }) => id <= 130).length).toBe(130);
  await reaches("Question 1");
});
