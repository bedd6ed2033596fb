import type { Page } from "@playwright/test";
import { look, VARIANTS } from "./harness/look";
import { expect, test } from "./harness/page";
import { answerWith, ask, openList, start, words } from "./harness/stand-in";

// Menus, forms, lines and the pages beside the chat: axe finds nothing in them, in both colour schemes, and each leaves
// its picture.

const EXPECTED = [/status of (404|50\d)/, /^asked https:\/\/challenges\.cloudflare\.com/];
test.use({ expectedErrors: async ({}, use) => use(EXPECTED) });

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use(variant.options);
    test.setTimeout(90_000);
    const isChinese = variant.locale === "zh-CN";
    const see = (page: Page, state: string) => look(page, variant, `state-${state}`);
    const question = isChinese ? "彩虹是怎么形成的？" : "How do rainbows form?";

    test("the menus of models, of ways to copy, and of prompts", async ({ page }) => {
      const prompts = [
        { name: isChinese ? "翻译" : "translate", text: isChinese ? "请把下面的文字翻译成英文：" : "Translate what follows into French, and keep its tone:" },
        { name: isChinese ? "总结" : "summarise", text: isChinese ? "请用三句话总结：" : "Summarise in three sentences:" },
      ];
      await page.addInitScript((prompts) => (localStorage["everchat-settings"] = JSON.stringify({ prompts })), prompts);
      await start(page);
      await page.locator(".chip").click();
      await page.locator(".popup [role=menuitemradio]").nth(1).waitFor();
      await see(page, "models");
      await page.keyboard.press("Escape");
      await page.route("**/api/v1/models", (route) => route.fulfill({ status: 503 }));
      await page.reload();
      await page.locator(".chip").click();
      await page.locator(".popup .note:not(:empty)").filter({ hasText: /\p{L}/u }).waitFor();
      await see(page, "no-models");
      await page.keyboard.press("Escape");
      await answerWith(page, words("Light bends."));
      await ask(page, question);
      await page.locator(".answer [aria-haspopup=menu]").click();
      await page.locator(".answer .popup").waitFor();
      await see(page, "copy-menu");
      await page.keyboard.press("Escape");
      await page.locator(".composer textarea").fill("/");
      await page.locator(".prompt-menu").waitFor();
      await see(page, "prompts");
    });

    test("a question that is edited, too long, and with files", async ({ page }) => {
      await page.route("**/api/status", (route) => route.fulfill({ json: { state: "ok", max_input_chars: 300 } }));
      await start(page);
      await answerWith(page, words("Light bends."));
      await ask(page, question);
      await page.locator(".composer textarea").press("ArrowUp");
      const edited = page.locator(".edit textarea");
      await edited.waitFor();
      await see(page, "edit");
      await edited.fill(question.repeat(40));
      await page.locator(".edit .pictures .quiet").waitFor();
      await see(page, "edit-too-long");
      await page.locator(".edit .pictures .quiet").click();
      await edited.fill(question);
      await page.locator(".edit .pictures div").waitFor();
      await see(page, "edit-attached");
    });

    test("what a search finds", async ({ page }) => {
      await start(page);
      await answerWith(page, words(isChinese ? "阳光在水滴中折射，就有了彩虹。" : "Sunlight bends in drops of water, and there is a rainbow."));
      await ask(page, question);
      await openList(page);
      await page.locator(".search").fill(isChinese ? "彩虹" : "rainbow");
      await page.locator(".hit").nth(1).waitFor();
      await see(page, "hits");
    });

    test("a chat that someone shared, and a link that was cut", async ({ page, browser }) => {
      await start(page);
      await answerWith(page, words("Light **bends**."));
      await ask(page, question);
      await page.locator(".bar .quiet:not(.new-chat)").click();
      const link = await page.locator(".link").inputValue();
      const context = await browser.newContext(variant.options);
      const other = await context.newPage();
      await other.goto(link);
      await other.locator(".wide.accent").waitFor();
      await see(other, "shared");
      await other.goto(link.slice(0, -20));
      await other.locator(".wide.accent").waitFor({ state: "hidden" });
      await other.locator(".notice:not(:has(> :empty))").waitFor();
      await see(other, "broken-link");
      await context.close();
    });

    test("what the site says of itself", async ({ page }) => {
      const preview = { state: "ok", environment: "preview", branch: "new-colours", commit: "0123456789abcdef" };
      for (const [name, status] of Object.entries({ degraded: { state: "degraded" }, unconfigured: { state: "unconfigured" }, preview })) {
        await page.route("**/api/status", (route) => route.fulfill({ json: status }));
        await start(page);
        await page.locator(".notice:not(:has(> :empty))").first().waitFor();
        await see(page, name);
        await page.unroute("**/api/status");
      }
    });

    test("a full store, and what came of an import", async ({ page }) => {
      await start(page);
      await openSidebar(page);
      await page.locator(".sidebar .bottom button").click();
      const pick = async (text: string) => {
        const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator(".transfer button").last().click()]);
        await chooser.setFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
      };
      const message = { id: 2, conversation: 1, role: "user", text: question, at: 1 };
      await pick(JSON.stringify({ format: "everchat", version: 1, conversations: [{ id: 1, title: question, leaf: 2 }], messages: [message] }));
      await page.locator(".transfer .hint").waitFor();
      await see(page, "imported");
      await pick("{");
      await page.locator(".transfer [role=alert] .hint").waitFor();
      await see(page, "not-imported");
      await page.keyboard.press("Escape");
      await page.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException("no room", "QuotaExceededError");
        };
      });
      if (variant.size === "phone" && (await page.locator(".sidebar").isVisible())) await page.locator(".sidebar .top .tool").click();
      await answerWith(page, words("Light bends."));
      await ask(page, question);
      await page.locator(".foot .notice:not(:has(> :empty))").waitFor();
      await see(page, "store-full");
    });

    test("a page that does not exist, and the test for humans", async ({ page }) => {
      await page.goto("/nowhere");
      await see(page, "not-found");
      const answer = { challenge: "site-key-0000", passed: false };
      await page.route("**/api/access", (route) => route.fulfill({ json: answer }));
      const widget = `globalThis.turnstile = { render: (place, options) => (globalThis.fail = options["error-callback"]) };`;
      await page.route("https://challenges.cloudflare.com/**", (route) => route.fulfill({ contentType: "text/javascript", body: widget }));
      await page.goto("/check");
      await page.waitForFunction(() => "fail" in globalThis);
      await see(page, "check");
      await page.evaluate(() => (globalThis as any).fail());
      await page.locator("#trouble").waitFor();
      await see(page, "check-failed");
    });

    if (variant.size === "phone") {
      test("a part of a very long answer", async ({ page }) => {
        await start(page);
        await answerWith(page, words("w\n\n".repeat(6_000)));
        await ask(page, question);
        const more = page.locator(".prose + .quiet");
        await more.scrollIntoViewIfNeeded();
        await see(page, "show-more");
        await more.click();
        await expect(more).toHaveCount(0);
      });
    }
  });
}

/** Opens the sidebar, if it is closed. */
async function openSidebar(page: Page): Promise<void> {
  if (!(await page.locator(".sidebar .bottom").isVisible())) await page.locator(".bar .tool").first().click();
  await page.locator(".sidebar .bottom").waitFor();
}
