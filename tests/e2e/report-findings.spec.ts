import { inspect } from "./harness/look";
import { expect, test } from "./harness/page";

// How the report shows what it found: alike findings as one, the verdict in colour, on any screen.

test.use({ expectedErrors: async ({}, use) => use([/status of (401|404)/]) });

test("a dead token stands there once, with the checks that met it and the evidence of each", async ({ page, emulator }) => {
  await emulator.refuseToken();
  await page.goto("/report?lang=en");
  await page.locator(".report").waitFor();
  const finding = page.locator(".finding", { hasText: "token-invalid" });
  await expect(finding).toHaveCount(1);
  await expect(page.getByText("Cloudflare does not recognise this token")).toHaveCount(1);
  await expect(page.getByText(/Create a token with/)).toHaveCount(1);
  await expect(finding.locator("summary").first()).toContainText("Cloudflare token, Workers AI, List of AI Gateways, AI Gateway (failed)");
  for (const id of ["token", "workers-ai", "ai-gateway-api", "ai-gateway"]) {
    const met = finding.locator(`[data-check=${id}]`);
    await expect(met.locator(".evidence")).toBeHidden();
    await met.locator("summary").click();
    await expect(met.locator(".evidence")).toContainText(/(GET|POST) http.* → 401 \(\d+\), \d+ ms/);
  }
  await expect(page.locator("[data-check]")).toHaveCount(8);
  // The worst comes first.
  const verdicts = await page.locator(".finding").evaluateAll((all) => all.map(({ className }) => className.split(" ")[1]));
  expect(verdicts).toEqual(["failed", "warning", "ok", "ok", "ok"]);
});

test("the verdict has its colour, its icon and its words; in forced colours the icon is seen", async ({ page, site, emulator }) => {
  const verdict = page.locator(".verdict");
  const ground = () => verdict.evaluate((element) => getComputedStyle(element).backgroundColor);
  const icon = () => verdict.locator("svg path").first().getAttribute("d");
  const seen: (string | null)[][] = [];
  for (const prepare of [async () => {}, () => emulator.refuseToken(), () => emulator.scenario({ provider: "*", fault: "401" })]) {
    await site.forget();
    await prepare();
    await page.goto("/report?lang=en");
    await page.locator(".report").waitFor();
    seen.push([await verdict.locator(".summary").textContent(), await ground(), await icon()]);
  }
  for (const column of [0, 1, 2]) expect(new Set(seen.map((row) => row[column])).size).toBe(3);
  await page.emulateMedia({ forcedColors: "active" });
  const drawn = await verdict.locator("svg").first().evaluate((svg) => getComputedStyle(svg).stroke);
  expect(drawn).not.toBe(await ground());
  await page.screenshot({ path: "target/screenshots/report-forced-colours.png" });
});

test("buttons are seen as such and large enough for a finger; checking again keeps the focus and what is open", async ({ page }) => {
  await page.goto("/report?lang=en");
  await page.locator(".report").waitFor();
  for (const name of ["Check again", "Copy as Markdown"]) {
    const button = page.getByRole("button", { name });
    const { border, height } = await button.evaluate((element) => ({ border: getComputedStyle(element).borderTopStyle, height: element.clientHeight + 2 }));
    expect([name, border]).toEqual([name, "solid"]);
    expect(height).toBeGreaterThanOrEqual(44);
  }
  const token = page.locator("[data-check=token]");
  await token.locator("summary").click();
  const again = page.getByRole("button", { name: "Check again" });
  await again.focus();
  await page.keyboard.press("Enter");
  await expect(again).toBeEnabled();
  await expect(page.locator(".report")).toHaveAttribute("aria-busy", "false");
  await expect(again).toBeFocused();
  await expect(token.locator(".evidence")).toBeVisible();
});

for (const [name, [width, height]] of Object.entries({ "a narrow phone": [320, 568], "a screen at 200 %": [640, 400] })) {
  test(`on ${name} everything is there, and nothing is wider than the page`, async ({ page, emulator }) => {
    await page.setViewportSize({ width, height });
    await emulator.refuseToken();
    for (const lang of ["en", "zh"]) {
      await page.goto(`/report?lang=${lang}`);
      await page.locator(".report").waitFor();
      for (const summary of await page.locator(".concerned summary").all()) await summary.click();
      await inspect(page, `${width} ${lang}`);
      const within = await page.locator(".report *, .bar *").evaluateAll((all) =>
        all.filter((e) => !e.closest(".hidden") && e.getBoundingClientRect().right > innerWidth).map((e) => e.outerHTML),
      );
      expect(within).toEqual([]);
      await page.screenshot({ path: `target/screenshots/report-${width}-${lang}.png` });
    }
  });
}

test("no line begins with a dot", async ({ page, emulator }) => {
  await emulator.refuseToken();
  await page.goto("/report?lang=en");
  await page.locator(".report").waitFor();
  for (let width = 320; width < 700; width += 20) {
    await page.setViewportSize({ width, height: 600 });
    const starts = await page.locator(".fix p").evaluateAll((paragraphs) =>
      paragraphs.flatMap((paragraph) => {
        const node = paragraph.firstChild;
        if (!(node instanceof Text)) return [];
        const range = document.createRange();
        let top = -1;
        return [...node.data].map((character, at) => {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const line = range.getClientRects()[0]?.top ?? top;
          const isFirst = line > top + 2;
          if (isFirst) top = line;
          return isFirst ? character : "";
        });
      }),
    );
    expect(starts, `${width}`).not.toContain("·");
  }
});
