import { postChat } from "./harness/chat-request";
import { halfRequest } from "./harness/half-request";
import { earlyInAMinute } from "./harness/minute";
import { allProviders, NO_LIMITS, type Settings } from "./harness/settings";
import type { Site } from "./harness/site";
import { attempts, errorOf, words } from "./harness/stream";
import { expect, test } from "./harness/test";
import { Workerd } from "./harness/workerd";

// What one visitor, and all together, may take.

/** A visitor of an address of its own. */
const from = (address: string) => ({ "cf-connecting-ip": address });
const ONE = from("192.0.2.1");
const OTHER = from("192.0.2.2");

async function statuses(site: Site, times: number, headers: Record<string, string> = {}, body: object = {}): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < times; n++) {
    const answer = await site.chat(body, headers);
    found.push(answer.status);
    await answer.arrayBuffer();
  }
  return found;
}

test.describe("a visitor's minute", () => {
  test.describe.configure({ timeout: 60_000 });

  test("nothing set: 20 requests, then a 429 that says how long to wait, and others are served", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), RATE_LIMIT_PER_MINUTE: "" });
    await earlyInAMinute();
    expect(await statuses(site, 21, ONE)).toEqual([...Array(20).fill(200), 429]);
    await emulator.clear();
    const refused = await site.chat({}, ONE);
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    const error = await errorOf(refused);
    expect(error).toMatchObject({ code: "rate_limited", type: "rate_limit_error", everchat: { attempts: [] } });
    expect(error.everchat.retry_after_s).toBeLessThanOrEqual(wait);
    expect(attempts(refused)).toEqual([]);
    expect(await emulator.requests(), "nobody was asked").toEqual([]);
    expect((await site.chat({}, OTHER)).status).toBe(200);
  });

  test("a flood from one visitor stops nobody's answer", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), RATE_LIMIT_PER_MINUTE: "3", DAILY_REQUESTS: "10" });
    await earlyInAMinute();
    await emulator.scenario({ provider: "*", chunks: 300, chunk_ms: 5 });
    const answer = await site.chat({ stream: true }, OTHER);
    const flood = Promise.all(Array.from({ length: 300 }, () => site.chat({}, ONE).then(({ status }) => status)));
    const text = await answer.text();
    expect(words(text)).toMatch(/w299\s*$/);
    expect(text).toMatch(/\[DONE\]\s*$/);
    const found = await flood;
    expect(found.filter((status) => status === 200)).toHaveLength(3);
    expect(found.filter((status) => status === 429)).toHaveLength(297);
    expect((await site.chat({}, OTHER)).status, "and the day's budget is still there").toBe(200);
  });

  test("a whole network of IPv6 is one visitor", async ({ emulator, startSite }) => {
    const site = await startSite({ ...allProviders(emulator), RATE_LIMIT_PER_MINUTE: "2" });
    await earlyInAMinute();
    const of = async (address: string) => (await site.chat({}, from(address))).status;
    expect([await of("2001:db8:1:1::1"), await of("2001:db8:1:1::2"), await of("2001:db8:1:1:ffff::3")]).toEqual([200, 200, 429]);
    expect(await of("2001:db8:1:2::1")).toBe(200);
  });
});

