import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chat } from "./harness/page";
import { descendants, isAlive } from "./harness/processes";
import { ROOT } from "./harness/paths";
import { allProviders, type Settings } from "./harness/settings";
import { expect, test } from "./harness/test";
import { run, wranglerToml } from "./harness/xtask";

// What the READMEs tell people to type is typed here, as it stands there. All that serve `dist/` are in this file, so
// that none is built anew while another serves it.
const READMES = ["README.md", "README.zh-CN.md"];
const PAGES = [".github/DEPLOYMENT.md", ".github/DEPLOYMENT.zh-CN.md", "functions/SETTINGS.md", "functions/API.md"];
const read = (name: string) => readFileSync(join(ROOT, name), "utf8");
const blocks = (text: string) => [...text.matchAll(/^ *```sh\n([^]*?)^ *```/gm)].flatMap(([, block]) => block.trim().split("\n"));
const BIN = join(ROOT, "node_modules/.bin");
/** The program that `cargo xtask` runs: cargo itself would wait for the lints that run beside these tests. */
const XTASK = process.env.XTASK ?? "";

/** Types a line into a shell, with no settings but those given; what it said is in one text. */
async function type(typed: string, env: Settings = {}, cwd = ROOT): Promise<{ code: number | null; out: string }> {
  const { PATH, HOME, CARGO_HOME, RUSTUP_HOME, CARGO_TARGET_DIR } = process.env;
  const own = { HOME, CARGO_HOME, RUSTUP_HOME, CARGO_TARGET_DIR, PATH: `${BIN}:${PATH}`, WRANGLER_SEND_METRICS: "false" };
  const line = typed.replace("cargo xtask", XTASK);
  const { code, out, err } = await run("bash", ["-c", line], { ...own, ...env }, cwd);
  return { code, out: out + err };
}

