import type { Route } from "@playwright/test";
import { listen } from "./harness/heard";
import { look, VARIANTS } from "./harness/look";
import { Chat, expect, test } from "./harness/page";
import { allProviders, type Settings } from "./harness/settings";

// What visitors see of the locks: the code's form, that a preview is one, what becomes of their words.

const CODE = "test-code-0000";
const REFUSED = /status of 4(01|29)/;

test.describe("a site with an access code", () => {
  test.use({ expectedErrors: async ({}, use) => use([REFUSED]) });

  test("a question that was asked without it is kept, and answered once the code is entered", async ({ page, emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), ACCESS_CODE: CODE });
    await page.goto(site.url);
    const chat = new Chat(page);
    await chat.ready();
    const code = page.getByLabel("Access code");
    await expect(code).toBeVisible();
    await chat.ask("Are you there?");
    await expect(chat.answers).toContainText("This site needs an access code.");
    await code.fill("wrong");
    await code.press("Enter");
    await expect(page.getByText("That code isn't right.")).toBeVisible();
    await code.fill(CODE);
    await page.getByRole("button", { name: "Enter", exact: true }).click();
    await expect(chat.answers).toContainText("emulator");
    await expect(chat.questions.locator("p")).toHaveText(["Are you there?"]);
    await expect(code).toHaveCount(0);

    await page.reload();
    await chat.ready();
    await chat.ask("And now?");
    await chat.ended();
    await expect(chat.answers).toHaveCount(2);
    await expect(code).toHaveCount(0);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(kept + (await page.content()) + JSON.stringify(await chat.stored())).not.toContain(CODE);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: "everchat", httpOnly: true, sameSite: "Strict" });
  });

  test("a pass that has ended in the meantime is asked for again, and nothing is lost", async ({ page, emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), ACCESS_CODE: CODE });
    await page.goto(site.url);
    const chat = new Chat(page);
    const code = page.getByLabel("Access code");
    await code.fill(CODE);
    await code.press("Enter");
    await expect(chat.box).toBeFocused();
    await page.context().clearCookies();
    await chat.ask("Hello");
    await code.fill(CODE);
    await code.press("Enter");
    await expect(chat.answers).toContainText("emulator");
    await expect(chat.answers).toHaveCount(1);
  });

  test("after several wrong codes it says how long to wait", async ({ page, emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), ACCESS_CODE: CODE });
    await page.goto(site.url);
    const code = page.getByLabel("Access code");
    const wait = page.getByText(/Too many wrong codes. Try again in \d+\ss\./);
    for (let n = 0; n < 6; n++) {
      const answered = page.waitForResponse(/api\/access/);
      await code.fill(`wrong ${n}`);
      await code.press("Enter");
      await answered;
      await expect(page.getByText("That code isn't right.").or(wait)).toBeVisible();
    }
    await expect(wait).toBeVisible();
  });
});

const WAITS = {
  "en-US": { code: "Access code", enter: "Enter", fact: "Too many wrong codes.", in: (s: string) => `Try again in ${s}\\ss\\.`, now: "You can try again now." },
  "zh-CN": { code: "访问码", enter: "进入", fact: "错误的访问码过多。", in: (s: string) => `请在 ${s}\\s秒后重试。`, now: "现在可以重试了。" },
};

for (const [locale, words] of Object.entries(WAITS)) {
  test.describe(locale, () => {
    test.use({ locale, expectedErrors: async ({}, use) => use([REFUSED]) });

    test("after too many wrong codes the wait counts down, the button waits for it and keeps the focus, and it is told once", async ({ page, emulator, startSite }) => {
      const site = await startSite({ ...allProviders(emulator), ACCESS_CODE: CODE });
      await page.clock.install();
      const heard = await listen(page);
      let tried = 0;
      const refuse = (route: Route) => {
        if (route.request().method() !== "POST") return route.continue();
        tried++;
        return route.fulfill({ status: 429, json: { error: { message: "m", type: "t", code: "rate_limited", param: null, everchat: { request_id: "r", attempts: [], retry_after_s: 52 } } } });
      };
      await page.route("**/api/access", refuse);
      await page.goto(site.url);
      await page.getByLabel(words.code).fill("wrong");
      const enter = page.getByRole("button", { name: words.enter, exact: true });
      await enter.click();
      const trouble = page.locator("#code-trouble");
      await expect(trouble).toHaveText(new RegExp(`^${words.fact}\\s?${words.in("[45]\\d")}$`));
      await expect(enter).toBeDisabled();
      await expect(enter).toBeFocused();
      await page.screenshot({ path: `target/screenshots/too-many-codes-${locale}.png` });
      await page.keyboard.press("Enter");
      await page.clock.runFor(40_000);
      await expect(trouble).toHaveText(new RegExp(`${words.in("(\\d|1[012])")}$`));
      await expect(enter).toBeDisabled();
      expect(tried).toBe(1);
      await page.clock.runFor(13_000);
      await expect(trouble).toContainText(words.now);
      await expect(enter).toBeEnabled();
      await expect(enter).toBeFocused();
      expect((await heard()).filter((told) => told.startsWith("assertive"))).toEqual([`assertive: ${words.fact}`]);
      await page.unroute("**/api/access", refuse);
      await page.getByLabel(words.code).fill(CODE);
      await page.keyboard.press("Enter");
      await expect(trouble).toHaveCount(0);
    });
  });
}

