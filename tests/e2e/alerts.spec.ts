import { allProviders, type Settings } from "./harness/settings";
import type { Site } from "./harness/site";
import type { Emulator, Received } from "./harness/emulator";
import { expect, test } from "./harness/test";

// What the owner is told at `ALERT_WEBHOOK_URL`. The hour and the ten minutes are the table's: the tests move its times.

const TOKEN = "canary-webhook-7a1e";
const PROMPT = "canary-prompt-51c0";
const ANSWER = "canary-answer-09d4";
const MINUTE = 60_000;

/** A site that tells a webhook at the emulator. `path` says whose it is. */
function settings(emulator: Emulator, path = `mine/${TOKEN}`): Settings {
  return { ...allProviders(emulator), ALERT_WEBHOOK_URL: `${emulator.url}/hooks/${path}` };
}

const messages = async (emulator: Emulator): Promise<Received[]> => (await emulator.requests()).filter(({ provider }) => provider === "webhook");
const kinds = async (emulator: Emulator) => (await messages(emulator)).map(({ body }) => body.alert);

/** Asks so often, and wants this status. */
async function ask(site: Site, times: number, status: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    const answer = await site.chat({ messages: [{ role: "user", content: PROMPT }] });
    expect(answer.status).toBe(status);
    await answer.arrayBuffer();
  }
}

/** Lets time pass in the table, and has the isolate read it anew. */
async function pass(site: Site, ms: number): Promise<void> {
  const database = site.openDatabase();
  database.exec(`PRAGMA busy_timeout = 5000; UPDATE everchat_alerts SET at = max(0, at - ${ms})`);
  database.close();
  await site.forget();
}

/** Waits until the table has rows of these kinds. */
async function written(site: Site, ...wanted: string[]): Promise<void> {
  const found = () => {
    const database = site.openDatabase();
    try {
      return database.prepare("SELECT kind FROM everchat_alerts WHERE at > 0").all().map(({ kind }) => kind);
    } catch {
      return []; // Another program writes, or there is no table yet.
    } finally {
      database.close();
    }
  };
  await expect.poll(found, { timeout: 20_000 }).toEqual(expect.arrayContaining(wanted));
}

/** Waits until the owner has been told these, and no more. */
async function told(emulator: Emulator, ...wanted: string[]): Promise<void> {
  await expect.poll(() => kinds(emulator), { timeout: 20_000 }).toEqual(wanted);
}

test.beforeEach(async ({ emulator }) => {
  await emulator.scenario({ provider: "*", chunk_ms: 0, chunks: 3, answer: ANSWER });
});

test("an outage, trouble of ten minutes and the recovery are told once each, and tell nothing else", async ({ emulator, startSite }) => {
  test.setTimeout(120_000);
  const site = await startSite({ ...settings(emulator), PROVIDERS: "gemini,openai" });
  await ask(site, 3, 200);
  await emulator.scenario({ provider: "*", fault: "500" });
  await ask(site, 3, 502);
  await told(emulator, "down");
  await ask(site, 3, 502);
  await written(site, "told:down", "trouble:seen");

  // Half of it works again.
  await pass(site, 11 * MINUTE);
  await emulator.scenario({ provider: "*", chunk_ms: 0, chunks: 3, answer: ANSWER });
  await emulator.scenario({ provider: "gemini", fault: "500" });
  await ask(site, 1, 200);
  await told(emulator, "down", "degraded");
  await written(site, "told:degraded");

  await pass(site, 4 * MINUTE);
  await emulator.scenario({ provider: "gemini", chunk_ms: 0, chunks: 3, answer: ANSWER });
  await ask(site, 1, 200);
  await told(emulator, "down", "degraded", "recovered");
  await written(site, "told:recovered");

  // Down again within the hour: told when the hour is over, if it is still so.
  await pass(site, 4 * MINUTE);
  await emulator.scenario({ provider: "*", fault: "500" });
  await emulator.scenario({ provider: "gemini", fault: "500" });
  await ask(site, 4, 502);
  await written(site, "trouble:since");
  await told(emulator, "down", "degraded", "recovered");
  await pass(site, 60 * MINUTE);
  await ask(site, 3, 502);
  await told(emulator, "down", "degraded", "recovered", "down");

  const [{ body, path }] = await messages(emulator);
  const host = new URL(site.url).host;
  expect(path).toContain(TOKEN);
  expect(body).toEqual({ alert: "down", site: host, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), text: expect.stringContaining(`http://${host}/report`) });
  expect(body.text.split("\n")).toEqual([expect.stringContaining("is down"), expect.stringContaining("无法回答")]);
  for (const { body, headers } of await messages(emulator)) {
    expect(JSON.stringify([body, headers])).not.toMatch(/canary|test-token|0123456789abcdef|127\.0\.0\.1:?\d*\/v1|authorization|cookie/);
  }
  // A development server keeps the address of every fetch. What the site keeps is elsewhere.
  const stored = site.storedIn(new RegExp(TOKEN)).filter((file) => !file.startsWith("/v3/observability/"));
  expect(stored, "no webhook is in the database").toEqual([]);
  expect(site.log).not.toContain("canary");
});

test("a budget is told at four fifths of it, once", async ({ emulator, startSite }) => {
  for (const database of [true, false]) {
    await emulator.clear();
    const site = await startSite({ ...settings(emulator), DAILY_REQUESTS: "5" }, { database });
    await ask(site, 3, 200);
    expect(await kinds(emulator)).toEqual([]);
    await ask(site, 2, 200);
    await told(emulator, "budget");
    await ask(site, 2, 429);
    expect(await kinds(emulator)).toEqual(["budget"]);
    expect((await messages(emulator))[0].body.text).toContain("DAILY_REQUESTS");
  }
});