test("each command of the READMEs does what they say", async ({ emulator }) => {
  test.setTimeout(240_000);
  const dir = mkdtempSync(join(tmpdir(), "everchat-readme-"));
  const vars = join(dir, ".dev.vars");
  const wranglers = { CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`, CLOUDFLARE_API_TOKEN: "pages-token-0000", CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef" };

  const runs: Record<string, (line: string) => Promise<void>> = {
    "cargo xtask dev": async (line) => {
      // The next test serves the site by it, and looks at the page.
      expect((await type(`${line} --help`)).out).toContain("--port");
    },
    "cargo xtask test": async (line) => {
      // It is running just now.
      expect(read(".cargo/config.toml")).toContain('xtask = "run --quiet --package xtask --"');
      expect(read(".ci/run")).toContain(`exec ${line}\n`);
    },
    "cp .dev.vars.example .dev.vars": async (line) => {
      writeFileSync(join(dir, ".dev.vars.example"), read(".dev.vars.example"));
      expect(await type(line, {}, dir)).toEqual({ code: 0, out: "" });
      writeFileSync(vars, `${readFileSync(vars, "utf8")}\nGEMINI_API_KEY=test-token-1111\nADMIN_CODE=test-code-0000\n`);
    },
    "cargo xtask doctor": async (line) => {
      const { code, out } = await type(line, { ...allProviders(emulator), LANG: "en_US.UTF-8" });
      expect(out).toMatch(line.includes("zh") ? /一切正常/ : /All is well/);
      expect(code).toBe(0);
    },
    "npx wrangler login": async (line) => {
      // It opens a browser at Cloudflare. Here a token stands in for it.
      expect((await type(`${line} --help`)).out).toContain("Login to Cloudflare");
    },
    "cargo xtask setup": async (line) => {
      const { code, out } = await type(`${line} --yes --env-file '${vars}' --wrangler-toml '${wranglerToml(vars)}'`, wranglers);
      expect(out).toMatch(/Create the D1 database everchat[^]*Create the Pages project everchat/);
      // Google cannot be reached from a test, and the report at the end says so.
      expect([0, 1]).toContain(code);
      expect(out).toContain("production: GEMINI_API_KEY, ADMIN_CODE");
    },
    "cargo xtask deploy": async (line) => {
      const { code, out } = await type(`${line} --built --branch main --env-file '${vars}'`, wranglers);
      expect(out).toContain("✓ answer");
      expect(code).toBe(0);
    },
  };
  try {
    for (const readme of READMES) {
      for (const line of blocks(read(readme))) {
        const attempt = runs[line.replace(/ --lang zh$/, "")];
        expect(attempt, `${readme}: nothing here tries ${line}`).toBeDefined();
        // What is the same in both is tried once.
        if (readme === READMES[0] || !blocks(read(READMES[0])).includes(line)) await attempt(line);
      }
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

test("wrangler knows each of its commands that the papers name", async () => {
  test.setTimeout(120_000);
  const named = new Set<string>();
  for (const paper of [...READMES, ...PAGES, "SECURITY.md", "CONTRIBUTING.md", "wrangler.toml", "CHANGELOG.md"]) {
    for (const [, words] of read(paper).matchAll(/npx wrangler ((?:[a-z0-9]+ )*[a-z0-9]+)/g)) named.add(words);
  }
  expect(named.size).toBeGreaterThan(3);
  for (const words of named) {
    // The words behind a command's own are what it is about.
    const command = words.replace(/^(d1 create|pages secret \w+|pages deployment \w+).*/, "$1");
    const { code, out } = await type(`wrangler ${command} --help`);
    expect(code, out).toBe(0);
    expect(out).toContain(`wrangler ${command}`);
  }
});

test("dev serves the page with the emulator, and Ctrl-C leaves no process behind", async ({ page }) => {
  test.skip(existsSync(join(ROOT, ".dev.vars")), "a .dev.vars is here, so the emulator may not be started");
  // It builds the site first, and waits where the lints for wasm hold cargo's lock.
  test.setTimeout(600_000);
  const dev = spawn(XTASK, ["dev", "--port", "0"], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const piece of dev.stdout) {
    said += piece;
    if (said.includes("Ready on")) break;
  }
  expect(said).toContain("the emulator stands in for them");
  const url = said.match(/^Ready on (http:\/\/localhost:\d+)$/m)?.[1] ?? "";
  await page.goto(url);
  // The first request to a server that has just started takes longest.
  await expect(page.getByText("the emulator answers, not a model")).toBeVisible({ timeout: 30_000 });
  const chat = new Chat(page);
  await chat.ask("Hello");
  await expect(chat.answers.locator("[data-provider=ai-gateway]")).toBeVisible();

  // The report says whom it asked.
  const report: any = await (await fetch(`${url}/api/report`)).json();
  expect(report.checks[0]).toMatchObject({ id: "config", verdict: "warning", cause: "emulator" });

  const started = descendants(dev.pid!);
  expect(started.length).toBeGreaterThan(1);
  const ended = once(dev, "exit");
  dev.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
  await expect.poll(() => started.filter(isAlive)).toEqual([]);
  await expect(fetch(url)).rejects.toThrow();
});

test("a port in use is named", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  for (const command of ["dev", "emulator"]) {
    const child = spawn(XTASK, [command, "--port", String(port)], { cwd: ROOT });
    let said = "";
    child.stderr.on("data", (piece) => (said += piece));
    const [code] = await once(child, "exit");
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`port ${port}.*in use`));
  }
  server.close();
});

test("a command that does not exist, or a port that is none, is told", async () => {
  for (const [args, word] of [
    [["serve"], "there is no command"],
    [["dev", "--port", "x"], "--port takes a number"],
    [["build", "now"], "unexpected argument"],
  ] as const) {
    const child = spawn(XTASK, args, { cwd: ROOT });
    let said = "";
    child.stderr.on("data", (piece) => (said += piece));
    expect((await once(child, "exit"))[0]).toBe(1);
    expect(said).toContain(word);
  }
});
