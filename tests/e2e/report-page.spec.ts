import type { Page, Route } from "@playwright/test";
import { listen } from "./harness/heard";
import { look, VARIANTS } from "./harness/look";
import { Chat, expect, test } from "./harness/page";
import { allProviders } from "./harness/settings";

const REFUSED = /Failed to load resource: the server responded with a status of (401|404|429|50\d)/;
const ACCOUNT = "0123456789abcdef0123456789abcdef";
const CODE = "test-code-0000";

test.use({ expectedErrors: async ({}, use) => use([REFUSED]) });

const check = (page: Page, id: string) => page.locator(`[data-check=${id}]`);
const reported = (page: Page) => page.locator(".report").waitFor();

test("the state at a glance, each check with its evidence, the chain, the deployment", async ({ page }) => {
  await page.goto("/report");
  await reported(page);
  await expect(page.getByText("Visitors get an answer. All is well.")).toBeVisible();
  await expect(page).toHaveTitle("Deployment report");
  await expect(page.locator("[data-check]")).toHaveCount(8);
  const token = check(page, "token");
  await expect(token.getByText("The token is active.")).toBeHidden();
  await token.locator("summary").click();
  await expect(token.getByText("The token is active.")).toBeVisible();
  await expect(token.locator(".evidence")).toContainText(/GET http.*\/user\/tokens\/verify → 200, \d+ ms/);
  await expect(page.locator(".chain li")).toHaveText([/AI Gateway/, /Workers AI/, /Gemini/, /OpenAI-compatible/]);
  await expect(page.locator(".facts")).toContainText("local (this machine)");
  await expect(page.locator(".facts")).toContainText(/Built20\d\d-\d\d-\d\d \d\d:\d\d UTC/);
  await expect(page.locator(".facts")).toContainText("CLOUDFLARE_API_TOKEN");
});

test("what is wrong is open, with a way to mend it; both forms can be copied", async ({ page, context, emulator }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await emulator.empower({ workers_ai: false, ai_gateway: "none" });
  await emulator.scenario({ provider: "gemini", fault: "location" });
  await page.goto("/report?lang=en");
  await reported(page);
  const workersAi = page.locator(".finding", { has: check(page, "workers-ai") });
  await expect(workersAi.getByText("missing-workers-ai-permission")).toBeVisible();
  await expect(workersAi.locator(".fix")).toContainText("Account · Workers AI · Read");
  await expect(workersAi.getByRole("link")).toHaveAttribute("href", "https://dash.cloudflare.com/profile/api-tokens");
  await expect(check(page, "gemini")).toContainText("Google Gemini does not serve the place that asked");
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("| Workers AI | ✗ failed | `missing-workers-ai-permission` |");
});

test("check again: what was found is kept for a minute, and then asked for anew", async ({ page, site, emulator }) => {
  await page.goto("/report");
  await reported(page);
  const asked = (await emulator.requests()).length;
  const again = page.getByRole("button", { name: "Check again" });
  await again.click();
  await expect(again).toBeEnabled();
  expect(await emulator.requests()).toHaveLength(asked);
  await site.forget();
  await emulator.scenario({ provider: "openai", fault: "quota" });
  await again.click();
  await expect(check(page, "openai")).toContainText("quota-exhausted");
  await expect(page.getByText("Something needs a look")).toBeVisible();
});

test("in Chinese by the browser's choice, and back by a button", async ({ browser, site }) => {
  const page = await browser.newPage({ locale: "zh-CN" });
  await page.goto(`${site.url}/report`);
  await reported(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByText("访客能得到回答，一切正常。")).toBeVisible();
  await expect(check(page, "token")).toContainText("Cloudflare 令牌");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByText("Visitors get an answer. All is well.")).toBeVisible();
  await expect(check(page, "token")).toContainText("Cloudflare token");
  await page.close();
});

