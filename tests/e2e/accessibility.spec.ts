import AxeBuilder from "@axe-core/playwright";
import { Chat, expect, SIZES, test } from "./harness/page";

// For everyone: screen readers, large text, forced colours, a browser without room.

/** What screen readers are told of answers, from now on. */
async function told(chat: Chat): Promise<() => Promise<string[]>> {
  await chat.page.evaluate(() => {
    const heard: string[] = ((window as any).heard = []);
    for (const line of document.querySelectorAll("body > p:is([role=status], [aria-live=assertive])")) {
      const note = () => line.textContent && heard.push(line.textContent);
      new MutationObserver(note).observe(line, { childList: true, characterData: true, subtree: true });
    }
  });
  return () => chat.page.evaluate(() => (window as any).heard);
}

test("screen readers hear that an answer begins and how it ends, and not each word", async ({ chat, emulator, expectedErrors }) => {
  expectedErrors.push(/status of 50/);
  const heard = await told(chat);
  await emulator.scenario({ provider: "ai-gateway", chunks: 200, chunk_ms: 2 });
  await chat.ask("Hello");
  await chat.ended();
  await expect.poll(heard).toEqual(["The answer has begun.", "The answer is complete."]);
  await emulator.scenario({ provider: "ai-gateway", chunks: 5000, chunk_ms: 5 });
  await chat.ask("More");
  await expect(chat.answers.last()).toContainText("w5");
  await chat.stop.click();
  await chat.ended();
  await expect.poll(heard).toEqual(["The answer has begun.", "The answer is complete.", "The answer has begun.", "Stopped."]);
  await emulator.scenario({ provider: "*", fault: "500" });
  await chat.ask("Again");
  await expect.poll(async () => (await heard()).at(-1)).toBe("No answer came.");
  await expect(chat.answers.last()).toContainText("Nothing you wrote is lost.");
  await expect(chat.page.getByRole("log")).toHaveAttribute("aria-live", "off");
});

for (const [name, [width, height]] of Object.entries({ "a screen at 200 %": [640, 400], "a screen at 400 %": [320, 256], "a phone on its side": [844, 390] })) {
  test.describe(name, () => {
    test.use({ viewport: { width, height } });

    test("everything is there, and nothing is wider than the page", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "*", answer: `## ${"Word ".repeat(30)}\n\n\`\`\`js\n${"x".repeat(300)}\n\`\`\`\n\n| a | b |\n|---|---|\n| ${"wide".repeat(60)} | 2 |`, chunk_ms: 0 });
      await chat.ask("Hello");
      await chat.ended();
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await expect(chat.box).toBeInViewport();
      await expect(chat.send).toBeInViewport({ ratio: 1 });
      await page.screenshot({ path: `target/screenshots/zoom-${width}.png` });
      await page.getByRole("button", { name: "Chats", exact: true }).click();
      await page.getByRole("button", { name: "Settings" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("combobox", { name: "Language" }).scrollIntoViewIfNeeded();
      await expect(dialog.getByRole("combobox", { name: "Language" })).toBeInViewport();
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `target/screenshots/zoom-${width}-settings.png` });
    });
  });
}

test("text of twice the size pushes nothing out of the page", async ({ chat, page }) => {
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await chat.ask("Hello");
  await chat.ended();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expect(chat.send).toBeInViewport({ ratio: 1 });
});

test("in forced colours what can be pressed is seen, and so is the focus", async ({ chat, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await chat.ask("Hello");
  await chat.ended();
  for (const element of [chat.box, chat.button("New chat"), chat.button("Attach"), chat.button("Copy message").last()]) {
    await element.focus();
    await page.keyboard.press("Shift"); // The browser shows the focus to those who use keys.
    const style = await element.evaluate((e) => {
      const ring = e.matches(":focus-visible") ? getComputedStyle(e) : undefined;
      const around = getComputedStyle(e.closest("form, button")!);
      return { outline: ring?.outlineStyle, around: around.outlineStyle, border: around.borderTopStyle };
    });
    expect([style.outline, style.around].some((outline) => outline && outline !== "none"), JSON.stringify(style)).toBe(true);
  }
  await chat.box.fill("x");
  const [ink, ground] = await chat.send.evaluate((e) => [getComputedStyle(e.querySelector("svg")!).color, getComputedStyle(e).backgroundColor]);
  expect(ink).not.toBe(ground);
  await page.screenshot({ path: "target/screenshots/forced-colours.png" });
  const { violations } = await new AxeBuilder({ page }).disableRules(["color-contrast"]).analyze();
  expect(violations).toEqual([]);
});

test("in forced colours the open chat, a chosen prompt and a pressed button differ from the others", async ({ chat, page, emulator }) => {
  await page.setViewportSize(SIZES.desktop);
  await page.emulateMedia({ forcedColors: "active" });
  await emulator.scenario({ provider: "*", answer: "```sh\nls\n```", chunk_ms: 0 });
  for (const question of ["Apples", "Pears"]) {
    await chat.button("New chat").click();
    await chat.ask(question);
    await chat.ended();
  }
  const chats = page.getByRole("complementary", { name: "Chats" });
  const ground = (name: string) => chats.getByRole("link", { name }).evaluate((button) => getComputedStyle(button).backgroundColor);
  await expect(chats.getByRole("link", { name: "Apples" })).toBeVisible();
  expect(await ground("Pears")).not.toBe(await ground("Apples"));
  const wrap = chat.answers.getByRole("button", { name: "Wrap" });
  const loose = await wrap.evaluate((button) => getComputedStyle(button).backgroundColor);
  await wrap.click();
  await page.screenshot({ path: "target/screenshots/forced-colours-marks.png" });
  expect(await wrap.evaluate((button) => getComputedStyle(button).backgroundColor)).not.toBe(loose);
});

test("a full store says so, the page goes on, and keeps again once there is room", async ({ chat, page }) => {
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...all) {
      if ((window as any).hasRoom) return put.apply(this, all as any);
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await chat.ask("Hello");
  await chat.ended();
  await expect(chat.answers).toContainText("emulator");
  await expect(page.getByText("This browser's storage is full")).toBeVisible();
  expect((await chat.stored()).messages).toHaveLength(0);
  await page.evaluate(() => ((window as any).hasRoom = true));
  await chat.ask("Again");
  await chat.ended();
  await expect(page.getByText("This browser's storage is full")).toHaveCount(0);
  await expect.poll(async () => (await chat.stored()).messages.some(({ text }) => text === "Again")).toBe(true);
});

test.describe("a first answer", () => {
  test.use({ viewport: SIZES.phone });

  test("needs nothing of the list, the dialogs or formulas", async ({ page, emulator }) => {
    await emulator.scenario({ provider: "*", answer: "Some **strong** words.", chunk_ms: 1 });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.replace(/-[0-9a-f]{16}\./, ".")));
    await page.goto("/");
    const chat = new Chat(page);
    await chat.ready();
    await chat.ask("Hello");
    await chat.ended();
    await expect(chat.answers.locator("strong").first()).toBeVisible();
    expect(asked.filter((path) => /split_/.test(path))).toEqual([]);
  });
});

