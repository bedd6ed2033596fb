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
