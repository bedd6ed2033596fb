import type { Page } from "@playwright/test";
import { Chat, expect, test } from "./harness/page";
import { allProviders } from "./harness/settings";

// The first moments, and what happens when something of the page cannot be had.

/** Opens the page with its program held back; `go` lets it come. */
async function hold(page: Page): Promise<() => void> {
  const held: (() => void)[] = [];
  let isFree = false;
  await page.route("**/app-*.wasm", async (route) => {
    if (!isFree) await new Promise<void>((go) => held.push(go));
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await page.locator("#shell textarea").waitFor();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  return () => {
    isFree = true;
    held.forEach((go) => go());
  };
}

test("what is typed before the app has loaded is kept, and the cursor stays where it is", async ({ page }) => {
  const go = await hold(page);
  const chat = new Chat(page);
  await chat.box.pressSequentially("early bird");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  go();
  await chat.ready();
  await expect(chat.box).toHaveValue("early bird");
  await expect(chat.box).toBeFocused();
  await page.keyboard.type("!");
  await expect(chat.box).toHaveValue("early bi!rd");
});

for (const way of ["Enter", "Send"]) {
  test(`what is sent by ${way} before the app has loaded is sent once it has`, async ({ page }) => {
    const go = await hold(page);
    const chat = new Chat(page);
    await chat.box.pressSequentially("early bird");
    await (way === "Enter" ? chat.box.press("Enter") : chat.send.click());
    go();
    await expect(chat.questions.locator("p")).toHaveText(["early bird"]);
    await chat.ended();
    await expect(chat.answers).toContainText("emulator");
    await expect(chat.box).toHaveValue("");
  });
}

/** Drops a file on the page, as the visitor does. Returns whether the browser would open it in the page's place. */
async function dropFile(page: Page, type: string, content: string): Promise<boolean> {
  return page.evaluate(
    ([type, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], "file", { type }));
      const options = { bubbles: true, cancelable: true, dataTransfer };
      return ["dragover", "drop"].map((kind) => document.querySelector("main")!.dispatchEvent(new DragEvent(kind, options))).includes(true);
    },
    [type, content],
  );
}

test("files that are dropped before the app has loaded go with the message, and none is opened by the browser", async ({ page, emulator }) => {
  const go = await hold(page);
  const chat = new Chat(page);
  expect(await dropFile(page, "text/plain", "one")).toBe(false);
  expect(await dropFile(page, "text/plain", "three")).toBe(false);
  go();
  await chat.ready();
  await expect(page.locator(".pictures div")).toHaveText(["Attached text: 3 characters", "Attached text: 5 characters"]);
  expect(await dropFile(page, "text/plain", "seven"), "the program takes the others").toBe(false);
  await expect(page.locator(".pictures div")).toHaveCount(3);
  await chat.ask("What are these?");
  await chat.ended();
  expect((await emulator.requests()).at(-1)!.body.messages.at(-1).content).toMatch(/^What are these\?[^]*one[^]*three[^]*seven/);
});

test("what is sent before the app has loaded has the files that were dropped, unless one cannot be read", async ({ page }) => {
  for (const [type, content] of [
    ["text/plain", "A text."],
    ["application/pdf", "%PDF\0"],
  ]) {
    const go = await hold(page);
    const chat = new Chat(page);
    await dropFile(page, type, content);
    await chat.box.pressSequentially("early bird");
    await chat.box.press("Enter");
    go();
    if (type === "text/plain") {
      await expect(chat.questions.locator("p")).toHaveText(["early bird"]);
      await expect(chat.questions.getByRole("button", { name: "Attached text" })).toHaveText("Attached text: 7 characters");
      await chat.ended();
      await chat.button("New chat").click();
    } else {
      await expect(page.getByText("This file can't be read: it is neither a picture nor a text.")).toBeVisible();
      await expect(chat.box).toHaveValue("early bird");
    }
    await page.unroute("**/app-*.wasm");
  }
});

for (const path of ["/report", "/check"]) {
  test(`a file that is dropped on ${path} does not take its place`, async ({ page, expectedErrors }) => {
    expectedErrors.push(/^asked https:\/\/challenges\.cloudflare\.com/);
    await page.route("**/api/access", (route) => route.fulfill({ json: { challenge: "site-key-0000", passed: false } }));
    await page.route("https://challenges.cloudflare.com/**", (route) => route.fulfill({ contentType: "text/javascript", body: "turnstile = { render() {} };" }));
    await page.goto(path);
    await page.locator("main").waitFor();
    expect(await dropFile(page, "text/plain", "one")).toBe(false);
  });
}

test("typing on after Enter takes the sending back", async ({ page }) => {
  const go = await hold(page);
  const chat = new Chat(page);
  await chat.box.pressSequentially("one");
  await chat.box.press("Enter");
  await chat.box.pressSequentially(" two");
  go();
  await chat.ready();
  await expect(chat.box).toHaveValue("one two");
  await expect(chat.questions).toHaveCount(0);
});

test("a chosen theme is there with the first paint", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.addInitScript(() => (localStorage["everchat-settings"] = '{"theme":"dark"}'));
  const go = await hold(page);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await ground();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
  go();
  await new Chat(page).ready();
  expect(await ground()).toBe(before);
});

