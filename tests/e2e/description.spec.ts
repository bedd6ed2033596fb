import Ajv2020 from "ajv/dist/2020.js";
import { DESCRIPTION } from "./harness/openapi";
import { allProviders } from "./harness/settings";
import { objects } from "./harness/stream";
import { expect, test } from "./harness/test";

// What the API answers is what its description says.

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(DESCRIPTION, "api");

/** Fails unless a value is as the description has it. */
function check(schema: string, value: unknown): void {
  const validate = ajv.compile({ $ref: `api#/components/schemas/${schema}` });
  expect(validate(value) ? [] : validate.errors, `${schema}: ${JSON.stringify(value).slice(0, 400)}`).toEqual([]);
}

test("every answer is as it is described, streamed and whole", async ({ emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), ADMIN_CODE: "test-code-0000" });
  const post = (path: string, body: object) =>
    fetch(`${site.url}/api/v1/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const messages = [{ role: "user", content: "Hello" }];
  check("ChatCompletion", await (await post("chat/completions", { messages })).json());
  const chunks = objects(await (await post("chat/completions", { messages, stream: true })).text());
  expect(chunks.length).toBeGreaterThan(3);
  chunks.forEach((chunk) => check("ChatChunk", chunk));
  check("Response", await (await post("responses", { input: "Hello" })).json());
  const events = objects(await (await post("responses", { input: "Hello", stream: true })).text());
  expect(events.length).toBeGreaterThan(8);
  events.forEach((event) => check("ResponseEvent", event));
  for (const [path, schema] of [["v1/models", "ModelList"], ["v1/models/auto", "Model"], ["status", "Status"], ["access", "Access"]]) {
    check(schema, await (await site.get(`/api/${path}`)).json());
  }
  check("GatewayLog", await (await site.get("/api/gateway", { authorization: "Bearer test-code-0000" })).json());
  check("Report", await (await site.get("/api/report", { authorization: "Bearer test-code-0000" })).json());
});

test("every error is as it is described", async ({ emulator, site }) => {
  await emulator.scenario({ provider: "*", fault: "500" });
  const failed = await site.chat();
  expect(failed.status).toBe(502);
  check("Error", await failed.json());
  for (const [path, status] of [["report/x", 404], ["v1/chat/completions", 405], ["v1/models/x", 404]] as const) {
    const answer = await site.get(`/api/${path}`);
    expect(answer.status).toBe(status);
    check("Error", await answer.json());
  }
  await emulator.scenario({ provider: "*", fault: "cut", after_chunks: 3 });
  await site.forget();
  const events = objects(await (await site.chat({ stream: true })).text());
  check("Error", events.at(-1));
});

test("a value that differs from its description fails", () => {
  expect(() => check("Model", { id: 7 })).toThrow();
});
