import fc from "fast-check";
import type { BrowserContext, Page } from "@playwright/test";
import { Chat, expect, SIZES, test, type Kept } from "./harness/page";

// Two tabs of one browser do at random what visitors do, whether they hear of each other or not. What was written is never
// unreachable, and names and pins are those that were given last.

const RUNS = 4;
const EDITS = 10;
const KINDS = ["ask", "ask", "ask", "regenerate", "edit", "delete message", "undo", "rename", "pin", "delete chat"] as const;

/** One of the tabs does something, with one of the messages or chats that it shows. */
interface Edit {
  tab: number;
  kind: (typeof KINDS)[number];
  choice: number;
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ tab: fc.nat(1), kind: fc.constantFrom(...KINDS), choice: fc.nat(99) }),
  { minLength: EDITS, maxLength: EDITS },
);

interface Stored {
  conversations: { id: number; title: string; pinned: boolean }[];
  messages: Kept[];
}

const ids = ({ messages }: Stored) => messages.filter(({ deleted }) => !deleted).map(({ id }) => id);

async function openTab(context: BrowserContext, path = "/"): Promise<Chat> {
  const chat = new Chat(await context.newPage());
  await chat.page.goto(path);
  await chat.ready();
  return chat;
}

/** One of some elements, if there is any. */
async function choose<T>(all: { count(): Promise<number>; nth(at: number): T }, choice: number): Promise<T | undefined> {
  const count = await all.count();
  return count > 0 ? all.nth(choice % count) : undefined;
}

/** Does something in the menu of a chat of the list. Returns the chat's id, and what was pressed. */
async function inMenu({ page }: Chat, choice: number, item: RegExp): Promise<[number, string] | undefined> {
  const list = page.getByRole("complementary", { name: "Chats" });
  const row = await choose(list.getByRole("listitem"), choice);
  if (!row) return undefined;
  const address = await row.getByRole("link").getAttribute("href");
  await row.getByRole("button", { name: "More actions" }).click();
  const button = row.getByRole("button", { name: item });
  const pressed = await button.innerText();
  await button.click();
  return [Number(address!.split("/").at(-1)), pressed.trim()];
}

/** Does it, unless there is nothing to do it with. Returns what it wishes of a chat. */
async function act(chat: Chat, { kind, choice }: Edit, name: string): Promise<{ id: number; title?: string; pinned?: boolean } | undefined> {
  const { page } = chat;
  const press = async (messages: typeof chat.answers, button: string) => {
    // An answer whose question was deleted cannot be asked for again.
    const pressable = messages.filter({ has: page.getByRole("button", { name: button, exact: true }) });
    const message = await choose(pressable, choice);
    await message?.getByRole("button", { name: button, exact: true }).click();
    return message !== undefined;
  };
  switch (kind) {
    case "ask":
      await chat.ask(name);
      break;
    case "regenerate":
      await press(chat.answers, "Regenerate");
      break;
    case "edit":
      if (await press(chat.questions, "Edit")) {
        await page.getByRole("textbox", { name: "Your message" }).fill(name);
        await page.keyboard.press("Control+Enter");
      }
      break;
    case "delete message":
      await press(page.getByRole("log").getByRole("article"), "Delete");
      break;
    case "undo":
      if (await chat.button("Undo").isVisible()) await chat.button("Undo").click();
      break;
    case "rename": {
      const pressed = await inMenu(chat, choice, /^Rename$/);
      if (!pressed) break;
      await page.getByRole("textbox", { name: "Title" }).fill(name);
      await page.keyboard.press("Enter");
      return { id: pressed[0], title: name };
    }
    case "pin": {
      const pressed = await inMenu(chat, choice, /^(Pin|Unpin)$/);
      return pressed && { id: pressed[0], pinned: pressed[1] === "Pin" };
    }
    case "delete chat":
      await inMenu(chat, choice, /^Delete$/);
  }
  await chat.ended();
  return undefined;
}

