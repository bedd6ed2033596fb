import { allProviders } from "./harness/settings";
import type { Site } from "./harness/site";
import { expect, test } from "./harness/test";
import type { Emulator } from "./harness/emulator";

/** What a scripted request is to leave behind. */
interface Expected {
  requests: number;
  answered: number;
  by_fallback: number;
  failed: number;
  rescues: number;
  broken: number;
  left: number;
}

/** The owner's traffic of the last hour. */
async function traffic(site: Site, query = ""): Promise<any> {
  const response = await site.get(`/api/traffic?${query}`);
  expect(response.status).toBe(200);
  return response.json();
}

/** Waits until so many requests have ended. */
async function recorded(site: Site, requests: number): Promise<any> {
  await expect.poll(async () => (await traffic(site)).totals.requests, { timeout: 20_000 }).toBe(requests);
  return traffic(site);
}

/** The rows of a table without its head, by the names in it. No cell of these has a comma. */
function rows(table: string): Record<string, string>[] {
  const [head, ...lines] = table.trim().split("\r\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at], cell])));
}

const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);

/** Sends a mix of requests, of which the outcome is known, and says what they add up to. */
async function script(site: Site, emulator: Emulator, rounds: number): Promise<{ expected: Expected; lastId: string }> {
  const total = { requests: 0, answered: 0, by_fallback: 0, failed: 0, rescues: 0, broken: 0, left: 0 };
  const count = (what: Partial<Expected>) => {
    for (const [name, value] of Object.entries(what)) total[name as keyof Expected] += value;
  };
  const all = async (n: number, body: object, headers: Record<string, string> = {}) => {
    for (let sent = 0; sent < n; sent += 20) {
      const some = Array.from({ length: Math.min(20, n - sent) }, async () => {
        const response = await site.chat(body, headers);
        await response.text();
        return response.status;
      });
      expect(new Set(await Promise.all(some)).size, "all end alike").toBe(1);
    }
  };
  const fresh = async () => {
    await emulator.reset();
    await emulator.scenario({ provider: "*", chunk_ms: 0, chunks: 3 });
    await site.forget();
  };

  await fresh();
  await all(4 * rounds, {});
  await all(8 * rounds, { stream: true });
  count({ requests: 12 * rounds, answered: 12 * rounds });

  // Nobody can take a refused request amiss, so no provider rests.
  await emulator.scenario({ provider: "ai-gateway", fault: "400" });
  await all(3 * rounds, { stream: true });
  count({ requests: 3 * rounds, answered: 3 * rounds, by_fallback: 3 * rounds });
  await fresh();
  await emulator.scenario({ provider: "*", fault: "400" });
  await all(2 * rounds, {});
  count({ requests: 2 * rounds, failed: 2 * rounds });
  await fresh();
  // What the site refuses before it asks anybody.
  await all(rounds, { messages: [] });
  count({ requests: rounds, failed: rounds });
  await all(rounds, { stream: true }, { "sec-fetch-site": "same-origin", "x-everchat-exclude": "ai-gateway" });
  count({ requests: rounds, answered: rounds, rescues: rounds });
  await emulator.scenario({ provider: "ai-gateway", fault: "cut", after_chunks: 5, chunks: 10, chunk_ms: 20, times: 1 });
  await all(1, { stream: true });
  count({ requests: 1, answered: 1, broken: 1 });
  await fresh();

  // A visitor who leaves in the middle.
  await emulator.scenario({ provider: "*", chunks: 400, chunk_ms: 20 });
  const left = new AbortController();
  const answer = await site.chat({ stream: true }, {}, left.signal);
  await answer.body!.getReader().read();
  left.abort();
  count({ requests: 1, answered: 1, left: 1 });
  await fresh();
  // The record of a failure is always kept.
  const last = await site.chat({ messages: [] });
  count({ requests: 1, failed: 1 });
  return { expected: total, lastId: last.headers.get("x-request-id")! };
}

