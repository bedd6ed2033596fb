import type { Page } from "@playwright/test";
import type { Emulator } from "./harness/emulator";
import { look, VARIANTS } from "./harness/look";
import { fillGatewayLog, fillWithDemo } from "./harness/owner-data";
import { expect, test } from "./harness/page";
import { allProviders } from "./harness/settings";
import type { Site } from "./harness/site";

// The owner's tabs: how visitors were served, and the single requests.

const CODE = "test-code-0000";

/** A mix of requests that ends in all ways; says what they add up to, and the id of one that failed. */
async function visit(site: Site, emulator: Emulator): Promise<{ failedId: string }> {
  await emulator.scenario({ provider: "*", chunk_ms: 0, chunks: 3 });
  for (let n = 0; n < 4; n++) await (await site.chat({ stream: n % 2 === 0 })).text();
  await emulator.scenario({ provider: "ai-gateway", fault: "429", times: 1 });
  await site.chat();
  await site.forget();
  await emulator.scenario({ provider: "*", fault: "400" });
  const failed = await site.chat();
  const failedId = failed.headers.get("x-request-id")!;
  await emulator.reset();
  await expect.poll(async () => (await (await site.get("/api/traffic")).json()).totals.requests).toBe(6);
  return { failedId };
}

const shown = (page: Page) => page.locator(".totals, .request").first().waitFor();
const total = (page: Page, name: string) => page.locator(".totals > div", { has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) });

test.describe("tabs", () => {
  test("each has an address, a title and its place in the browser's history", async ({ page, emulator, startSite }) => {
    const site = await startSite(allProviders(emulator));
    const tab = (name: string) => page.getByRole("navigation", { name: "Owner's pages" }).getByRole("link", { name, exact: true });
    await page.goto(`${site.url}/report/traffic`);
    await expect(tab("Traffic")).toHaveAttribute("aria-current", "page");
    await expect(page).toHaveTitle("Traffic");
    await expect(page.getByText("No chat requests in this time.")).toBeVisible();
    await tab("Requests").click();
    await expect(page).toHaveURL(/\/report\/requests$/);
    await expect(page).toHaveTitle("Requests");
    await tab("Deployment").click();
    await expect(page.locator("[data-check]")).not.toHaveCount(0);
    await expect(page).toHaveURL(/\/report$/);
    await page.goBack();
    await expect(tab("Requests")).toHaveAttribute("aria-current", "page");
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Traffic");
    await page.goForward();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Requests");
    await page.reload();
    await expect(tab("Requests")).toHaveAttribute("aria-current", "page");
    const [beside] = await Promise.all([page.context().waitForEvent("page"), tab("Traffic").click({ modifiers: ["ControlOrMeta"] })]);
    await beside.close();
    await expect(page).toHaveURL(/\/report\/requests$/);
  });

  test("the report is not made anew by looking at another tab", async ({ page, emulator, startSite }) => {
    const site = await startSite(allProviders(emulator));
    await page.goto(`${site.url}/report`);
    await page.locator("[data-check]").first().waitFor();
    const asked = (await emulator.requests()).length;
    await page.getByRole("link", { name: "Traffic" }).click();
    await expect(page.getByText("No chat requests in this time.")).toBeVisible();
    await page.getByRole("link", { name: "Deployment" }).click();
    await page.locator("[data-check]").first().waitFor();
    expect(await emulator.requests()).toHaveLength(asked);
  });

  test("all ask for the owner's code, and show nothing without it", async ({ page, emulator, startSite, expectedErrors }) => {
    expectedErrors.push(/status of 401/);
    const site = await startSite({ ...allProviders(emulator), ADMIN_CODE: CODE });
    await site.chat();
    for (const path of ["gateway", "traffic", "requests"]) {
      await page.goto(`${site.url}/report/${path}`);
      await page.getByLabel("Owner's code").fill("wrong");
      await page.keyboard.press("Enter");
      await expect(page.getByText("That is not the code.")).toBeVisible();
      await expect(page.locator(".totals, .request, canvas")).toHaveCount(0);
    }
    await page.getByLabel("Owner's code").fill(CODE);
    await page.keyboard.press("Enter");
    await expect(page.locator(".request")).toHaveCount(1);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByLabel("Owner's code")).toBeVisible();
    await expect(page.locator(".request")).toHaveCount(0);
  });
});