test("formulas that come late leave everything else as it is", async ({ page, emulator, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  let arrive = () => {};
  const late = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/split_formulas/, async (route) => (await late, route.continue()));
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ready();
  await emulator.scenario({ provider: "*", answer: "```js\nconst a = 1;\n```\n\nSo $x^2$.\n\nThe end.", chunk_ms: 0 });
  await chat.ask("Hello");
  await chat.ended();
  await chat.answers.getByRole("button", { name: "Wrap" }).click();
  await expect(chat.answers.locator("pre .k")).toHaveText("const");
  await expect(chat.answers.locator("math")).toHaveCount(0);
  arrive();
  await expect(chat.answers.locator("math")).toBeVisible();
  await expect(chat.answers.locator("pre .k")).toHaveText("const");
  await expect(chat.answers.locator(".code")).toHaveClass(/wrapped/);
});

test("a picture that is pasted as soon as the page is ready is taken", async ({ page }) => {
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ready();
  await chat.box.evaluate((box) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 8, height: 8 });
    canvas.toBlob((blob) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([blob!], "a.png", { type: "image/png" }));
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      document.body.dataset.pasted = "";
    });
  });
  await page.locator("body[data-pasted]").waitFor();
  await expect(page.locator(".pictures img")).toHaveCount(1);
});

/** Keeps a conversation and loads the page anew. The store opens when the test calls `openStore` of the page. */
async function reloadWithLateStore(chat: Chat): Promise<void> {
  await chat.ask("Before");
  await chat.ended();
  await expect.poll(async () => (await chat.stored()).messages.length).toBe(2);
  await chat.page.addInitScript(() => {
    const released = new Promise<void>((resolve) => ((window as any).openStore = resolve));
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...all) {
      const request = open.apply(this, all);
      const set = (handler: (event: Event) => void) =>
        request.addEventListener("success", (event) => void released.then(() => handler.call(request, event)));
      Object.defineProperty(request, "onsuccess", { set });
      return request;
    };
  });
  await chat.page.reload();
  await chat.ready();
}

test("a kept conversation that comes late disturbs nothing that was begun meanwhile", async ({ chat, page }) => {
  await reloadWithLateStore(chat);
  await chat.button("New chat").click();
  await chat.ask("Something else");
  await page.evaluate(() => (window as any).openStore());
  await chat.ended();
  await expect.poll(async () => (await chat.stored()).messages.length).toBe(4);
  await expect(chat.questions.locator("p")).toHaveText(["Something else"]);
});

test("what is sent while the kept conversation is still on its way is sent once it is there", async ({ chat, page }) => {
  await reloadWithLateStore(chat);
  await chat.box.fill("After");
  await chat.box.press("Enter");
  await expect(chat.box).toHaveValue("After");
  await page.evaluate(() => (window as any).openStore());
  await expect(chat.questions.locator("p")).toHaveText(["Before", "After"]);
  await chat.ended();
  await expect(chat.answers).toHaveCount(2);
});

test("another tab's new chat is in this tab's list", async ({ chat, page, context, site }) => {
  await page.setViewportSize(SIZES.desktop);
  await expect(page.getByText("Your chats will appear here.")).toBeVisible();
  const other = new Chat(await context.newPage());
  await other.page.goto(site.url);
  await other.ready();
  await other.ask("From over there");
  await other.ended();
  await expect(page.getByRole("complementary").getByRole("link", { name: "From over there" })).toBeVisible();
});
