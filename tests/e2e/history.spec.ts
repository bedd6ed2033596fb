import type { Page } from "@playwright/test";
import { Chat, expect, SIZES, test } from "./harness/page";

// A chat has an address. Back and Forward lead from chat to chat, and first close what lies over one.

const CHAT = /\/c\/\d+$/;

/** Asks about apples, and about pears in a chat of their own, which stays open. Returns the addresses of both. */
async function askInTwoChats(chat: Chat): Promise<{ apples: string; pears: string }> {
  await chat.ask("Apples");
  await chat.ended();
  const apples = chat.page.url();
  await chat.button("New chat").click();
  await chat.ask("Pears");
  await chat.ended();
  return { apples, pears: chat.page.url() };
}

/** Waits until the page has gone back itself, which it does when what lay over the chat is closed. */
async function hasGoneBack(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => Boolean(history.state))).toBe(false);
}

const link = (page: Page, name: string) => page.getByRole("complementary", { name: "Chats" }).getByRole("link", { name });

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone", isMobile: size === "phone" });

    test("a chat has an address, and Back and Forward lead from one to the other", async ({ chat, page }) => {
      await expect(page).toHaveURL("/");
      await chat.ask("Apples");
      await chat.ended();
      await expect(page).toHaveURL(CHAT);
      const apples = page.url();
      await chat.button("New chat").click();
      await expect(page).toHaveURL("/");
      await chat.ask("Pears");
      await chat.ended();
      await expect(page).toHaveURL(CHAT);
      const pears = page.url();
      await chat.list();
      await link(page, "Apples").click();
      await expect(chat.questions.locator("p")).toHaveText("Apples");
      await expect(page).toHaveURL(apples);
      await page.goBack();
      await expect(chat.questions.locator("p")).toHaveText("Pears");
      await expect(page).toHaveURL(pears);
      await expect(page).toHaveTitle(/Pears/);
      await page.goBack();
      await expect(chat.questions.locator("p")).toHaveText("Apples");
      await page.goForward();
      await expect(chat.questions.locator("p")).toHaveText("Pears");
      await page.reload();
      await expect(chat.questions.locator("p")).toHaveText("Pears");
      await page.goto(apples);
      await expect(chat.questions.locator("p")).toHaveText("Apples");
    });

    test("Back closes a dialog and stays in the chat, and a closed one leaves nothing to go back to", async ({ chat, page }) => {
      const { apples, pears } = await askInTwoChats(chat);
      const share = page.getByRole("dialog");
      await chat.button("Share").click();
      await expect(share).toBeVisible();
      await page.goBack();
      await expect(share).toHaveCount(0);
      await expect(page).toHaveURL(pears);
      await chat.button("Share").click();
      await share.getByRole("button", { name: "Close" }).click();
      await expect(share).toHaveCount(0);
      await chat.button("Share").click();
      await expect(share).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(share).toHaveCount(0);
      await expect(chat.questions.locator("p")).toHaveText("Pears");
      await hasGoneBack(page);
      await page.evaluate(() => history.back());
      await expect(page).toHaveURL(apples);
    });

    test("Back closes a copy that is made by hand, and nothing else; however it is closed, nothing is left to go back to", async ({ page }) => {
      await page.addInitScript(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => false;
      });
      await page.goto("/");
      const chat = new Chat(page);
      const { apples, pears } = await askInTwoChats(chat);
      const byHand = page.getByRole("dialog", { name: /copy/ });
      const copy = chat.questions.getByRole("button", { name: "Copy message" });
      await copy.click();
      await expect(byHand).toBeVisible();
      await page.goBack();
      await expect(byHand).toHaveCount(0);
      await expect(copy).toBeFocused();
      await expect(page).toHaveURL(pears);
      await expect(chat.questions.locator("p")).toHaveText("Pears");

      const share = page.getByRole("dialog", { name: "Share this chat" });
      await chat.button("Share").click();
      await share.getByRole("button", { name: "Copy link" }).click();
      await expect(byHand).toBeVisible();
      await page.goBack();
      await expect(byHand).toHaveCount(0);
      await expect(share, "only what is on top").toBeVisible();
      await page.goBack();
      await expect(share).toHaveCount(0);
      await expect(page).toHaveURL(pears);

      for (const close of [() => page.keyboard.press("Escape"), () => byHand.getByRole("button").click(), () => page.keyboard.press("Control+C")]) {
        await copy.click();
        await expect(byHand).toBeVisible();
        await close();
        await expect(byHand).toHaveCount(0);
        await hasGoneBack(page);
      }
      await page.evaluate(() => history.back());
      await expect(page).toHaveURL(apples);
      await expect(chat.questions.locator("p")).toHaveText("Apples");
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: SIZES.phone, hasTouch: true, isMobile: true });

  test("Back closes the list and stays in the chat", async ({ chat, page }) => {
    await chat.ask("Apples");
    await chat.ended();
    await chat.list();
    await page.goBack();
    await expect(page.getByRole("complementary", { name: "Chats" })).toBeHidden();
    await expect(chat.questions.locator("p")).toHaveText("Apples");
    await expect(page).toHaveURL(CHAT);
  });
});

for (const how of ["the middle button", "Control"]) {
  test(`a click with ${how} opens a chat of the list in another tab`, async ({ chat, page, context }) => {
    await chat.ask("Apples");
    await chat.ended();
    const apples = page.url();
    await chat.button("New chat").click();
    await chat.list();
    const opened = context.waitForEvent("page");
    await link(page, "Apples").click(how === "Control" ? { modifiers: ["Control"] } : { button: "middle" });
    const other = new Chat(await opened);
    await expect(other.page).toHaveURL(apples);
    await expect(other.questions.locator("p")).toHaveText("Apples");
    await expect(page).toHaveURL("/");
  });
}

for (const [locale, text] of [
  ["en-US", "This chat isn't in this browser."],
  ["zh-CN", "此浏览器中没有这个对话"],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test("the address of a chat that is not in this browser says so, and the page can be used", async ({ page }) => {
      const response = await page.goto("/c/42");
      expect(response!.status()).toBe(200);
      expect(response!.headers()["content-security-policy"]).toContain("default-src 'none'");
      await expect(page.getByText(text)).toBeVisible();
      await expect(page).toHaveURL("/");
      await page.locator("textarea").fill("Apples");
      await page.locator(".composer button[type=submit]").click();
      await expect(page).toHaveURL(CHAT);
      await expect(page.getByText(text)).toHaveCount(0);
      await page.goBack();
      await expect(page).toHaveURL("about:blank");
    });
  });
}

test("the address of a chat that was shared takes the place of its link once the visitor goes on with it", async ({ chat, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await chat.ask("Apples");
  await chat.ended();
  await chat.button("Share").click();
  await page.getByRole("dialog").getByRole("button", { name: "Copy link" }).click();
  const shared = await page.evaluate(() => navigator.clipboard.readText());
  const reader = await context.browser()!.newContext({ baseURL: new URL(shared).origin });
  const theirs = new Chat(await reader.newPage());
  await theirs.page.goto(shared);
  await expect(theirs.questions.locator("p")).toHaveText("Apples");
  await theirs.button("Continue here").click();
  await expect(theirs.page).toHaveURL(CHAT);
  await theirs.page.reload();
  await expect(theirs.questions.locator("p")).toHaveText("Apples");
  await reader.close();
});