test("a key that begins to be refused is told once, by its provider's name", async ({ emulator, startSite }) => {
  const site = await startSite({ ...settings(emulator), PROVIDERS: "gemini,openai" });
  await ask(site, 1, 200);
  await emulator.scenario({ provider: "gemini", fault: "401" });
  await ask(site, 1, 200);
  await told(emulator, "key_refused");
  const [{ body }] = await messages(emulator);
  expect(body.text).toContain("Gemini");
  expect(body.text).not.toContain("OpenAI");
  await site.forget();
  await ask(site, 2, 200);
  expect(await kinds(emulator)).toEqual(["key_refused"]);
});

test("what has been told outlives the isolate", async ({ emulator, startSite }) => {
  test.setTimeout(90_000);
  const site = await startSite(settings(emulator));
  await emulator.scenario({ provider: "*", fault: "500" });
  await ask(site, 3, 502);
  await told(emulator, "down");
  await written(site, "told:down");
  await site.restart();
  await ask(site, 4, 502);
  expect(await kinds(emulator)).toEqual(["down"]);
});

for (const [name, fault] of [
  ["fails", { fault: "500" }],
  ["breaks the connection", { fault: "reset" }],
  ["never answers", { fault: "hang" }],
  ["redirects", { fault: "redirect" }],
  ["is slow", { delay_ms: 8_000 }],
] as const) {
  test(`a webhook that ${name} is no visitor's concern, and gets the message once it takes it`, async ({ emulator, startSite }) => {
    test.setTimeout(120_000);
    const site = await startSite(settings(emulator));
    await emulator.scenario({ provider: "webhook", ...fault });
    await emulator.scenario({ provider: "*", fault: "500" });
    await ask(site, 3, 502);
    await emulator.until((received) => received.some(({ provider }) => provider === "webhook"));
    // Answers come as fast as ever meanwhile.
    const began = Date.now();
    await emulator.scenario({ provider: "*", chunk_ms: 0, chunks: 3 });
    await site.chat({ stream: true }).then((answer) => answer.text());
    expect(Date.now() - began).toBeLessThan(3_000);
    await expect.poll(() => site.log, { timeout: 20_000 }).toContain("ALERT_WEBHOOK_URL did not take a message");
    expect(site.log).not.toContain(TOKEN);
    await emulator.scenario({ provider: "webhook" });
    await emulator.scenario({ provider: "*", fault: "500" });
    const taken = async () => {
      await ask(site, 3, 502);
      return (await messages(emulator)).filter(({ status, end }) => status === 200 && end === "done").map(({ body }) => body.alert);
    };
    await expect.poll(taken, { timeout: 60_000, intervals: [2_000] }).toContain("down");
  });
}

for (const [service, path, text] of [
  ["Slack", `services/T0/B0/${TOKEN}`, (body: any) => body.text],
  ["Discord", `api/webhooks/123456789/${TOKEN}`, (body: any) => body.content],
  ["Feishu", `open-apis/bot/v2/hook/${TOKEN}`, (body: any) => body.content.text],
] as const) {
  test(`${service} takes the message in its own form`, async ({ emulator, startSite }) => {
    const site = await startSite(settings(emulator, path));
    await emulator.scenario({ provider: "*", fault: "500" });
    await ask(site, 3, 502);
    await expect.poll(async () => (await messages(emulator)).map(({ status }) => status), { timeout: 20_000 }).toEqual([service === "Discord" ? 204 : 200]);
    const [{ body, headers }] = await messages(emulator);
    expect(text(body)).toContain("Everchat");
    expect(headers["content-type"]).toBe("application/json");
    expect(site.log).not.toContain("did not take a message");
  });
}

test("a webhook without TLS is named as a bad setting, and not shown", async ({ emulator, startSite }) => {
  const site = await startSite({ ...allProviders(emulator), ALERT_WEBHOOK_URL: `http://hooks.example/${TOKEN}` });
  const answer = await site.chat();
  const text = await answer.text();
  expect([answer.status, text]).toEqual([503, expect.stringContaining("ALERT_WEBHOOK_URL must be an https:// address")]);
  const report = await (await site.get("/api/report?lang=en")).text();
  expect(report).toContain("ALERT_WEBHOOK_URL");
  expect(text + report + site.log).not.toContain(TOKEN);
});

test("the webhook is in no report and in no answer", async ({ emulator, startSite }) => {
  const site = await startSite(settings(emulator));
  const routes = ["/api/report?lang=en", "/api/report?lang=zh&format=markdown", "/api/status", "/api/v1/models", "/api/traffic", "/api/requests", "/api/metrics"];
  for (const route of routes) expect(await (await site.get(route)).text(), route).not.toContain(TOKEN);
});

test("where no webhook is set nothing is kept for it", async ({ emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  await emulator.scenario({ provider: "*", fault: "500" });
  await ask(site, 4, 502);
  await expect.poll(async () => (await (await site.get("/api/traffic")).json()).totals.requests, { timeout: 20_000 }).toBe(4);
  expect(site.openDatabase().prepare("SELECT count(*) AS n FROM everchat_alerts").get()).toEqual({ n: 0 });
  expect(await messages(emulator)).toEqual([]);
});
