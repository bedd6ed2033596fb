import OpenAI from "openai";
import type { Site } from "./harness/site";
import { expect, test } from "./harness/test";

const messages = [{ role: "user" as const, content: "Hello" }];

function client(site: Site): OpenAI {
  return new OpenAI({ apiKey: "test-token-9999", baseURL: `${site.url}/api/v1`, maxRetries: 0 });
}

async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

test.describe("the official OpenAI SDK, unmodified", () => {
  test("reads a stream, with its usage", async ({ site }) => {
    const stream = await client(site).chat.completions.create({
      model: "auto",
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let finish: string | null = null;
    let tokens = 0;
    for await (const chunk of stream) {
      expect(chunk.object).toBe("chat.completion.chunk");
      text += chunk.choices[0]?.delta.content ?? "";
      finish = chunk.choices[0]?.finish_reason ?? finish;
      tokens = chunk.usage?.completion_tokens ?? tokens;
    }
    expect(text).toContain("> Hello");
    expect(finish).toBe("stop");
    expect(tokens).toBeGreaterThan(10);
  });

  test("puts a stream together with its own helper", async ({ site }) => {
    const runner = client(site).chat.completions.stream({ model: "auto", messages });
    const completion = await runner.finalChatCompletion();
    expect(completion.choices[0].message.content).toContain("> Hello");
    expect(completion.choices[0].finish_reason).toBe("stop");
  });

  test("reads a whole answer", async ({ site }) => {
    const { data, response, request_id } = await client(site)
      .chat.completions.create({ model: "gemini/gemini-flash-latest", messages })
      .withResponse();
    expect(data.object).toBe("chat.completion");
    expect(data.choices[0].message.role).toBe("assistant");
    expect(data.choices[0].message.content).toContain("> Hello");
    expect(data.usage?.total_tokens).toBeGreaterThan(10);
    expect(response.headers.get("x-everchat-provider")).toBe("gemini");
    expect(request_id).toBe(response.headers.get("x-request-id"));
  });

  test("lists the models", async ({ site }) => {
    const ids: string[] = [];
    for await (const model of client(site).models.list()) ids.push(model.id);
    expect(ids[0]).toBe("auto");
    expect(ids).toContain("openai/emulator-model");
  });

  test("throws its own types of error", async ({ emulator, site }) => {
    const completions = client(site).chat.completions;
    const unknown = await rejection(completions.create({ model: "gpt-9", messages }));
    expect(unknown).toBeInstanceOf(OpenAI.NotFoundError);
    expect(unknown).toMatchObject({ status: 404, code: "model_not_found", param: "model" });

    const empty = await rejection(completions.create({ model: "auto", messages: [] }));
    expect(empty).toBeInstanceOf(OpenAI.BadRequestError);
    expect(empty).toMatchObject({ code: "messages_empty", type: "invalid_request_error" });

    await emulator.scenario({ provider: "*", fault: "500" });
    const failed = await rejection(completions.create({ model: "auto", messages, stream: true }));
    expect(failed).toBeInstanceOf(OpenAI.InternalServerError);
    expect(failed).toMatchObject({
      status: 502,
      code: "all_providers_failed",
      requestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      error: { everchat: { attempts: [{ provider: "ai-gateway", outcome: "server_error" }, {}, {}, {}] } },
    });
  });

  test("throws when a stream breaks off", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "*", fault: "cut", after_chunks: 3 });
    const stream = await client(site).chat.completions.create({ model: "auto", messages, stream: true });
    let text = "";
    const reading = (async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
    })();
    expect(await rejection(reading)).toBeInstanceOf(OpenAI.APIError);
    expect(text).not.toBe("");
  });
});
