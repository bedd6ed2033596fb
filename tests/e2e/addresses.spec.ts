import { allProviders } from "./harness/settings";
import { expect, test } from "./harness/test";

// Clients that ask at a wrong address, or from a page, learn what to do.

test("a model is found by its id, encoded or not", async ({ site }) => {
  for (const id of ["auto", "openai/emulator-model", "openai%2Femulator-model"]) {
    const answer = await site.get(`/api/v1/models/${id}`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: decodeURIComponent(id), object: "model" });
  }
  const unknown = await site.get("/api/v1/models/gpt-9");
  expect(unknown.status).toBe(404);
  expect((await unknown.json()).error).toMatchObject({ code: "model_not_found", param: "model" });
});

test("a wrong base address is answered in JSON, with the right one", async ({ site }) => {
  for (const path of ["/v1/chat/completions", "/v1/models", "/api/chat/completions", "/api/v1/v1/responses"]) {
    const answer = await fetch(site.url + path, { method: path.endsWith("models") ? "GET" : "POST", body: path.endsWith("models") ? undefined : "{}" });
    expect(answer.status, path).toBe(404);
    const { error } = await answer.json();
    expect(error).toMatchObject({ code: "not_found", type: "invalid_request_error" });
    expect(error.message).toContain(`${site.url}/api/v1`);
  }
});

test("an endpoint that this site lacks is answered with those that it has", async ({ site }) => {
  for (const [path, hint] of [["completions", "chat completions"], ["embeddings", "no embeddings"], ["files", "nothing"]]) {
    const answer = await fetch(`${site.url}/api/v1/${path}`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(404);
    const { error } = await answer.json();
    expect(error.message).toContain(hint);
    expect(error.message).toContain("/api/v1/chat/completions");
  }
});

test("a page of an allowed origin may send the headers of its client, whatever its scheme", async ({ emulator, startSite }) => {
  const origins = ["app://obsidian.md", "tauri://localhost", "chrome-extension://abcdefghijklmnop", "null"];
  const site = await startSite({ ...allProviders(emulator), ALLOWED_ORIGINS: origins.join(", ") });
  for (const origin of origins) {
    const asked = "authorization, content-type, openai-beta, x-stainless-lang, x-stainless-retry-count";
    const headers = { origin, "access-control-request-method": "POST", "access-control-request-headers": asked };
    const preflight = await fetch(`${site.url}/api/v1/responses`, { method: "OPTIONS", headers });
    expect(preflight.status, origin).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
    expect(preflight.headers.get("access-control-allow-headers")).toBe(asked);
    const answer = await site.chat({}, { origin });
    expect(answer.status, origin).toBe(200);
    await answer.text();
  }
  expect((await site.chat({}, { origin: "app://other" })).status).toBe(403);
});

test("without the owner's word no file and no sandboxed frame may ask", async ({ site }) => {
  expect((await site.chat({}, { origin: "null" })).status).toBe(403);
});

test("the scheme of an access code has no case", async ({ emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), ACCESS_CODE: "test-code-0000" });
  for (const scheme of ["bearer", "BEARER", "Bearer"]) {
    const answer = await site.chat({}, { authorization: `${scheme} test-code-0000` });
    expect(answer.status, scheme).toBe(200);
    await answer.text();
  }
  expect((await site.chat({}, { authorization: "Basic test-code-0000" })).status).toBe(401);
});
