import OpenAI from "openai";
import type { Site } from "./harness/site";
import { expect, test } from "./harness/test";

// The Responses API, asked by the official SDK: the same chain behind it, and nothing kept.

function client(site: Site): OpenAI {
  return new OpenAI({ apiKey: "test-token-9999", baseURL: `${site.url}/api/v1`, maxRetries: 0 });
}

const schema = { type: "object", properties: { z: { type: "string" }, a: { type: "string" } }, required: ["z", "a"], additionalProperties: false };

test("a whole answer comes with its tokens and what was asked", async ({ site }) => {
  const { data, response } = await client(site)
    .responses.create({ model: "auto", input: "Hello", instructions: "Be brief", store: true })
    .withResponse();
  expect(data.output_text).toContain("> Hello");
  expect(data).toMatchObject({ object: "response", status: "completed", store: false, instructions: "Be brief", error: null });
  expect(data.id).toMatch(/^resp_[0-9a-f]{32}$/);
  expect(data.usage?.total_tokens).toBe(data.usage!.input_tokens + data.usage!.output_tokens);
  expect(data.usage?.output_tokens).toBeGreaterThan(10);
  expect(response.headers.get("x-everchat-provider")).toBe("ai-gateway");
  expect(response.headers.get("x-everchat-ignored")).toBe("store");
});

test("a stream has its events in order, and its last one the whole answer", async ({ site }) => {
  const stream = client(site).responses.stream({ model: "gemini/gemini-flash-latest", input: [{ role: "user", content: "Hello" }] });
  const kinds: string[] = [];
  let text = "";
  for await (const event of stream) {
    if (event.type !== "response.output_text.delta") kinds.push(event.type.replace("response.", ""));
    else text += event.delta;
  }
  expect(kinds).toEqual([
    "created", "in_progress", "output_item.added", "content_part.added",
    "output_text.done", "content_part.done", "output_item.done", "completed",
  ]);
  const final = await stream.finalResponse();
  expect(text).toContain("> Hello");
  expect(final.output_text).toBe(text);
  expect(final.usage?.output_tokens).toBeGreaterThan(10);
});

test("functions, their results and schemas reach the provider as they were written", async ({ emulator, site }) => {
  await client(site).responses.create({
    model: "openai/emulator-model",
    input: [
      { role: "user", content: [{ type: "input_text", text: "Weather?" }] },
      { type: "function_call", call_id: "call_1", name: "weather", arguments: '{"city":"Bonn"}' },
      { type: "function_call_output", call_id: "call_1", output: "rain" },
    ],
    tools: [{ type: "function", name: "weather", parameters: schema, strict: true }],
    tool_choice: { type: "function", name: "weather" },
    text: { format: { type: "json_schema", name: "answer", schema, strict: true } },
    reasoning: { effort: "low" },
    max_output_tokens: 50,
  });
  const { body } = (await emulator.requests()).find(({ provider }) => provider === "openai")!;
  expect(body).toMatchObject({
    messages: [
      { role: "user", content: "Weather?" },
      { role: "assistant", tool_calls: [{ id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Bonn"}' } }] },
      { role: "tool", tool_call_id: "call_1", content: "rain" },
    ],
    tools: [{ type: "function", function: { name: "weather", parameters: schema, strict: true } }],
    tool_choice: { type: "function", function: { name: "weather" } },
    response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } },
    reasoning_effort: "low",
  });
  expect(body.max_tokens ?? body.max_completion_tokens).toBe(50);
});

test("another provider answers where one fails, streamed and whole", async ({ emulator, site }) => {
  await emulator.scenario({ provider: "ai-gateway", fault: "500" });
  const whole = await client(site).responses.create({ model: "auto", input: "Hello" }).withResponse();
  expect(whole.response.headers.get("x-everchat-provider")).toBe("workers-ai");
  const stream = await client(site).responses.create({ model: "auto", input: "Hello", stream: true });
  let last = "";
  for await (const event of stream) last = event.type;
  expect(last).toBe("response.completed");
});

test("a stream that breaks off ends with what had come, and says that it failed", async ({ emulator, site }) => {
  await emulator.scenario({ provider: "*", fault: "cut", after_chunks: 3 });
  const stream = await client(site).responses.create({ model: "auto", input: "Hello", stream: true });
  let text = "";
  let end: OpenAI.Responses.ResponseStreamEvent | undefined;
  for await (const event of stream) {
    if (event.type === "response.output_text.delta") text += event.delta;
    end = event;
  }
  expect(text).not.toBe("");
  expect(end).toMatchObject({ type: "response.failed", response: { status: "failed", error: { code: "server_error" } } });
});

test("what is wrong is named as this API names it, and asks nobody", async ({ emulator, site }) => {
  const refusal = async (body: object) => {
    const request = client(site).responses.create({ model: "auto", input: "Hello", ...body } as OpenAI.Responses.ResponseCreateParamsNonStreaming);
    return request.then(() => undefined, (error) => error);
  };
  for (const [body, status, param] of [
    [{ previous_response_id: "resp_1" }, 400, "previous_response_id"],
    [{ input: [] }, 400, "input"],
    [{ input: [{ type: "item_reference", id: "msg_1" }] }, 400, "input[0]"],
    [{ tools: [{ type: "web_search" }] }, 400, "tools"],
    [{ max_output_tokens: "many" }, 400, "max_output_tokens"],
    [{ input: "x".repeat(200_000) }, 413, "input"],
    [{ model: "gpt-9" }, 404, "model"],
  ] as const) {
    expect(await refusal(body), JSON.stringify(body).slice(0, 80)).toMatchObject({ status, param });
  }
  expect(await emulator.requests()).toEqual([]);
  await emulator.scenario({ provider: "*", fault: "500" });
  expect(await refusal({})).toMatchObject({ status: 502, code: "all_providers_failed" });
});
