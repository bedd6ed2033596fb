import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { Chat, expect, SIZES, test } from "./harness/page";
import { allProviders } from "./harness/settings";

const RICH = `# Rainbows 彩虹

Light **bends** and *spreads*[^1], see https://example.com/light. 请看https://example.com/guang，然后继续。

- [x] red ~~green~~
- [ ] \`blue\`
  1. nested
  2. list

| colour | angle |
|:--|--:|
| red | 42.4° |
| ${"verywide".repeat(30)} | 40.5° |

\`\`\`rust
// How far?
fn angle(n: f64) -> f64 { 42.4 + n } // ${"long ".repeat(40)}
\`\`\`

Snell: $n_1 \\sin\\theta_1 = n_2 \\sin\\theta_2$, and \\(a^2\\). It costs $740 for $5.

$$\\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}$$

> quoted
> > twice

[^1]: By **refraction**.
`;

for (const [size, viewport] of Object.entries(SIZES)) {
  test.describe(size, () => {
    test.use({ viewport, hasTouch: size === "phone", permissions: ["clipboard-read", "clipboard-write"] });

    test("everything that GitHub's Markdown has is drawn, code is coloured, formulas are set", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "*", answer: RICH, chunk_ms: 1 });
      await chat.ask("Hello");
      await chat.ended();
      const prose = chat.answers.locator(".prose");
      await expect(prose.locator("h2")).toHaveText("Rainbows 彩虹");
      await expect(prose.locator("del")).toHaveText("green");
      await expect(prose.locator(".task")).toHaveText(["☑ ", "☐ "]);
      await expect(prose.locator("a[href='https://example.com/guang']")).toHaveText("https://example.com/guang");
      await expect(prose.locator(".note")).toContainText("By refraction.");
      await expect(prose.locator("p > sup")).toHaveText("1");
      await expect(prose.locator("pre .k").first()).toHaveText("fn");
      await expect(prose.locator("pre .c").first()).toHaveText("// How far?");
      await expect(prose.locator("math")).toHaveCount(3);
      await expect(prose.locator(".math.display mfrac")).toBeVisible();
      await expect(prose).toContainText("It costs $740 for $5.");
      // Wide things scroll in their own box, the page does not.
      for (const box of [".table", "pre"]) {
        expect(await prose.locator(box).evaluate((e) => e.scrollWidth > e.clientWidth), box).toBe(true);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await chat.copyAs("Copy as text");
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain("Light bends and spreads1, see https://example.com/light.");
      expect(copied).not.toMatch(/\*\*|Wrap/);
      await chat.copyAs("Copy with formatting");
      let html = "";
      // While the page writes to the clipboard, what was in it cannot be read.
      await expect(async () => {
        html = await page.evaluate(async () => (await (await navigator.clipboard.read())[0].getType("text/html")).text());
      }).toPass();
      expect(html).toMatch(/<table[^]*<strong/);
      expect(html, "the bar of a code block is not copied").not.toContain("Wrap");
      expect(await page.evaluate(() => navigator.clipboard.readText()), "the text for where no HTML is taken").toBe(copied);
      await chat.answers.locator("[data-copy=markdown]").click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(RICH);
      await chat.scroller.evaluate((main) => main.scrollTo(0, 0));
      await page.screenshot({ path: `target/screenshots/markdown-${size}.png` });
      await chat.scroller.evaluate((main) => main.scrollTo(0, main.scrollHeight));
      await page.screenshot({ path: `target/screenshots/markdown-${size}-2.png` });
    });

    test("a long answer is copied as text with what is out of view", async ({ chat, page, emulator }) => {
      const lines = Array.from({ length: 400 }, (_, n) => `Line ${n + 1}.`);
      await emulator.scenario({ provider: "*", answer: lines.join("\n\n"), chunk_ms: 0 });
      await chat.ask("Hello");
      await chat.ended();
      await chat.copyAs("Copy as text");
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(async () => (await copied()).match(/Line \d+\./g)).toEqual(lines);
      await chat.copyAs("Copy with formatting");
      const html = () => page.evaluate(async () => (await (await navigator.clipboard.read())[0].getType("text/html")).text());
      await expect(async () => expect((await html()).match(/<p>Line \d+\.<\/p>/g)).toHaveLength(lines.length)).toPass();
    });

    test("a code block is copied, wrapped and downloaded", async ({ chat, page, emulator }) => {
      await emulator.scenario({ provider: "*", answer: "```python\nprint('你好')\n```\n", chunk_ms: 0 });
      await chat.ask("Hello");
      await chat.ended();
      const code = chat.answers.locator(".code");
      // The colours come with a part of their own, and the block is drawn anew with them.
      await expect(code.locator("pre .s")).toHaveText("'你好'");
      await code.getByRole("button", { name: "Copy" }).click();
      await expect(code.getByRole("button", { name: "Copied" })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("print('你好')\n");
      await code.getByRole("button", { name: "Wrap" }).click();
      await expect(code.locator("pre")).toHaveCSS("white-space", "pre-wrap");
      const [download] = await Promise.all([page.waitForEvent("download"), code.getByRole("button", { name: "Download" }).click()]);
      expect(download.suggestedFilename()).toBe("code.py");
    });
  });
}

