import type { Page } from "@playwright/test";
import { look, VARIANTS } from "./harness/look";
import { expect, test } from "./harness/page";
import { answerWith, ask, event, openList, start, words } from "./harness/stand-in";

// States that are met less often: axe finds nothing in them, in both colour schemes, and each leaves its picture.

test.use({ expectedErrors: async ({}, use) => use([/status of (404|429|50\d)/, /net::ERR/, /status code is not ok/]), permissions: ["clipboard-read", "clipboard-write"] });

const RIGHT_TO_LEFT = `مرحبا! هذه قائمة بما يلزم:

1. افتح الملف \`config.toml\` ثم غيّر القيمة.
2. شغّل الأمر التالي:

   \`\`\`sh
   cargo run --release
   \`\`\`
- [x] تم التحقق
- [ ] لم يتم بعد

| الاسم | السعر | ملاحظة |
|---|---:|:---:|
| كتاب | 12.50 | جيد |
| قلم | 3 | — |

> اقتباس قصير مع رابط [Rust](https://www.rust-lang.org).

# כותרת בעברית

שלום עולם, זה Rust ו־WebAssembly יחד, $x^2 + 1$.

- פריט ראשון
- an English item
- פריט שלישי עם \`code\`

And an English paragraph.`;

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use(variant.options);
    test.setTimeout(90_000);
    const isChinese = variant.locale === "zh-CN";
    const see = (page: Page, state: string) => look(page, variant, `state-${state}`);

    test("the list: its links, a menu, a new title, and what was deleted", async ({ page }) => {
      await start(page);
      await answerWith(page, words("One."));
      await ask(page, isChinese ? "苹果派怎么做？需要哪些材料，烤多久？" : "How do I bake an apple pie that stays crisp?");
      await ask(page, isChinese ? "再说一遍" : "And again");
      await page.locator(".new-chat:visible").click();
      await ask(page, isChinese ? "梨" : "Pears");
      await openList(page);
      await page.locator(".item .tool").first().click();
      await see(page, "menu");
      await page.locator(".menu button").nth(1).click();
      await page.locator(".rename input").waitFor();
      await see(page, "rename");
      await page.keyboard.press("Escape");
      await page.locator(".item .tool").first().click();
      await page.locator(".menu button").last().click();
      await page.locator(".undo").waitFor();
      if (variant.size === "phone") await page.locator(".sidebar .top .tool").click();
      await see(page, "chat-deleted");
      await openList(page);
      await page.locator(".item a").first().click();
      await page.locator(".question .tools .tool").first().waitFor();
      await page.locator(".question").first().hover();
      await page.locator(".question .tools .tool").nth(2).click();
      await page.locator(".undo").waitFor();
      await see(page, "messages-deleted");
    });

    test("a copy that the visitor makes by hand", async ({ page }) => {
      await page.addInitScript(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => false;
      });
      await start(page);
      await answerWith(page, words("Some **words**\n\n```sh\nls\n```\n"));
      await ask(page, "Hello");
      await page.locator(".answer [data-copy=markdown]").click();
      await page.locator("dialog.panel").waitFor();
      await see(page, "copy-by-hand");
    });

    test("the composer: too long, attached texts and pictures, what was dropped in vain", async ({ page }) => {
      await start(page);
      await page.locator(".composer textarea").fill("字🌈".repeat(60_000));
      await page.locator(".pictures .quiet").waitFor();
      await see(page, "too-long");
      await page.locator(".pictures .quiet").click();
      await page.locator(".composer textarea").fill(isChinese ? "这是什么？" : "What is this?");
      await page.locator(".pictures div").waitFor();
      const drop = (files: [string, string, number][]) =>
        page.evaluate(async (files) => {
          const dataTransfer = new DataTransfer();
          const canvas = Object.assign(document.createElement("canvas"), { width: 160, height: 90 });
          canvas.getContext("2d")!.fillStyle = "teal";
          canvas.getContext("2d")!.fillRect(0, 0, 160, 90);
          const blob: Blob = await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), "image/png"));
          for (const [name, type, count] of files) for (let n = 0; n < count; n++) dataTransfer.items.add(new File([blob], n + name, { type }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }, files);
      await drop([["a.png", "image/png", 2]]);
      await expect(page.locator(".pictures img")).toHaveCount(2);
      await drop([["a.pdf", "application/pdf", 1]]);
      await expect(page.locator(".foot .notice:not(:has(> :empty))")).toHaveCount(1);
      await see(page, "attached");
      await answerWith(page, words("It is a rainbow."));
      await ask(page, isChinese ? "这是什么？" : "What is this?");
      await see(page, "attached-sent");
    });

    test("what the site and the address say", async ({ page }) => {
      await page.route("**/api/status", (route) => route.fulfill({ json: { state: "down" } }));
      await start(page, "/c/42");
      await expect(page.locator(".notice:not(:has(> :empty))")).toHaveCount(2);
      await see(page, "down-and-missing");
    });

    test("a page that the site no longer has", async ({ page }) => {
      await start(page);
      await page.route("**/assets/split_dialogs*", (route) => route.fulfill({ status: 404, body: "" }));
      await page.route(/\/(\?.*)?$/, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Newer</title>" }));
      await page.keyboard.press("Control+/");
      await page.locator(".undo").waitFor();
      await see(page, "newer");
    });

    test("from right to left", async ({ page }) => {
      await start(page);
      await answerWith(page, words(RIGHT_TO_LEFT));
      await ask(page, "مرحبا! كيف أبدأ؟");
      await page.locator(".prose math").waitFor();
      await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
      await see(page, "right-to-left");
      await page.locator("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await see(page, "right-to-left-end");
    });

    test("thinking, answers without words, and the wait after a refusal", async ({ page }) => {
      await start(page);
      await answerWith(page, event({ reasoning_content: "First, the light. ".repeat(20) + "\n\nThen the drops." }) + words("Because of the drops."));
      await ask(page, "1");
      await page.locator(".reasoning summary").click();
      await see(page, "thought");
      await answerWith(page, event({ reasoning_content: "Hm." }) + event({}, "stop") + "data: [DONE]\n\n");
      await ask(page, "2");
      const call = { tool_calls: [{ index: 0, id: "c", type: "function", function: { name: "weather", arguments: "{}" } }] };
      await answerWith(page, event(call) + event({}, "tool_calls") + "data: [DONE]\n\n");
      await ask(page, "3");
      await see(page, "no-words");
      const error = { message: "m", type: "rate_limit", code: "rate_limited", param: null, everchat: { request_id: "r", attempts: [], retry_after_s: 272 } };
      await answerWith(page, { status: 429, json: { error } });
      await ask(page, "4");
      await expect(page.locator(".ending.failed button:disabled")).toHaveCount(1);
      await see(page, "wait");
    });

    test("an answer that another tab writes", async ({ page, context, emulator, site }) => {
      await emulator.scenario({ provider: "*", chunks: 3000, chunk_ms: 20 });
      const other = await context.newPage();
      await other.goto(site.url);
      await other.locator(".new-chat:visible").waitFor();
      await other.locator(".composer textarea").fill(isChinese ? "讲讲彩虹" : "Tell me of rainbows");
      await other.locator(".composer button[type=submit]").click();
      await expect(other.locator(".prose")).toContainText("w9");
      await start(page);
      await expect(page.locator(".prose")).toContainText("w9");
      await see(page, "other-tab");
      await other.locator(".composer .round").click();
      await other.close();
    });
  });
}
