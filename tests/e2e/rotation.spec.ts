import { allProviders } from "./harness/settings";
import { attempts, outcomes } from "./harness/stream";
import { expect, test } from "./harness/test";

const STREAM = { stream: true };

test.describe("a secret is changed without downtime", () => {
  test("the next key answers as soon as the old one is refused, and is asked first from then on", async ({ emulator, startSite }) => {
    const site = await startSite({
      PROVIDERS: "gemini,openai",
      GEMINI_BASE_URL: `${emulator.url}/v1beta`,
      GEMINI_API_KEY: "test-token-1111",
      GEMINI_API_KEY_NEXT: "test-token-2222",
      OPENAI_BASE_URL: `${emulator.url}/openai/v1`,
      OPENAI_MODEL: "emulator-model",
    });
    const keys = async () => (await emulator.requests()).map(({ headers }) => headers.authorization);
    const ask = async () => {
      const answer = await site.chat(STREAM);
      expect(await answer.text()).toContain("[DONE]");
      return attempts(answer);
    };

    expect(await ask()).toMatchObject([{ provider: "gemini", outcome: "served" }]);
    expect(await keys()).toEqual(["Bearer …1111"]);

    // Google takes the old key no more: one request is refused, the visitor notices nothing.
    await emulator.clear();
    await emulator.scenario({ provider: "gemini", fault: "401", times: 1 });
    expect(await ask()).toMatchObject([{ provider: "gemini", outcome: "served", status: 200 }]);
    expect(await keys()).toEqual(["Bearer …1111", "Bearer …2222"]);
    await emulator.clear();
    expect(await ask()).toHaveLength(1);
    expect(await keys()).toEqual(["Bearer …2222"]);

    // Both refused: the next provider.
    await emulator.scenario({ provider: "gemini", fault: "401", times: 2 });
    expect(outcomes(await site.chat(STREAM))).toEqual(["gemini unauthorized", "openai served"]);
  });

  test("what is no fault of the key is asked once, and moves on", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "gemini,openai", GEMINI_API_KEY_NEXT: "test-token-2222" });
    await emulator.scenario({ provider: "gemini", fault: "500" });
    expect(outcomes(await site.chat(STREAM))).toEqual(["gemini server_error", "openai served"]);
    expect((await emulator.requests()).filter(({ provider }) => provider === "gemini")).toHaveLength(1);
  });

  test("Stop ends the answer of the next key too", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), PROVIDERS: "gemini", GEMINI_API_KEY: "invalid-token-0000", GEMINI_API_KEY_NEXT: "test-token-2222" });
    await emulator.scenario({ provider: "gemini", chunks: 1000, chunk_ms: 20 });
    const leaving = new AbortController();
    const answer = await site.chat(STREAM, {}, leaving.signal);
    await answer.body!.getReader().read();
    leaving.abort();
    await emulator.until((received) => received.some(({ status, end }) => status === 200 && end === "client_closed"));
  });

  test("the report says which is used and what is next, and never shows either", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), CLOUDFLARE_API_TOKEN: "invalid-token-0000", CLOUDFLARE_API_TOKEN_NEXT: "test-token-9999" });
    expect(await outcomes(await site.chat(STREAM))).toEqual(["ai-gateway served"]);
    const text = await (await site.get("/api/report?lang=en")).text();
    const { checks, verdict } = JSON.parse(text);
    expect(verdict).toBe("warning");
    expect(checks.find(({ id }: any) => id === "rotation")).toMatchObject({
      verdict: "warning",
      cause: "rotation-next-used",
      explanation: "CLOUDFLARE_API_TOKEN is refused; CLOUDFLARE_API_TOKEN_NEXT is used.",
    });
    for (const id of ["token", "workers-ai", "ai-gateway", "chain"]) expect(checks.find((check: any) => check.id === id).verdict, id).toBe("ok");
    expect(text).not.toMatch(/token-(0000|9999)/);
  });

  test("visitors and the owner get in with either code", async ({ emulator, startSite }) => {
    const codes = { ACCESS_CODE: "test-code-0000", ACCESS_CODE_NEXT: "test-code-1111", ADMIN_CODE: "test-code-2222", ADMIN_CODE_NEXT: "test-code-3333" };
    const site = await startSite({ ...allProviders(emulator), ...codes });
    for (const code of [codes.ACCESS_CODE, codes.ACCESS_CODE_NEXT]) {
      expect((await site.chat({}, { authorization: `Bearer ${code}` })).status).toBe(200);
    }
    expect((await site.chat({}, { authorization: "Bearer test-code-9999" })).status).toBe(401);
    for (const code of [codes.ADMIN_CODE, codes.ADMIN_CODE_NEXT]) {
      const report: any = await (await site.get("/api/report", { authorization: `Bearer ${code}` })).json();
      const changes = report.checks.filter(({ id }: any) => id === "rotation").map(({ cause }: any) => cause);
      expect(changes).toEqual(["rotation-both-open", "rotation-both-open"]);
    }
  });
});
