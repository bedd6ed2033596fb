import { Chat, expect, test } from "./harness/page";
import { allProviders } from "./harness/settings";

const ANSWER = `# Rainbows

Light bends when it enters a drop, and bends *again* when it leaves.
雨滴把阳光分解成各种颜色，所以我们在天空中看到一道弧线。

1. Sunlight comes from behind you.
2. Every colour leaves at an angle of its own.

\`\`\`rust
fn angle(n: f64) -> f64 {
    // Descartes, 1637
    4.0 * (1.0 / n).asin()
}
\`\`\`

| colour | angle |
|---|---|
| red | 42.4 |
| 紫色 | 40.5 |

That is all 11 of 1100 words.
`;
/** Pieces that the emulator makes of it, about. */
const CHUNKS = 90;

/** Waits until the answer has ended, and is kept so. */
async function kept(chat: Chat, ending = "Complete"): Promise<string> {
  await expect.poll(async () => (await chat.kept())?.ending, { intervals: [20] }).toBe(ending);
  return (await chat.kept())!.text;
}

/** A fixed sequence, so that a failure comes again. */
function random(seed: number): () => number {
  return () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
}

test("100 of 100 cuts at random places give the whole answer, no word twice, none missing", async ({ chat, emulator }) => {
  test.setTimeout(300_000);
  const next = random(42);
  for (let n = 0; n < 100; n++) {
    const fault = ["cut", "truncated", "error_after", "cut_in_event"][n % 4];
    const overlap = n % 8 < 4 ? 0 : 12 + Math.floor(next() * 60);
    // Of fewer than 12 characters nobody can say whether they are meant to come twice.
    const after_chunks = (overlap > 0 ? 4 : 1) + Math.floor(next() * (CHUNKS - 5));
    await emulator.scenario({ provider: "*", answer: ANSWER, chunk_ms: 0, overlap });
    await emulator.scenario({ provider: "ai-gateway", fault, after_chunks, answer: ANSWER, chunk_ms: 0 });
    await chat.button("New chat").click();
    await chat.ask("How do rainbows form?");
    await chat.ended();
    await expect(chat.answers.locator("[data-provider=workers-ai]")).toBeVisible();
    const where = `${fault} after ${after_chunks} chunks, ${overlap} characters said again`;
    expect(await kept(chat), where).toBe(ANSWER);
  }
});

test("a rescue is told by a quiet note, and asks nobody who has failed", async ({ chat, emulator }) => {
  await emulator.scenario({ provider: "*", answer: ANSWER, chunk_ms: 0 });
  await emulator.scenario({ provider: "ai-gateway", fault: "cut", after_chunks: 20, answer: ANSWER, chunk_ms: 0 });
  await chat.ask("How do rainbows form?");
  await expect(chat.answers).toContainText("another provider carried on");
  await expect(chat.button("Retry")).toHaveCount(0);
  const received = await emulator.requests();
  expect(received.map(({ provider }) => provider)).toEqual(["ai-gateway", "workers-ai"]);
  const { messages } = received[1].body;
  expect(messages.map(({ role }: any) => role)).toEqual(["user", "assistant", "user"]);
  expect(ANSWER.startsWith(messages[1].content)).toBe(true);
  expect(messages[2].content).toContain("cut off");
});

test("a chain of breaks goes from provider to provider", async ({ chat, emulator }) => {
  for (const provider of ["ai-gateway", "workers-ai", "gemini"] as const) {
    await emulator.scenario({ provider, fault: "cut", after_chunks: 10, answer: ANSWER, chunk_ms: 0 });
  }
  await emulator.scenario({ provider: "openai", answer: ANSWER, chunk_ms: 0 });
  await chat.ask("How do rainbows form?");
  await expect(chat.answers.locator("[data-provider=openai]")).toBeVisible();
  await chat.ended();
  expect(await kept(chat)).toBe(ANSWER);
});

test("if nobody can go on, the words stay, and Continue gets the rest later", async ({ chat, emulator, expectedErrors }) => {
  expectedErrors.push(/status of (502|400)/);
  await emulator.scenario({ provider: "*", fault: "500" });
  await emulator.scenario({ provider: "ai-gateway", fault: "cut", after_chunks: 20, answer: ANSWER, chunk_ms: 0 });
  await chat.ask("How do rainbows form?");
  await expect(chat.answers).toContainText("The answer was cut off here.");
  await expect(chat.answers).toContainText("Light bends");
  const badge = chat.answers.locator("[data-provider=ai-gateway]");
  await expect(badge).toContainText("then Workers AI (failed), Gemini (failed), OpenAI-compatible (failed)");
  const before = await kept(chat, "Interrupted");
  expect(ANSWER.startsWith(before)).toBe(true);
  await emulator.reset();
  await emulator.scenario({ provider: "*", answer: ANSWER, chunk_ms: 0 });
  await chat.button("Continue").click();
  await chat.ended();
  await expect(chat.answers).toContainText("That is all 11 of 1100 words.");
  expect(await kept(chat)).toBe(ANSWER);
  await expect(chat.answers).toHaveCount(1);
});

test("an answer at its length limit offers Continue", async ({ chat, emulator }) => {
  await emulator.scenario({ provider: "*", answer: ANSWER, chunk_ms: 0 });
  await chat.page.route("**/api/v1/chat/completions", async (route) => {
    const body = { ...route.request().postDataJSON(), max_tokens: 30 };
    await route.continue({ postData: JSON.stringify(body) });
  }, { times: 1 });
  await chat.ask("How do rainbows form?");
  await expect(chat.answers).toContainText("The answer reached its length limit.");
  await chat.button("Continue").click();
  await chat.ended();
  expect(await kept(chat)).toBe(ANSWER);
});

test("a stalled stream is left after the site's idle limit, and rescued", async ({ page, emulator, startSite, expectedErrors }) => {
  expectedErrors.push(/asked/);
  const site = await startSite({ ...allProviders(emulator), IDLE_TIMEOUT_MS: "600" });
  await emulator.scenario({ provider: "*", answer: ANSWER, chunk_ms: 0 });
  await emulator.scenario({ provider: "ai-gateway", fault: "stall", after_chunks: 25, answer: ANSWER, chunk_ms: 0 });
  await page.goto(site.url);
  const chat = new Chat(page);
  await chat.ready();
  await chat.ask("How do rainbows form?");
  await expect(chat.answers.locator("[data-provider=workers-ai]")).toBeVisible();
  await chat.ended();
  expect(await kept(chat)).toBe(ANSWER);
});

test("Stop in the middle of a rescue stops, and keeps both parts", async ({ chat, emulator }) => {
  await emulator.scenario({ provider: "*", answer: ANSWER.repeat(20), chunk_ms: 20 });
  await emulator.scenario({ provider: "ai-gateway", fault: "cut", after_chunks: 20, answer: ANSWER.repeat(20), chunk_ms: 0 });
  await chat.ask("How do rainbows form?");
  await expect(chat.answers.locator("[data-provider=workers-ai]")).toBeVisible();
  await expect(chat.answers).toContainText("Every colour leaves");
  await chat.stop.click();
  await chat.ended();
  await expect(chat.answers).toContainText("Stopped.");
  const text = await kept(chat, "Stopped");
  expect(ANSWER.repeat(20).startsWith(text)).toBe(true);
  await emulator.until((all) => all.at(-1)?.end === "client_closed");
});
