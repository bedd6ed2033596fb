import type { Page } from "@playwright/test";
import { expect, SIZES, test } from "./harness/page";

// Somebody who has had many chats.

const CHATS = 250;
const MESSAGES = 4;

/** Stores the chats, an hour apart, each message with so many characters more. Only the oldest has a needle. */
async function fill(page: Page, more = 0): Promise<void> {
  await page.evaluate(
    async ([chats, messages, more]) => {
      const result = (request: IDBRequest) => new Promise<any>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const db: IDBDatabase = await result(indexedDB.open("everchat"));
      const transaction = db.transaction(["conversations", "messages"], "readwrite");
      for (let id = 1; id <= chats; id++) {
        const at = Date.now() - (chats - id + 1) * 3_600_000;
        for (let n = 0; n < messages; n++) {
          const [role, words] = n % 2 ? ["assistant", "An answer"] : ["user", "A question"];
          const text = `${words}, number ${n} of chat ${id}${id === 1 && n === 0 ? ", with a needle" : ""}${" more".repeat(more / 5)}`;
          const message = { id: id * 10 + n, conversation: id, parent: n ? id * 10 + n - 1 : null, at: at + n, role, text, ending: "Complete" };
          transaction.objectStore("messages").put(message);
        }
        transaction.objectStore("conversations").put({ id, title: `Chat ${id}`, created: at, touched: at, leaf: id * 10 + messages - 1 });
      }
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      db.close();
    },
    [CHATS, MESSAGES, more],
  );
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone" });

    test.beforeEach(async ({ chat, page }) => {
      const openList = async () => {
        await chat.ready();
        if (size === "phone") await chat.button("Chats").click();
        await page.locator(".library").waitFor();
      };
      await openList();
      await fill(page);
      await page.reload();
      await openList();
    });

    test("the list shows a part of many chats, and more as it is scrolled", async ({ page }) => {
      const links = page.locator(".library li a");
      await expect(links).toHaveCount(100);
      await expect(links.first()).toHaveText(`Chat ${CHATS}`);
      for (const count of [200, CHATS]) {
        await expect(page.getByRole("button", { name: "Show more" })).toBeAttached();
        await page.locator(".chats").evaluate((list) => (list.scrollTop = list.scrollHeight));
        await expect(links).toHaveCount(count);
      }
      await expect(links.last()).toHaveText("Chat 1");
      await expect(page.getByRole("button", { name: "Show more" })).toHaveCount(0);
    });

    test("a search finds the newest first, and what stands in the oldest", async ({ chat, page }) => {
      const box = page.getByRole("searchbox");
      await box.fill("number 2");
      await expect(page.locator(".hit")).toHaveCount(50);
      await expect(page.locator(".hit").first()).toContainText(`number 2 of chat ${CHATS}`);
      await expect(page.locator(".hit").last()).toContainText(`number 2 of chat ${CHATS - 49}`);
      await box.fill("CHAT 2");
      const found = page.locator(".library li a");
      await expect(found).toHaveCount(50);
      await expect(found.first()).toHaveText(`Chat ${CHATS}`);
      await box.fill("needle");
      await expect(page.getByRole("status").filter({ hasText: "1 message" })).toBeVisible();
      await page.locator(".hit").click();
      await expect(chat.questions.first()).toContainText("with a needle");
    });
  });
}

test("a search goes on where its index is full, and finds what lies beyond", async ({ chat, page }) => {
  await chat.ready();
  await page.locator(".library").waitFor();
  // The newest half of them fills the 64 MB of the index.
  await fill(page, 70_000);
  await page.reload();
  await chat.ready();
  const box = page.getByRole("searchbox");
  for (const [query, count] of [["needle", "1 message"], ["nowhere", "No messages found."], ["needle", "1 message"]]) {
    await box.fill(query);
    await expect(page.getByRole("status").filter({ hasText: count })).toBeVisible({ timeout: 30_000 });
    await expect(page.locator(".hit")).toHaveCount(query === "needle" ? 1 : 0);
  }
});
