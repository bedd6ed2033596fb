import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { BEFORE, MIDWAY } from "./harness/faults";
import { Chat, expect, test } from "./harness/page";
import { BUILT, ROOT } from "./harness/paths";
import type { Settings } from "./harness/settings";
import type { Site } from "./harness/site";
import type { Emulator } from "./harness/emulator";

// Every secret is a marker, and nowhere that a visitor, an owner's log or a provider can look is any of them, but at
// the one provider that it is for.

const SECRETS = {
  CLOUDFLARE_API_TOKEN: "canary-cloudflare-a7f1",
  AI_GATEWAY_TOKEN: "canary-gateway-55aa",
  GEMINI_API_KEY: "canary-gemini-91b2",
  OPENAI_API_KEY: "canary-openai-d04e",
  ACCESS_CODE: "canary-access-c0de",
  ADMIN_CODE: "canary-admin-0b0b",
  TURNSTILE_SECRET_KEY: "canary-turnstile-7e57",
};
const ACCOUNT = "0123456789abcdef0123456789abcdef";
const VISITOR = { authorization: `Bearer ${SECRETS.ACCESS_CODE}` };
const OWNER = { authorization: `Bearer ${SECRETS.ADMIN_CODE}` };
const CHAIN = ["ai-gateway", "workers-ai", "gemini", "openai"];