test("traffic: every number on the page is the API's, in the totals, the charts' tables and the causes", async ({ page, emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  await visit(site, emulator);
  await page.goto(`${site.url}/report/traffic`);
  await shown(page);
  await expect(total(page, "Answered")).toContainText("83.3%");
  await expect(total(page, "Answered")).toContainText("of 6 requests");
  await expect(total(page, "Answered")).toContainText("1 by a fallback");
  await expect(total(page, "Not answered")).toContainText("1");
  const { totals, failures, providers } = await (await site.get("/api/traffic")).json();
  await expect(total(page, "Tokens")).toContainText(String(totals.tokens.input + totals.tokens.output));

  const chart = (name: string) => page.locator("figure", { has: page.getByRole("heading", { name }) });
  const requests = chart("Requests by provider");
  await expect(requests.getByRole("img", { name: "Requests by provider" })).toBeVisible();
  await requests.getByText("Show as a table").click();
  const cells = requests.locator("tbody td");
  const numbers = (await cells.allTextContents()).map(Number);
  expect(numbers.reduce((sum, number) => sum + (number || 0), 0), "each request is in one cell").toBe(6);

  const causes = chart("Failures by cause").locator("tbody tr");
  await expect(causes).toHaveCount(failures.length);
  await expect(causes.filter({ hasText: "AI Gateway · too many requests" }).locator("td").first()).toHaveText("1");
  const who = chart("Who answered");
  await who.getByText("Show as a table").click();
  await expect(who.locator("tbody tr")).toHaveCount(providers.length);
  // Something is drawn on each canvas.
  for (const canvas of await page.locator("canvas").all()) {
    const isDrawn = () => canvas.evaluate((canvas: HTMLCanvasElement) => canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0));
    await expect.poll(isDrawn).toBe(true);
  }

  await page.getByRole("radio", { name: "Month" }).check();
  await expect(page.getByText("Days begin at 00:00 UTC.")).toBeVisible();
  await expect(total(page, "Answered")).toContainText("of 6 requests");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download CSV" }).click()]);
  expect(download.url()).toContain("format=csv");
});

