import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Background } from "./background";
import type { Emulator } from "./emulator";

export const ROOT = resolve(__dirname, "../../..");
/** The built site, as it was when the tests began. */
export const BUILT = join(ROOT, "target/e2e/built");
const BIN = join(ROOT, "node_modules/.bin");

export type Settings = Record<string, string>;

/** Every provider, at the emulator. */
export function allProviders(emulator: Emulator): Settings {
  return {
    CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef",
    CLOUDFLARE_API_TOKEN: "test-token-0000",
    CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`,
    AI_GATEWAY_ID: "default",
    GEMINI_API_KEY: "test-token-1111",
    GEMINI_BASE_URL: `${emulator.url}/v1beta`,
    OPENAI_BASE_URL: `${emulator.url}/openai/v1`,
    OPENAI_API_KEY: "test-token-2222",
    OPENAI_MODEL: "emulator-model",
  };
}

/** No limit is reached by a test that is not about limits. */
export const NO_LIMITS: Settings = { RATE_LIMIT_PER_MINUTE: "0", STREAMS_PER_VISITOR: "0", DAILY_REQUESTS: "0", DAILY_TOKENS: "0" };

/** A stand-in for the `AI` binding, beside the site. */
export interface AiStandIn {
  emulator: Emulator;
  /** It knows nothing of raw answers. */
  plain?: boolean;
}

export interface Bindings {
  ai?: AiStandIn;
  /** A D1 database for the limits' counts. */
  counts?: boolean;
}

/** The built site, served by `wrangler pages dev` with settings of its own. */
export class Site {
  private process!: Background;
  url = "";

  private constructor(
    private readonly dir: string,
    private readonly args: string[],
    private readonly settings: Settings,
  ) {}

  /**
   * Serves from a folder of its own, so that the developer's `.dev.vars` has no say. It lies outside
   * the repository: inside, wrangler would find the repository's settings first.
   */
  static async start(settings: Settings, { ai, counts }: Bindings = {}): Promise<Site> {
    const dir = mkdtempSync(join(tmpdir(), "everchat-site-"));
    cpSync(BUILT, dir, { recursive: true });
    const lines = Object.entries({ TEST_ROUTES: "on", ...NO_LIMITS, ...settings }).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    writeFileSync(join(dir, ".dev.vars"), lines.join("\n") + "\n");
    const configs = ai ? ["-c", "wrangler.toml", "-c", standIn(dir, ai)] : [];
    const d1 = counts ? ["--d1", "COUNTS"] : [];
    const site = new Site(dir, [...configs, ...d1], settings);
    await site.serve();
    return site;
  }

  private async serve(): Promise<void> {
    const args = ["pages", "dev", ...this.args, "--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"];
    const env = {
      ...process.env,
      PATH: `${BIN}:${process.env.PATH}`,
      WRANGLER_SEND_METRICS: "false",
      FORCE_COLOR: "0",
    };
    const started = await Background.start(
      join(BIN, "wrangler"),
      [...args, "--show-interactive-dev-session=false"],
      { cwd: this.dir, env },
      /Ready on (http:\S+)/,
    );
    this.process = started.process;
    this.url = started.match[1].replace(/\/$/, "");
  }

  /** Ends it and serves again, at another address: only what is on disk is still known. */
  async restart(): Promise<void> {
    await this.process.end();
    await this.serve();
  }

  /** Everything that the site has logged. */
  get log(): string {
    return this.process.output;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, { headers });
  }

  chat(body: object = {}, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
    return chat(this.url, body, headers, signal);
  }

  /** Ends every provider's rest, as if nothing had ever failed. */
  async forget(): Promise<void> {
    const response = await this.get("/api/_forget");
    if (!response.ok) throw new Error(`it does not forget: ${await response.text()}`);
  }

  /** Changes a file of the site that is being served. */
  change(path: string, change: (content: string) => string): void {
    const file = join(this.dir, path);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }

  /** Whether something stands in what the site keeps on disk: its databases, its cache. */
  stored(what: RegExp): boolean {
    const files = readdirSync(join(this.dir, ".wrangler/state"), { recursive: true, withFileTypes: true });
    return files.some((file) => file.isFile() && what.test(readFileSync(join(file.parentPath, file.name), "latin1")));
  }

  async end(): Promise<void> {
    await this.process.end();
    const isSecret = (name: string) => /(_TOKEN|_KEY|_CODE)$/.test(name);
    const told = Object.entries(this.settings).filter(([name, value]) => isSecret(name) && value.length > 8 && this.log.includes(value));
    if (told.length > 0) throw new Error(`the log tells ${told.map(([name]) => name).join(", ")}`);
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Asks for an answer; the fields of `body` add to a small question. */
export function chat(url: string, body: object = {}, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}/api/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ messages: [{ role: "user", content: "Hello" }], ...body }),
    signal,
  });
}

/** Puts the stand-in into a folder of its own and binds it to the site; its configuration's path. */
function standIn(dir: string, { emulator, plain }: AiStandIn): string {
  const name = `ai-${process.pid}-${Date.now()}`;
  mkdirSync(join(dir, "ai"));
  cpSync(join(ROOT, "tests/e2e/stand-ins/ai.js"), join(dir, "ai/ai.js"));
  const vars = `EMULATOR = "${emulator.url}", PLAIN = "${plain ? "on" : "off"}"`;
  const config = `name = "${name}"\nmain = "ai.js"\ncompatibility_date = "2026-10-01"\nvars = { ${vars} }\n`;
  writeFileSync(join(dir, "ai/wrangler.toml"), config);
  appendFileSync(join(dir, "wrangler.toml"), `\n[[services]]\nbinding = "AI"\nservice = "${name}"\n`);
  return "ai/wrangler.toml";
}
