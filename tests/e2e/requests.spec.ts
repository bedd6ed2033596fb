import type { Scenario } from "./harness/emulator";
import { allProviders } from "./harness/settings";
import { attempts, errorOf, outcomes } from "./harness/stream";
import { expect, test } from "./harness/test";

const STREAM = { stream: true };
const JSON_TYPE = { "content-type": "application/json" };

test.describe("requests that are wrong", () => {
  const refusals: [name: string, init: RequestInit, status: number, error: object][] = [
    ["method", { method: "GET" }, 405, { code: "method_not_allowed" }],
    ["content type", { body: "{}" }, 400, { code: "invalid_content_type" }],
    ["no body", { headers: JSON_TYPE }, 400, { code: "invalid_json" }],
    ["not JSON", { headers: JSON_TYPE, body: '{"messages":[' }, 400, { code: "invalid_json" }],
    ["no messages", { headers: JSON_TYPE, body: "{}" }, 400, { code: "messages_empty", param: "messages" }],
    [
      "empty messages",
      { headers: JSON_TYPE, body: '{"messages":[]}' },
      400,
      { code: "messages_empty", param: "messages" },
    ],
    [
      "unknown role",
      { headers: JSON_TYPE, body: '{"messages":[{"role":"wizard","content":"x"}]}' },
      400,
      { code: "invalid_value", param: "messages" },
    ],
    [
      "unknown model",
      { headers: JSON_TYPE, body: '{"model":"gpt-9","messages":[{"role":"user","content":"x"}]}' },
      404,
      { code: "model_not_found", param: "model" },
    ],
    [
      "5 MB",
      {
        headers: JSON_TYPE,
        body: JSON.stringify({ messages: [{ role: "user", content: "x".repeat(5_000_000) }] }),
      },
      413,
      { code: "body_too_large" },
    ],
    [
      "too many characters",
      {
        headers: JSON_TYPE,
        body: JSON.stringify({ messages: [{ role: "user", content: "字".repeat(100_001) }] }),
      },
      413,
      { code: "input_too_long" },
    ],
    [
      "another site's page",
      {
        headers: { ...JSON_TYPE, origin: "https://elsewhere.example" },
        body: '{"messages":[{"role":"user","content":"x"}]}',
      },
      403,
      { code: "origin_refused" },
    ],
  ];
  for (const [name, init, status, error] of refusals) {
    test(`${name}: ${status}, and nobody is asked`, async ({ emulator, site }) => {
      const response = await fetch(`${site.url}/api/v1/chat/completions`, { method: "POST", ...init });
      expect(response.status).toBe(status);
      expect(response.headers.get("x-everchat-attempts")).toBe("[]");
      if (status === 405) expect(response.headers.get("allow")).toBe("POST");
      const body = await errorOf(response);
      expect(body).toMatchObject(error);
      expect(body).toMatchObject({ message: expect.any(String), type: expect.any(String) });
      expect(body.everchat.request_id).toBe(response.headers.get("x-request-id"));
      expect(await emulator.requests()).toEqual([]);
    });
  }

  test("unknown paths are 404 in the same shape", async ({ site }) => {
    for (const path of ["/api", "/api/", "/api/v1", "/api/v1/completions", "/api/report/x", "/api/_rest/x"]) {
      const response = await site.get(path);
      expect(response.status, path).toBe(404);
      expect(await errorOf(response)).toMatchObject({ code: "not_found" });
    }
  });

  test("the site's own page and clients without an origin are let in", async ({ site }) => {
    const own = await site.chat(STREAM, { origin: site.url });
    expect(own.status).toBe(200);
    await own.text();
  });

  test("with an access code, only its bearer is let in", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), ACCESS_CODE: "test-code-0000" });
    expect((await site.chat(STREAM)).status).toBe(401);
    expect((await site.chat(STREAM, { authorization: "Bearer test-code-0001" })).status).toBe(401);
    const response = await site.chat(STREAM, { authorization: "Bearer test-code-0000" });
    expect(response.status).toBe(200);
    await response.text();
    const received = await emulator.requests();
    expect(received.map((r) => r.headers.authorization)).toEqual(["Bearer …0000"]);
    expect(received[0].headers).not.toHaveProperty("origin");
  });

  test("a refusal is about the provider that refused: the next one answers, and the first is asked again", async ({ emulator, site }) => {
    for (const fault of ["bad_request", "too_large", "blocked"] as const) {
      for (let time = 0; time < 2; time++) {
        await emulator.scenario({ provider: "ai-gateway", fault });
        const response = await site.chat(STREAM);
        expect(response.status).toBe(200);
        await response.text();
        expect(outcomes(response)).toEqual([`ai-gateway ${fault}`, "workers-ai served"]);
      }
    }
  });

  test("when every provider refuses, the error is what they agree on", async ({ emulator, site }) => {
    const cases: [Scenario, number, object][] = [
      [{ fault: "bad_request" }, 400, { code: "refused_by_model", type: "invalid_request_error" }],
      [{ fault: "too_large" }, 400, { code: "context_length_exceeded", param: "messages" }],
      [{ fault: "blocked" }, 400, { code: "content_filter" }],
      [{ refused_fields: ["tools"] }, 400, { code: "unsupported_parameter", param: "tools" }],
    ].map(([scenario, ...rest]) => [{ provider: "*", ...(scenario as object) }, ...rest] as [Scenario, number, object]);
    for (const [scenario, status, error] of cases) {
      await emulator.scenario(scenario);
      const tools = [{ type: "function", function: { name: "f", parameters: {} } }];
      const response = await site.chat({ ...STREAM, tools });
      expect(response.status).toBe(status);
      expect(response.headers.get("retry-after")).toBeNull();
      expect(await errorOf(response)).toMatchObject(error);
      expect(attempts(response)).toHaveLength(4);
    }
    await emulator.scenario({ provider: "*" });
    const [first] = outcomes(await site.chat());
    expect(first, "a refusal rests nobody").toBe("ai-gateway served");
  });

  test("when every provider has too many requests, the answer says when the first will take one", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "*", fault: "429" });
    const response = await site.chat(STREAM);
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("7");
    expect(await errorOf(response)).toMatchObject({ code: "all_providers_busy", type: "rate_limit_error" });
    expect(attempts(response)).toHaveLength(4);
  });

  test("a field that a model refuses by name is left out or renamed, and the answer says so", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", refused_fields: ["max_tokens", "temperature", "seed"] });
    const ask = async () => {
      const response = await site.chat({ max_tokens: 9, temperature: 0.5, seed: 1, top_p: 0.5 });
      expect(outcomes(response)).toEqual(["ai-gateway served"]);
      expect(response.headers.get("x-everchat-ignored")).toBe("temperature, seed");
      const received = await emulator.requests();
      await emulator.clear();
      return received.map(({ body }) => Object.keys(body as object).filter((name) => /^(max_|temp|seed|top_p)/.test(name)).sort());
    };
    const right = ["max_completion_tokens", "top_p"];
    expect((await ask()).at(-1)).toEqual(right);
    const again = await ask();
    expect(again[0], "the name of the length is remembered").toContain("max_completion_tokens");
    expect(again.at(-1)).toEqual(right);
    const plain = await site.chat({ top_p: 0.5 });
    expect(plain.headers.get("x-everchat-ignored")).toBeNull();
  });
});

