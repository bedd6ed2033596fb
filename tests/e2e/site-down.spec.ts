import type { Page } from "@playwright/test";
import { inspect, VARIANTS } from "./harness/look";
import { Chat, expect, test } from "./harness/page";

// A site that cannot answer: one line says so, and goes when the site is back.

test.use({ expectedErrors: async ({}, use) => use([/status of 50\d/, /net::ERR/]) });

const STATUS = "**/api/status";
const TEXTS = {
  "en-US": "This site can't answer right now. The page keeps checking.",
  "zh-CN": "本站暂时无法回答。页面会自动重新检查。",
};

/** What the site says of itself from now on; `undefined` if it does not answer at all. */
async function becomes(page: Page, state: string | undefined): Promise<void> {
  await page.unroute(STATUS);
  await page.route(STATUS, (route) => (state ? route.fulfill({ json: { state } }) : route.abort("connectionrefused")));
}

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use(variant.options);
    const line = (page: Page) => page.locator(".notice", { hasText: TEXTS[variant.locale] });

    for (const [name, state] of [["says that it is down", "down"], ["cannot be reached", undefined]] as const) {
      test(`a site that ${name} when the page is opened: a line says so, and goes when it is back`, async ({ page }) => {
        await page.clock.install();
        await becomes(page, state);
        await page.goto("/");
        await expect(line(page)).toHaveCount(1);
        await inspect(page, "down");
        await page.screenshot({ path: `target/screenshots/down-${variant.name.replace(" ", "-")}.png` });
        await page.clock.runFor(60_000);
        await expect(line(page)).toHaveCount(1);
        await becomes(page, "ok");
        await expect.poll(async () => (await page.clock.runFor(16_000), line(page).count())).toBe(0);
      });
    }
  });
}

test("a site that goes down while the page is open: the first failed answer shows the line, the next answer removes it", async ({ chat, page, emulator, site }) => {
  const line = page.getByText(TEXTS["en-US"]);
  await expect(line).toHaveCount(0);
  await emulator.scenario({ provider: "*", fault: "500" });
  await chat.ask("Hello");
  await expect(line).toHaveCount(1);
  await emulator.reset();
  await site.forget();
  await chat.button("Retry").click();
  await chat.ended();
  await expect(chat.answers).toContainText("emulator");
  await expect(line).toHaveCount(0);
});

test("a site that is well is not asked again and again, and one that is down is asked ever more seldom", async ({ page }) => {
  await page.clock.install();
  let asked = 0;
  let state = "ok";
  await page.route(STATUS, (route) => (asked++, route.fulfill({ json: { state } })));
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ready();
  await expect.poll(() => asked).toBe(1);
  await page.clock.runFor(600_000);
  expect(asked).toBe(1);
  state = "down";
  await page.reload();
  await expect.poll(() => asked).toBe(2);
  for (let minute = 0; minute < 10; minute++) await page.clock.runFor(60_000);
  expect(asked).toBeGreaterThan(5);
  expect(asked).toBeLessThan(20);
});
