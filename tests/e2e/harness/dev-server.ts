import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Background } from "./background";
import type { Emulator } from "./emulator";
import { BUILT, ROOT } from "./paths";
import { devVars, NO_LIMITS, type Settings } from "./settings";
import { WRANGLER, WRANGLER_ENV } from "./wrangler";

/** A stand-in for the `AI` binding, which is remote. */
export interface AiStandIn {
  emulator: Emulator;
  /** It knows nothing of raw answers, as an older binding. */
  plain?: boolean;
}

/** What a site is bound to. It cannot change while `wrangler pages dev` runs. */
export interface Bindings {
  ai?: AiStandIn;
  /** Whether it has its database. It has one if nothing is said. */
  database?: boolean;
}

/** `wrangler pages dev` with the built site. */
export class DevServer {
  url = "";
  /** Its files are not those that were built any more. */
  isAltered = false;
  private process!: Background;
  /** Where the log of the current settings begins. */
  private logStart = 0;

  private constructor(
    readonly dir: string,
    readonly bindings: Bindings,
  ) {}

  /**
   * Starts in a folder of its own, so that the developer's `.dev.vars` is not read. The folder lies outside the
   * repository: inside, wrangler would find the repository's configuration first.
   */
  static async start(settings: Settings, bindings: Bindings): Promise<DevServer> {
    const dir = mkdtempSync(join(tmpdir(), "everchat-site-"));
    cpSync(BUILT, dir, { recursive: true });
    if (bindings.ai) bindStandIn(dir, bindings.ai);
    if (bindings.database === false) unbindDatabase(dir);
    const server = new DevServer(dir, bindings);
    server.writeSettings(settings);
    await server.serve();
    return server;
  }

  /**
   * Serves with other settings, from a new isolate with an empty cache and an empty database. wrangler starts a new
   * workerd when its configuration changes, which takes a third of the time that a start of its own takes.
   */
  async configure(settings: Settings): Promise<void> {
    this.logStart = this.process.output.length;
    rmSync(join(this.dir, ".wrangler/state"), { recursive: true, force: true });
    this.writeSettings(settings);
    // wrangler watches this file alone, and reads `.dev.vars` along with it.
    const config = join(this.dir, "wrangler.toml");
    writeFileSync(config, readFileSync(config));
    await this.process.waitForOutput(/Local server updated and ready/, this.logStart);
  }

  /** Ends wrangler and starts it again, at another address; only what is on disk is kept. */
  async restart(): Promise<void> {
    await this.process.end();
    this.logStart = 0;
    await this.serve();
  }

  /** What was logged since the current settings came into force. */
  get log(): string {
    return this.process.output.slice(this.logStart);
  }

  get isRunning(): boolean {
    return this.process.isRunning;
  }

  async end(): Promise<void> {
    await this.process.end();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private writeSettings(settings: Settings): void {
    writeFileSync(join(this.dir, ".dev.vars"), devVars({ TEST_ROUTES: "on", ...NO_LIMITS, ...settings }));
  }

  private async serve(): Promise<void> {
    const configs = this.bindings.ai ? ["-c", "wrangler.toml", "-c", "ai/wrangler.toml"] : [];
    const ports = ["--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"];
    const args = ["pages", "dev", ...configs, ...ports, "--show-interactive-dev-session=false"];
    const { process, match } = await Background.start(WRANGLER, args, { cwd: this.dir, env: WRANGLER_ENV }, /Ready on (http:\S+)/);
    this.process = process;
    this.url = match[1].replace(/\/$/, "");
  }
}

/** Takes the local database out of the configuration. */
function unbindDatabase(dir: string): void {
  const config = join(dir, "wrangler.toml");
  const text = readFileSync(config, "utf8");
  writeFileSync(config, text.replace(/^\[\[d1_databases\]\]\n(?:\w+ = .*\n)+/m, ""));
}

/** Puts the stand-in for `AI` into `ai/`, and binds it to the site. */
function bindStandIn(dir: string, { emulator, plain }: AiStandIn): void {
  const name = `ai-${process.pid}-${Date.now()}`;
  mkdirSync(join(dir, "ai"));
  cpSync(join(ROOT, "tests/e2e/stand-ins/ai.js"), join(dir, "ai/ai.js"));
  const vars = `EMULATOR = "${emulator.url}", PLAIN = "${plain ? "on" : "off"}"`;
  const config = `name = "${name}"\nmain = "ai.js"\ncompatibility_date = "2026-10-01"\nvars = { ${vars} }\n`;
  writeFileSync(join(dir, "ai/wrangler.toml"), config);
  appendFileSync(join(dir, "wrangler.toml"), `\n[[services]]\nbinding = "AI"\nservice = "${name}"\n`);
}
