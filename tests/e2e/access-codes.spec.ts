import type { Emulator } from "./harness/emulator";
import { postChat } from "./harness/chat-request";
import { earlyInAMinute } from "./harness/minute";
import { allProviders, type Settings } from "./harness/settings";
import type { Site } from "./harness/site";
import { errorOf } from "./harness/stream";
import { expect, test } from "./harness/test";
import { Workerd } from "./harness/workerd";

// The two codes: for answers (ACCESS_CODE) and for the report (ADMIN_CODE).

const ACCESS = "test-code-0000";
const ADMIN = "test-code-1111";
const bearer = (code: string) => ({ authorization: `Bearer ${code}` });
const from = (address: string) => ({ "cf-connecting-ip": address });

function enter(site: { url: string }, code: string, as = "visitors", headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${site.url}/api/access?as=${as}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ code }),
  });
}

/** The cookie of an answer, as a browser sends it back. */
function cookieOf(answer: Response): { cookie: string } {
  const [cookie] = answer.headers.getSetCookie();
  return { cookie: cookie.split(";")[0] };
}

test.describe("with both codes", () => {
  let site: Site;
  test.beforeEach(async ({ emulator, startSite }) => {
    site = await startSite({ ...allProviders(emulator), ACCESS_CODE: ACCESS, ADMIN_CODE: ADMIN });
  });

  test("a code is entered once: its cookie is good for its own purpose only, is not readable to scripts, and holds no code", async () => {
    expect((await site.chat()).status).toBe(401);
    expect(await errorOf(await site.chat())).toMatchObject({ code: "access_code_required" });
    const answer = await enter(site, ACCESS);
    expect(answer.status).toBe(204);
    const [set] = answer.headers.getSetCookie();
    expect(set).toMatch(/^everchat=1\.\d+\.[0-9a-f]{64}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/);
    const visitor = cookieOf(answer);
    expect((await site.chat({}, visitor)).status).toBe(200);
    expect((await site.chat({}, bearer(ACCESS))).status, "a program sends the code itself").toBe(200);
    expect((await site.get("/api/report", visitor)).status).toBe(401);
    const owner = cookieOf(await enter(site, ADMIN, "owner"));
    expect((await site.get("/api/report", owner)).status).toBe(200);
    expect((await site.chat({}, owner)).status, "the owner's is not the visitors'").toBe(401);
    const standing = async (headers: Record<string, string>) => (await site.get("/api/access", headers)).json();
    expect(await standing({})).toEqual({ required: true, passed: false });
    expect(await standing(visitor)).toEqual({ required: true, passed: true });
    const left = await fetch(`${site.url}/api/access`, { method: "DELETE", headers: visitor });
    expect(left.headers.getSetCookie()).toEqual([
      "everchat=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict",
      "everchat-owner=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict",
    ]);
  });

  test("forged, cut, longer, older and swapped cookies open nothing", async () => {
    const { cookie } = cookieOf(await enter(site, ACCESS));
    const [, ends, signature] = cookie.split(".");
    const owners = cookieOf(await enter(site, ADMIN, "owner")).cookie;
    for (const forged of [
      `everchat=1.${Number(ends) + 1}.${signature}`,
      `everchat=1.1700000000.${signature}`,
      `everchat=1.${ends}.${signature.slice(1)}`,
      `everchat=1.${ends}.${signature}0`,
      `everchat=1.${ends}.${"0".repeat(64)}`,
      `everchat=${ACCESS}`,
      "everchat=",
      "everchat",
      owners.replace("everchat-owner", "everchat"),
      `x${cookie}`,
      `everchat=${"1.".repeat(3000)}`,
    ]) {
      expect((await site.chat({}, { cookie: forged })).status, forged).toBe(401);
    }
    expect((await site.get("/api/report", { cookie: cookie.replace("everchat", "everchat-owner") })).status).toBe(401);
    expect((await site.chat({}, { cookie: `everchat=1.2.3; ${cookie}` })).status, "a bad one beside it does no harm").toBe(200);
  });

  test("another site's page can neither enter nor leave", async () => {
    for (const origin of ["https://evil.example", "null"]) {
      expect((await enter(site, ACCESS, "visitors", { origin })).status).toBe(403);
      const left = await fetch(`${site.url}/api/access`, { method: "DELETE", headers: { origin } });
      expect([left.status, left.headers.getSetCookie()]).toEqual([403, []]);
    }
    expect((await enter(site, ACCESS, "visitors", { "content-type": "text/plain" })).status, "what a form can send").toBe(400);
    expect((await site.get("/api/report", { ...bearer(ADMIN), "sec-fetch-site": "cross-site" })).status).toBe(403);
  });
});

