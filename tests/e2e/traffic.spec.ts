import type { Locator, Page } from "@playwright/test";
import type { Emulator } from "./harness/emulator";
import { expect, test } from "./harness/page";
import { allProviders } from "./harness/settings";
import type { Site } from "./harness/site";
import { recorded, traffic } from "./harness/traffic";

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

/** The rows of a table of the page, by their first cell, as lists of numbers. */
async function cells(table: Locator): Promise<Record<string, number[]>> {
  const rows: string[][] = await table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent!.trim())));
  return Object.fromEntries(rows.map(([name, ...numbers]) => [name, numbers.map((text) => Number(text.replaceAll(",", "")) || 0)]));
}

/** Every number that the owner's page shows of the script's requests. `rounds` is how often it had each of its parts. */
async function checkPage(page: Page, site: Site, rounds: number, expected: Expected, { totals, providers }: any): Promise<void> {
  await page.goto(`${site.url}/report/traffic`);
  const total = (name: string) => page.locator(".totals > div", { has: page.locator("dt", { hasText: new RegExp(`^${name}`) }) });
  const number = (value: number) => value.toLocaleString("en-US");
  const percent = (part: number) => `${((100 * part) / expected.requests).toFixed(1).replace(/\.0$/, "")}%`;
  const { requests, answered, failed, by_fallback, rescues, broken, left } = expected;
  for (const text of [percent(answered), `of ${number(requests)} requests`, `${number(by_fallback)} by a fallback, ${number(rescues)} rescued`]) await expect(total("Answered")).toContainText(text);
  for (const text of [number(failed), percent(failed), `${broken} answers broke off, ${left} were left`]) await expect(total("Not answered")).toContainText(text);
  await expect(total("Tokens")).toContainText(`${number(totals.tokens.input)} in, ${number(totals.tokens.output)} out`);
  await expect(total("Cost")).toContainText(`for the ${number(totals.cost.known_requests)} of ${number(answered)} answers`);

  const figure = (name: string) => page.locator("figure", { has: page.getByRole("heading", { name }) });
  for (const name of ["Requests by provider", "Who answered"]) await figure(name).getByText("Show as a table").click();
  const columns = await figure("Requests by provider").locator("thead th").allTextContents();
  const byTime = Object.values(await cells(figure("Requests by provider")));
  const answeredBy = Object.fromEntries(columns.slice(1).map((name, at) => [name, sum(byTime.map((row) => row[at]))]));
  // One answer that broke off, and one that was left.
  expect(answeredBy).toEqual({ "AI Gateway": 12 * rounds + 2, "Workers AI": 4 * rounds, "Not answered": failed });
  // After the name of the model: asked, failed, answered.
  const served = await cells(figure("Who answered"));
  expect(served["AI Gateway"].slice(1, 4)).toEqual([17 * rounds + 2, 5 * rounds, 12 * rounds + 2]);
  expect(served["Workers AI"].slice(1, 4)).toEqual([6 * rounds, 2 * rounds, 4 * rounds]);
  for (const last of ["Gemini", "OpenAI-compatible"]) expect(served[last].slice(1, 4)).toEqual([2 * rounds, 2 * rounds, 0]);
  expect(Object.keys(served)).toHaveLength(providers.length);
  // How often, and how many requests stayed without an answer.
  const refused = (who: string) => `${who} · request refused`;
  expect(Object.fromEntries(Object.entries(await cells(figure("Failures by cause"))).map(([cause, numbers]) => [cause, numbers.slice(0, 2)]))).toEqual({
    [refused("AI Gateway")]: [5 * rounds, 0],
    [refused("Workers AI")]: [2 * rounds, 0],
    [refused("Gemini")]: [2 * rounds, 0],
    [refused("OpenAI-compatible")]: [2 * rounds, 2 * rounds],
    [refused("This site")]: [rounds + 1, rounds + 1],
  });
}

test("a thousand requests: every number of the API, the page, the tables and the metrics agrees with the script", async ({ page, emulator, startSite }) => {
  test.setTimeout(180_000);
  const rounds = 52;
  const site = await startSite(allProviders(emulator));
  const { expected, lastId } = await script(site, emulator, rounds);
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

  await checkPage(page, site, rounds, expected, { totals, providers });
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
