import { expect, type Page } from "@playwright/test";

// A page whose answers are the test's own, in any language.

/** An event of an answer. */
export const event = (delta: object, finish_reason?: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
/** A whole answer. */
export const words = (content: string) => event({ content }) + event({}, "stop") + "data: [DONE]\n\n";

const HEADERS = { "x-everchat-attempts": '[{"provider":"gemini","model":"gemini-3.5-flash","outcome":"served","status":200,"ms":812}]' };

/** What is answered from now on: streams of events, or an error. */
export async function answerWith(page: Page, answer: string | { status: number; json: object }): Promise<void> {
  await page.unroute("**/api/v1/chat/completions");
  const fulfilled = typeof answer === "string" ? { contentType: "text/event-stream", headers: HEADERS, body: answer } : answer;
  await page.route("**/api/v1/chat/completions", (route) => route.fulfill(fulfilled));
}

/** Asks, and waits for the end of the answer. */
export async function ask(page: Page, question: string): Promise<void> {
  const answers = page.locator(".answer");
  const count = await answers.count();
  await page.locator(".composer textarea").fill(question);
  await page.locator(".composer button[type=submit]").click();
  await expect(answers).toHaveCount(count + 1);
  await expect(answers.last()).toHaveAttribute("aria-busy", "false");
}

/** Opens the page, and waits for the program. */
export async function start(page: Page, path = "/"): Promise<void> {
  await page.goto(path);
  await page.locator(".new-chat:visible").waitFor();
}

/** Opens the list of chats, if it is closed. */
export async function openList(page: Page): Promise<void> {
  if (!(await page.locator(".sidebar").isVisible())) await page.locator(".bar .tool").first().click();
  await page.locator(".chats .item").first().waitFor();
}
