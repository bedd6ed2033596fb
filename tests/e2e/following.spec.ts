import { chromium } from "@playwright/test";
import type { Emulator } from "./harness/emulator";
import { Chat, expect, SIZES, test } from "./harness/page";

// While an answer grows its end is in view, until the reader scrolls up.

const EXCHANGES = 30;

/** How much is below the lower edge, in pixels. */
const distance = (chat: Chat) => chat.scroller.evaluate((main) => main.scrollHeight - main.clientHeight - main.scrollTop);

/** An answer that is unlike the others in height, and has parts that take their height late. */
function answer(n: number): string {
  const words = `Answer ${n}. ${"Words that fill a line of the page. ".repeat((n * 7) % 23)}`;
  const kinds = [
    words,
    `${words}\n\n| a | b |\n|---|---|\n${"| 1 | 2 |\n".repeat(n)}`,
    `${words}\n\n$$\\sum_{i=1}^{n} \\frac{1}{i^2}$$\n\n${words}`,
    `${words}\n\n\`\`\`js\n${"let x = 1;\n".repeat(n * 2)}\`\`\``,
  ];
  return kinds[n % kinds.length];
}

/** A tall picture, pasted into the composer. */
async function pastePicture(chat: Chat): Promise<void> {
  const pictures = chat.page.locator(".pictures img");
  await chat.box.evaluate(async (box) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 900 });
    const blob = await new Promise<Blob>((resolve) => canvas.toBlob((blob) => resolve(blob!)));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([blob], "tall.png", { type: "image/png" }));
    box.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
  });
  await expect(pictures).toHaveCount(1);
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone" });

    test("in a long chat each question and its answer come into view, whatever their heights", async ({ page, emulator }) => {
      test.setTimeout(90_000);
      let release = () => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      await page.route("**/split_formulas-*", async (route) => (await released, await route.continue()));
      await page.goto("/");
      const chat = new Chat(page);
      await chat.ready();
      for (let n = 1; n <= EXCHANGES; n++) {
        await emulator.scenario({ provider: "*", answer: answer(n), chunk_ms: 0 });
        if (n % 10 === 5) await pastePicture(chat);
        await chat.box.fill(`Question ${n}`);
        await (size === "phone" ? chat.send.click() : chat.box.press("Enter"));
        await expect(chat.questions.last()).toContainText(`Question ${n}`);
        await expect(chat.answers.last()).toContainText(`Answer ${n}.`);
        await chat.ended();
        await expect.poll(() => distance(chat), { message: `after question ${n}` }).toBeLessThanOrEqual(1);
        if (n === 8) release();
      }
      await expect(chat.button("Scroll to latest")).toBeHidden();
      await expect(chat.answers.locator("math").first()).toBeAttached();
    });
  });
}

test("the newest words stay in view until the reader scrolls up", async ({ chat, emulator, page }) => {
  await page.setViewportSize(SIZES.phone);
  await emulator.scenario({ provider: "ai-gateway", chunks: 3000, chunk_ms: 5 });
  await chat.ask("Hello");
  await expect(chat.answers).toContainText("w600");
  expect(await distance(chat)).toBeLessThanOrEqual(40);

  await chat.scroller.hover();
  await page.mouse.wheel(0, -200);
  const toLatest = chat.button("Scroll to latest");
  await expect(toLatest).toBeVisible();
  // The wheel's own way may take some frames.
  const moved = () =>
    chat.scroller.evaluate(async (main) => {
      const before = main.scrollTop;
      for (let frames = 0; frames < 5; frames++) await new Promise(requestAnimationFrame);
      return main.scrollTop - before;
    });
  await expect.poll(moved).toBe(0);
  const top = await chat.scroller.evaluate((main) => main.scrollTop);
  const seen = (await chat.answers.textContent())!.length;
  await expect.poll(async () => (await chat.answers.textContent())!.length).toBeGreaterThan(seen + 500);
  expect(await chat.scroller.evaluate((main) => main.scrollTop)).toBe(top);

  await toLatest.click();
  await expect(toLatest).toBeHidden();
  await expect.poll(() => distance(chat)).toBeLessThanOrEqual(40);
  await chat.stop.click();
  await chat.ended();
});

test("the keys that scroll up end following, and those that scroll down to the end begin it", async ({ chat, page, emulator }) => {
  await emulator.scenario({ provider: "*", answer: "A line of words.\n\n".repeat(60), chunk_ms: 0 });
  await chat.ask("Hello");
  await chat.ended();
  await chat.scroller.focus();
  for (const key of ["PageUp", "Shift+Space", "Home"]) {
    await page.keyboard.press(key);
    await expect(chat.button("Scroll to latest"), key).toBeVisible();
    await expect.poll(() => distance(chat), key).toBeGreaterThan(100);
    await page.keyboard.press("End");
    await expect(chat.button("Scroll to latest"), key).toBeHidden();
  }
});

/** A long answer that streams, at its end. */
async function stream(chat: Chat, emulator: Emulator): Promise<void> {
  await emulator.scenario({ provider: "ai-gateway", chunks: 3000, chunk_ms: 5 });
  await chat.ask("Hello");
  await expect(chat.answers).toContainText("w600");
  expect(await distance(chat)).toBeLessThanOrEqual(40);
}

/** Words come, and what is read stays where it is. */
async function standsStill(chat: Chat): Promise<void> {
  await expect(chat.button("Scroll to latest")).toBeVisible();
  const place = () => chat.scroller.evaluate((main) => main.scrollTop);
  // What the finger began goes on for a while.
  let top = NaN;
  await expect.poll(async () => top === (top = await place())).toBe(true);
  const seen = (await chat.answers.textContent())!.length;
  await expect.poll(async () => (await chat.answers.textContent())!.length).toBeGreaterThan(seen + 500);
  expect(await place()).toBe(top);
  await chat.stop.click();
  await chat.ended();
}

test.describe("on a phone", () => {
  test.use({ viewport: SIZES.phone, hasTouch: true, isMobile: true });

  test("a finger that draws the words down ends following", async ({ chat, page, emulator }) => {
    await stream(chat, emulator);
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x: 195, y }] });
    await touch("touchStart", 250);
    for (let y = 270; y <= 500; y += 20) await touch("touchMove", y);
    await touch("touchEnd");
    await standsStill(chat);
  });
});

test("drawing the scroll bar up ends following", async ({ emulator, site }) => {
  // Playwright hides scroll bars.
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"], ignoreDefaultArgs: ["--hide-scrollbars"] });
  try {
    const page = await browser.newPage({ viewport: SIZES.desktop, baseURL: site.url });
    await page.goto("/");
    const chat = new Chat(page);
    await stream(chat, emulator);
    const bar = await chat.scroller.evaluate((main: HTMLElement) => {
      const { right, bottom } = main.getBoundingClientRect();
      // There is room for another on the other side.
      return { x: right - (main.offsetWidth - main.clientWidth) / 4, right, bottom };
    });
    expect(bar.x, "there is one").toBeLessThan(bar.right);
    // Its thumb is at the end, above the arrow.
    await page.mouse.move(bar.x, bar.bottom - 25);
    await page.mouse.down();
    await page.mouse.move(bar.x, bar.bottom - 200, { steps: 8 });
    await page.mouse.up();
    await standsStill(chat);
  } finally {
    await browser.close();
  }
});