test("half-finished Markdown never shows its marks, and nothing that was drawn changes its kind", async ({ chat, page, emulator }) => {
  const answer = [
    "An opening with **bold words** and *slanted ones*, `code`, ~~gone~~ and [a link](https://example.com/path).",
    "Items:\n- one\n- two **strong**",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```js\nconst a = 1;\n```",
    "## A heading\n\nThe end.",
  ].join("\n\n");
  await emulator.scenario({ provider: "*", answer, chunk_ms: 4 });
  await page.evaluate(() => {
    const seen: string[] = ((window as any).seen = []);
    const look = () => {
      const prose = document.querySelector(".prose:not(.plain)");
      if (!prose) return;
      const plain = prose.cloneNode(true) as HTMLElement;
      for (const code of plain.querySelectorAll("code, figcaption")) code.remove();
      const text = plain.textContent ?? "";
      for (const mark of ["**", "~~", "](", "`", "|", "##"]) if (text.includes(mark)) seen.push(`${mark} in ${text.slice(-60)}`);
      const kinds = [...prose.querySelectorAll(":scope > div > div > *")].map(({ tagName }) => tagName).join(" ");
      const whole = "P P UL DIV FIGURE H3 P";
      if (!whole.startsWith(kinds)) seen.push(kinds);
    };
    new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
  await chat.ask("Hello");
  await chat.ended();
  await expect(chat.answers.locator("h3")).toHaveText("A heading");
  expect(await page.evaluate(() => [...new Set((window as any).seen)])).toEqual([]);
});

test("each block is read in the direction of its own first letter, and code always from left to right", async ({ chat, emulator }) => {
  const answer = "An answer.\n\nשלום עולם, hello.\n\n- مرحبا\n- hello\n\n```js\nlet x = 'שלום';\n```";
  await emulator.scenario({ provider: "*", answer, chunk_ms: 0 });
  await chat.ask("Hello");
  await chat.ended();
  const direction = (selector: string) => chat.answers.locator(`.prose ${selector}`).evaluate((element) => getComputedStyle(element).direction);
  expect(await direction("p >> nth=0")).toBe("ltr");
  expect(await direction("p >> nth=1")).toBe("rtl");
  expect(await direction("li >> nth=0")).toBe("rtl");
  expect(await direction("li >> nth=1")).toBe("ltr");
  expect(await direction("pre")).toBe("ltr");
});

test("what is read from right to left has its marks, columns and places where they belong", async ({ chat, emulator }) => {
  const table = "| שם | מספר |\n| --- | ---: |\n| אחת | 1 |";
  const answer = `- שלום\n- hello\n\n1. hello\n2. שלום\n\n${table}\n\nקראו [כאן](https://example.com) עכשיו.`;
  await emulator.scenario({ provider: "*", answer, chunk_ms: 0 });
  await chat.ask("Hello");
  await chat.ended();
  const prose = chat.answers.locator(".prose");
  const style = (selector: string, property: string) =>
    prose.locator(selector).first().evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), property);
  // Where an item begins, its list has room for its mark.
  for (const item of ["ul > li:nth-child(1)", "ul > li:nth-child(2)", "ol > li:nth-child(1)", "ol > li:nth-child(2)"]) {
    const room = await prose.locator(item).evaluate((li) => {
      const [list, own] = [li.parentElement!.getBoundingClientRect(), li.getBoundingClientRect()];
      return getComputedStyle(li).direction === "rtl" ? list.right - own.right : own.left - list.left;
    });
    expect(room, item).toBeGreaterThan(16);
  }
  expect(await style("table", "direction")).toBe("rtl");
  expect(await style("td", "padding-right")).toBe("0px");
  expect(await style("td:last-child", "text-align")).toBe("right");
  const place = await prose.locator("a").evaluate((link) => getComputedStyle(link, "::after").content);
  expect(place, "a space of the text, then the place from left to right").toBe('" \u2066(example.com)\u2069"');
});