test("an owner who set nothing but a provider is safe: limits, no report, no other site's page", async ({ emulator, startSite }) => {
  test.setTimeout(60_000);
  const unset = Object.fromEntries(Object.keys(NO_LIMITS).map((name) => [name, ""]));
  const site = await startSite({ ...allProviders(emulator), ...unset, ENVIRONMENT: "production", TEST_ROUTES: "on" });
  await emulator.scenario({ provider: "*", chunks: 300, chunk_ms: 10 });
  await earlyInAMinute();
  const begun = await Promise.all(Array.from({ length: 8 }, () => site.chat({ stream: true }, ONE)));
  expect(begun.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(await errorOf(await site.chat({ stream: true }, ONE))).toMatchObject({ code: "too_many_streams" });
  for (const answer of begun) expect(await answer.text()).toContain("[DONE]");
  await emulator.scenario({ provider: "*", chunks: 3, chunk_ms: 0 });
  expect(await statuses(site, 13, ONE)).toEqual([...Array(12).fill(200), 429]);
  expect((await site.get("/api/report")).status).toBe(404);
  for (const route of ["_panic", "_forget"]) expect((await site.get(`/api/${route}`)).status, "a route for tests").toBe(404);
  expect((await site.chat({}, { ...OTHER, origin: "https://evil.example" })).status).toBe(403);
  const long = Array.from({ length: 4001 }, () => ({ role: "user", content: "x" }));
  expect((await site.chat({ messages: long }, OTHER)).status).toBe(413);
  expect((await site.chat({ messages: [{ role: "user", content: "x".repeat(100_001) }] }, OTHER)).status).toBe(413);
});

test("a visitor has a limit of answers at once, and a place is free again when one ends", async ({ emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), STREAMS_PER_VISITOR: "2" });
  await emulator.scenario({ provider: "*", chunks: 100, chunk_ms: 10 });
  const begun = [await site.chat({ stream: true }, ONE), await site.chat({ stream: true }, ONE)];
  const refused = await site.chat({ stream: true }, ONE);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await errorOf(refused)).toMatchObject({ code: "too_many_streams" });
  expect((await site.chat({}, OTHER)).status).toBe(200);
  for (const answer of begun) expect(await answer.text()).toContain("[DONE]");
  await expect.poll(async () => (await statuses(site, 1, ONE))[0]).toBe(200);
  expect(await statuses(site, 3, ONE), "whole answers end too").toEqual([200, 200, 200]);
  await emulator.scenario({ provider: "*", fault: "500" });
  expect(await statuses(site, 3, ONE), "and so do failures").toEqual([502, 502, 502]);
});

test("a body that stops half-way takes the visitor's place, and is refused when its time is over", async ({ emulator }) => {
  // The development server answers only when it has the whole body, so workerd runs without it.
  const workerd = await Workerd.start({ ...allProviders(emulator), STREAMS_PER_VISITOR: "2", BODY_TIMEOUT_MS: "1500" });
  const ask = async (headers: Record<string, string>) => {
    const answer = await postChat(workerd.url, {}, headers);
    await answer.arrayBuffer();
    return answer.status;
  };
  try {
    const halves = [halfRequest(workerd.url, ONE), halfRequest(workerd.url, ONE)];
    await expect.poll(() => ask(ONE)).toBe(429);
    expect(await ask(OTHER), "others are served").toBe(200);
    expect(await Promise.all(halves)).toEqual(["408", "408"]);
    expect(await ask(ONE), "the place is free again").toBe(200);
  } finally {
    await workerd.end();
  }
});

test("a visitor who leaves has the place free again", async ({ emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), STREAMS_PER_VISITOR: "1" });
  await emulator.scenario({ provider: "*", chunks: 5000, chunk_ms: 10 });
  const leaving = new AbortController();
  const answer = await site.chat({ stream: true }, ONE, leaving.signal);
  await answer.body!.getReader().read();
  expect(await statuses(site, 1, ONE)).toEqual([429]);
  leaving.abort();
  await emulator.until((received) => received.some(({ end }) => end === "client_closed"));
  await expect.poll(async () => (await statuses(site, 1, ONE))[0]).toBe(200);
});

/** The day's budget, wherever it is kept. */
for (const database of [false, true]) {
  test.describe(database ? "the day's budget in a database" : "the day's budget", () => {
    const start = (startSite: any, settings: Settings): Promise<Site> => startSite(settings, { database });

    test("the day has a limit of requests; what a provider refused is not counted, and what it computed is", async ({ emulator, startSite }) => {
      const site = await start(startSite, { ...allProviders(emulator), PROVIDERS: "gemini", DAILY_REQUESTS: "3" });
      for (const [fault, status] of [["401", 502], ["429", 429]] as const) {
        await emulator.scenario({ provider: "gemini", fault, times: 2 });
        expect(await statuses(site, 2, ONE)).toEqual([status, status]);
        await site.forget();
      }
      await emulator.scenario({ provider: "gemini", fault: "empty", times: 1 });
      expect(await statuses(site, 1, ONE)).toEqual([502]);
      await site.forget();
      await expect.poll(() => statuses(site, 1, ONE)).toEqual([200]);
      expect(await statuses(site, 1, OTHER)).toEqual([200]);
      const refused = await site.chat({ stream: true }, ONE);
      expect(refused.status).toBe(429);
      const midnight = 86_400 - (Math.floor(Date.now() / 1000) % 86_400);
      expect(Math.abs(Number(refused.headers.get("retry-after")) - midnight)).toBeLessThan(5);
      expect(await errorOf(refused)).toMatchObject({ code: "daily_budget", message: expect.stringContaining("00:00 UTC") });
      if (database) expect(site.log).not.toContain("does not answer");
    });

    test("the day has a limit of tokens: an answer counts as the most that it may take, until it is known what it took", async ({ emulator, startSite }) => {
      const site = await start(startSite, { ...allProviders(emulator), PROVIDERS: "gemini", DAILY_TOKENS: "10000", MAX_TOKENS: "6000" });
      expect(await statuses(site, 3, ONE), "whole answers tell").toEqual([200, 200, 200]);
      await expect.poll(async () => (await site.chat({ stream: true }, ONE)).status).toBe(200);
      expect(await statuses(site, 1, ONE, { stream: true }), "a stream does not").toEqual([429]);
      expect(await statuses(site, 1, ONE, { max_tokens: 5 }), "a small one still fits").toEqual([200]);
    });
  });
}