/** Waits until a page has done what it was about to do with the store, and has shown it. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const result = (request: IDBRequest) => new Promise<any>((resolve) => (request.onsuccess = () => resolve(request.result)));
    // What undoes a deletion first reads, and then writes.
    for (let round = 0; round < 2; round++) {
      const db: IDBDatabase = await result(indexedDB.open("everchat"));
      const transaction = db.transaction(["conversations", "messages"], "readwrite");
      // It waits for those that were begun before.
      await result(transaction.objectStore("conversations").count());
      db.close();
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
  });
}

/** Waits until one tab has heard and shown what the other has told. */
async function heard(from: Page, to: Page): Promise<void> {
  await to.evaluate(() => {
    const channel = new BroadcastChannel("everchat");
    const heard = new Promise<void>((resolve) => (channel.onmessage = ({ data }) => data.isLast && resolve()));
    Object.assign(window, { heard: heard.then(() => channel.close()) });
  });
  await from.evaluate(() => new BroadcastChannel("everchat").postMessage({ isLast: true }));
  await to.evaluate(() => (window as any).heard);
  await settled(to);
}

/** Each message has its chat and its beginning. */
function checkReachable({ conversations, messages }: Stored, what: string): void {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const chats = new Set(conversations.map(({ id }) => id));
  for (const message of messages) {
    expect(chats.has(message.conversation), `${what}: the chat of ${message.text}`).toBe(true);
    if (message.parent !== null) expect(byId.get(message.parent)?.conversation, `${what}: what is above ${message.text}`).toBe(message.conversation);
  }
}

/** A fresh page shows each chat that has a message. */
async function checkShown(context: BrowserContext, { conversations, messages }: Stored, what: string): Promise<void> {
  for (const { id, title } of conversations) {
    if (!messages.some(({ conversation, deleted }) => conversation === id && !deleted)) continue;
    const fresh = await openTab(context, `/c/${id}`);
    await expect(fresh.page.getByRole("log").getByRole("article").first(), what).toBeVisible();
    await expect(fresh.page.getByRole("heading", { name: title, exact: true }).first(), what).toBeVisible();
    await fresh.page.close();
  }
}

for (const isDeaf of [false, true]) {
  test(`what two tabs do at random loses nothing, where they ${isDeaf ? "hear nothing" : "hear"} of each other`, async ({ browser, emulator, site }) => {
    test.setTimeout(180_000);
    await emulator.scenario({ provider: "*", chunks: 2, chunk_ms: 0 });
    const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
    for (const [run, plan] of fc.sample(edits, { numRuns: RUNS, seed }).entries()) {
      const context = await browser.newContext({ baseURL: site.url, viewport: SIZES.desktop });
      const errors: unknown[] = [];
      context.on("weberror", (error) => errors.push(error.error()));
      if (isDeaf) await context.addInitScript(() => (BroadcastChannel.prototype.postMessage = () => {}));
      const first = await openTab(context);
      await first.ask("The first question");
      await first.ended();
      await settled(first.page);
      const tabs = [first, await openTab(context)];
      await expect(tabs[1].answers).toHaveCount(1);
      let before: Stored = await first.storedWithPlaces();
      const wished = new Map(before.conversations.map(({ id, title, pinned }) => [id, { title, pinned }]));
      for (const [at, edit] of plan.entries()) {
        const what = `seed ${seed}, run ${run}, edit ${at} of ${JSON.stringify(plan)}`;
        const chat = tabs[edit.tab];
        const wish = await act(chat, edit, `Words ${run}.${at}`).catch((error) => {
          throw new Error(`${what}: ${error}`);
        });
        await settled(chat.page);
        if (!isDeaf) await heard(chat.page, tabs[1 - edit.tab].page);
        const after: Stored = await first.storedWithPlaces();
        checkReachable(after, what);
        if (!edit.kind.startsWith("delete")) expect(ids(after), what).toEqual(expect.arrayContaining(ids(before)));
        for (const { id, title, pinned } of after.conversations) {
          const was = before.conversations.some((conversation) => conversation.id === id) ? wished.get(id) : undefined;
          // Whoever brings a deleted chat back, brings back what they know of it.
          wished.set(id, was ? { ...was, ...(wish?.id === id && { title: wish.title ?? was.title, pinned: wish.pinned ?? was.pinned }) } : { title, pinned });
          expect({ title, pinned }, what).toEqual(wished.get(id));
        }
        before = after;
      }
      await checkShown(context, before, `seed ${seed}, run ${run} of ${JSON.stringify(plan)}`);
      expect(errors).toEqual([]);
      await context.close();
    }
  });
}