test("10,000 wrong codes get nowhere, are judged a handful of times, and lock nobody out", async ({ emulator }) => {
  test.setTimeout(300_000);
  // Without the development server's own proxy, which would be most of the time.
  const site = await Workerd.start({ ...allProviders(emulator), ACCESS_CODE: ACCESS, ADMIN_CODE: ADMIN });
  const report = (headers: Record<string, string>) => fetch(`${site.url}/api/report`, { headers });
  const attacker = from("192.0.2.1");
  try {
    const visitor = cookieOf(await enter(site, ACCESS));
    const found = new Map<string, number>();
    const guess = async (n: number) => {
      const code = `wrong-code-${String(n).padStart(4, "0")}`;
      const ways = [
        () => postChat(site.url, {}, { ...attacker, ...bearer(code) }),
        () => enter(site, code, "visitors", attacker),
        () => report({ ...attacker, ...bearer(code) }),
        () => enter(site, code, "owner", attacker),
      ];
      const answer = await ways[n % 4]();
      const key = `${n % 4 < 2 ? "visitors" : "owner"} ${answer.status}`;
      found.set(key, (found.get(key) ?? 0) + 1);
      expect(answer.headers.getSetCookie()).toEqual([]);
      await answer.arrayBuffer();
    };
    const began = Date.now();
    for (let n = 0; n < 10_000; n += 20) await Promise.all(Array.from({ length: 20 }, (_, i) => guess(n + i)));
    expect([...found.keys()].sort()).toEqual(["owner 401", "owner 429", "visitors 401", "visitors 429"]);
    // Five are free, and then the wait doubles: 1, 2, 4, 8, 16 s and so on.
    const judged = 6 + Math.ceil(Math.log2(2 + (Date.now() - began) / 1000));
    for (const audience of ["visitors", "owner"]) expect(found.get(`${audience} 401`)).toBeLessThanOrEqual(judged);
    expect((await report({ ...attacker, ...bearer(ADMIN) })).status, "the owner, at the attacker's own address").toBe(200);
    expect((await postChat(site.url, {}, { ...attacker, ...visitor })).status, "a pass, at that address").toBe(200);
    expect((await postChat(site.url, {}, { ...from("192.0.2.2"), ...bearer(ACCESS) })).status, "the code, at another").toBe(200);
  } finally {
    await site.end();
  }
});

test("a short code, which could be found by trying, waits with the wrong ones", async ({ emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), ACCESS_CODE: "1234" });
  const statuses: number[] = [];
  for (let n = 0; n < 6; n++) statuses.push((await enter(site, String(n))).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  const right = await enter(site, "1234");
  expect([right.status, right.headers.get("retry-after")]).toEqual([429, "1"]);
  await expect.poll(async () => (await enter(site, "1234")).status).toBe(204);
});

test("bad input is told what is wrong with it", async ({ emulator, startSite }) => {
  const settings: Settings = { ...allProviders(emulator), ACCESS_CODE: ACCESS };
  const site = await startSite(settings);
  const post = (body: string, as = "visitors") =>
    fetch(`${site.url}/api/access?as=${as}`, { method: "POST", headers: { "content-type": "application/json" }, body });
  for (const body of ["", "{", "{}", '{"code":5}', '{"code":""}']) expect((await post(body)).status, body).toBe(400);
  expect((await post(JSON.stringify({ code: "x".repeat(5000) }))).status).toBe(413);
  expect((await post('{"code":"x"}', "admin")).status).toBe(400);
  expect((await post('{"code":"x"}', "owner")).status, "there is no owner's code").toBe(404);
  expect((await fetch(`${site.url}/api/access`, { method: "PUT" })).headers.get("allow")).toBe("GET, POST, DELETE");
});

