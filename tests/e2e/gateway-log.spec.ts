import type { Emulator, GatewayLogRow } from "./harness/emulator";
import { allProviders } from "./harness/settings";
import type { Site } from "./harness/site";
import { expect, test } from "./harness/test";

const ACCOUNT = "0123456789abcdef0123456789abcdef";

/** The gateway's log of the last day, as the owner is told of it. */
async function gatewayLog(site: Site, query = ""): Promise<any> {
  const response = await site.get(`/api/gateway?lang=en&${query}`);
  expect(response.status).toBe(200);
  return response.json();
}

/** Asks the emulator's Cloudflare API, as the owner of the account. */
async function api(emulator: Emulator, method: string, path: string, body: object): Promise<void> {
  const url = `${emulator.url}/client/v4/accounts/${ACCOUNT}/ai-gateway/gateways${path}`;
  const response = await fetch(url, { method, headers: { authorization: "Bearer test-token-0000" }, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}

/** An entry of some minutes ago. */
const past = (minutes: number, fields: Partial<GatewayLogRow> = {}): GatewayLogRow => ({
  created_at: new Date(Date.now() - minutes * 60_000).toISOString(),
  ...fields,
});

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

test("the figures are those of what was asked through the gateway", async ({ site, emulator }) => {
  for (const stream of [false, true, true]) await (await site.chat({ stream })).text();
  await emulator.scenario({ provider: "ai-gateway", fault: "500", times: 1 });
  expect((await site.chat()).status, "another provider answers").toBe(200);
  await site.forget();
  // What does not go through the gateway is not in its log.
  await (await site.chat({}, { "x-everchat-exclude": "ai-gateway" })).text();
  await expect.poll(async () => (await gatewayLog(site)).counts.requests, { timeout: 10_000 }).toBe(4);
  const told = await gatewayLog(site);
  expect(told).toMatchObject({ gateway: "default", problem: null, hint: null });
  expect(told.counts).toEqual({ requests: 4, cached: 0, failed: 1 });
  const { entries } = told.list;
  expect(entries.map(({ status, success }: any) => [status, success])).toEqual([[500, false], [200, true], [200, true], [200, true]]);
  const { sums } = told;
  expect(sums).toMatchObject({ entries: 4, is_whole: true, since: entries.at(-1).at });
  expect(sums.tokens.output).toBe(sum(entries.map(({ tokens }: any) => tokens.output)));
  // The emulator's prices are whole millionths of a dollar for a token.
  expect(sums.cost_micro_usd).toBe(sums.tokens.input + 2 * sums.tokens.output);
  expect(sums.models).toHaveLength(1);
  expect(sums.models[0]).toMatchObject({ requests: 4, failed: 1, cost_micro_usd: sums.cost_micro_usd });
  expect(sums.duration_ms.p95).toBeGreaterThanOrEqual(sums.duration_ms.p50);
});

test("a long log: exact counts, the newest entries added up, and page after page", async ({ site, emulator }) => {
  const rows = Array.from({ length: 230 }, (_, n) => past(n + 1, { cached: n % 2 === 0, success: n % 10 !== 0, cost: 0.000_002, model: n < 180 ? "a" : "b" }));
  await emulator.addToGatewayLog([...rows, past(3 * 24 * 60)]);
  const told = await gatewayLog(site);
  expect(told.counts).toEqual({ requests: 230, cached: 115, failed: 23 });
  expect(told.sums).toMatchObject({ entries: 200, is_whole: false, cost_micro_usd: 400, with_cost: 200 });
  expect(told.sums.models.map(({ model, requests }: any) => [model, requests])).toEqual([["a", 180], ["b", 20]]);
  const seen = new Set<string>(told.list.entries.map(({ id }: any) => id));
  let next = told.list.next_page;
  while (next) {
    const page = await gatewayLog(site, `from=${told.from}&to=${told.to}&page=${next}`);
    expect(page).toMatchObject({ settings: [], counts: null, sums: null, problem: null });
    page.list.entries.forEach(({ id }: any) => seen.add(id));
    next = page.list.next_page;
  }
  expect(seen.size).toBe(230);
  const filtered = await gatewayLog(site, "model=b&status=failed&cached=true");
  expect(filtered.list).toMatchObject({ total: 5, next_page: null });
  expect(filtered.counts.requests, "filters are for the list alone").toBe(230);
  // Four requests, then three: far from the fifty of a free plan.
  await emulator.clear();
  await gatewayLog(site);
  expect((await emulator.requests()).length).toBe(7);
});

test("the settings come with advice in each language, and no credential of theirs does", async ({ site, emulator }) => {
  const settings = { cache_ttl: 0, cache_invalidate_on_update: false, collect_logs: false, rate_limiting_interval: 60, rate_limiting_limit: 50, authentication: true };
  await api(emulator, "PUT", "/default", { ...settings, log_management_strategy: "STOP_INSERTING", otel: [{ url: "https://otel.example", authorization: "test-canary-0000" }] });
  const told = await gatewayLog(site);
  const verdicts = Object.fromEntries(told.settings.map(({ id, verdict }: any) => [id, verdict]));
  expect(verdicts).toEqual({
    logging: "warning",
    "log-storage": "warning",
    cache: "skipped",
    "cache-invalidation": "skipped",
    "rate-limit": "ok",
    authentication: "ok",
  });
  expect(told.hint).toMatchObject({ id: "log-empty", text: "The gateway logs nothing, since its logging is off." });
  expect(JSON.stringify(told)).not.toContain("canary");
  const chinese = await (await site.get("/api/gateway", { "accept-language": "zh-CN" })).json();
  expect(chinese.settings[0].title).toBe("日志记录");
});

test("an empty log says that it is empty", async ({ site }) => {
  const told = await gatewayLog(site);
  expect(told.counts).toEqual({ requests: 0, cached: 0, failed: 0 });
  expect(told.list.entries).toEqual([]);
  expect(told.hint).toMatchObject({ id: "log-empty", verdict: "skipped" });
});

test.describe("what cannot be read is told with its fix", () => {
  test("the permission is missing", async ({ site, emulator }) => {
    await emulator.empower({ ai_gateway: "run" });
    const told = await gatewayLog(site);
    expect(told).toMatchObject({ settings: [], counts: null, sums: null, list: null });
    expect(told.problem).toMatchObject({ cause: "missing-ai-gateway-permission", verdict: "warning", evidence: { status: 403, codes: [10000] } });
    expect(told.problem.fix.text).toContain("Account · AI Gateway · Read");
    expect(told.problem.evidence.url).toBe(`${emulator.url}/client/v4/accounts/{account}/ai-gateway/gateways/default`);
  });

  test("there is no such gateway", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), AI_GATEWAY_ID: "missing" });
    const { problem, gateway } = await gatewayLog(site);
    expect([gateway, problem.cause, problem.fix.command]).toEqual(["missing", "gateway-missing", "cargo xtask setup"]);
  });

  test("the token is dead", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), CLOUDFLARE_API_TOKEN: "expired-invalid-token-0000" });
    expect((await gatewayLog(site)).problem.cause).toBe("token-invalid");
  });

  test("no gateway is set, or no token", async ({ emulator, startSite }) => {
    for (const [name, id] of [["AI_GATEWAY_ID", "ai-gateway"], ["CLOUDFLARE_API_TOKEN", "ai-gateway-api"]]) {
      const settings = allProviders(emulator);
      delete settings[name];
      const { problem } = await gatewayLog(await startSite(settings));
      expect([problem.id, problem.cause, problem.verdict]).toEqual([id, "not-configured", "skipped"]);
      expect(problem.fix.text).toContain(name);
    }
  });

  test("Cloudflare's API fails", async ({ site, emulator }) => {
    await emulator.scenario({ provider: "cloudflare", fault: "500" });
    expect((await gatewayLog(site)).problem.cause).toBe("server-error");
  });
});

test("a bad query is refused by the name of its parameter", async ({ site }) => {
  for (const query of ["page=0", "status=good", "cached=1", "from=x", "lang=fr"]) {
    const refused = await site.get(`/api/gateway?${query}`);
    expect([refused.status, (await refused.json()).error.param], query).toEqual([400, query.split("=")[0]]);
  }
});

test("nobody but the owner sees any of it", async ({ emulator, startSite }) => {
  const code = "test-owner-code-0000";
  const site = await startSite({ ...allProviders(emulator), ADMIN_CODE: code, ENVIRONMENT: "production" });
  expect((await site.get("/api/gateway")).status).toBe(401);
  expect((await site.get("/api/gateway", { authorization: "Bearer wrong" })).status).toBe(401);
  expect((await site.get("/api/gateway", { authorization: `Bearer ${code}`, origin: "https://evil.example" })).status).toBe(403);
  expect(await emulator.requests(), "nobody was asked for strangers").toEqual([]);
  const answer = await site.get("/api/gateway", { authorization: `Bearer ${code}` });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("no-store, no-transform");
  const open = await startSite({ ...allProviders(emulator), ENVIRONMENT: "production" });
  expect((await open.get("/api/gateway")).status).toBe(404);
});