test("exact counts outlive the isolate, and hold for all of them", async ({ emulator, startSite }) => {
  test.setTimeout(60_000);
  const site = await startSite({ ...allProviders(emulator), DAILY_REQUESTS: "5" });
  expect(await statuses(site, 3, ONE)).toEqual([200, 200, 200]);
  await site.restart();
  expect(await statuses(site, 3, ONE)).toEqual([200, 200, 429]);
  expect(site.stored(/requests:\d+/), "what is kept on disk can be looked into").toBe(true);
  expect(site.stored(/192\.0\.2\.1/), "and no visitor's address is in it").toBe(false);
});

test("where the database counts nothing any more, the isolates of a data centre count together", async ({ emulator, startSite }) => {
  test.setTimeout(60_000);
  const site = await startSite({ ...allProviders(emulator), PROVIDERS: "gemini", DAILY_TOKENS: "10000", MAX_TOKENS: "6000" });
  expect((await site.get("/api/traffic")).status, "the tables are there").toBe(200);
  // D1 answers so once the day's rows are used up.
  site.openDatabase().exec("CREATE TRIGGER full BEFORE INSERT ON everchat_counts BEGIN SELECT RAISE(ABORT, 'exceeded its daily limit'); END");
  expect(await statuses(site, 1, ONE, { stream: true })).toEqual([200]);
  await expect.poll(() => site.stored(/tokens:\d+ \S+ \d+ 6\d\d\d /)).toBe(true);
  await site.renew((mount) => `${mount}// Another isolate.\n`);
  expect(await statuses(site, 1, ONE, { max_tokens: 5 }), "the new isolate learns here that the database fails").toEqual([200]);
  expect(await statuses(site, 1, ONE, { stream: true }), "it knows what was used before it began").toEqual([429]);
});

test("a page of another site is refused, unless the owner allows it: then it may ask and read", async ({ emulator, startSite }) => {
  const friend = "https://friend.example";
  const site = await startSite({ ...allProviders(emulator), ALLOWED_ORIGINS: `${friend}, http://localhost:5173` });
  const preflight = (origin: string, path = "/api/v1/chat/completions") =>
    fetch(site.url + path, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });
  const allowed = await preflight(friend);
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get("access-control-allow-origin")).toBe(friend);
  expect(allowed.headers.get("access-control-allow-headers")).toContain("authorization");
  expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
  const answer = await site.chat({}, { origin: friend });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("access-control-allow-origin")).toBe(friend);
  expect(answer.headers.get("access-control-expose-headers")).toContain("x-everchat-provider");
  expect(answer.headers.get("vary")).toContain("origin");
  const bad = await site.chat({ messages: [] }, { origin: friend });
  expect([bad.status, bad.headers.get("access-control-allow-origin")]).toEqual([400, friend]);
  for (const origin of ["https://evil.example", "https://friend.example.evil.example", "http://friend.example", "null"]) {
    expect((await preflight(origin)).status, origin).toBe(403);
    const refused = await site.chat({}, { origin });
    expect([refused.status, refused.headers.get("access-control-allow-origin")], origin).toEqual([403, null]);
  }
  expect((await preflight(friend, "/api/report")).status).toBe(405);
  expect((await site.get("/api/report", { origin: friend })).status).toBe(403);
});