test.describe("choosing", () => {
  test("models lists auto first, then each provider's model", async ({ site }) => {
    const response = await site.get("/api/v1/models");
    const list = await response.json();
    expect(list.object).toBe("list");
    expect(list.data.map((model: any) => [model.id, model.object, model.owned_by])).toEqual([
      ["auto", "model", "everchat"],
      ["ai-gateway/@cf/google/gemma-4-26b-a4b-it", "model", "ai-gateway"],
      ["workers-ai/@cf/google/gemma-4-26b-a4b-it", "model", "workers-ai"],
      ["gemini/gemini-flash-latest", "model", "gemini"],
      ["openai/emulator-model", "model", "openai"],
    ]);
    expect(list.data[3].everchat).toEqual({ name: "Gemini Flash", good_for: ["fast", "reasoning", "long", "images"] });
    expect(list.data[4].everchat, "nothing is known of it").toEqual({ name: "Emulator Model", good_for: [] });
  });

  test("a provider has several models: each is asked by its id, the first where nobody chooses", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "openai,gemini", OPENAI_MODEL: "emulator-model, second-model" });
    const list: any = await (await site.get("/api/v1/models")).json();
    expect(list.data.map(({ id }: any) => id)).toEqual(["auto", "openai/emulator-model", "openai/second-model", "gemini/gemini-flash-latest"]);
    const served = async (model: string) => (await site.chat({ model })).headers.get("x-everchat-model");
    expect(await served("openai/second-model")).toBe("second-model");
    expect(await served("auto")).toBe("emulator-model");
  });

  test("a model puts its provider first and keeps the rest", async ({ emulator, site }) => {
    const first = await site.chat({ ...STREAM, model: "openai/emulator-model" });
    expect(outcomes(first)).toEqual(["openai served"]);
    await first.text();
    await emulator.scenario({ provider: "openai", fault: "500" });
    const second = await site.chat({ ...STREAM, model: "openai/emulator-model" });
    expect(outcomes(second)).toEqual(["openai server_error", "ai-gateway served"]);
    await second.text();
    await site.forget();
    const auto = await site.chat({ ...STREAM, model: "auto" });
    expect(outcomes(auto)).toEqual(["ai-gateway served"]);
    await auto.text();
  });

  test("excluded providers are left out", async ({ site }) => {
    const response = await site.chat(STREAM, { "x-everchat-exclude": "ai-gateway, workers-ai" });
    expect(outcomes(response)).toEqual(["gemini served"]);
    await response.text();
  });

  test("Workers AI is asked not to queue while another provider is left", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", fault: "busy" });
    await (await site.chat(STREAM)).text();
    const last = { "x-everchat-exclude": "ai-gateway,gemini,openai" };
    await (await site.chat(STREAM, last)).text();
    const received = await emulator.requests();
    expect(received.map((r) => [r.provider, r.body.options?.rejectIfBusy])).toEqual([
      ["ai-gateway", true],
      ["workers-ai", true],
      ["workers-ai", undefined],
    ]);
  });

  test("the visitor's parameters travel on, a provider's own switches do not", async ({ emulator, site }) => {
    const body = { temperature: 0.5, max_tokens: 9, options: { x: 1 }, cf_metadata: "x", stream: true };
    await (await site.chat(body)).text();
    const [received] = await emulator.requests();
    expect(Object.keys(received.body).sort()).toEqual(
      ["max_tokens", "messages", "model", "options", "stream", "temperature"].sort(),
    );
    expect(received.body).toMatchObject({ temperature: 0.5, max_tokens: 9, options: { rejectIfBusy: true } });
    expect(received.body.options).not.toHaveProperty("x");
  });
});
