// The Function once an answer streams, and when something breaks.
import { allProviders } from "./harness/settings";
import { errorOf, events, outcomes, words } from "./harness/stream";
import { expect, test } from "./harness/test";

const STREAM = { stream: true };

test.describe("after the first words", () => {
  test("1,000 chunks arrive whole and in order", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", chunks: 1000, chunk_ms: 0 });
    const stream = await (await site.chat(STREAM)).text();
    expect(words(stream)).toBe(Array.from({ length: 1000 }, (_, n) => `w${n} `).join(""));
    expect(events(stream).at(-1)).toBe("[DONE]");
  });

  test("the stream is passed on as it comes, not collected", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", fault: "stall", after_chunks: 2 });
    const response = await site.chat(STREAM);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    while (events(seen).length < 3) seen += (await reader.read()).value ?? "";
    expect(words(seen)).toBe("This is");
    await reader.cancel();
  });

  test("a visitor who leaves closes the provider's stream", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", chunks: 10_000, chunk_ms: 20 });
    const leaving = new AbortController();
    const response = await site.chat(STREAM, {}, leaving.signal);
    await response.body!.getReader().read();
    leaving.abort();
    const [received] = await emulator.until(([first]) => first.end !== "open");
    expect(received.end).toBe("client_closed");
    expect(received.chunks_sent).toBeLessThan(1000);
  });

  test("a break is told by a last event, behind the words that came", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", fault: "cut", after_chunks: 4 });
    const response = await site.chat(STREAM);
    const all = events(await response.text());
    expect(all.slice(1, 5).map((data) => JSON.parse(data).choices[0].delta.content)).toHaveLength(4);
    const { error } = JSON.parse(all.at(-1) ?? "");
    expect(error.code).toBe("interrupted");
    expect(error.everchat.request_id).toBe(response.headers.get("x-request-id"));
    expect(all).not.toContain("[DONE]");
  });

  test("an event that a break has cut is closed: clients read whole JSON, then the error", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", fault: "cut_in_event", after_chunks: 4, chunks: 9 });
    const response = await site.chat(STREAM);
    const all = events(await response.text()).map((data) => JSON.parse(data));
    const content = all.flatMap(({ choices }) => choices?.map(({ delta }: any) => delta.content) ?? []);
    expect(content.join("")).toBe("w0 w1 w2 w3 ");
    expect(all.at(-1).error.code).toBe("interrupted");
  });

  test("our own page, which skips half an event, gets the error in an event of its own", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", fault: "cut_in_event", after_chunks: 4, chunks: 9 });
    const response = await site.chat(STREAM, { "sec-fetch-site": "same-origin" });
    const all = events(await response.text());
    expect(JSON.parse(all.at(-1) ?? "").error.code).toBe("interrupted");
    expect(() => JSON.parse(all.at(-2) ?? ""), "the half event").toThrow();
  });

  test("an end without a finish is passed on as it is: no [DONE] is made up", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", fault: "truncated", after_chunks: 4 });
    const stream = await (await site.chat(STREAM)).text();
    expect(stream).not.toContain("[DONE]");
    expect(stream).not.toContain('"finish_reason":"');
  });
});

test.describe("the site stays up", () => {
  test("a panic is a 500 with a request id; streams under way and the next request live on", async ({
    emulator,
    startSite,
  }) => {
    const site = await startSite({ ...allProviders(emulator) });
    await emulator.scenario({ provider: "ai-gateway", chunks: 40, chunk_ms: 20 });
    const underWay = await site.chat(STREAM);
    for (let n = 0; n < 3; n++) {
      const response = await site.get("/api/_panic");
      expect(response.status).toBe(500);
      const error = await errorOf(response);
      expect(error).toMatchObject({ type: "server_error", code: "internal_error" });
      expect(error.everchat.request_id).toBe(response.headers.get("x-request-id"));
      expect((await site.get("/api/status")).status).toBe(200);
    }
    expect(events(await underWay.text()).at(-1)).toBe("[DONE]");
    const next = await site.chat(STREAM);
    expect(next.status).toBe(200);
    await next.text();
  });

  test("the status tells of failures and of recovery, and asks nobody", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "gemini,openai" });
    const state = async () => (await site.get("/api/status")).json();
    expect(await state()).toEqual({
      state: "ok",
      providers: [
        { id: "gemini", state: "ok" },
        { id: "openai", state: "ok" },
      ],
      models: ["Gemini Flash", "Emulator Model"],
      environment: "local",
      branch: expect.any(String),
      commit: expect.any(String),
      built_at: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      version: "0.1.0",
      emulator: false,
      access_code: false,
      challenge: false,
      max_input_chars: 100_000,
    });
    expect(await emulator.requests()).toEqual([]);
    await emulator.scenario({ provider: "gemini", fault: "500", times: 1 });
    await (await site.chat(STREAM)).text();
    expect(await state()).toMatchObject({ state: "degraded", providers: [{ state: "failing" }, { state: "ok" }] });
    // Its rest is over after two seconds; then a request tries it.
    await expect.poll(async () => outcomes(await site.chat(STREAM))).toEqual(["gemini served"]);
    expect((await state()).state).toBe("ok");
    await emulator.scenario({ provider: "*", fault: "500" });
    await (await site.chat(STREAM)).text();
    expect((await state()).state).toBe("down");
  });

  test("no token is in any answer or in the log", async ({ emulator, site }) => {
    for (const fault of ["401", "html", "cut", "none"]) {
      await emulator.scenario({ provider: "*", fault });
      const response = await site.chat(STREAM);
      const seen = JSON.stringify([...response.headers]) + (await response.text());
      expect(seen).not.toMatch(/test-token-\d{4}/);
    }
    expect(site.log).not.toMatch(/test-token-\d{4}/);
  });
});
