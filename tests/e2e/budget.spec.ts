import { allProviders } from "./harness/settings";
import { errorOf } from "./harness/stream";
import { expect, test } from "./harness/test";

// What a provider may bill counts for the day, whatever became of it; what would be billed without being asked for is not sent.

const ONE = { "cf-connecting-ip": "192.0.2.1" };
const OTHER = { "cf-connecting-ip": "192.0.2.2" };
const FUNCTION = { type: "function", function: { name: "f" } };

for (const [fault, stream] of [
  ["empty", true],
  ["empty", false],
  ["html", false],
  ["malformed_event", true],
  ["blocked", true],
  ["hang", true],
  ["500", true],
] as const) {
  test(`an answer that came to nothing (${fault}, ${stream ? "streamed" : "whole"}) has used the day's request`, async ({ emulator, startSite }) => {
    const settings = { PROVIDERS: "gemini", DAILY_REQUESTS: "1", FIRST_TOKEN_TIMEOUT_MS: "400" };
    const site = await startSite({ ...allProviders(emulator), ...settings });
    await emulator.scenario({ provider: "gemini", fault });
    expect((await site.chat({ stream }, ONE)).status).not.toBe(200);
    await emulator.reset();
    await site.forget();
    expect(await errorOf(await site.chat({}, OTHER))).toMatchObject({ code: "daily_budget" });
    expect(await emulator.requests()).toEqual([]);
  });
}

test("each attempt counts, of a fallback and of a provider that was too slow", async ({ emulator, startSite }) => {
  for (const [settings, slow] of [
    [{}, { fault: "empty" }],
    [{ HEDGE_AFTER_MS: "200" }, { delay_ms: 4000 }],
  ] as const) {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "gemini,openai", DAILY_REQUESTS: "2", ...settings });
    await emulator.scenario({ provider: "gemini", ...slow });
    const answer = await site.chat({ stream: true }, ONE);
    expect(answer.status).toBe(200);
    await answer.text();
    expect(await errorOf(await site.chat({}, OTHER))).toMatchObject({ code: "daily_budget" });
    await emulator.reset();
  }
});

test("a tool that a provider runs is refused, and nobody is asked", async ({ emulator, site }) => {
  for (const tool of [{ type: "web_search" }, { type: "code_interpreter" }, { type: "openrouter:web_search" }, { google_search: {} }]) {
    const answer = await site.chat({ tools: [FUNCTION, tool] });
    expect(answer.status).toBe(400);
    expect(await errorOf(answer)).toMatchObject({ code: "field_not_allowed", param: "tools" });
  }
  expect(await emulator.requests()).toEqual([]);
});

test("an unknown option of a stream is left out and named", async ({ emulator, site }) => {
  const answer = await site.chat({ stream: true, stream_options: { include_usage: true, billing: "x" } });
  await answer.text();
  const [{ body }] = await emulator.requests();
  expect(body.stream_options).toEqual({ include_usage: true });
  expect(answer.headers.get("x-everchat-ignored")).toBe("stream_options.billing");
});
