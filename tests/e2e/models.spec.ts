import { expect, SIZES, test } from "./harness/page";
import { allProviders } from "./harness/settings";

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone" });

    test("the model is chosen in the composer, for this chat alone", async ({ chat, page, emulator }) => {
      const chip = page.getByRole("button", { name: /^Model: Auto/ });
      await expect(chip, "the first that can answer").toHaveText("Auto\u00a0· Gemma 4");
      await chip.click();
      const menu = page.getByRole("menu", { name: "Model" });
      await expect(menu.getByRole("menuitemradio", { name: /^Auto/ })).toBeFocused();
      await expect(menu.getByRole("menuitemradio", { checked: true })).toHaveText(/^Auto.*now Gemma 4/);
      await expect(menu.getByRole("menuitemradio", { name: /Gemini Flash/ })).toContainText("fast, reasoning, long texts, pictures");
      await page.screenshot({ path: `target/screenshots/models-${size}.png` });
      await menu.getByRole("menuitemradio", { name: /Gemini Flash/ }).click();
      await expect(menu).toHaveCount(0);
      const chosen = page.getByRole("button", { name: "Model: Gemini Flash" });
      await expect(chosen).toBeFocused();
      await chat.ask("Hello");
      await chat.ended();
      expect((await emulator.requests()).at(-1)).toMatchObject({ provider: "gemini" });
      await page.reload();
      await expect(chosen, "kept with the chat").toHaveText("Gemini Flash");
      await chat.button("New chat").first().click();
      await expect(chip).toBeVisible();
    });

    test("the list is a menu: arrows move, Escape closes it and nothing else, so does a press elsewhere", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "*", chunks: 5000, chunk_ms: 20 });
      await chat.ask("Hello");
      await chat.answers.getByText("w3").waitFor();
      const chip = page.getByRole("button", { name: /^Model:/ });
      const menu = page.getByRole("menu", { name: "Model" });
      await chip.click();
      await expect(menu.getByRole("menuitemradio")).toHaveCount(5);
      const focused = async () => menu.getByRole("menuitemradio").evaluateAll((items) => items.indexOf(document.activeElement as Element));
      await expect.poll(focused).toBe(0);
      for (const [key, to] of [["ArrowDown", 1], ["End", 4], ["ArrowDown", 0], ["ArrowUp", 4], ["Home", 0]] as const) {
        await page.keyboard.press(key);
        expect(await focused(), key).toBe(to);
      }
      await page.keyboard.press("Escape");
      await expect(menu).toHaveCount(0);
      await expect(chip).toBeFocused();
      await expect(chat.stop, "the answer goes on").toBeVisible();
      await chip.click();
      await menu.waitFor();
      await page.getByRole("heading", { level: 1 }).click();
      await expect(menu).toHaveCount(0);
      await chip.click();
      await menu.waitFor();
      await chip.click();
      await expect(menu, "the button closes what it opened").toHaveCount(0);
      await chat.stop.click();
    });
  });
}

test("a long list is searched; a model whose provider fails says so", async ({ page, emulator, startSite, chat: _ }) => {
  const names = Array.from({ length: 9 }, (_, n) => `model-${n}`);
  const site = await startSite({ ...allProviders(emulator), PROVIDERS: "openai,gemini", OPENAI_MODEL: names.join(",") });
  await emulator.scenario({ provider: "gemini", fault: "500" });
  for (let n = 0; n < 3; n++) await (await site.chat({ model: "gemini/gemini-flash-latest" })).text();
  await page.goto(site.url);
  await page.getByRole("button", { name: "Model: Auto · Model 0" }).click();
  const items = page.getByRole("menuitemradio");
  await expect(items).toHaveCount(11);
  await expect(items.filter({ hasText: "Gemini Flash" })).toContainText("not available right now");
  await page.getByRole("searchbox", { name: "Search models" }).fill("MODEL 7");
  await expect(items).toHaveText([/^Auto/, /^Model 7/]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Model: Model 7" })).toBeFocused();
});

test("where the list does not come, the page says so and asks again", async ({ chat, page }) => {
  await page.route("**/api/v1/models", (route) => route.fulfill({ status: 204 }));
  const chip = page.getByRole("button", { name: /^Model:/ });
  await chip.click();
  await expect(page.getByText("The list couldn't be loaded. Open it again to retry.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.unroute("**/api/v1/models");
  await chip.click();
  await expect(page.getByRole("menuitemradio", { name: /Gemini Flash/ })).toBeVisible();
  await expect(chat.box).toBeVisible();
});