test("a failure leads to its fix in the report, and to its requests", async ({ page, emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  const { failedId } = await visit(site, emulator);
  await page.goto(`${site.url}/report/traffic`);
  await page.getByRole("link", { name: "Gemini · request refused" }).click();
  await expect(page).toHaveURL(/\/report$/);
  const gemini = page.locator(".finding[data-check=gemini]");
  await expect(gemini.locator("details")).toHaveAttribute("open");
  await expect(gemini.locator("summary")).toBeFocused();
  await page.goto(`${site.url}/report#gemini`);
  await expect(gemini.locator("summary")).toBeFocused();
  await page.goto(`${site.url}/report/traffic`);
  await page.locator("tr", { hasText: "OpenAI-compatible · request refused" }).getByRole("button", { name: "Requests" }).click();
  await expect(page.locator(".request")).toHaveCount(1);
  await expect(page.locator(`[data-request="${failedId}"]`)).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Provider" })).toHaveValue("openai");
});

test("requests: the newest first, by id, outcome and provider, each with its attempts in time", async ({ page, emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  const { failedId } = await visit(site, emulator);
  await page.goto(`${site.url}/report/requests`);
  await expect(page.locator(".request").first()).toHaveAttribute("data-request", failedId);
  await page.getByLabel("Request ID").fill(` ${failedId} `);
  await page.keyboard.press("Enter");
  await expect(page.locator(".request")).toHaveCount(1);
  const request = page.locator(".request");
  await request.locator("summary").press("Enter");
  await expect(request.locator(".attempts li")).toHaveCount(4);
  await expect(request.locator(".attempts")).toContainText("Gemini · request refused 400");
  await expect(request.locator(".facts")).toContainText("an API client (whole)");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByLabel("Request ID")).toHaveValue("");
  await page.getByRole("combobox", { name: "Outcome" }).selectOption("request refused");
  await expect(page.locator(".request")).toHaveCount(1);
  await page.getByRole("combobox", { name: "Outcome" }).selectOption("too slow");
  await expect(page.getByText("No request matches.")).toBeVisible();
});

test("older requests come below the others, and what is open stays open", async ({ page, emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  for (let n = 0; n < 55; n++) await site.chat({ messages: [] });
  await page.goto(`${site.url}/report/requests`);
  await expect(page.locator(".request")).toHaveCount(50);
  await page.locator(".request summary").last().click();
  await page.getByRole("button", { name: "Show older" }).click();
  await expect(page.locator(".request")).toHaveCount(55);
  await expect(page.locator(".request").nth(49).locator("details")).toHaveAttribute("open");
  await expect(page.getByRole("button", { name: "Show older" })).toHaveCount(0);
});

test("without a database the page says so; without the script that draws, the tables stand in its place", async ({ page, emulator, startSite, expectedErrors }) => {
  expectedErrors.push(/Failed to load resource/, /ERR_FAILED/);
  const site = await startSite(allProviders(emulator), { database: false });
  await site.chat();
  await page.route("**/assets/charts-*", (route) => route.abort());
  await page.goto(`${site.url}/report/traffic`);
  await expect(page.getByText("There is no database")).toBeVisible();
  await expect(page.getByText("The chart could not be loaded. Its numbers:").first()).toBeVisible();
  await expect(page.locator("canvas:visible")).toHaveCount(0);
  await expect(page.locator("figure table").first()).toBeVisible();
});

test("gateway: what Cloudflare has logged, its entries page by page and chosen, and how the gateway is set", async ({ page, emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  await fillGatewayLog(emulator);
  await page.goto(`${site.url}/report/gateway`);
  await expect(total(page, "Requests")).toContainText("60");
  await expect(total(page, "Requests")).toContainText("6 failed");
  await expect(total(page, "From the cache")).toContainText("20%");
  await expect(total(page, "Cost")).toContainText("$0.0072");
  await expect(page.locator("[data-advice=cache]")).toBeVisible();
  const shown = (await page.locator(".log .request").count());
  expect(shown).toBeLessThan(60);
  await page.locator(".log summary").first().click();
  await expect(page.locator(".log .facts").first()).toContainText("$0.0001");
  await page.getByRole("button", { name: "Show older" }).click();
  await expect.poll(() => page.locator(".log .request").count()).toBeGreaterThan(shown);
  await expect(page.locator(".log details").first()).toHaveAttribute("open");
  await page.getByRole("combobox", { name: "Status" }).selectOption("Failed");
  await expect(page.locator(".log .request")).toHaveCount(6);
  await expect(total(page, "Requests")).toContainText("60");
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.locator(".log .request")).not.toHaveCount(6);
});

test("gateway: a permission that the token lacks is named, with its fix", async ({ page, emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  await emulator.empower({ ai_gateway: "none" });
  await page.goto(`${site.url}/report/gateway`);
  await expect(page.locator(".finding").first()).toContainText("missing-ai-gateway-permission");
  await expect(page.locator(".fix").first()).toContainText("AI Gateway");
  await expect(page.locator(".totals")).toHaveCount(0);
});

for (const variant of VARIANTS) {
  test.describe(variant.name, () => {
    test.use(variant.options);

    test("axe finds nothing, nothing is wider than the page, and each state has its picture", async ({ page, emulator, startSite }) => {
      test.setTimeout(120_000);
      const site = await startSite(allProviders(emulator));
      await fillWithDemo(site);
      const see = async (state: string) => {
        await look(page, variant, `owner-${state}`);
        const beyond = await page.evaluate(() => document.scrollingElement!.scrollHeight - innerHeight);
        expect(beyond, "only the part below the tabs scrolls").toBeLessThanOrEqual(0);
      };
      await page.goto(`${site.url}/report/traffic`);
      await shown(page);
      await page.getByRole("radio").nth(2).check();
      await expect(page.locator("main article")).toHaveAttribute("aria-busy", "false");
      await expect(page.locator(".note")).toHaveCount(1);
      await see("1-traffic");
      for (const [at, name] of [[1, "first-words"], [2, "failures"], [3, "served"]] as const) {
        await page.locator("figure").nth(at).evaluate((figure) => figure.scrollIntoView());
        if (at === 3) await page.locator("figure").nth(at).locator("summary").click();
        await see(`2-${name}`);
      }
      await page.goto(`${site.url}/report/requests`);
      await shown(page);
      await see("3-requests");
      // Few fail, so they are looked for.
      await page.getByRole("combobox").first().selectOption({ value: "rate_limited" });
      await page.locator(".request.failed summary").first().click();
      await page.getByRole("combobox").first().selectOption({ value: "served" });
      await page.locator(".request.warning summary").first().click();
      await page.locator(".request [open]").first().evaluate((open) => open.scrollIntoView({ block: "center" }));
      await see("4-request");
      await fillGatewayLog(emulator);
      await page.goto(`${site.url}/report/gateway`);
      await page.locator(".log .request").first().waitFor();
      await see("5-gateway");
      await page.locator(".log").evaluate((log) => log.scrollIntoView());
      await see("6-gateway-log");
    });
  });
}
