import type { Page } from "@playwright/test";
import { replaceBuild } from "./harness/other-build";
import { Chat, expect, SIZES, test } from "./harness/page";
import { allProviders } from "./harness/settings";

// The site is deployed anew, or rolled back, while its page is open.

test("an unknown address is a 404 that nobody keeps, and an asset is kept for ever", async ({ page, site }) => {
  for (const address of ["/assets/app-0123456789abcdef.js", "/assets/none.wasm", "/nowhere", "/nowhere/either"]) {
    const answer = await fetch(site.url + address);
    expect(answer.status, address).toBe(404);
    expect(answer.headers.get("cache-control") ?? "", address).not.toMatch(/immutable|max-age=[1-9]/);
    expect(await answer.text(), address).toContain("Nothing is here");
  }
  const [, script] = /src="(\/assets\/app-\w+\.js)"/.exec(await (await fetch(site.url)).text())!;
  const answer = await fetch(site.url + script);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
  expect(answer.headers.get("content-type")).toContain("javascript");
  await page.goto("/privacy");
  await expect(page.getByRole("heading", { name: "Privacy" })).toBeVisible();
});

/** How often each part was asked for. */
function countParts(page: Page): Map<string, number> {
  const counts = new Map<string, number>();
  page.on("request", (request) => {
    const [, part] = /assets\/(split_\w+?)-/.exec(request.url()) ?? [];
    if (part) counts.set(part, (counts.get(part) ?? 0) + 1);
  });
  return counts;
}

const OFFER = "A new version of this page is available.";
const FORMULAS = "So $x^2$ is it.\n\n".repeat(40);

for (const language of ["en-US", "zh-CN"]) {
  test.describe(language, () => {
    test.use({ locale: language });
    const isEnglish = language === "en-US";

    test("a part that the site no longer has is explained, and the present page is offered, forwards and back", async ({
      page,
      emulator,
      startSite,
      expectedErrors,
    }) => {
      test.setTimeout(60_000);
      expectedErrors.push(/Failed to load resource|Failed to fetch|status code is not ok|^asked/);
      const names = isEnglish
        ? { box: "Message", settings: "Settings", load: "Reload", offer: OFFER, gone: /the site was updated/ }
        : { box: "消息", settings: "设置", load: "重新加载", offer: "本页有新版本。", gone: /网站已更新/ };
      const site = await startSite(allProviders(emulator));
      await page.goto(site.url);
      const dialog = page.getByRole("dialog", { name: names.settings });
      const box = page.getByRole("textbox", { name: names.box });
      const settings = page.getByRole("button", { name: names.settings });
      const offer = page.getByText(names.offer);
      const loadNewer = () => Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: names.load, exact: true }).click()]);

      await settings.waitFor();
      await replaceBuild(site);
      await box.fill("half a message");
      await settings.click();
      await expect(page.getByText(names.gone).first()).toBeVisible();
      await expect(offer).toBeVisible();
      await page.screenshot({ path: `target/screenshots/outdated-${language}.png` });
      await loadNewer();
      await expect(box).toHaveValue("half a message");
      await settings.click();
      await expect(dialog).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(offer).toBeHidden();

      await replaceBuild(site);
      await emulator.scenario({ provider: "*", answer: FORMULAS, chunk_ms: 0 });
      await box.fill("Hello");
      await box.press("Enter");
      await expect(offer).toBeVisible();
      await box.fill("another half");
      await loadNewer();
      await expect(box).toHaveValue("another half");
      await expect(page.locator("article math").first(), "the chat is there, with its formulas").toBeAttached();
      // This part was asked for in vain, while the site had the other build.
      await settings.click();
      await expect(dialog).toBeVisible();
    });
  });
}

