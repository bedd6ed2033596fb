import type { Page } from "@playwright/test";
import { Chat, expect, test } from "./harness/page";
import { PAYLOADS } from "./hostile/payloads";

// What a model says is data: nothing of it runs, loads, posts or leads anywhere unseen, at no moment while it comes.

/** So many tests, so that each is short. */
const PARTS = 4;
/** A new chat after so many. */
const IN_A_CHAT = 20;

/**
 * Runs in the page before anything else. Answers come from here, so that each piece can be drawn by itself: everything
 * once in a stream whose bytes come one by one, and once more with a frame after each character.
 */
function instrument(): void {
  const page = window as any;
  page.sprung = [];
  page.violations = [];
  page.trap = () => page.sprung.push(new Error().stack);
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) page[name] = () => page.sprung.push(name);
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => page.violations.push(`${violatedDirective} ${blockedURI}`));
  const channel = new MessageChannel();
  const due: (() => void)[] = [];
  channel.port1.onmessage = () => due.shift()?.();
  const soon = (work: () => void) => (due.push(work), channel.port2.postMessage(0));
  page.requestAnimationFrame = (draw: FrameRequestCallback) => (soon(() => draw(performance.now())), 0);
  const drawn = () => new Promise<void>((resolve) => soon(() => soon(resolve)));

  const event = (delta: object, more: object = {}) => `data: ${JSON.stringify({ ...more, choices: [{ delta }] })}\n\n`;
  const encoder = new TextEncoder();
  const answer = (text: string) =>
    new ReadableStream({
      async start(controller) {
        const send = (text: string) => encoder.encode(text).forEach((byte) => controller.enqueue(new Uint8Array([byte])));
        send(event({ reasoning_content: text }, { model: page.says }));
        send(event({ content: `${text}\n\n` }));
        await drawn();
        for (const character of text) {
          controller.enqueue(encoder.encode(event({ content: character })));
          await drawn();
        }
        send("data: [DONE]\n\n");
        controller.close();
      },
    });
  const fetch = page.fetch.bind(page);
  page.answers = 0;
  page.fetch = (request: RequestInfo | URL, init?: RequestInit) => {
    const url = request instanceof Request ? request.url : String(request);
    if (!url.endsWith("/chat/completions")) return fetch(request, init);
    page.answers++;
    const attempts = JSON.stringify([{ provider: "gemini", model: page.says, outcome: "served", status: 200, ms: 1 }]);
    const ascii = attempts.replace(/[^\x20-\x7e]/g, "?");
    const headers = { "content-type": "text/event-stream", "x-everchat-attempts": ascii };
    return Promise.resolve(new Response(answer(page.says), { headers }));
  };
}

/** What must not be in the page, wherever it came from. */
function intruders(): string[] {
  const found: string[] = [];
  const forbidden = "script:not([src^='/assets/']), iframe, frame, object, embed, applet, base, meta[http-equiv], form[action], style, video, audio, source, track, svg script, foreignObject, animate, [srcset], [ping], [formaction], [background], img:not([src^='data:image/jpeg'])";
  for (const element of document.querySelectorAll(forbidden)) found.push(element.outerHTML.slice(0, 200));
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) found.push(`${element.tagName} ${name}=${value}`);
      if (name === "style" && /url|expression|behavior/.test(value)) found.push(`${element.tagName} style=${value}`);
    }
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href], [*|href]")) {
    const href = link.getAttribute("href") ?? link.getAttributeNS("http://www.w3.org/1999/xlink", "href") ?? "";
    const isChat = /^\/c\/\d+$/.test(href) && link.closest(".prose") === null;
    const isOurs = isChat || /^(\/|\/report|\/privacy|)$/.test(href);
    const isNote = /^#(note|back|ref)[\w-]*$/.test(href) && link.closest(".prose") !== null;
    const isStyles = link.matches("body > link[href^='/assets/']");
    if (!/^(https?|mailto):/i.test(href) && !isOurs && !isNote && !isStyles && link.closest("head") === null) found.push(`link ${href}`);
    if (/^https?:/i.test(href) && !/noopener|noreferrer/.test(link.rel)) found.push(`link without rel ${href}`);
    if (/^https?:/i.test(href) && link.closest(".prose") !== null) {
      const text = link.textContent ?? "";
      const withoutScheme = href.replace(/^\w+:(\/\/)?/, "");
      const isAddress = [href, withoutScheme].includes(text);
      // Where nothing is said after a link, its text is the address.
      const says = link.dataset.leads ?? (isAddress ? withoutScheme.split(/[/?#]/)[0] : "nothing");
      if (says.toLowerCase() !== link.host) found.push(`link to ${link.host} says ${says}: ${text}`);
      if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text)) found.push(`link with a control: ${href}`);
    }
  }
  return found;
}

