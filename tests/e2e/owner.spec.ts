import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Emulator } from "./harness/emulator";
import { allProviders, type Settings } from "./harness/settings";
import { expect, test } from "./harness/test";
import { withDevVars, wranglerToml, xtask } from "./harness/xtask";

const ACCOUNT = "0123456789abcdef0123456789abcdef";

/** A Cloudflare account at the emulator, and nothing else. */
function cloudflare(emulator: Emulator, gateway: string): Settings {
  return {
    CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
    CLOUDFLARE_API_TOKEN: "test-token-0000",
    CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`,
    AI_GATEWAY_ID: gateway,
  };
}

async function doctor(settings: Settings | string, args: string[] = ["--json"], env: Record<string, string> = {}) {
  return withDevVars(settings, (path) => xtask(["doctor", "--env-file", path, ...args], env));
}

async function causes(settings: Settings | string, env: Record<string, string> = {}): Promise<Record<string, string>> {
  const { out } = await doctor(settings, ["--json"], env);
  return Object.fromEntries(JSON.parse(out).checks.map(({ id, cause }: any) => [id, cause]));
}

test.describe("doctor", () => {
  test("a chain that is well: exit 0, and each format", async ({ emulator }) => {
    const settings = allProviders(emulator);
    const json = await doctor(settings);
    expect(json.code).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({ verdict: "ok", environment: "local", chain: [{ provider: "ai-gateway" }, {}, {}, {}] });
    expect(json.err).toContain("Checking: 8 requests");
    const table = await doctor(settings, ["--lang", "en"]);
    expect(table.out).toMatch(/^✓ Settings +ok\n[^]*All is well\.\n$/);
    expect(table.out, "no colours where there is no terminal").not.toContain("\x1b");
    expect((await doctor(settings, ["--format", "markdown", "--lang", "zh"])).out).toContain("# 部署报告");
    expect((await doctor(settings, [], { LANG: "zh_CN.UTF-8" })).out).toContain("一切正常");
    expect(json.out + table.out).not.toMatch(new RegExp(`test-token|${ACCOUNT}`));
  });

  test("the evening that this project grew out of", async ({ emulator, startSite }) => {
    // What the recorded answers show: an active token without Workers AI, and no gateway called `ai`.
    await emulator.empower({ workers_ai: false, accounts: [ACCOUNT] });
    const settings = { ...cloudflare(emulator, "ai"), AI_GATEWAY_BASE_URL: `${emulator.url}/v1` };
    const first = await doctor(settings, ["--format", "markdown", "--lang", "en"]);
    expect(first.code).toBe(1);
    expect(first.out).toContain("| Cloudflare token | ✓ ok | `token-active` |");
    expect(first.out).toContain("| Workers AI | ✗ failed | `missing-workers-ai-permission` |");
    expect(first.out).toContain("Account · Workers AI · Read");
    expect(first.out).toContain("This account has no gateway called ai. It has: default.");
    expect(first.out).toContain("`cargo xtask setup`");
    expect(first.out).not.toMatch(/cannot be (listed|made|managed)|not-configured` \|\n\| AI Gateway/);

    await emulator.empower({ workers_ai: true });
    expect(await causes(settings)).toMatchObject({ "workers-ai": "ok", "ai-gateway": "gateway-missing", chain: "degraded" });

    // The older host would want a token for the new gateway; the API does not.
    await withDevVars(cloudflare(emulator, "ai"), async (path) => {
      const made = await xtask(["setup", "--yes", "--env-file", path, "--wrangler-toml", wranglerToml(path)]);
      expect(made.out).toContain("1. Create the AI Gateway ai: authentication on");
      expect(made.out).toMatch(/✓ AI Gateway +ok/);
      expect(made.code).toBe(0);
    });
    const site = await startSite({ ...cloudflare(emulator, "ai"), PROVIDERS: "ai-gateway" });
    const answer = await site.chat({ stream: true });
    expect(answer.headers.get("x-everchat-provider")).toBe("ai-gateway");
    expect(await answer.text()).toContain("[DONE]");
  });

  test("the environment wins over the file", async ({ emulator }) => {
    const settings = cloudflare(emulator, "default");
    const found = await causes(settings, { CLOUDFLARE_API_TOKEN: "expired-token-0000" });
    expect(found).toMatchObject({ token: "token-expired", "workers-ai": "token-expired" });
  });

  test("bad input is a finding, and never a stack trace", async ({ emulator }) => {
    const none = await doctor("");
    expect(none.code).toBe(1);
    expect(JSON.parse(none.out).checks[0]).toMatchObject({ cause: "not-configured", fix: { command: "cp -n .dev.vars.example .dev.vars" } });

    const garbled = `GEMINI_API_KEY=test-token-1111\nGEMINI_BASE_URL=${emulator.url}/v1beta\nthis is secret-0000 no setting\n`;
    const unreadable = await doctor(garbled);
    expect(JSON.parse(unreadable.out).checks[0]).toMatchObject({ cause: "dev-vars-unreadable", explanation: expect.stringContaining("line 3") });
    expect(unreadable.out).not.toContain("secret-0000");
    expect(await causes(garbled)).toMatchObject({ gemini: "ok" });

    const folder = await xtask(["doctor", "--json", "--env-file", "/"]);
    expect(JSON.parse(folder.out).checks[0].cause).toBe("dev-vars-unreadable");

    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const closed = (server.address() as AddressInfo).port;
    server.close();
    const away = { ...cloudflare(emulator, "default"), CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${closed}/client/v4` };
    expect(await causes(away)).toMatchObject({ token: "unreachable", "workers-ai": "unreachable", "ai-gateway-api": "unreachable" });

    const proxy = createServer((_, response) => response.setHeader("content-type", "text/html").end("<h1>Please log in</h1>"));
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const behind = { ...cloudflare(emulator, "default"), CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    expect(await causes(behind)).toMatchObject({ token: "unexpected-answer", "workers-ai": "unexpected-answer", "ai-gateway-api": "unexpected-answer" });
    proxy.close();

    for (const [args, word] of [
      [["--lang", "fr"], "--lang takes zh or en"],
      [["--format", "pdf"], "--format takes table, json or markdown"],
      [["--what"], "not \"--what\""],
    ] as const) {
      const refused = await xtask(["doctor", ...args]);
      expect(refused.code).toBe(1);
      expect(refused.err).toContain(word);
      expect(refused.err).not.toMatch(/panicked|RUST_BACKTRACE/);
    }
  });
});

test.describe("setup", () => {
  const wranglers = (emulator: Emulator) => ({
    CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`,
    CLOUDFLARE_API_TOKEN: "pages-token-0000",
    WRANGLER_SEND_METRICS: "false",
  });
  const pushed = async (emulator: Emulator) =>
    (await emulator.requests()).filter(({ method }) => ["POST", "PATCH"].includes(method)).filter(({ path }) => !path.endsWith("/chat/completions"));

  test("makes the gateway and the database, puts the secrets through wrangler, and changes nothing the second time", async ({ emulator }) => {
    test.setTimeout(180_000);
    const settings = { ...cloudflare(emulator, "mine"), GEMINI_API_KEY: "test-token-1111", GEMINI_BASE_URL: `${emulator.url}/v1beta`, ADMIN_CODE: "test-code-0000" };
    await withDevVars(settings, async (path) => {
      const config = wranglerToml(path);
      const setup = (...args: string[]) =>
        xtask(["setup", "--project", "my-site", "--env-file", path, "--wrangler-toml", config, ...args], wranglers(emulator));

      const dry = await setup("--dry-run");
      expect(dry.code).toBe(0);
      expect(dry.out).toMatch(/1\. Create the AI Gateway mine[^]*Create the D1 database everchat[^]*Bind the database[^]*Create the Pages project my-site[^]*production: [^]*preview: /);
      expect(await pushed(emulator)).toEqual([]);

      const done = await setup("--yes");
      expect(done.err).not.toContain("error");
      expect(done.code).toBe(0);
      expect(done.out).not.toMatch(/test-token|test-code|pages-token/);
      const [gateway, database, project, production, preview] = await pushed(emulator);
      expect(database).toMatchObject({ path: expect.stringMatching(/\/d1\/database$/), body: { name: "everchat" } });
      expect(readFileSync(config, "utf8")).toMatch(/\n\[\[env\.production\.d1_databases\]\]\nbinding = "DB"\ndatabase_name = "everchat"\ndatabase_id = "00000001-/);
      expect(gateway.body).toMatchObject({ id: "mine", authentication: true, collect_logs: false, cache_ttl: 0, rate_limiting_interval: 60, rate_limiting_limit: 100 });
      expect(project.body).toMatchObject({ name: "my-site", production_branch: "main" });
      for (const [received, environment] of [[production, "production"], [preview, "preview"]] as const) {
        const vars = received.body.deployment_configs[environment].env_vars;
        expect(Object.keys(vars).sort()).toEqual(["ADMIN_CODE", "AI_GATEWAY_ID", "CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "GEMINI_API_KEY"]);
        // The site's token, not wrangler's.
        expect(vars.CLOUDFLARE_API_TOKEN).toEqual({ type: "secret_text", value: "test-token-0000" });
      }
      expect(done.out).toMatch(/✓ AI Gateway +ok[^]*All is well/);

      const again = await setup("--yes");
      expect(again.code).toBe(0);
      expect(again.out).toContain("The AI Gateway mine is there");
      expect(again.out).toContain("The database is bound in wrangler.toml");
      expect(await pushed(emulator)).toHaveLength(5);
      expect((await setup("--dry-run", "--replace")).out).toContain("production: CLOUDFLARE_ACCOUNT_ID, ");

      // Previews have what is set for them alone.
      writeFileSync(`${path}.preview`, "ACCESS_CODE=test-code-2222\nGEMINI_API_KEY=\n");
      await emulator.clear();
      const apart = await setup("--yes", "--replace");
      expect(apart.code).toBe(0);
      const [production2, preview2] = (await pushed(emulator)).map(({ body }) => body.deployment_configs);
      expect(production2.production.env_vars).not.toHaveProperty("ACCESS_CODE");
      expect(production2.production.env_vars.GEMINI_API_KEY.value).toBe("test-token-1111");
      expect(preview2.preview.env_vars.ACCESS_CODE.value).toBe("test-code-2222");
      expect(preview2.preview.env_vars).not.toHaveProperty("GEMINI_API_KEY");
      rmSync(`${path}.preview`);
    });
  });

  test("names a gateway in the file, and says what a token may not do", async ({ emulator }) => {
    test.setTimeout(120_000);
    const { AI_GATEWAY_ID: _, ...settings } = cloudflare(emulator, "");
    await withDevVars(settings, async (path) => {
      const named = await xtask(["setup", "--yes", "--gateway", "mine", "--env-file", path, "--wrangler-toml", wranglerToml(path)], wranglers(emulator));
      expect(named.code).toBe(0);
      expect(readFileSync(path, "utf8")).toMatch(/\nAI_GATEWAY_ID=mine\n$/);
      await emulator.empower({ ai_gateway: "run" });
      const refused = await xtask(["setup", "--dry-run", "--gateway", "other", "--env-file", path, "--wrangler-toml", wranglerToml(path)], wranglers(emulator));
      expect(refused.out).toContain("The AI Gateway other is left: the token may not do it: it takes the permission Account · AI Gateway · Read");
      await emulator.empower({ ai_gateway: "read" });
      const half = await xtask(["setup", "--yes", "--gateway", "other", "--env-file", path, "--wrangler-toml", wranglerToml(path)], wranglers(emulator));
      expect(half.code).toBe(1);
      expect(half.err).toContain("Account · AI Gateway · Edit");
    });
  });

  test("asks nobody where nobody is, and refuses what it cannot read", async () => {
    const nobody = await withDevVars("", (path) => xtask(["setup", "--env-file", path]));
    expect(nobody.code).toBe(1);
    expect(nobody.err).toContain("--yes does every step, --dry-run only says them");
    const bad = await withDevVars("MAX_TOKENS=many\n", (path) => xtask(["setup", "--yes", "--env-file", path, "--wrangler-toml", wranglerToml(path)]));
    expect(bad.err).toContain("a setting cannot be used: MAX_TOKENS must be a whole number");
  });
});
