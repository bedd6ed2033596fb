import type { Locator, Page } from "@playwright/test";
import { test as base } from "./test";

export const SIZES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
};

/** The page, as a person meets it: by roles and names. */
export class Chat {
  readonly box: Locator;
  readonly send: Locator;
  readonly stop: Locator;
  readonly answers: Locator;
  readonly questions: Locator;
  readonly scroller: Locator;

  constructor(readonly page: Page) {
    this.box = page.getByRole("textbox", { name: "Message" });
    this.send = page.getByRole("button", { name: "Send", exact: true });
    this.stop = page.getByRole("button", { name: "Stop", exact: true });
    this.answers = page.getByRole("log").getByRole("article", { name: "Assistant" });
    this.questions = page.getByRole("log").getByRole("article", { name: "You" });
    this.scroller = page.getByRole("main");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Copies an answer in one of the ways of its menu. */
  async copyAs(way: string, answer = this.answers): Promise<void> {
    await answer.getByRole("button", { name: "Copy as…" }).click();
    await answer.getByRole("menuitem", { name: way, exact: true }).click();
  }

  /** The list of chats, opened if it is closed. */
  async list(): Promise<Locator> {
    const list = this.page.getByRole("complementary", { name: "Chats" });
    if (!(await list.isVisible())) await this.button("Chats").click();
    await list.waitFor();
    return list;
  }

  /** The settings. */
  async settings(): Promise<Locator> {
    await (await this.list()).getByRole("button", { name: "Settings", exact: true }).click();
    const settings = this.page.getByRole("dialog", { name: "Settings" });
    await settings.waitFor();
    return settings;
  }

  /** The app has taken over from the static shell. */
  async ready(): Promise<void> {
    await this.button("New chat").waitFor();
  }

  async ask(question: string): Promise<void> {
    const asked = await this.questions.count();
    await this.box.fill(question);
    // A touch keyboard's Enter is a new line.
    const isTouch = await this.page.evaluate(() => matchMedia("(pointer: coarse)").matches);
    await (isTouch ? this.send.click() : this.box.press("Enter"));
    await this.questions.nth(asked).waitFor();
  }

  /** The newest message in the store, once something is kept. */
  async kept(): Promise<Kept | undefined> {
    return (await this.stored()).messages.sort((a, b) => a.at - b.at).at(-1);
  }

  /** Everything in the store, but for what is left of deleted messages: their places. */
  async stored(): Promise<{ conversations: any[]; messages: Kept[] }> {
    const { conversations, messages } = await this.storedWithPlaces();
    return { conversations, messages: messages.filter(({ deleted }) => !deleted) };
  }

  /** Everything in the store. */
  async storedWithPlaces(): Promise<{ conversations: any[]; messages: Kept[] }> {
    return this.page.evaluate(async () => {
      const result = (request: IDBRequest) => new Promise<any>((resolve) => (request.onsuccess = () => resolve(request.result)));
      // Opened before the page has made it, it would be made empty.
      const isThere = (await indexedDB.databases()).some(({ name }) => name === "everchat");
      if (!isThere) return { conversations: [], messages: [] };
      const db: IDBDatabase = await result(indexedDB.open("everchat"));
      const stores = ["conversations", "messages"];
      const transaction = db.transaction(stores);
      const [conversations, messages] = await Promise.all(stores.map((name) => result(transaction.objectStore(name).getAll())));
      db.close();
      return { conversations, messages };
    });
  }

  /** The answer has ended: Send is back. */
  async ended(): Promise<void> {
    // After a while, Playwright itself looks only twice a second.
    const isBack = () => document.querySelector("form button[type=submit][aria-label=Send]") !== null;
    await this.page.waitForFunction(isBack, undefined, { polling: 20 });
    await this.send.waitFor();
  }
}

/** A message as the store has it. */
export interface Kept {
  id: number;
  conversation: number;
  parent: number | null;
  at: number;
  role: string;
  text: string;
  ending: unknown;
  /** Only its place is left. */
  deleted?: boolean;
}

/** The tests' secrets, which no visitor may ever see. */
const SECRET = /(test|expired|pages)-(token|code)-\d{4}|canary-/;

interface PageFixtures {
  chat: Chat;
  /** Console errors that a test expects, beside which none may be. */
  expectedErrors: RegExp[];
  quiet: void;
}

export const test = base.extend<PageFixtures>({
  expectedErrors: async ({}, use) => use([]),
  /**
   * Nothing is said on the console, nothing is thrown, nothing is asked of another host, and no secret is in the page,
   * in what it keeps, or in the head of an answer.
   */
  quiet: [
    async ({ page, site, expectedErrors }, use) => {
      const wrong: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") wrong.push(message.text());
      });
      page.on("pageerror", (error) => wrong.push(String(error)));
      page.on("request", (request) => {
        // A test may open a site of its own, on this machine too.
        const own = new URL(page.url() === "about:blank" ? site.url : page.url()).origin;
        const isOwn = [site.url, own].some((origin) => request.url().startsWith(origin + "/"));
        if (!isOwn && !request.isNavigationRequest()) wrong.push(`asked ${request.url()}`);
      });
      page.on("response", (response) => {
        if (SECRET.test(JSON.stringify(response.headers()))) wrong.push(`a secret in the head of ${response.url()}`);
      });
      await use();
      if (!page.isClosed() && page.url().startsWith("http")) {
        const kept = await page.evaluate(() => JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }, document.cookie]));
        if (SECRET.test(kept)) wrong.push("a secret in the page or in what it keeps");
      }
      const allowed = [...expectedErrors, /Service Worker registration blocked by Playwright/];
      const unexpected = wrong.filter((text) => !allowed.some((expected) => expected.test(text)));
      base.expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
  /** The page goes before its site does, or what it is still loading would break. */
  startSite: async ({ page, startSite }, use) => {
    await use(startSite);
    await page.close();
  },
  baseURL: async ({ site }, use) => use(site.url),
  chat: async ({ page }, use) => {
    await page.goto("/");
    const chat = new Chat(page);
    await chat.ready();
    await use(chat);
  },
});

export { expect } from "@playwright/test";