test.describe("with an owner's code", () => {
  test("it is asked for once, a wrong one is told, guessing waits, and signing out forgets it", async ({ page, emulator, startSite, context }) => {
    test.setTimeout(60_000);
    const site = await startSite({ ...allProviders(emulator), ADMIN_CODE: CODE });
    // Another site than the fixtures': the page may ask that one too.
    await page.goto(`${site.url}/report`);
    const input = page.getByLabel("Owner's code");
    await expect(input).toBeFocused();
    await input.fill("wrong");
    await input.press("Enter");
    await expect(page.getByText("That is not the code.")).toBeVisible();
    await page.getByLabel("Owner's code").fill(CODE);
    await page.getByRole("button", { name: "Sign in" }).click();
    await reported(page);
    await page.reload();
    await reported(page);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    expect(kept + (await page.content())).not.toContain(CODE);
    const other = await context.newPage();
    await other.goto(`${site.url}/report`);
    await reported(other);
    await other.getByRole("button", { name: "Sign out" }).click();
    await expect(other.getByLabel("Owner's code")).toBeVisible();
    await expect(other.getByRole("button", { name: "Sign out" })).toHaveCount(0);
    await page.reload();
    await expect(page.getByLabel("Owner's code")).toBeVisible();

    const field = other.getByLabel("Owner's code");
    const tooMany = other.getByText(/Too many wrong codes. Try again in \d+\ss\./);
    const wrong = other.getByText("That is not the code.");
    for (let n = 0; !(await tooMany.isVisible()); n++) {
      expect(n).toBeLessThan(10);
      await field.fill(`wrong ${n}`);
      await field.press("Enter");
      await wrong.or(tooMany).waitFor();
    }
    await other.close();
  });

  test("the form stays while a code is tried", async ({ page, emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), ADMIN_CODE: CODE });
    const tried = Promise.withResolvers<Route>();
    await page.route("**/api/access*", (route) => (route.request().method() === "POST" ? tried.resolve(route) : route.continue()));
    await page.goto(`${site.url}/report?lang=en`);
    const field = page.getByLabel("Owner's code");
    await field.fill("wrong");
    await field.press("Enter");
    const attempt = await tried.promise;
    const button = page.getByRole("button", { name: "Sign in" });
    await expect(button).toBeDisabled();
    await expect(field).toHaveValue("wrong");
    await attempt.continue();
    await expect(page.getByText("That is not the code.")).toBeVisible();
    await expect(button).toBeEnabled();
    await expect(field).toBeFocused();
  });

  test("the chat page shows the owner a way to the report, and nobody else", async ({ page, emulator, startSite, browser }) => {
    const site = await startSite({ ...allProviders(emulator), ADMIN_CODE: CODE, ENVIRONMENT: "production" });
    await emulator.scenario({ provider: "*", fault: "500" });
    await page.goto(site.url);
    const chat = new Chat(page);
    await chat.ready();
    await chat.ask("Hello");
    await expect(chat.button("Retry")).toBeVisible();
    await expect(page.getByRole("link", { name: "Deployment report" })).toHaveCount(0);
    await page.goto(`${site.url}/report`);
    await page.getByLabel("Owner's code").fill(CODE);
    await page.getByRole("button", { name: "Sign in" }).click();
    await reported(page);
    await page.goto(site.url);
    await page.getByRole("link", { name: "Deployment report" }).click();
    await reported(page);
    const stranger = await browser.newPage();
    await stranger.goto(`${site.url}/report`);
    await expect(stranger.getByLabel("Owner's code")).toBeVisible();
    await stranger.close();
  });
});

for (const [lang, words] of Object.entries({
  en: { code: "Owner's code", fact: "Too many wrong codes.", in: (s: string) => `Try again in ${s}\\ss\\.`, now: "You can try again now.", again: "Check again" },
  zh: { code: "管理码", fact: "错误的管理码过多。", in: (s: string) => `请在 ${s}\\s秒后重试。`, now: "现在可以重试了。", again: "重新检查" },
})) {
  test(`after too many wrong codes the wait counts down, the button waits for it and keeps the focus, and it is told once (${lang})`, async ({ page, emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), ADMIN_CODE: CODE });
    await page.clock.install();
    const heard = await listen(page);
    const error = { message: "m", type: "t", code: "rate_limited", param: null, everchat: { request_id: "r", attempts: [], retry_after_s: 52 } };
    await page.route("**/api/access*", (route) => (route.request().method() === "POST" ? route.fulfill({ status: 429, json: { error } }) : route.continue()));
    let reports = 0;
    page.on("request", (request) => (reports += Number(request.url().includes("/api/report"))));
    await page.goto(`${site.url}/report?lang=${lang}`);
    await page.getByLabel(words.code).fill("wrong");
    await page.keyboard.press("Enter");
    const again = page.getByRole("button", { name: words.again });
    const failure = page.locator(".failure");
    await expect(failure).toHaveText(new RegExp(`^${words.fact}\\s?${words.in("[45]\\d")}$`));
    await expect(again).toBeDisabled();
    await expect(again).toBeFocused();
    await page.screenshot({ path: `target/screenshots/report-too-many-codes-${lang}.png` });
    const asked = reports;
    await page.keyboard.press("Enter");
    await page.clock.runFor(40_000);
    await expect(failure).toHaveText(new RegExp(`${words.in("(\\d|1[012])")}$`));
    await page.clock.runFor(13_000);
    await expect(failure).toContainText(words.now);
    await expect(again).toBeEnabled();
    await expect(again).toBeFocused();
    expect(reports).toBe(asked);
    expect((await heard()).filter((told) => told.startsWith("assertive"))).toEqual([`assertive: ${words.fact}`]);
    await page.keyboard.press("Enter");
    await expect(page.getByLabel(words.code)).toBeFocused();
  });
}