test("a part that never comes is asked for five times at most, however long an answer streams", async ({ page, emulator, expectedErrors }) => {
  test.setTimeout(60_000);
  expectedErrors.push(/Failed to load resource|Failed to fetch/);
  await page.clock.install();
  await page.route("**/assets/split_formulas*", (route) => route.abort());
  const counts = countParts(page);
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ready();
  for (let n = 0; n < 3; n++) {
    await emulator.scenario({ provider: "*", answer: FORMULAS, chunk_ms: 1 });
    await chat.ask("Hello");
    await chat.ended();
    await page.clock.fastForward(20_000);
  }
  expect(counts.get("split_formulas")).toBeGreaterThan(1);
  expect(counts.get("split_formulas")).toBeLessThanOrEqual(5);
  await expect(chat.answers.last()).toContainText("x^2");
});

for (const part of ["library", "dialogs"]) {
  test(`the part ${part} that never comes is asked for five times at most, and once more each time that the visitor asks`, async ({ page, expectedErrors }) => {
    expectedErrors.push(/Failed to load resource|Failed to fetch/);
    await page.clock.install();
    await page.route(`**/assets/split_${part}*`, (route) => route.abort());
    const counts = countParts(page);
    const asked = () => counts.get(`split_${part}`) ?? 0;
    await page.setViewportSize(SIZES.phone);
    await page.goto("/");
    const chat = new Chat(page);
    await chat.ready();
    expect(asked()).toBe(0);
    const open = part === "library" ? () => chat.button("Chats").click() : () => page.keyboard.press("Control+/");
    await open();
    // Each pause is longer than the one before.
    for (let times = 1; times <= 5; times++) {
      await expect.poll(asked).toBe(times);
      await page.clock.runFor(60_000);
    }
    await page.clock.runFor(600_000);
    expect(asked(), "by itself").toBe(5);
    await expect(page.getByText("Part of the page couldn't be loaded.").first()).toBeVisible();
    // Beside the list, a press closes it.
    if (part === "library") await page.mouse.click(385, 400);
    await open();
    await expect.poll(asked).toBe(6);
    await page.clock.runFor(600_000);
    expect(asked()).toBe(6);
  });
}

test.describe("with the service worker", () => {
  test.use({ serviceWorkers: "allow" });

  test("an open page keeps all of its parts until it is closed, forwards and back", async ({ page, context, emulator, startSite, expectedErrors }) => {
    test.setTimeout(60_000);
    expectedErrors.push(/^asked/);
    const site = await startSite(allProviders(emulator));
    await page.goto(site.url);
    const chat = new Chat(page);
    const caches = () => page.evaluate(async () => (await window.caches.keys()).length);
    for (const way of ["forwards", "back"]) {
      await chat.ready();
      await page.evaluate(() => navigator.serviceWorker.ready);
      // A page that was there before its worker is not served by it.
      if (way === "forwards") await page.reload();
      await chat.ready();
      await replaceBuild(site);
      await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())!.update()));
      await expect(page.getByText(OFFER), way).toBeVisible();

      await emulator.scenario({ provider: "*", answer: FORMULAS, chunk_ms: 0 });
      await chat.ask("Hello");
      await chat.ended();
      await expect(chat.answers.last().locator("math").first(), way).toBeAttached();
      await chat.button("Settings").click();
      await expect(page.getByRole("dialog", { name: "Settings" }), way).toBeVisible();
      await page.keyboard.press("Escape");
      // Another tab takes over; this one keeps what it has.
      const other = await context.newPage();
      await other.goto(site.url);
      await Promise.all([other.waitForEvent("load"), other.getByRole("button", { name: "Reload", exact: true }).click()]);
      await new Chat(other).ready();
      expect(await caches(), way).toBe(2);
      await page.keyboard.press("Control+/");
      await expect(page.getByRole("dialog"), way).toBeVisible();
      await page.keyboard.press("Escape");
      // The dialog's entry of the history goes with it, and a load meanwhile would be aborted.
      await page.waitForFunction(() => history.state !== true);
      await other.close();
      await page.reload();
      await chat.ready();
      await expect.poll(caches, way).toBe(1);
      await expect(page.getByText(OFFER), way).toBeHidden();
    }
  });
});
