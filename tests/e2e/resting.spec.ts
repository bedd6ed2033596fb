import { allProviders } from "./harness/settings";
import { attempts, errorOf, events, outcomes } from "./harness/stream";
import { expect, test } from "./harness/test";

const STREAM = { stream: true };

test.describe("resting", () => {
  test("a provider that failed is passed by for as long as it says, then tried by one request", async ({
    emulator,
    startSite,
  }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "openai,gemini" });
    const ask = async () => outcomes(await site.chat(STREAM));
    await emulator.scenario({ provider: "openai", fault: "500", times: 1 });
    expect(await ask()).toEqual(["openai server_error", "gemini served"]);
    expect(await ask()).toEqual(["openai skipped", "gemini served"]);
    await expect.poll(ask).toEqual(["openai served"]);
    await emulator.scenario({ provider: "gemini", fault: "429", times: 1 });
    await emulator.scenario({ provider: "openai", fault: "429", times: 1 });
    expect(await ask()).toEqual(["openai rate_limited", "gemini rate_limited"]);
    expect(await ask(), "a chain that rests entirely is still tried").toEqual(["openai served"]);
  });

  test("one visitor's failures rest a provider for that visitor alone, several visitors' for everyone", async ({
    emulator,
    startSite,
  }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "openai,gemini" });
    const ask = async (visitor: number) => outcomes(await site.chat(STREAM, { "cf-connecting-ip": `192.0.2.${visitor}` }));
    const failed = ["openai empty", "gemini served"];
    const skipped = ["openai skipped", "gemini served"];
    await emulator.scenario({ provider: "openai", fault: "empty" });
    expect(await ask(1)).toEqual(failed);
    for (let again = 0; again < 5; again += 1) expect(await ask(1)).toEqual(skipped);
    expect(await ask(2), "another visitor asks it").toEqual(failed);
    expect(await ask(3)).toEqual(failed);
    expect(await ask(4), "it failed three of three").toEqual(skipped);
  });

  test("one that breaks off in mid-answer rests too", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "openai,gemini" });
    await emulator.scenario({ provider: "openai", fault: "cut", times: 1 });
    await (await site.chat(STREAM)).text();
    expect(outcomes(await site.chat(STREAM))).toEqual(["openai skipped", "gemini served"]);
  });

  test("another isolate of the data centre knows", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "openai,gemini" });
    await emulator.scenario({ provider: "openai", fault: "quota", times: 1 });
    expect(outcomes(await site.chat(STREAM))).toEqual(["openai quota", "gemini served"]);
    // A panic takes the isolate's memory with it; what the data centre knows stays.
    expect((await site.get("/api/_panic")).status).toBe(500);
    expect(outcomes(await site.chat(STREAM))).toEqual(["openai skipped", "gemini served"]);
  });

  test("a hedge starts the next provider beside a silent one, and aborts the loser", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "openai,gemini", HEDGE_AFTER_MS: "200" });
    await emulator.scenario({ provider: "openai", fault: "hang" });
    const response = await site.chat(STREAM);
    expect(outcomes(response)).toEqual(["openai aborted", "gemini served"]);
    expect(attempts(response)[0].ms).toBeLessThan(5000);
    expect(events(await response.text()).at(-1)).toBe("[DONE]");
    const received = await emulator.until((all) => all.every(({ end }) => end !== "open"));
    expect(received.map(({ provider, end }) => [provider, end])).toEqual([
      ["openai", "client_closed"],
      ["gemini", "done"],
    ]);
  });

  test("one line of log a request tells who was asked, and nothing of what was said", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "openai,gemini" });
    await emulator.scenario({ provider: "openai", fault: "401" });
    const response = await site.chat({ ...STREAM, messages: [{ role: "user", content: "a secret question" }] });
    await response.text();
    const id = response.headers.get("x-request-id") ?? "none";
    await expect.poll(() => site.log).toContain(id);
    const line = site.log.split("\n").find((line) => line.includes(id)) ?? "";
    expect(JSON.parse(line.slice(line.indexOf("{")))).toEqual({
      request_id: id,
      status: 200,
      stream: true,
      attempts: attempts(response),
      ms: expect.any(Number),
      colo: expect.any(String),
    });
    expect(site.log).not.toMatch(/secret question|test-token/);
  });

  test("an exclude header that leaves nobody is refused", async ({ site }) => {
    const response = await site.chat(STREAM, { "x-everchat-exclude": "ai-gateway,workers-ai,gemini,openai" });
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: "all_excluded", param: "x-everchat-exclude" });
  });
});