test("what the visitor and the model write elsewhere is read in the direction of its own first letter", async ({ chat, page }) => {
  await page.setViewportSize(SIZES.desktop);
  const event = (delta: object) => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`;
  const body = event({ reasoning_content: "קודם האור.\n\nThen the drops." }) + event({ content: "Because." }) + "data: [DONE]\n\n";
  await page.route("**/api/v1/chat/completions", (route) => route.fulfill({ contentType: "text/event-stream", body }));
  await chat.ask("שלום, what is this?");
  await chat.ended();
  const direction = (place: Locator) => place.first().evaluate((element) => getComputedStyle(element).direction);
  /** From which side a paragraph of a text is read. */
  const side = (place: Locator, words: string) =>
    place.first().evaluate((element, words) => {
      const text = element.firstChild as Text;
      const range = document.createRange();
      const at = text.data.indexOf(words);
      range.setStart(text, at);
      range.setEnd(text, at + words.length);
      const [line, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
      return line.left - box.left < box.right - line.right ? "left" : "right";
    }, words);
  await chat.answers.locator(".reasoning summary").click();
  const thought = chat.answers.locator(".reasoning p");
  expect(await direction(thought)).toBe("rtl");
  expect(await side(thought, "קודם האור.")).toBe("right");
  expect(await side(thought, "Then the drops."), "each paragraph for itself").toBe("left");
  expect(await direction(page.getByRole("heading", { level: 1 })), "the title").toBe("rtl");
  const chats = await chat.list();
  expect(await direction(chats.getByRole("link")), "a chat in the list").toBe("rtl");
  const search = chats.getByRole("searchbox");
  await search.fill("שלום");
  expect(await direction(search)).toBe("rtl");
  await expect(chats.locator(".hit")).toHaveCount(1);
  expect(await direction(chats.locator(".hit .title"))).toBe("rtl");
  expect(await direction(chats.locator(".hit span").last())).toBe("rtl");
  await page.screenshot({ path: "target/screenshots/right-to-left-hits.png" });
  await search.fill("");
  await chats.getByRole("button", { name: "More actions" }).click();
  await chats.getByRole("button", { name: "Rename" }).click();
  expect(await direction(chats.getByRole("textbox", { name: "Title" }))).toBe("rtl");
  await page.keyboard.press("Escape");

  const settings = await chat.settings();
  for (const name of ["Instructions for the model", "Name", "Text"]) {
    const box = settings.getByLabel(name, { exact: true });
    await box.fill("שלום");
    expect(await direction(box), name).toBe("rtl");
  }
  await settings.getByRole("button", { name: "Save prompt" }).click();
  expect(await direction(settings.locator(".prompts .name"))).toBe("rtl");
  await page.screenshot({ path: "target/screenshots/right-to-left-settings.png" });
  await page.keyboard.press("Escape");
  await chat.box.fill("/");
  for (const part of ["b", "span"]) expect(await direction(page.getByRole("option").locator(part)), part).toBe("rtl");
  await chat.box.fill("");
  await chats.getByRole("button", { name: "More actions" }).click();
  await chats.getByRole("button", { name: "Delete" }).click();
  const undo = page.locator(".undo span").first();
  await expect(undo).toHaveText("“\u2068שלום, what is this?\u2069” deleted.");
  expect(await direction(undo), "the sentence is English").toBe("ltr");
});

test("a matrix has room between its columns, and formulas have a font for formulas", async ({ chat, emulator }) => {
  await emulator.scenario({ provider: "*", answer: "$$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$$", chunk_ms: 0 });
  await chat.ask("Hello");
  await chat.ended();
  const cells = chat.answers.locator("math mtd");
  await expect(cells).toHaveCount(4);
  const { left, right } = await cells.nth(1).evaluate((cell) => {
    const { paddingLeft, paddingRight } = getComputedStyle(cell);
    return { left: parseFloat(paddingLeft), right: parseFloat(paddingRight) };
  });
  expect(left).toBeGreaterThan(0);
  expect(right).toBeGreaterThan(0);
  expect(await chat.answers.locator("math").evaluate((math) => getComputedStyle(math).fontFamily)).toMatch(/^math\b/);
});

test("text in both directions, without width, and very long is drawn and kept", async ({ chat, emulator }) => {
  const answer = `שלום **עולם** \u200b\u200d\ufeff \u202ereversed\u202c 👩‍👩‍👧‍👦 ${"字".repeat(3000)}\n\n${">".repeat(10_000)} deep`;
  await emulator.scenario({ provider: "*", answer, chunk_ms: 0 });
  await chat.ask("a\u200b\u202eb");
  await chat.ended();
  await expect(chat.answers.locator("strong")).toHaveText("עולם");
  await expect(chat.answers).toContainText("deep");
  await expect.poll(async () => (await chat.kept())?.text).toBe(answer);
});

test("a megabyte is typed, attached and kept, and a code block of 100,000 lines is read", async ({ page, emulator, startSite, expectedErrors }) => {
  test.setTimeout(90_000);
  expectedErrors.push(/asked/);
  const site = await startSite({ ...allProviders(emulator), MAX_TOKENS: "1000000" });
  await page.goto(site.url);
  const chat = new Chat(page);
  await chat.ready();
  const typed = "typed ".repeat(175_000);
  await chat.box.evaluate((box: HTMLTextAreaElement, text) => {
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, typed);
  await chat.box.press("Enter");
  await expect(page.getByText("This message is too long (949,999 characters over the limit).")).toBeVisible();
  await chat.button("Attach as a file").click();
  await chat.send.click();
  await chat.ended();
  await page.reload();
  await chat.ready();
  const attached = chat.questions.getByRole("button", { name: "Attached text: 1,050,000 characters" });
  const [download] = await Promise.all([page.waitForEvent("download"), attached.click()]);
  expect(readFileSync(await download.path(), "utf8")).toBe(typed);
  await chat.button("New chat").click();
  await emulator.scenario({ provider: "*", answer: "```\n" + "line\n".repeat(100_000) + "```\n\nAfter it.", chunk_ms: 0 });
  await chat.ask("Hello");
  await expect(chat.answers).toContainText("After it.", { timeout: 60_000 });
});
