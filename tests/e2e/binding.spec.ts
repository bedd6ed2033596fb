import { events, outcomes, words } from "./harness/stream";
import { expect, test } from "./harness/test";

const STREAM = { stream: true };
const MODEL = "@cf/google/gemma-4-26b-a4b-it";
const RUN = `/client/v4/accounts/stand-in/ai/run/${MODEL}`;

// The real binding is remote. A service binding with a `run` method stands in for it.
for (const plain of [false, true]) {
  test.describe(plain ? "a binding that gives bare results" : "a binding that gives raw answers", () => {
    test("Workers AI answers without a token, in the one dialect", async ({ emulator, startSite }) => {
      const site = await startSite({ MAX_TOKENS: "500" }, { ai: { emulator, plain } });
      expect(await (await site.get("/api/status")).json()).toMatchObject({ state: "ok", providers: [{ id: "workers-ai" }] });
      const response = await site.chat(STREAM);
      expect(response.status).toBe(200);
      expect(outcomes(response)).toEqual(["workers-ai served"]);
      expect(response.headers.get("x-everchat-model")).toBe(MODEL);
      const stream = await response.text();
      const chunks = events(stream).slice(0, -1).map((data) => JSON.parse(data));
      expect(events(stream).at(-1)).toBe("[DONE]");
      expect(new Set(chunks.map(({ id, object, model }) => `${id} ${object} ${model}`)).size).toBe(1);
      expect(chunks[0]).toMatchObject({ object: "chat.completion.chunk", model: MODEL });
      expect(chunks[0].choices[0].delta).toEqual({ role: "assistant", content: "" });
      expect(chunks.at(-1)).toMatchObject({ choices: [{ finish_reason: "stop" }], usage: { prompt_tokens: 10 } });

      const whole = await (await site.chat()).json();
      expect(whole).toMatchObject({ object: "chat.completion", choices: [{ finish_reason: "stop" }] });
      expect(whole.choices[0].message.content).toBe(words(stream));

      const [received] = await emulator.requests();
      expect(received.path).toBe(RUN);
      expect(received.body).toMatchObject({ max_tokens: 500, stream: true, messages: [{ content: "Hello" }] });
    });

    test("its failures move on, each for what it is", async ({ emulator, startSite }) => {
      const settings = { GEMINI_API_KEY: "test-token-1111", GEMINI_BASE_URL: `${emulator.url}/v1beta` };
      const site = await startSite({ ...settings, FIRST_TOKEN_TIMEOUT_MS: "1500", TOTAL_TIMEOUT_MS: "4500" }, { ai: { emulator, plain } });
      for (const [fault, outcome] of [
        ["busy", "busy"],
        ["quota", "quota"],
        ["403", "forbidden"],
        ["404", "not_found"],
        ["hang", "timeout"],
        ["hang_after_head", "timeout"],
        ["no_content", "empty"],
        ["in_band_error", "busy"],
      ]) {
        for (const stream of fault === "in_band_error" && plain ? [true] : [true, false]) {
          await site.forget();
          await emulator.scenario({ provider: "workers-ai", fault });
          const response = await site.chat({ stream });
          expect(outcomes(response), `${fault}, ${stream}`).toEqual([`workers-ai ${outcome}`, "gemini served"]);
          await response.text();
        }
      }
      await emulator.until((all) => all.every(({ end }) => end !== "open"));
    });
  });
}

test("1,000 native chunks arrive whole and in order; a cut makes up no end", async ({ emulator, startSite }) => {
  const site = await startSite({}, { ai: { emulator } });
  await emulator.scenario({ provider: "workers-ai", chunks: 1000, chunk_ms: 0 });
  const stream = await (await site.chat(STREAM)).text();
  expect(words(stream)).toBe(Array.from({ length: 1000 }, (_, n) => `w${n} `).join(""));
  expect(events(stream).at(-1)).toBe("[DONE]");
  for (const fault of ["cut", "truncated"]) {
    await site.forget();
    await emulator.scenario({ provider: "workers-ai", fault, after_chunks: 4 });
    const broken = await (await site.chat(STREAM)).text();
    expect(broken).not.toContain("[DONE]");
    expect(broken).not.toContain('"finish_reason":"');
    if (fault === "cut") expect(JSON.parse(events(broken).at(-1) ?? "").error.code).toBe("interrupted");
  }
});

test("a visitor who leaves closes the model's stream", async ({ emulator, startSite }) => {
  const site = await startSite({}, { ai: { emulator } });
  await emulator.scenario({ provider: "workers-ai", chunks: 10_000, chunk_ms: 20 });
  const leaving = new AbortController();
  const response = await site.chat(STREAM, {}, leaving.signal);
  await response.body!.getReader().read();
  leaving.abort();
  const [received] = await emulator.until(([first]) => first.end !== "open");
  expect(received.end).toBe("client_closed");
});

test("an answer that goes on too long ends, and so does the model's stream", async ({ emulator, startSite }) => {
  const site = await startSite({ TOTAL_TIMEOUT_MS: "1500" }, { ai: { emulator } });
  await emulator.scenario({ provider: "workers-ai", chunks: 10_000, chunk_ms: 20 });
  const all = events(await (await site.chat(STREAM)).text());
  expect(JSON.parse(all.at(-1) ?? "").error.code).toBe("interrupted");
  await emulator.until(([received]) => received.end === "client_closed");
});

test("the gateway's options go with it, and without a token the gateway is reached by it too", async ({
  emulator,
  startSite,
}) => {
  const site = await startSite({ AI_GATEWAY_ID: "default", AI_GATEWAY_CACHE_TTL: "60" }, { ai: { emulator } });
  const options = (received: { headers: Record<string, string> }) => JSON.parse(received.headers["x-options"]);
  await emulator.scenario({ provider: "ai-gateway", fault: "500" });
  const response = await site.chat(STREAM);
  expect(outcomes(response)).toEqual(["ai-gateway server_error", "workers-ai served"]);
  await response.text();
  const [first, second] = await emulator.requests();
  expect(options(first)).toEqual({
    gateway: { id: "default", collectLog: false, cacheTtl: 60, retries: { maxAttempts: 1 } },
    rejectIfBusy: true,
    returnRawResponse: true,
  });
  expect(options(second), "nobody else is left, so it may queue").toEqual({ returnRawResponse: true });
});
