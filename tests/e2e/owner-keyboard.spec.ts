import type { Page } from "@playwright/test";
import { expect, test } from "./harness/page";
import { fillGatewayLog, fillWithDemo } from "./harness/owner-data";
import { allProviders } from "./harness/settings";

// The owner's pages without a mouse.

const TABS = { Deployment: "/report", Traffic: "/report/traffic", Requests: "/report/requests", Gateway: "/report/gateway" };

/** A name for each element that the Tab key is to stop at, in the order of the page. */
function stops(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wanted = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const all = [...document.querySelectorAll<HTMLElement>(wanted)].filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled"));
    // Of radio buttons with one name, one is a stop.
    const isStop = (element: HTMLElement) => !(element instanceof HTMLInputElement && element.type === "radio") || element.checked;
    const stops = all.filter(isStop);
    stops.forEach((element, at) => (element.dataset.stop = `${at} ${element.tagName.toLowerCase()} ${element.textContent!.trim().slice(0, 30)}`));
    return stops.map((element) => element.dataset.stop!);
  });
}

/** Where the focus is, and whether it can be seen. */
function focus(page: Page): Promise<{ stop: string | undefined; isSeen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const isOutlined = (element: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && outlineWidth !== "0px";
    };
    // A radio button's outline is around its label.
    const isSeen = [element, element.nextElementSibling, element.parentElement].some((near) => near && isOutlined(near));
    const { top, bottom } = (element.closest("label") ?? element).getBoundingClientRect();
    return { stop: element.dataset.stop, isSeen: isSeen && bottom > 0 && top < innerHeight };
  });
}

for (const [name, path] of Object.entries(TABS)) {
  test(`${name}: Tab stops at everything that can be used, in order, and where the focus is can be seen`, async ({ page, emulator, startSite }) => {
    const site = await startSite(allProviders(emulator));
    await fillWithDemo(site);
    await fillGatewayLog(emulator);
    await page.goto(site.url + path);
    await page.locator("main article[aria-busy=false]").waitFor();
    if (name === "Traffic") {
      await Promise.all([page.waitForResponse(/\/api\/traffic/), page.getByRole("radio", { name: "Week" }).check()]);
      await page.locator("main article[aria-busy=false] figure").first().waitFor();
      // Each has been drawn anew.
      await expect(page.locator("figure tbody tr")).not.toHaveCount(0);
    }
    const wanted = await stops(page);
    expect(wanted.length).toBeGreaterThan(8);
    await page.locator("[data-stop]").first().focus();
    const walked: (string | undefined)[] = [wanted[0]];
    while (walked.length < wanted.length) {
      await page.keyboard.press("Tab");
      const { stop: at, isSeen } = await focus(page);
      walked.push(at);
      expect(isSeen, `the focus can be seen: ${walked.slice(-3).join(" → ")}`).toBe(true);
    }
    expect(walked).toEqual(wanted);
    await page.keyboard.press("Shift+Tab");
    expect((await focus(page)).stop).toBe(wanted.at(-2));
  });
}

test("from tab to tab, to a week, to a request's attempts and to older ones, by the keyboard alone", async ({ page, emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  await fillWithDemo(site);
  await page.goto(site.url + TABS.Deployment);
  await page.locator("main article[aria-busy=false]").waitFor();
  const tab = (name: string) => page.getByRole("navigation", { name: "Owner's pages" }).getByRole("link", { name, exact: true });
  await tab("Traffic").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/traffic$/);
  await expect(tab("Traffic")).toBeFocused();
  await page.getByRole("radio", { checked: true }).focus();
  const week = page.getByRole("radio", { name: "Week" });
  for (let n = 0; n < 4 && !(await week.isChecked()); n++) await page.keyboard.press("ArrowRight");
  await expect(week).toBeChecked();
  await expect(page.locator("figure").first()).toBeVisible();
  const asTable = page.locator("figure summary").first();
  await asTable.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("figure table").first()).toBeVisible();
  await expect(asTable).toBeFocused();
  // A failure's requests.
  await page.getByRole("button", { name: "Requests" }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/requests$/);
  const first = page.locator(".request summary").first();
  await first.focus();
  await page.keyboard.press(" ");
  await expect(page.locator(".request .attempts").first()).toBeVisible();
  const rows = page.locator(".request");
  await page.getByRole("button", { name: "Clear" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("main article[aria-busy=false]").waitFor();
  await expect(rows).toHaveCount(50);
  const older = page.getByRole("button", { name: "Show older" });
  await older.focus();
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(100);
  await expect(older).toBeFocused();
});
