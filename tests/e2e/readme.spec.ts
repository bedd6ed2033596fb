import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./harness/page";
import { ROOT } from "./harness/paths";

// The picture in the READMEs, and what is on it as words. Where the page has come to show something else, both are made
// anew by `cargo xtask test readme.spec --update-snapshots`. Fonts differ between machines, so the words are what is
// compared closely, and of the picture only its colours and its large shapes.
const LIKE = { threshold: 0.3, maxDiffPixelRatio: 0.08 };

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2, colorScheme, locale: "en-US" });

    test("the README shows the page as it is", async ({ chat, page }) => {
      for (const question of ["Plan a weekend in Kyoto", "Why is the sky blue?", "How do rainbows form?"]) {
        await chat.button("New chat").first().click();
        await chat.ask(question);
        await chat.ended();
      }
      await expect(page.locator(".sidebar").getByText("Plan a weekend in Kyoto")).toBeVisible();
      await expect(chat.answers.locator("pre code span").first()).toBeVisible();
      // As a reader does: a program's scrolling does not end following.
      await chat.scroller.hover();
      await page.mouse.wheel(0, -10_000);
      await expect.poll(() => chat.scroller.evaluate((main) => main.scrollTop)).toBe(0);
      await expect(chat.questions.first()).toBeInViewport();
      await page.mouse.move(0, 0);
      const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
      const name = `everchat-${colorScheme}.png`;
      if (["all", "changed"].includes(test.info().config.updateSnapshots)) writeFileSync(join(ROOT, ".github", name), picture);
      await expect(page.locator("body")).toMatchAriaSnapshot({ name: "everchat.aria.yml" });
      expect(picture).toMatchSnapshot(name, LIKE);
    });
  });
}