test("Turnstile stands on a page of its own: the chat loads nothing from elsewhere, and the question waits", async ({ page, emulator, startSite, expectedErrors }) => {
  expectedErrors.push(REFUSED, /^asked https:\/\/challenges\.cloudflare\.com\/turnstile\/v0\/api\.js/);
  const turnstile = { TURNSTILE_SITE_KEY: "site-key-0000", TURNSTILE_SECRET_KEY: "test-secret-0000", TURNSTILE_BASE_URL: `${emulator.url}/turnstile/v0` };
  const site = await startSite({ ...allProviders(emulator), ...turnstile });
  // A stand-in for Cloudflare's script: a box to tick.
  let token = "robot-0000";
  await page.route("https://challenges.cloudflare.com/turnstile/v0/api.js*", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: `window.turnstile = { render(place, { sitekey, callback }) {
        const box = Object.assign(document.createElement("button"), { textContent: "I am human: " + sitekey, onclick: () => callback(${JSON.stringify(token)}) });
        document.querySelector(place).append(box);
      } };`,
    }),
  );
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(site.url);
  const chat = new Chat(page);
  await chat.ready();
  await chat.ask("Are you there?");
  await expect(chat.answers).toContainText("This site first checks that you're human.");
  expect(asked.filter((url) => !url.startsWith(site.url))).toEqual([]);
  await page.getByRole("link", { name: "Start the check" }).click();
  await page.getByRole("button", { name: "I am human: site-key-0000" }).click();
  await expect(page.getByRole("alert")).toContainText("That did not work.");
  await page.screenshot({ path: "target/screenshots/check.png" });
  token = "human-page-0000";
  await page.reload();
  await page.getByRole("button", { name: "I am human: site-key-0000" }).click();
  await chat.ready();
  await expect(chat.questions).toContainText("Are you there?");
  await chat.button("Retry").click();
  await expect(chat.answers).toContainText("emulator");
  await expect(page.getByRole("link", { name: "Start the check" })).toHaveCount(0);
  await page.goto(`${site.url}/check`);
  await chat.ready();
});

test("a visitor who is too quick is told when to go on, and the words are kept", async ({ page, emulator, startSite, expectedErrors }) => {
  expectedErrors.push(REFUSED);
  const site = await startSite({ ...allProviders(emulator), DAILY_REQUESTS: "1" });
  await page.goto(site.url);
  const chat = new Chat(page);
  await chat.ready();
  await chat.ask("One");
  await chat.ended();
  await chat.ask("Two");
  await expect(chat.answers.last()).toContainText("It resets at 00:00 UTC. Nothing you wrote is lost.");
  await expect(chat.answers.last()).not.toContainText("Try again in");
  await expect(chat.questions).toHaveCount(2);
  await expect(chat.button("Retry")).toBeVisible();
});

test("a preview says that it is one, of which branch and commit; the site itself says nothing", async ({ page, emulator, startSite }) => {
  const preview = { ENVIRONMENT: "preview", CF_PAGES_BRANCH: "new-colours", CF_PAGES_COMMIT_SHA: "0123456789abcdef" };
  const site = await startSite({ ...allProviders(emulator), ...preview });
  await page.goto(site.url);
  await expect(page.getByText("Preview of branch new-colours (0123456), not the live site.")).toBeVisible();
  const production = await startSite({ ...allProviders(emulator), ENVIRONMENT: "production" });
  await page.goto(production.url);
  const chat = new Chat(page);
  await chat.ask("Hello");
  await chat.ended();
  await expect(page.getByText("Preview of branch")).toHaveCount(0);
});

test("the privacy page is one click away, and asks nobody for anything", async ({ chat, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("link", { name: "Privacy" }).click();
  await expect(page.getByRole("heading", { name: "What leaves it" })).toBeVisible();
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page.getByRole("heading", { name: "会离开浏览器的内容" })).toBeInViewport();
  expect(asked.filter((url) => /\.(js|wasm)$|\/api\//.test(url))).toEqual([]);
  await page.getByRole("link", { name: "Chat" }).click();
  await chat.ready();
});

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use({ ...variant.options, expectedErrors: async ({}, use) => use([REFUSED]) });

    test("axe finds nothing, nothing is wider than the page, and each state has its picture", async ({ page, emulator, startSite }) => {
      test.setTimeout(60_000);
      const see = (state: string) => look(page, variant, `access-form-${state}`);
      const settings: Settings = { ...allProviders(emulator), ACCESS_CODE: CODE, ENVIRONMENT: "preview", CF_PAGES_BRANCH: "new-colours" };
      const site = await startSite(settings);
      await page.goto(site.url);
      const field = page.locator(".code-wanted input");
      await field.waitFor();
      await see("1-wanted");
      await page.locator(".composer textarea").fill("Hello");
      await page.locator(".composer button[type=submit]").click();
      await page.locator(".ending.failed").waitFor();
      await field.fill("wrong");
      await field.press("Enter");
      await expect(page.locator("#code-trouble")).not.toBeEmpty();
      await see("2-wrong");
      await page.goto(`${site.url}/privacy`);
      await see("3-privacy");
      await page.locator("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await see("4-privacy-end");
    });
  });
}
