import { get } from "node:http";
import type { Scenario } from "./harness/emulator";
import { allProviders, type Settings } from "./harness/settings";
import type { Site } from "./harness/site";
import { errorOf } from "./harness/stream";
import { expect, test } from "./harness/test";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const CODE = "test-code-0000";
const OWNER = { authorization: `Bearer ${CODE}` };

async function report(site: Site, query = "", headers: Record<string, string> = {}): Promise<any> {
  const response = await site.get(`/api/report${query}`, headers);
  expect(response.status).toBe(200);
  return response.json();
}

/** What a caller gets who came by another name: `fetch` would not let it be said. */
function statusAs(site: Site, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asking = get(`${site.url}/api/report`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on("error", reject);
  });
}

/** `cause` of each check, by its id. */
function causes(report: any): Record<string, string> {
  return Object.fromEntries(report.checks.map(({ id, cause }: any) => [id, cause]));
}

const WELL = {
  config: "ok",
  token: "token-active",
  "workers-ai": "ok",
  "ai-gateway-api": "ok",
  "ai-gateway": "ok",
  gemini: "ok",
  openai: "ok",
  chain: "ok",
};

test.describe("what the report says", () => {
  test("of a site that is well", async ({ site, emulator }) => {
    const found = await report(site);
    expect(found.verdict).toBe("ok");
    expect(causes(found)).toEqual(WELL);
    expect(found).toMatchObject({ environment: "local", version: "0.1.0", generated_at: expect.stringMatching(/^20\d\d-.*Z$/) });
    expect(found.settings).toContain("CLOUDFLARE_API_TOKEN");
    expect(found.chain.map(({ provider }: any) => provider)).toEqual(["ai-gateway", "workers-ai", "gemini", "openai"]);
    for (const check of found.checks) expect(check.fix, check.id).toBeNull();
    const workersAi = found.checks.find(({ id }: any) => id === "workers-ai");
    expect(workersAi.evidence).toEqual({
      method: "POST",
      url: `${emulator.url}/client/v4/accounts/{account}/ai/v1/chat/completions`,
      status: 200,
      codes: [],
      ms: expect.any(Number),
    });
    // One token of output, and no queueing.
    const chats = (await emulator.requests()).filter(({ method }) => method === "POST");
    expect(chats).toHaveLength(4);
    for (const { body } of chats) expect(body).toMatchObject({ max_tokens: 1, stream: false });
  });

  test("in each language, and as Markdown", async ({ site }) => {
    const titles = async (query: string, headers = {}) => (await report(site, query, headers)).checks[0].title;
    expect(await titles("?lang=en")).toBe("Settings");
    expect(await titles("?lang=zh")).toBe("设置");
    expect(await titles("", { "accept-language": "zh-CN,zh;q=0.9" })).toBe("设置");
    const markdown = await site.get("/api/report?format=markdown&lang=zh");
    expect(markdown.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(await markdown.text()).toMatch(/^# 部署报告\n[^]*## 检查结果[^]*## 分析[^]*## 下一步[^]*## 当前状态/);
    for (const [query, param] of [["?lang=fr", "lang"], ["?format=pdf", "format"]]) {
      const refused = await site.get(`/api/report${query}`);
      expect(refused.status).toBe(400);
      expect(await errorOf(refused)).toMatchObject({ code: "unknown_choice", param });
    }
  });

  test("of a permission that is missing, and of the wrong account", async ({ emulator, site }) => {
    await emulator.empower({ workers_ai: false });
    const lacking = await report(site);
    expect(causes(lacking)).toMatchObject({
      token: "token-active",
      "workers-ai": "missing-workers-ai-permission",
      "ai-gateway": "missing-workers-ai-permission",
      "ai-gateway-api": "ok",
      chain: "degraded",
    });
    expect(lacking.verdict).toBe("warning");
    const { fix } = lacking.checks.find(({ id }: any) => id === "workers-ai");
    expect(fix.text).toContain("Account · Workers AI · Read");
    expect(fix.url).toBe("https://dash.cloudflare.com/profile/api-tokens");
    await site.forget();
    await emulator.empower({ accounts: ["f".repeat(32)] });
    expect(causes(await report(site))["workers-ai"]).toBe("account-mismatch");
    await site.forget();
    await emulator.empower({ workers_ai: true, ai_gateway: "none", accounts: [ACCOUNT] });
    expect(causes(await report(site))).toMatchObject({
      "workers-ai": "ok",
      "ai-gateway": "missing-ai-gateway-permission",
      "ai-gateway-api": "missing-ai-gateway-permission",
    });
  });

  test("of settings: none, half of them, bad ones", async ({ emulator, startSite }) => {
    const none = await report(await startSite({}));
    expect(none.verdict).toBe("failed");
    expect(causes(none)).toMatchObject({ config: "not-configured", chain: "not-configured", gemini: "not-configured" });
    expect(none.checks.filter(({ verdict }: any) => verdict === "skipped")).toHaveLength(6);
    const bad = await report(await startSite({ ...allProviders(emulator), MAX_TOKENS: "many", AI_GATEWAY_ID: "elsewhere" }));
    expect(bad.verdict).toBe("failed");
    expect(causes(bad)).toEqual({
      ...WELL,
      config: "bad-setting",
      "ai-gateway-api": "gateway-missing",
      "ai-gateway": "gateway-missing",
      chain: "bad-setting",
    });
    expect(bad.checks[0].explanation).toContain("MAX_TOKENS must be a whole number");
    expect(JSON.stringify(bad)).not.toContain("many");
  });

  test("of a dead token, as a user's and as an account's", async ({ emulator, startSite }) => {
    for (const [token, cause] of [
      ["expired-token-0000", "token-expired"],
      ["disabled-token-0000", "token-disabled"],
      ["invalid-token-0000", "token-invalid"],
      ["account-token-0000", "token-active"],
    ]) {
      const settings = { ...allProviders(emulator), CLOUDFLARE_API_TOKEN: token };
      const found = causes(await report(await startSite(settings)));
      expect(found.token, token).toBe(cause);
      expect(found["workers-ai"], token).toBe(cause === "token-active" ? "ok" : cause);
    }
  });

  test("of who rests, and until when", async ({ emulator, site }) => {
    await emulator.scenario({ provider: "ai-gateway", fault: "quota", times: 1 });
    await (await site.chat({ stream: true })).text();
    const [first, second] = (await report(site)).chain;
    expect(first).toMatchObject({ provider: "ai-gateway", rests_until: expect.stringMatching(/T00:00:0\dZ$/) });
    expect(second.rests_until).toBeNull();
  });

  test("through the binding", async ({ emulator, startSite }) => {
    const site = await startSite({}, { ai: { emulator } });
    const found = await report(site);
    expect(causes(found)).toMatchObject({ config: "ok", token: "not-configured", "workers-ai": "ok", chain: "ok" });
    expect(found.settings).toContain("AI");
    expect(found.checks[2].evidence).toMatchObject({ method: "RUN", status: 200 });
    await site.forget();
    await emulator.scenario({ provider: "workers-ai", fault: "quota" });
    expect(causes(await report(site))["workers-ai"]).toBe("neurons-exhausted");
  });
});

/** What each fault of the chat is called in the report, at each kind of provider. */
const FAULTS: [fault: string, cloudflare: string, gemini: string, openai: string][] = [
  ["reset", "unreachable", "unreachable", "unreachable"],
  // The token check fails too, so it is the token and no permission.
  ["401", "token-invalid", "key-invalid", "key-invalid"],
  ["402", "quota-exhausted", "quota-exhausted", "quota-exhausted"],
  ["403", "model-forbidden", "forbidden", "forbidden"],
  ["404", "model-not-found", "model-not-found", "model-not-found"],
  ["408", "timeout", "timeout", "timeout"],
  ["409", "no-capacity", "no-capacity", "no-capacity"],
  ["location", "ok", "location-blocked", "ok"],
  ["429", "rate-limited", "rate-limited", "rate-limited"],
  ["429_bare", "rate-limited", "rate-limited", "rate-limited"],
  ["quota", "neurons-exhausted", "free-tier-zero", "quota-exhausted"],
  ["busy", "no-capacity", "no-capacity", "no-capacity"],
  ["wrong_route", "wrong-route", "ok", "ok"],
  ["500", "server-error", "server-error", "server-error"],
  ["502", "server-error", "server-error", "server-error"],
  ["503", "server-error", "no-capacity", "server-error"],
  ["504", "timeout", "timeout", "timeout"],
  ["redirect", "unexpected-answer", "unexpected-answer", "unexpected-answer"],
  ["html", "unexpected-answer", "unexpected-answer", "unexpected-answer"],
  ["empty", "empty-answer", "empty-answer", "empty-answer"],
  ["no_content", "empty-answer", "empty-answer", "empty-answer"],
  ["blocked", "answer-blocked", "answer-blocked", "answer-blocked"],
  ["in_band_error", "no-capacity", "no-capacity", "server-error"],
  ["malformed_event", "unexpected-answer", "unexpected-answer", "unexpected-answer"],
  ["invalid_utf8", "unexpected-answer", "unexpected-answer", "unexpected-answer"],
  ["long_line", "unexpected-answer", "unexpected-answer", "unexpected-answer"],
  ["cut", "unreachable", "unreachable", "unreachable"],
  ["truncated", "unexpected-answer", "unexpected-answer", "unexpected-answer"],
  ["error_after", "no-capacity", "no-capacity", "server-error"],
  ["bad_request", "request-refused", "request-refused", "request-refused"],
  ["too_large", "request-refused", "request-refused", "request-refused"],
];
/** These take the whole of a probe's time. */
const SLOW = ["hang", "hang_after_head", "slow_drip", "stall"];
/** At the gateway some have names of their own. */
const AT_GATEWAY: Record<string, string> = {
  "402": "gateway-billing",
  gateway_missing: "gateway-missing",
  gateway_unauthorized: "gateway-unauthorized",
};

test("the report names the true cause of every fault of the matrix", async ({ emulator, site }) => {
  test.setTimeout(120_000);
  const rows: string[] = [];
  const providers = ["workers-ai", "ai-gateway", "gemini", "openai"];
  const row = (fault: string, found: Record<string, string>) =>
    rows.push([fault, ...providers.map((id) => found[id])].map((cell) => cell.padEnd(30)).join(""));
  const look = async (fault: string, provider: Scenario["provider"]): Promise<Record<string, string>> => {
    await emulator.reset();
    await site.forget();
    await emulator.scenario({ provider, fault, chunk_ms: 1 });
    return causes(await report(site));
  };
  const expected = (fault: string, [, cloudflare, gemini, openai]: (typeof FAULTS)[number]) => ({
    "workers-ai": cloudflare,
    "ai-gateway": AT_GATEWAY[fault] ?? cloudflare,
    gemini,
    openai,
  });
  for (const told of FAULTS) {
    const found = await look(told[0], "*");
    row(told[0], found);
    expect.soft(found, told[0]).toMatchObject(expected(told[0], told));
  }
  for (const fault of SLOW) {
    const found = await look(fault, "*");
    row(fault, found);
    for (const id of providers) expect.soft(found[id], `${fault} ${id}`).toBe("timeout");
  }
  for (const [fault, provider, id, cause] of [
    ["gateway_missing", "ai-gateway", "ai-gateway", "gateway-missing"],
    ["gateway_unauthorized", "ai-gateway", "ai-gateway", "gateway-unauthorized"],
    ["401", "workers-ai", "workers-ai", "missing-workers-ai-permission"],
    ["401", "ai-gateway", "ai-gateway", "missing-ai-gateway-permission"],
    ["wrong_route", "workers-ai", "workers-ai", "wrong-route"],
    ["wrong_route", "cloudflare", "ai-gateway-api", "wrong-route"],
    ["html", "cloudflare", "token", "unexpected-answer"],
  ] as const) {
    const found = await look(fault, provider);
    rows.push(`${fault} at ${provider}: ${id} ${found[id]}`);
    expect.soft(found[id], `${fault} at ${provider}`).toBe(cause);
  }
  console.log(rows.join("\n"));
});

test.describe("who may see it", () => {
  let withCode: (settings?: Settings) => Promise<Site>;
  test.beforeEach(({ emulator, startSite }) => {
    withCode = (settings = {}) => startSite({ ...allProviders(emulator), ADMIN_CODE: CODE, ...settings });
  });

  test("only the owner, and a wrong code gets the same answer as none", async () => {
    const site = await withCode();
    expect((await report(site, "", OWNER)).verdict).toBe("ok");
    const refused = async (headers: Record<string, string>) => {
      const response = await site.get("/api/report", headers);
      const { message, code, type } = await errorOf(response);
      return { status: response.status, message, code, type };
    };
    const missing = await refused({});
    expect(missing).toMatchObject({ status: 401, code: "admin_code_required" });
    for (const wrong of ["Bearer x", `Bearer ${CODE}0`, "Basic x", `Bearer ${CODE.slice(1)}`]) {
      expect(await refused({ authorization: wrong })).toEqual(missing);
    }
  });

  test("guessing must wait, and where the code could be guessed so must the right one", async () => {
    const site = await withCode({ ADMIN_CODE: "short" });
    const statuses: number[] = [];
    while (statuses.at(-1) !== 429 && statuses.length < 20) {
      statuses.push((await site.get("/api/report", { authorization: `Bearer ${statuses.length}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const limited = await site.get("/api/report", { authorization: "Bearer short" });
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("without a code there is no report but on the developer's own machine", async ({ emulator, startSite, site }) => {
    expect(await statusAs(site, "evil.example")).toBe(404);
    expect(await statusAs(site, "localhost")).toBe(200);
    const deployed = await startSite({ ...allProviders(emulator), ENVIRONMENT: "production" });
    expect((await deployed.get("/api/report")).status).toBe(404);
    expect((await deployed.get("/api/report", OWNER)).status).toBe(404);
  });

  test("no token, key, code or account is in the report or in the log", async ({ emulator }) => {
    const canaries = {
      CLOUDFLARE_API_TOKEN: "canary-token-7f3a",
      GEMINI_API_KEY: "canary-gemini-91bc",
      OPENAI_API_KEY: "canary-openai-d04e",
      AI_GATEWAY_TOKEN: "canary-gateway-55aa",
      ACCESS_CODE: "canary-access-c0de",
      ADMIN_CODE: "canary-admin-0b0b",
    };
    const site = await withCode(canaries);
    const owner = { authorization: `Bearer ${canaries.ADMIN_CODE}` };
    let seen = "";
    for (const fault of ["none", "401", "html", "cut", "location"]) {
      await site.forget();
      await emulator.scenario({ provider: "*", fault, chunk_ms: 1 });
      for (const query of ["?lang=en", "?lang=zh", "?format=markdown"]) {
        const response = await site.get(`/api/report${query}`, owner);
        seen += JSON.stringify([...response.headers]) + (await response.text());
      }
    }
    for (const secret of [...Object.values(canaries), ACCOUNT]) {
      expect(seen).not.toContain(secret);
      expect(site.log).not.toContain(secret);
    }
  });
});

test("1,000 reloads in a minute ask each upstream once", async ({ emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  const load = async () => {
    const response = await site.get("/api/report");
    expect(response.status).toBe(200);
    await response.arrayBuffer();
  };
  // Many before the first has an answer, too.
  await emulator.scenario({ provider: "*", delay_ms: 500 });
  await Promise.all(Array.from({ length: 40 }, load));
  for (let n = 0; n < 24; n++) await Promise.all(Array.from({ length: 40 }, load));
  expect(await emulator.requests()).toHaveLength(8);
});