test("without an owner's code a deployed site has no report, and says how to get one", async ({ page, emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), ENVIRONMENT: "production" });
  await page.goto(`${site.url}/report`);
  await expect(page.getByText("no owner's code is set")).toBeVisible();
  await expect(page.getByText("npx wrangler pages secret put ADMIN_CODE")).toBeVisible();
});

test("no provider: the chat page itself shows the owner the way, from the same findings", async ({ page, startSite }) => {
  const site = await startSite({});
  await page.goto(site.url);
  const guide = page.locator(".guide");
  await expect(guide.getByRole("heading", { name: "Google Gemini" })).toBeVisible();
  await expect(guide).toContainText("Set GEMINI_API_KEY in .dev.vars, and start again.");
  await expect(guide.getByRole("link", { name: "https://aistudio.google.com/apikey" }).first()).toBeVisible();
  await expect(guide.locator("pre")).toHaveText(/cp -n .dev.vars.example .dev.vars/);
  await guide.getByRole("link", { name: "Deployment report" }).click();
  await reported(page);
  await expect(page.locator(".finding", { has: check(page, "config") })).toContainText("not-configured");

  const deployed = await startSite({ ENVIRONMENT: "production" });
  await page.goto(deployed.url);
  await expect(page.getByText("This site has no model provider set up yet.")).toBeVisible();
  await expect(page.locator(".guide")).toHaveCount(0);
});

test("no secret and no account is in the page", async ({ page, emulator }) => {
  for (const fault of ["none", "401", "html"]) {
    await emulator.scenario({ provider: "*", fault, chunk_ms: 1 });
    await page.goto("/report");
    await reported(page);
    const seen = (await page.content()) + (await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])));
    expect(seen).not.toMatch(new RegExp(`test-token-\\d{4}|${ACCOUNT}`));
  }
});

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use(variant.options);

    test("axe finds nothing, nothing is wider than the page, and each state has its picture", async ({ page, emulator, site, startSite }) => {
      test.setTimeout(120_000);
      const see = (state: string) => look(page, variant, `report-${state}`);
      await page.goto("/report");
      await reported(page);
      await see("1-well");
      await site.forget();
      await emulator.empower({ workers_ai: false });
      await emulator.scenario({ provider: "gemini", fault: "quota" });
      await emulator.scenario({ provider: "openai", fault: "busy" });
      await page.reload();
      await reported(page);
      await see("2-troubled");
      await page.locator("main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await see("3-deployment");
      await site.forget();
      await emulator.reset();
      await emulator.empower({ workers_ai: true });
      await emulator.refuseToken();
      await page.reload();
      await reported(page);
      for (const summary of await page.locator(".concerned summary").all()) await summary.click();
      await see("5-dead-token");
      await site.forget();
      await emulator.reset();
      await emulator.scenario({ provider: "openai", fault: "busy" });
      await page.reload();
      await reported(page);
      await see("6-warnings");
      await site.forget();
      await emulator.scenario({ provider: "*", fault: "401" });
      await page.reload();
      await reported(page);
      await see("7-down");
      await page.route("**/api/report*", (route) => route.fulfill({ status: 502 }));
      await page.reload();
      await page.locator(".failure").waitFor();
      await see("8-unreachable");
      await page.unroute("**/api/report*");
      if (variant.size === "phone") {
        const guarded = await startSite({ ADMIN_CODE: CODE });
        await page.goto(`${guarded.url}/report`);
        await page.locator("input").fill("wrong");
        await page.keyboard.press("Enter");
        await expect(page.locator(".wrong")).not.toBeEmpty();
        await see("4-access-form");
        const closed = await startSite({ ENVIRONMENT: "production" });
        await page.goto(`${closed.url}/report`);
        await page.locator(".failure").waitFor();
        await see("9-no-code");
      } else {
        const empty = await startSite({});
        await page.goto(empty.url);
        await page.locator(".guide .prose a").first().waitFor();
        await see("4-guide");
      }
    });
  });
}