interface Harm {
  /** What called a trap. */
  sprung: string[];
  /** What the Content-Security-Policy had to stop. */
  violations: string[];
  intruders: string[];
}

const NONE: Harm = { sprung: [], violations: [], intruders: [] };

async function harm(page: Page): Promise<Harm> {
  return page.evaluate(`({ sprung, violations, intruders: (${intruders})() })`);
}

test("there are enough of them", () => {
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(300);
});

for (let part = 0; part < PARTS; part++) {
  test(`what a model says cannot run, load or lead astray, split anywhere: part ${part + 1} of ${PARTS}`, async ({ page }) => {
    test.setTimeout(240_000);
    const mine = PAYLOADS.filter((_, at) => at % PARTS === part);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("dialog", (dialog) => (asked.push(`dialog ${dialog.message()}`), dialog.dismiss()));
    await page.addInitScript(instrument);
    await page.goto("/");
    const chat = new Chat(page);
    await chat.ready();
    for (const [at, payload] of mine.entries()) {
      if (at % IN_A_CHAT === 0 && at > 0) await chat.button("New chat").click();
      await page.evaluate((says) => ((window as any).says = says), payload);
      // The visitor's own words, the title, the reasoning and the model's name are drawn too.
      await chat.ask(payload);
      await chat.ended();
      expect({ payload, ...(await harm(page)) }).toEqual({ payload, ...NONE });
    }
    expect(await page.evaluate(() => (window as any).answers), "every answer was one of these").toBe(mine.length);
    await expect(chat.answers.last().locator(".prose")).toBeVisible();
    await page.screenshot({ path: `target/screenshots/hostile-${part + 1}.png` });
    // And what was kept is drawn anew.
    await page.reload();
    await chat.ready();
    await expect(chat.answers.last()).toBeVisible();
    expect(await harm(page)).toEqual(NONE);
    expect(asked.filter((url) => /trap|evil\.example|dialog/.test(url))).toEqual([]);
    expect(page.context().pages()).toHaveLength(1);
  });
}

test("a link says where this browser would go, whatever its text and its letters say", async ({ page, emulator }) => {
  const links = [
    ["[your bank](https://evil.example)", "evil.example"],
    ["[https://bank.example/?ref=evil.example](https://evil.example/?ref=evil.example)", "evil.example"],
    ["[\u202eelpmaxe.knab//:sptth](https://evil.example)", "evil.example"],
    ["[بنك bank.example](https://evil.example)", "evil.example"],
    ["\u202e[bank.example](https://evil.example) after", "evil.example"],
    ["<https://bank.example@evil.example>", "evil.example"],
    ["<https://ｅｖｉｌ。example/>", "evil.example"],
    ["<https://ev\u00adil.example/>", "evil.example"],
    ["<https://аpple.example>", "xn--pple-43d.example"],
    ["<https://2130706433/>", "127.0.0.1"],
    ["[a@bank.example](mailto:a@bank.example?bcc=b@evil.example)", "a@bank.example?bcc=b@evil.example"],
  ];
  await emulator.scenario({ provider: "*", answer: links.map(([link]) => `- ${link}`).join("\n") });
  await page.goto("/");
  const chat = new Chat(page);
  await chat.ask("Links, please");
  await chat.ended();
  const written = chat.answers.locator(".prose a").evaluateAll((all) => all.map((a) => getComputedStyle(a, "::after").content));
  expect(await written).toEqual(links.map(([, place]) => `" \u2066(${place})\u2069"`));
  await page.screenshot({ path: "target/screenshots/links-that-lie.png" });
});
