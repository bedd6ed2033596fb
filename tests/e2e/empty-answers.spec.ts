import { expect, test } from "./harness/page";
import { outcomes } from "./harness/stream";

// Answers without words: what they are to a program and to a visitor, and what becomes of them in the next request.

/** A stream of these deltas that ends for this reason. */
function stream(deltas: object[], finish_reason: string): string {
  const events = [...deltas.map((delta) => ({ choices: [{ index: 0, delta }] })), { choices: [{ index: 0, delta: {}, finish_reason }] }];
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("") + "data: [DONE]\n\n";
}

test("an answer that reached its length before a word is passed on, and rests nobody", async ({ site, emulator }) => {
  for (const wanted of [true, false]) {
    await emulator.scenario({ provider: "ai-gateway", fault: "length", chunks: 0 });
    const response = await site.chat({ stream: wanted });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"finish_reason":"length"');
    expect(outcomes(response)).toEqual(["ai-gateway served"]);
  }
});

test("an answer that was all thinking says so, and Continue asks for the words", async ({ chat, page }) => {
  const answers = [stream([{ reasoning_content: "Let me think." }], "length"), stream([{ content: "It is blue." }], "stop")];
  const headers = { "x-everchat-attempts": '[{"provider":"gemini","model":"m","outcome":"served","status":200,"ms":1}]' };
  await page.route("**/api/v1/chat/completions", (route) => route.fulfill({ contentType: "text/event-stream", headers, body: answers.shift() }));
  await chat.ask("Why is the sky blue?");
  await expect(chat.answers).toContainText("The model reached its length limit while still thinking.");
  await page.screenshot({ path: "target/screenshots/all-thinking.png" });
  await chat.answers.getByRole("button", { name: "Continue" }).click();
  await expect(chat.answers).toContainText("It is blue.");
  await expect(chat.answers).not.toContainText("still thinking");
  await expect(chat.answers).toHaveCount(1);
});

test("an answer that reached its length after only spaces is asked for as a whole", async ({ chat, page }) => {
  const answers = [stream([{ content: " \n" }], "length"), stream([{ content: "It is blue." }], "stop")];
  const asked: any[] = [];
  await page.route("**/api/v1/chat/completions", (route) => {
    asked.push(route.request().postDataJSON().messages);
    return route.fulfill({ contentType: "text/event-stream", body: answers.shift() });
  });
  await chat.ask("Why is the sky blue?");
  await chat.answers.getByRole("button", { name: "Continue" }).click();
  await expect(chat.answers).toContainText("It is blue.");
  expect(asked[1]).toEqual([{ role: "user", content: "Why is the sky blue?" }]);
});

test("an answer that ended without a word says so", async ({ chat, page }) => {
  await page.route("**/api/v1/chat/completions", (route) => route.fulfill({ contentType: "text/event-stream", body: stream([], "stop") }));
  await chat.ask("Hello");
  await expect(chat.answers).toContainText("The model finished without saying anything.");
});

test.describe("after a question without an answer", () => {
  test.use({ expectedErrors: async ({}, use) => use([/status of 502/]) });

  test("the next request has no empty message, and the speakers alternate", async ({ chat, emulator }) => {
    await emulator.scenario({ provider: "*", fault: "500" });
    await chat.ask("One");
    await expect(chat.answers).toContainText("Nothing you wrote is lost.");
    await emulator.reset();
    await chat.ask("Two");
    await chat.ended();
    await chat.ask("Three");
    await chat.ended();
    const [, { body }] = await emulator.requests();
    expect(body.messages.map(({ role }: { role: string }) => role)).toEqual(["user", "assistant", "user"]);
    expect(body.messages[0].content).toBe("One\n\nTwo");
    expect(body.messages.every(({ content }: { content: string }) => content !== "")).toBe(true);
  });
});