test("where no code is set there is nothing to enter", async ({ site }) => {
  expect(await (await site.get("/api/access")).json()).toEqual({ required: false, passed: false });
  const answer = await enter(site, "anything");
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
});

test.describe("with Turnstile", () => {
  const settings = (emulator: Emulator): Settings => ({
    ...allProviders(emulator),
    TURNSTILE_SITE_KEY: "site-key-0000",
    TURNSTILE_SECRET_KEY: "test-secret-0000",
    TURNSTILE_BASE_URL: `${emulator.url}/turnstile/v0`,
  });
  const pass = (site: Site, challenge: string, headers: Record<string, string> = {}) =>
    fetch(`${site.url}/api/access`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ challenge }) });

  test("a passed test is exchanged for a pass, once; without one nobody gets an answer", async ({ emulator, startSite }) => {
    const site = await startSite(settings(emulator));
    expect(await errorOf(await site.chat())).toMatchObject({ code: "challenge_required" });
    expect((await site.chat({}, bearer("test-secret-0000"))).status, "its key is no code").toBe(401);
    expect(await (await site.get("/api/access")).json()).toEqual({ required: true, passed: false, challenge: "site-key-0000" });
    const failed = await pass(site, "robot-0000");
    expect([failed.status, failed.headers.getSetCookie()]).toEqual([401, []]);
    expect((await pass(site, "human-0000", { origin: "https://evil.example" })).status).toBe(403);
    const passed = await pass(site, "human-0001");
    expect(passed.status).toBe(204);
    const visitor = cookieOf(passed);
    expect((await site.chat({}, visitor)).status).toBe(200);
    expect(await (await site.get("/api/access", visitor)).json()).toMatchObject({ passed: true });
    expect((await pass(site, "human-0001")).status, "used before").toBe(401);
    const [asked] = (await emulator.requests()).filter(({ path }) => path.endsWith("/siteverify"));
    expect(asked.body).toMatchObject({ response: "robot-0000" });
    expect(asked.headers).not.toHaveProperty("cookie");
  });

  test("a flood of tests causes ten questions to Turnstile in a minute, and keeps nobody else out", async ({ emulator, startSite }) => {
    const site = await startSite(settings(emulator));
    test.setTimeout(60_000);
    await earlyInAMinute();
    const flood = await Promise.all(Array.from({ length: 40 }, (_, n) => pass(site, `robot-${n}`, from("192.0.2.1"))));
    expect(flood.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), ...Array(30).fill(429)]);
    const refused = flood.find(({ status }) => status === 429)!;
    expect(await errorOf(refused)).toMatchObject({ code: "rate_limited" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await emulator.requests()).filter(({ path }) => path.endsWith("/siteverify"))).toHaveLength(10);
    expect((await pass(site, "human-0004", from("192.0.2.2"))).status).toBe(204);
  });

  test("a key that Turnstile does not know, or no answer of it, lets nobody in and says so", async ({ emulator, startSite }) => {
    const wrong = await startSite({ ...settings(emulator), TURNSTILE_SECRET_KEY: "invalid-secret-0000" });
    const refused = await pass(wrong, "human-0002");
    expect([refused.status, (await errorOf(refused)).code]).toEqual([503, "challenge_unknown"]);
    const away = await startSite({ ...settings(emulator), TURNSTILE_BASE_URL: "http://127.0.0.1:1" });
    expect((await pass(away, "human-0003")).status).toBe(503);
    const half = await startSite({ ...allProviders(emulator), TURNSTILE_SITE_KEY: "site-key-0000" });
    expect(await errorOf(await half.chat())).toMatchObject({ message: expect.stringContaining("TURNSTILE_SITE_KEY is of no use without TURNSTILE_SECRET_KEY") });
  });

  test("those who know the access code are not tested", async ({ emulator, startSite }) => {
    const site = await startSite({ ...settings(emulator), ACCESS_CODE: ACCESS });
    expect((await site.chat({}, bearer(ACCESS))).status).toBe(200);
    expect(await (await site.get("/api/access")).json()).toEqual({ required: true, passed: false });
    expect((await pass(site, "human-0004")).status).toBe(400);
  });
});
