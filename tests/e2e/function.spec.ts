import { createServer } from "node:net";
import { once } from "node:events";
import type { Emulator } from "./harness/emulator";
import { allProviders, type Settings } from "./harness/settings";
import { attempts, errorOf, events, outcomes, words } from "./harness/stream";
import { expect, test } from "./harness/test";

const STREAM = { stream: true };

/** A loopback port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

test.describe("each provider alone", () => {
  const alone: Record<string, { settings: string[]; path: string; token: string; model: string }> = {
    "ai-gateway": {
      settings: ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_BASE_URL", "AI_GATEWAY_ID"],
      path: "/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1/chat/completions",
      token: "Bearer …0000",
      model: "@cf/google/gemma-4-26b-a4b-it",
    },
    "workers-ai": {
      settings: ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_BASE_URL"],
      path: "/client/v4/accounts/0123456789abcdef0123456789abcdef/ai/v1/chat/completions",
      token: "Bearer …0000",
      model: "@cf/google/gemma-4-26b-a4b-it",
    },
    gemini: {
      settings: ["GEMINI_API_KEY", "GEMINI_BASE_URL"],
      path: "/v1beta/openai/chat/completions",
      token: "Bearer …1111",
      model: "gemini-flash-latest",
    },
    openai: {
      settings: ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL"],
      path: "/openai/v1/chat/completions",
      token: "Bearer …2222",
      model: "emulator-model",
    },
  };
  for (const [provider, expected] of Object.entries(alone)) {
    test(`${provider} answers, as a stream and whole`, async ({ emulator, startSite }) => {
      const all = allProviders(emulator);
      const settings = Object.fromEntries(expected.settings.map((name) => [name, all[name]]));
      const site = await startSite({ ...settings, PROVIDERS: provider });

      const streamed = await site.chat(STREAM);
      expect(streamed.status).toBe(200);
      expect(streamed.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
      expect(streamed.headers.get("x-everchat-provider")).toBe(provider);
      expect(streamed.headers.get("x-everchat-model")).toBe(expected.model);
      expect(streamed.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(streamed.headers.get("server-timing")).toMatch(new RegExp(`^${provider};desc="served";dur=\\d+$`));
      expect(attempts(streamed)).toEqual([
        { provider, model: expected.model, outcome: "served", status: 200, ms: expect.any(Number) },
      ]);
      const stream = await streamed.text();
      expect(events(stream).at(-1)).toBe("[DONE]");
      expect(words(stream)).toContain("No model has read your question:\n\n> Hello");

      const whole = await site.chat();
      expect(whole.headers.get("content-type")).toBe("application/json; charset=utf-8");
      const completion = await whole.json();
      expect(completion.object).toBe("chat.completion");
      expect(completion.choices[0].message.content).toBe(words(stream));
      expect(completion.choices[0].finish_reason).toBe("stop");

      const received = await emulator.requests();
      expect(received.map(({ path }) => path)).toEqual([expected.path, expected.path]);
      expect(received[0].headers.authorization).toBe(expected.token);
      expect(received[0].body).toMatchObject({ max_tokens: 4096, stream: true });
    });
  }

  test("the gateway's older host is used where the owner names it", async ({ emulator, startSite }) => {
    const site = await startSite({
      ...allProviders(emulator),
      AI_GATEWAY_BASE_URL: `${emulator.url}/v1`,
      AI_GATEWAY_TOKEN: "test-token-3333",
      PROVIDERS: "ai-gateway",
    });
    expect(words(await (await site.chat(STREAM)).text())).toContain("emulator");
    const [received] = await emulator.requests();
    expect(received.path).toBe("/v1/0123456789abcdef0123456789abcdef/default/compat/chat/completions");
    expect(received.headers["cf-aig-authorization"]).toBe("Bearer …3333");
    expect(received.body.model).toBe("workers-ai/@cf/google/gemma-4-26b-a4b-it");
  });
});

test.describe("the first fails and the second serves", () => {
  const faults: [fault: string, outcome: string, status: number | null][] = [
    ["429", "rate_limited", 429],
    ["500", "server_error", 500],
    ["401", "unauthorized", 401],
    ["reset", "network", null],
    ["quota", "quota", 429],
    ["busy", "busy", 429],
    ["billing", "quota", 402],
    ["gateway_missing", "not_found", 400],
    ["gateway_unauthorized", "unauthorized", 401],
    ["bad_gateway", "server_error", 502],
    ["html", "malformed", 200],
    ["empty", "empty", 200],
    ["no_content", "empty", 200],
    ["in_band_error", "busy", 200],
    ["redirect", "malformed", 302],
  ];
  for (const [fault, outcome, status] of faults) {
    for (const stream of [true, false]) {
      test(`${fault}, ${stream ? "streamed" : "whole"}`, async ({ emulator, site }) => {
        await emulator.scenario({ provider: "ai-gateway", fault });
        const response = await site.chat({ stream });
        expect(response.status).toBe(200);
        expect(outcomes(response)).toEqual([`ai-gateway ${outcome}`, "workers-ai served"]);
        expect(attempts(response)[0].status).toBe(status);
        expect(response.headers.get("x-everchat-provider")).toBe("workers-ai");
        expect(await response.text()).toContain(stream ? "[DONE]" : '"finish_reason":"stop"');
      });
    }
  }

  test("connection refused", async ({ emulator, startSite }) => {
    const site = await startSite({
      ...allProviders(emulator),
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${await closedPort()}`,
    });
    const response = await site.chat(STREAM);
    expect(outcomes(response)).toEqual(["ai-gateway network", "workers-ai network", "gemini served"]);
    expect(events(await response.text()).at(-1)).toBe("[DONE]");
  });

  test("Google's own words for a bad key, a place and an overload", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "gemini,openai" });
    for (const [fault, outcome] of [
      ["unauthorized", "unauthorized"],
      ["location", "location"],
      ["unavailable", "busy"],
      ["quota", "quota"],
    ]) {
      await site.forget();
      await emulator.scenario({ provider: "gemini", fault });
      const response = await site.chat(STREAM);
      expect(outcomes(response)).toEqual([`gemini ${outcome}`, "openai served"]);
      await response.text();
    }
  });
});

test.describe("time limits", () => {
  const impatient = (emulator: Emulator, settings: Settings): Settings => ({
    ...allProviders(emulator),
    PROVIDERS: "gemini,openai",
    ...settings,
  });

  test("a silent provider is left, before its head and after it", async ({ emulator, startSite }) => {
    const site = await startSite(impatient(emulator, { FIRST_TOKEN_TIMEOUT_MS: "1000" }));
    for (const fault of ["hang", "hang_after_head"]) {
      await site.forget();
      await emulator.scenario({ provider: "gemini", fault });
      const response = await site.chat(STREAM);
      expect(outcomes(response)).toEqual(["gemini timeout", "openai served"]);
      await response.text();
      await emulator.until((all) => all.some((r) => r.fault === fault && r.end === "client_closed"));
    }
  });

  test("nobody in time is a 504", async ({ emulator, startSite }) => {
    const site = await startSite(impatient(emulator, { FIRST_TOKEN_TIMEOUT_MS: "300" }));
    await emulator.scenario({ provider: "*", fault: "hang" });
    const response = await site.chat(STREAM);
    expect(response.status).toBe(504);
    expect(outcomes(response)).toEqual(["gemini timeout", "openai timeout"]);
    expect(await errorOf(response)).toMatchObject({ type: "server_error", code: "out_of_time" });
  });

  test("an answer that goes on too long ends with a word of it", async ({ emulator, startSite }) => {
    const site = await startSite(impatient(emulator, { TOTAL_TIMEOUT_MS: "1500" }));
    await emulator.scenario({ provider: "gemini", chunks: 10_000, chunk_ms: 50 });
    const response = await site.chat(STREAM);
    const all = events(await response.text());
    expect(JSON.parse(all[1]).choices[0].delta.content).toBe("w0 ");
    expect(JSON.parse(all.at(-1) ?? "").error.code).toBe("interrupted");
    await emulator.until(([received]) => received.end === "client_closed");
  });
});

test.describe("no answer", () => {
  test("every provider failed: 502, every attempt told, no provider's text", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "*", fault: "429" });
    for (const stream of [true, false]) {
      await site.forget();
      await emulator.scenario({ provider: "openai", fault: "500" });
      const response = await site.chat({ stream });
      expect(response.status).toBe(502);
      expect(outcomes(response)).toEqual([
        ...["ai-gateway", "workers-ai", "gemini"].map((provider) => `${provider} rate_limited`),
        "openai server_error",
      ]);
      expect(response.headers.get("retry-after")).toBe("7");
      const text = await response.text();
      expect(text).not.toMatch(/quota|Too many|Rate limit/);
      const { error } = JSON.parse(text);
      expect(error).toMatchObject({ type: "server_error", code: "all_providers_failed", param: null });
      expect(error.everchat).toEqual({
        request_id: response.headers.get("x-request-id"),
        attempts: attempts(response),
        retry_after_s: 7,
      });
    }
  });

  test("none configured: 503, and the status says so", async ({ startSite }) => {
    const site = await startSite({ TEST_ROUTES: "off" });
    expect((await site.get("/api/_panic")).status).toBe(404);
    expect((await site.get("/api/_forget")).status).toBe(404);
    const response = await site.chat(STREAM);
    expect(response.status).toBe(503);
    expect(await errorOf(response)).toMatchObject({ code: "not_configured" });
    expect(await (await site.get("/api/status")).json()).toMatchObject({ state: "unconfigured", providers: [] });
  });

  test("a half-configured provider is told, and the next one serves", async ({ emulator, startSite }) => {
    const { CLOUDFLARE_API_TOKEN: _, ...settings } = allProviders(emulator);
    const site = await startSite(settings);
    const response = await site.chat(STREAM);
    expect(outcomes(response)).toEqual([
      "ai-gateway not_configured",
      "workers-ai not_configured",
      "gemini served",
    ]);
    await response.text();
  });

  test("bad settings are named in a 503, without their values", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), MAX_TOKENS: "many", PROVIDERS: "gemini,claude" });
    const response = await site.chat(STREAM);
    expect(response.status).toBe(503);
    const { message, code } = await errorOf(response);
    expect(code).toBe("bad_settings");
    expect(message).toContain("MAX_TOKENS must be a whole number");
    expect(message).toContain("PROVIDERS must list providers");
    expect(message).not.toMatch(/many|claude/);
    expect((await site.get("/api/status")).status).toBe(200);
  });
});