test("the shell has the app's places: nothing moves when it comes", async ({ page }) => {
  const go = await hold(page);
  const places = async () => ({
    box: await page.locator(".composer textarea").boundingBox(),
    send: await page.locator(".composer button[type=submit]").boundingBox(),
    brand: await page.locator(".brand").boundingBox(),
  });
  const before = await places();
  go();
  await new Chat(page).ready();
  const after = await places();
  expect(after.box).toEqual(before.box);
  expect(after.send).toEqual(before.send);
  expect(after.brand!.x).toBe(before.brand!.x);
});

test("without WebAssembly the page says what to do", async ({ page, expectedErrors }) => {
  expectedErrors.push(/./);
  await page.addInitScript(() => delete (globalThis as any).WebAssembly);
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("Switch WebAssembly on");
});

test("should the program not arrive, the page says so, and what was typed is not lost sight of", async ({ page, expectedErrors }) => {
  expectedErrors.push(/./);
  await page.route("**/app-*.wasm", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("could not start");
});

test.describe("what did not come at first is asked for again", () => {
  const LOST = [/net::ERR_FAILED/, /^TypeError: Failed to fetch/];

  /** Loses the first request for an address; returns how many there were. */
  async function loseFirst(page: Page, address: string): Promise<() => number> {
    let asked = 0;
    await page.route(address, (route) => (asked++ === 0 ? route.abort() : route.continue()));
    return () => asked;
  }

  test("how the site is, and what the page loads later", async ({ page, startSite, expectedErrors }) => {
    const site = await startSite({});
    expectedErrors.push(...LOST);
    const counts = [await loseFirst(page, "**/api/status"), await loseFirst(page, "**/assets/split_library*.wasm")];
    await page.goto(site.url);
    await expect(page.getByText("This site has no model provider set up yet.")).toBeVisible();
    await expect(page.getByText("Your chats will appear here.")).toBeVisible();
    expect(counts.map((count) => count())).toEqual([2, 2]);
  });
});

test("a dialog that did not come when it was wanted does not open by itself later", async ({ page, expectedErrors }) => {
  expectedErrors.push(/net::ERR_FAILED/, /^TypeError: Failed to fetch/);
  let asked = 0;
  await page.route("**/assets/split_dialogs*.wasm", (route) => (asked++ === 0 ? route.abort() : route.continue()));
  await page.goto("/");
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByText("Part of the page couldn't be loaded.")).toBeVisible();
  await expect(page.getByText("Part of the page couldn't be loaded.")).toBeHidden();
  expect(asked).toBe(2);
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(dialog).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page, expectedErrors }) => {
    expectedErrors.push(/was preloaded/);
    await page.goto("/");
    const [english, chinese] = [page.locator("noscript p").first(), page.locator("noscript [lang=zh-CN]")];
    await expect(english).toHaveText(/needs JavaScript and WebAssembly/);
    await expect(chinese).toHaveText(/请为本站启用后重新加载/);
    await expect(english).toBeVisible();
    await expect(chinese).toBeVisible();
  });
});

test.describe("without a connection", () => {
  test.use({ serviceWorkers: "allow" });

  test("the page opens, what was said is read, and what is asked is sent when the connection is back", async ({ chat, page, context, expectedErrors }) => {
    expectedErrors.push(/ERR_INTERNET_DISCONNECTED|Failed to fetch|Failed to load resource/);
    await chat.ask("Before");
    await chat.ended();
    await expect(chat.answers.locator("strong").first()).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready);
    // Once more, so that the worker has seen everything that is needed.
    await page.reload();
    await chat.ready();
    await expect(chat.answers.locator("strong").first()).toBeVisible();
    await context.setOffline(true);
    await page.reload();
    await chat.ready();
    await expect(chat.questions.locator("p")).toHaveText(["Before"]);
    await expect(chat.answers.locator("strong").first()).toHaveText("emulator");
    await expect(page.getByText("You're offline.")).toBeVisible();
    await chat.ask("Meanwhile");
    await expect(chat.answers.last()).toContainText("The site can't be reached.");
    await context.setOffline(false);
    await expect(chat.answers.last()).toContainText("Meanwhile");
    await chat.ended();
    await expect(chat.answers).toHaveCount(2);
  });

  test("a newer page is offered, and taken only when the visitor says so", async ({ page, emulator, startSite, expectedErrors }) => {
    expectedErrors.push(/asked/);
    const site = await startSite(allProviders(emulator));
    await page.goto(site.url);
    const chat = new Chat(page);
    await chat.ready();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await chat.ready();
    const offer = page.getByText("A new version of this page is available.");
    await expect(offer).toBeHidden();
    site.change("dist/sw.js", (worker) => `${worker}\n// newer`);
    await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())!.update()));
    await expect(offer).toBeVisible();
    await chat.box.fill("half");
    await Promise.all([page.waitForEvent("load"), chat.button("Reload").click()]);
    await chat.ready();
    await expect(offer).toBeHidden();
    await expect(chat.box).toHaveValue("half");
  });
});