test("a thousand requests: every number of the API, the tables and the metrics agrees with the script", async ({ emulator, startSite }) => {
  test.setTimeout(180_000);
  const site = await startSite(allProviders(emulator));
  const { expected, lastId } = await script(site, emulator, 52);
  const { totals, series, providers, failures, source, database } = await recorded(site, expected.requests);
  expect(expected.requests).toBeGreaterThan(900);
  expect({ source, database }).toEqual({ source: "database", database: "ok" });
  expect(totals).toMatchObject(expected);
  expect(totals.first_words_ms.p50).toBeGreaterThanOrEqual(0);
  expect(totals.tokens.output, "whole answers tell").toBeGreaterThan(0);
  // What streams cost is not known, and it is not nothing.
  const { cost } = totals;
  expect(cost.known_requests).toBeGreaterThan(0);
  expect(cost.unknown_requests).toBeGreaterThan(0);
  expect(cost.known_requests + cost.unknown_requests).toBe(expected.answered);
  expect(sum(providers.map((of: any) => of.cost.known_requests))).toBe(cost.known_requests);
  expect(sum(series.map((point: any) => point.requests))).toBe(expected.requests);
  expect(sum(series.flatMap((point: any) => point.providers.map(({ answered }: any) => answered)))).toBe(expected.answered);
  expect(sum(providers.map((of: any) => of.answered))).toBe(expected.answered);
  expect(sum(failures.map((of: any) => of.requests))).toBe(expected.failed);
  // What is written is whole after a restart, which forgets what an isolate knows.
  await expect.poll(() => site.stored(new RegExp(lastId)), { timeout: 40_000 }).toBe(true);
  await site.restart();
  expect((await traffic(site)).totals).toEqual(totals);

  const table = rows(await (await site.get("/api/traffic?format=csv")).text());
  const column = (name: string, of = table) => sum(of.map((row) => Number(row[name])));
  expect(column("requests")).toBe(expected.requests);
  expect(column("requests", table.filter(({ outcome }) => outcome === "served"))).toBe(expected.answered);
  expect(column("cost_known_requests")).toBe(cost.known_requests);
  expect(Math.abs(column("list_cost_usd") * 1e6 - cost.list_micro_usd), "each row is rounded down").toBeLessThanOrEqual(table.length);
  for (const name of ["by_fallback", "rescues", "broken", "left"] as const) expect(column(name), name).toBe(expected[name]);

  const metrics = await site.get("/api/metrics");
  expect(metrics.headers.get("content-type")).toMatch(/^application\/openmetrics-text; version=1\.0\.0; charset=utf-8$/);
  const text = await metrics.text();
  const metric = (start: RegExp) => sum(text.split("\n").filter((line) => start.test(line)).map((line) => Number(line.split(" ").at(-1))));
  expect(metric(/^everchat_requests_total\{/)).toBe(expected.requests);
  expect(metric(/^everchat_requests_total\{.*outcome="served"/)).toBe(expected.answered);
  expect(metric(/^everchat_fallback_answers_total\{/)).toBe(expected.by_fallback);
  expect(metric(/^everchat_broken_answers_total\{/)).toBe(expected.broken);
  expect(metric(/^everchat_total_seconds_count\{/)).toBe(expected.requests);
  expect(metric(/^everchat_priced_answers_total\{/)).toBe(cost.known_requests);
  expect(text.endsWith("# EOF\n")).toBe(true);
});

test("single requests: the newest first, by id, outcome and provider, and page by page", async ({ emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  await emulator.scenario({ provider: "ai-gateway", fault: "429", times: 1 });
  const rescued = await site.chat();
  await site.forget();
  await emulator.scenario({ provider: "*", fault: "400" });
  const failed = await site.chat();
  await emulator.reset();
  await (await site.chat({ stream: true })).text();
  await recorded(site, 3);
  const list = async (query: string) => (await site.get(`/api/requests?${query}`)).json();
  const { requests, source, next_before } = await list("");
  expect(source).toBe("database");
  expect(next_before).toBeNull();
  expect(requests.map(({ outcome, stream, ending }: any) => [outcome, stream, ending])).toEqual([
    ["served", true, "whole"],
    ["bad_request", false, null],
    ["served", false, "whole"],
  ]);
  const id = rescued.headers.get("x-request-id");
  const [found] = (await list(`id=${id}`)).requests;
  expect(found).toMatchObject({ request_id: id, client: "api", outcome: "served", attempts: [{ provider: "ai-gateway", outcome: "rate_limited", status: 429 }, { provider: "workers-ai", outcome: "served" }] });
  expect((await list("outcome=bad_request")).requests[0].request_id).toBe((await failed.json()).error.everchat.request_id);
  expect((await list("provider=gemini")).requests.map(({ outcome }: any) => outcome)).toEqual(["bad_request"]);
  const first = await list("limit=2");
  expect(first.requests).toHaveLength(2);
  expect((await list(`limit=2&before=${first.next_before}`)).requests.map(({ request_id }: any) => request_id)).toEqual([id]);
  const table = rows(await (await site.get("/api/requests?format=csv")).text());
  expect(table.map(({ outcome }) => outcome)).toEqual(["served", "bad_request", "served"]);
  for (const query of ["limit=0", "outcome=good", "before=x", "format=pdf"]) {
    const bad = await site.get(`/api/requests?${query}`);
    expect([bad.status, (await bad.json()).error.param], query).toEqual([400, query.split("=")[0]]);
  }
});

test("what was asked again is known by a name that tells nothing of it", async ({ emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  const ask = (content: string, stream = false) => site.chat({ messages: [{ role: "user", content }], stream });
  for (const stream of [false, true, false]) await (await ask("canary-0000", stream)).text();
  await (await ask("another question")).text();
  const { caching } = await recorded(site, 4);
  expect(caching).toMatchObject({ questions: 4, one_in: 1, from_cache: 0 });
  expect(caching.ttls.map(({ ttl_s, asked_again }: any) => [ttl_s, asked_again])).toEqual([[60, 2], [3600, 2], [86400, 2]]);
  await expect.poll(() => site.openDatabase().prepare("SELECT sum(count) AS n FROM everchat_repeats").get(), { timeout: 40_000 }).toEqual({ n: 4 });
  const kept = site.openDatabase().prepare("SELECT questions FROM everchat_repeats").all();
  expect(JSON.stringify(kept)).not.toContain("canary");
  await site.restart();
  expect((await traffic(site)).caching).toEqual({ ...caching, from: expect.any(String) });
});

test("nobody but the owner sees any of it", async ({ emulator, startSite }) => {
  const code = "test-owner-code-0000";
  const site = await startSite({ ...allProviders(emulator), ADMIN_CODE: code, ENVIRONMENT: "production" });
  await site.chat();
  for (const path of ["traffic", "requests", "metrics"]) {
    expect((await site.get(`/api/${path}`)).status, path).toBe(401);
    expect((await site.get(`/api/${path}`, { authorization: "Bearer wrong" })).status, path).toBe(401);
    expect((await site.get(`/api/${path}`, { authorization: `Bearer ${code}`, origin: "https://evil.example" })).status, path).toBe(403);
    expect((await site.get(`/api/${path}`, { authorization: `Bearer ${code}` })).status, path).toBe(200);
  }
  const open = await startSite({ ...allProviders(emulator), ENVIRONMENT: "production" });
  for (const path of ["traffic", "requests", "metrics"]) expect((await open.get(`/api/${path}`)).status, path).toBe(404);
});

test("without a database the page has what its own instance has seen, and says so", async ({ emulator, startSite }) => {
  const site = await startSite(allProviders(emulator), { database: false });
  await site.chat();
  const { totals, source, database } = await recorded(site, 1);
  expect({ source, database, answered: totals.answered }).toEqual({ source: "instance", database: "missing", answered: 1 });
  expect((await (await site.get("/api/requests")).json()).requests).toHaveLength(1);
});

test.describe("a database that fails", () => {
  /** Asks twice, and says what the owner is told then. */
  const told = async (site: Site) => {
    for (const stream of [false, true]) {
      const answer = await site.chat({ stream });
      expect(answer.status).toBe(200);
      await answer.text();
    }
    await expect.poll(async () => (await traffic(site)).database, { timeout: 20_000 }).not.toBe("ok");
    const { database, source, totals } = await traffic(site);
    return { database, source, answered: totals.answered };
  };
  /** A site whose database has its tables. */
  const start = async (startSite: any, emulator: Emulator): Promise<Site> => {
    const site: Site = await startSite(allProviders(emulator));
    expect((await traffic(site)).database).toBe("ok");
    return site;
  };

  test("is no visitor's concern, and the owner is told: a table is missing", async ({ emulator, startSite }) => {
    const site = await start(startSite, emulator);
    site.openDatabase().exec("DROP TABLE everchat_traffic; DROP TABLE everchat_requests");
    expect(await told(site)).toEqual({ database: "failing", source: "instance", answered: 2 });
    expect((await (await site.get("/api/requests")).json()).requests).toHaveLength(2);
  });

  test("of a newer version is left as it is", async ({ emulator, startSite }) => {
    const site = await start(startSite, emulator);
    site.openDatabase().exec("INSERT INTO everchat_schema VALUES (99)");
    await site.restart();
    expect(await told(site)).toEqual({ database: "newer", source: "instance", answered: 2 });
    expect(site.openDatabase().prepare("SELECT count(*) AS n FROM everchat_traffic").get()).toEqual({ n: 0 });
  });

  test("of an older version is brought up to date, and keeps its counts", async ({ emulator, startSite }) => {
    const site = await start(startSite, emulator);
    const database = site.openDatabase();
    database.exec("DROP TABLE everchat_schema; DROP TABLE everchat_traffic; DROP TABLE everchat_requests");
    database.exec("INSERT INTO everchat_counts VALUES ('requests:99999999999999', 99999999999999, 7)");
    database.close();
    await site.restart();
    await site.chat();
    expect(await recorded(site, 1)).toMatchObject({ database: "ok", source: "database" });
    const count = site.openDatabase().prepare("SELECT count FROM everchat_counts").get();
    expect(count).toEqual({ count: 7 });
  });

  test("that another program has locked gets everything once it is free", async ({ emulator, startSite }) => {
    const site = await start(startSite, emulator);
    const other = site.openDatabase();
    other.exec("BEGIN IMMEDIATE");
    const failed = await site.chat({ messages: [] });
    for (const stream of [false, true]) {
      const answer = await site.chat({ stream });
      expect(answer.status).toBe(200);
      await answer.text();
    }
    await recorded(site, 3);
    other.exec("COMMIT");
    // The next request writes what could not be written.
    await expect.poll(async () => (await site.chat()).status && site.stored(new RegExp(failed.headers.get("x-request-id")!)), { timeout: 40_000, intervals: [1_000] }).toBe(true);
  });
});
