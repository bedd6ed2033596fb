// What the reader sees while an answer comes: it is followed, and it is rendered.
import { Chat, expect, SIZES, test } from "./harness/page";

test.describe("Markdown", () => {
  test("is drawn as it streams, block by block", async ({ chat }) => {
    await chat.ask("Hello");
    await chat.ended();
    await expect(chat.answers.locator("strong").first()).toHaveText("emulator");
    await expect(chat.answers.locator("ol > li")).toHaveCount(3);
    await expect(chat.answers.locator("pre code[data-language=sh]")).toContainText("cargo xtask dev");
    await expect(chat.answers.locator(".prose tbody tr")).toHaveCount(3);
    await expect(chat.answers.locator(".prose")).not.toContainText("**");
  });

  test("HTML is text, and links lead to safe places only", async ({ chat, page }) => {
    await page.evaluate(() => ((window as any).trap = () => ((window as any).sprung = true)));
    const lines = [
      "<img src=x onerror=trap()> <b>bold</b>",
      "<script>trap()</script>",
      "[bad](javascript:trap()) [worse](data:text/html,x) [good](https://example.com/a)",
      "![picture](https://example.com/p.png)",
    ];
    await chat.box.fill(lines.join("\n\n"));
    await chat.box.press("Enter");
    await chat.ended();
    const prose = chat.answers.locator(".prose");
    await expect(prose).toContainText("<img src=x onerror=trap()> <b>bold</b>");
    await expect(prose).toContainText("<script>trap()</script>");
    await expect(prose.locator("img, script, b")).toHaveCount(0);
    const links = await prose.locator("a").evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.getAttribute("rel")]));
    expect(links.map(([href]) => href)).toEqual(["https://example.com/a", "https://example.com/p.png"]);
    for (const [, rel] of links) expect(rel).toContain("noopener");
    expect(await page.evaluate(() => (window as any).sprung)).toBeUndefined();
  });

  test("should the part for formulas not load, they are shown as TeX and nothing is lost", async ({ page, emulator, expectedErrors }) => {
    expectedErrors.push(/Failed to load resource|Failed to fetch/);
    await page.route("**/split_formulas-*", (route) => route.abort());
    await emulator.scenario({ provider: "*", answer: "So $x^2$ is **right**.", chunk_ms: 0 });
    await page.goto("/");
    const chat = new Chat(page);
    await chat.ready();
    await chat.ask("Hello");
    await chat.ended();
    await expect(chat.answers.locator("strong")).toHaveText("right");
    await expect(chat.answers.locator(".math")).toHaveText("x^2");
    await page.unroute("**/split_formulas-*");
    await page.reload();
    await expect(chat.answers.locator("math")).toBeVisible();
  });
});