function settings(emulator: Emulator): Settings {
  return {
    ...SECRETS,
    CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
    CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`,
    AI_GATEWAY_ID: "default",
    TURNSTILE_SITE_KEY: "site-key-0000",
    AI_GATEWAY_BASE_URL: `${emulator.url}/v1`,
    GEMINI_BASE_URL: `${emulator.url}/v1beta`,
    OPENAI_BASE_URL: `${emulator.url}/openai/v1`,
    OPENAI_MODEL: "emulator-model",
    FIRST_TOKEN_TIMEOUT_MS: "300",
    TOTAL_TIMEOUT_MS: "900",
  };
}

/** The names of the secrets that stand somewhere. */
function found(where: string): string[] {
  const all = Object.entries({ ...SECRETS, CLOUDFLARE_ACCOUNT_ID: ACCOUNT });
  const forms = (secret: string) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64").replace(/=+$/, ""), [...secret].reverse().join("")];
  return all.filter(([, secret]) => forms(secret).some((form) => where.includes(form))).map(([name]) => name);
}

/** An answer with its head, as text. */
async function all(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const head = JSON.stringify([response.status, response.statusText, ...response.headers]);
  return head + (await response.text().catch((error) => String(error)));
}

async function everyAnswer(site: Site): Promise<string> {
  const cookie = `everchat=1.${Math.floor(Date.now() / 1000) + 999}.${"0".repeat(64)}`;
  const answers = await Promise.all([
    all(site.chat({ stream: true }, VISITOR)),
    all(site.chat({}, VISITOR)),
    all(site.chat({}, { cookie })),
    all(site.chat({ model: SECRETS.GEMINI_API_KEY.slice(0, 5) }, VISITOR)),
    all(site.get("/api/v1/models", VISITOR)),
    all(site.get("/api/status")),
    all(site.get("/api/report?lang=en", OWNER)),
    all(site.get("/api/report?lang=zh&format=markdown", OWNER)),
    all(site.get("/api/report?format=guide", OWNER)),
    all(site.get("/api/traffic", OWNER)),
    all(site.get("/api/requests?format=csv", OWNER)),
    all(site.get("/api/metrics", OWNER)),
    all(site.get("/api/gateway", OWNER)),
    all(site.get("/api/report")),
    all(site.get("/api/access", VISITOR)),
  ]);
  return answers.join("\n");
}

test("under every fault no secret is in any answer, head, or line of the log", async ({ emulator, startSite }) => {
  test.setTimeout(240_000);
  const site = await startSite(settings(emulator));
  let seen = 0;
  for (const fault of ["none", ...BEFORE, ...MIDWAY]) {
    await emulator.reset();
    await site.forget();
    await emulator.scenario({ provider: "*", fault, chunks: 4, chunk_ms: 1 });
    const answers = await everyAnswer(site);
    expect({ fault, found: found(answers) }).toEqual({ fault, found: [] });
    seen += answers.length;
  }
  expect(seen).toBeGreaterThan(100_000);
  expect(site.log).toContain('"attempts"');
  expect(found(site.log)).toEqual([]);
  expect((await all(site.get("/api/_panic"))).length).toBeGreaterThan(0);
  expect(found(site.log)).toEqual([]);
});

test("where it is deployed each request has a line of log, and no secret is in any", async ({ emulator, startSite }) => {
  const site = await startSite({ ...settings(emulator), ENVIRONMENT: "preview" });
  for (const fault of ["none", "cut", "500"]) {
    await emulator.scenario({ provider: "*", fault, chunks: 4, chunk_ms: 1 });
    expect(found(await everyAnswer(site))).toEqual([]);
  }
  await expect.poll(() => site.log.match(/"request_id"/g)?.length ?? 0).toBeGreaterThanOrEqual(6);
  expect(site.log).toContain('"outcome":"served"');
  expect(found(site.log)).toEqual([]);
});

test("of a visitor nothing is kept: no prompt, answer, address, cookie or browser is in the database or in what the owner sees", async ({ emulator, startSite }) => {
  const site = await startSite({ ...settings(emulator), ACCESS_CODE: "", TURNSTILE_SITE_KEY: "", TURNSTILE_SECRET_KEY: "", RATE_LIMIT_PER_MINUTE: "1000", DAILY_TOKENS: "100000000" });
  const visitor = { "cf-connecting-ip": "203.0.113.77", cookie: "everchat=canary-cookie-77aa", "user-agent": "canary-browser-11bb", referer: "https://canary-referer.example/", "x-everchat-exclude": "canary-header-22cc" };
  const body = (stream: boolean) => ({ stream, messages: [{ role: "system", content: "canary-system-33dd" }, { role: "user", content: "canary-prompt-44ee" }] });
  const ids: string[] = [];
  for (const fault of ["none", "400", "cut", "500"]) {
    await site.forget();
    await emulator.scenario({ provider: "*", fault, chunks: 4, chunk_ms: 1, answer: "canary-answer-55ff" });
    for (const stream of [true, false]) {
      const answer = await site.chat(body(stream), visitor);
      await answer.text().catch(() => "");
      ids.push(answer.headers.get("x-request-id")!);
    }
  }
  // What is written is written last.
  await expect.poll(() => site.openDatabase().prepare("SELECT coalesce(sum(json_array_length(records)), 0) AS n FROM everchat_requests").get(), { timeout: 40_000 }).toEqual({ n: ids.length });
  const tables = site.openDatabase().prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'everchat_%'").all().map(({ name }) => name as string);
  expect(tables).toHaveLength(6);
  let kept = "";
  for (const table of tables) kept += JSON.stringify(site.openDatabase().prepare(`SELECT * FROM ${table}`).all());
  for (const id of ids) expect(kept).toContain(id);
  const paths = ["traffic", "traffic?format=csv", "requests?limit=200", "requests?format=csv", "metrics", "gateway"];
  const seen = await Promise.all(paths.map((path) => all(site.get(`/api/${path}`, OWNER))));
  for (const answer of seen) expect(answer).toMatch(/^\[200,/);
  expect(kept + seen.join("")).not.toMatch(/canary|203\.0\.113\.77|203\.0\.113/);
});

test("a secret goes to the provider that it is for, and to nobody else", async ({ emulator, startSite }) => {
  const site = await startSite(settings(emulator));
  // What the emulator keeps of a credential is its last four characters.
  const tail = (name: keyof typeof SECRETS) => SECRETS[name].slice(-4);
  const may: Record<string, (keyof typeof SECRETS)[]> = {
    "ai-gateway": ["CLOUDFLARE_API_TOKEN", "AI_GATEWAY_TOKEN"],
    "workers-ai": ["CLOUDFLARE_API_TOKEN"],
    cloudflare: ["CLOUDFLARE_API_TOKEN"],
    gemini: ["GEMINI_API_KEY"],
    openai: ["OPENAI_API_KEY"],
  };
  for (const fault of ["none", "500"]) {
    await emulator.clear();
    await site.forget();
    await emulator.scenario({ provider: "*", fault, chunks: 4, chunk_ms: 1 });
    // What a visitor sends along reaches no provider, and chooses none.
    const along = {
      ...VISITOR,
      cookie: `everchat=${SECRETS.ACCESS_CODE}`,
      "x-forwarded-host": "evil.example",
      "cf-aig-authorization": "Bearer visitor",
      "x-goog-api-key": "visitor",
      "x-upstream": "https://evil.example",
      "openai-organization": "visitor",
    };
    for (const exclude of ["", ...CHAIN.map((_, at) => CHAIN.slice(0, at + 1).join(",")).slice(0, 3)]) {
      await site.chat({ base_url: "https://evil.example", api_key: "visitor" }, { ...along, "x-everchat-exclude": exclude });
    }
    await site.get("/api/report", OWNER);
    const received = await emulator.requests();
    for (const provider of CHAIN) expect(received.map((request) => request.provider)).toContain(provider);
    for (const { provider, headers, path, body } of received) {
      const told = JSON.stringify({ headers, path, body });
      expect(told).not.toMatch(/visitor|evil\.example|canary-access/);
      for (const name of Object.keys(SECRETS) as (keyof typeof SECRETS)[]) {
        const isThere = told.includes(tail(name));
        if (!may[provider].includes(name)) expect({ provider, name, isThere }).toEqual({ provider, name, isThere: false });
      }
    }
  }
});

test("no redirect is followed: the credentials would go with it", async ({ emulator, startSite }) => {
  const asked: string[] = [];
  let status = 0;
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.writeHead(status, { location: "/elsewhere" }).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const site = await startSite({ ...settings(emulator), ACCESS_CODE: "", TURNSTILE_SITE_KEY: "", TURNSTILE_SECRET_KEY: "", PROVIDERS: "openai", OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, FIRST_TOKEN_TIMEOUT_MS: "20000", TOTAL_TIMEOUT_MS: "25000" });
  for (status of [301, 302, 303, 307, 308]) {
    for (const stream of [true, false]) {
      await site.forget();
      expect((await site.chat({ stream })).status, String(status)).toBe(502);
    }
  }
  server.close();
  expect(asked).toHaveLength(10);
  expect([...new Set(asked)]).toEqual([`/v1/chat/completions Bearer ${SECRETS.OPENAI_API_KEY}`]);
});

test("no secret is in what was built, and no source map is", () => {
  const roots = ["dist", "build", "functions/api", "functions/v1"].map((name) => join(BUILT, name));
  const files = roots.flatMap((root) => readdirSync(root, { recursive: true, withFileTypes: true }));
  const texts = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.filter((name) => name.endsWith(".map"))).toEqual([]);
  for (const name of texts) {
    const content = readFileSync(name, "latin1");
    expect(found(content), name).toEqual([]);
    expect(content, name).not.toMatch(/sourceMappingURL=(?!.*\$)|test-token-\d{4}|test-code-\d{4}/);
    expect(content.includes(ROOT), `${name} tells where it was built`).toBe(false);
  }
});

test("no secret is in the page, its storage or its answers, for a visitor and for the owner", async ({ page, emulator, startSite, expectedErrors }) => {
  expectedErrors.push(/status of (4|5)\d\d/);
  const site = await startSite(settings(emulator));
  let heard = "";
  page.on("response", async (response) => {
    heard += JSON.stringify(await response.allHeaders().catch(() => ({})));
    if (!/\.wasm$/.test(response.url())) heard += await response.text().catch(() => "");
  });
  page.on("console", (message) => (heard += message.text()));
  const kept = async () =>
    page.evaluate(async () => {
      const stores = [{ ...localStorage }, { ...sessionStorage }, document.cookie, document.documentElement.outerHTML];
      const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
      return JSON.stringify([...stores, ...caches_]);
    });
  await page.goto(site.url);
  const chat = new Chat(page);
  await page.getByLabel("Access code").fill(SECRETS.ACCESS_CODE);
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(chat.box).toBeFocused();
  for (const fault of ["none", "500", "html", "cut", "401"]) {
    await emulator.scenario({ provider: "*", fault, chunks: 4, chunk_ms: 1 });
    await chat.ask(`With ${fault}`);
    await chat.ended();
  }
  heard += (await kept()) + JSON.stringify(await chat.stored());
  await page.goto(`${site.url}/report`);
  await page.getByLabel("Owner's code").fill(SECRETS.ADMIN_CODE);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator(".report[aria-busy=false]").waitFor();
  heard += await kept();
  expect(heard.length).toBeGreaterThan(50_000);
  expect(found(heard)).toEqual([]);
});
