import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Background } from "./background";
import { BUILT, BUNDLES } from "./paths";
import { NO_LIMITS, type Settings } from "./settings";
import { WRANGLER, WRANGLER_ENV } from "./wrangler";

/** The Function under workerd alone, without the inspector that a development server attaches to it. */
export class Workerd {
  private constructor(
    private readonly process: Background,
    private readonly dir: string,
    readonly url: string,
  ) {}

  static async start(settings: Settings): Promise<Workerd> {
    const dir = mkdtempSync(join(tmpdir(), "everchat-workerd-"));
    cpSync(bundle(), dir, { recursive: true });
    writeFileSync(join(dir, "config.capnp"), config(readdirSync(dir), settings));
    const { default: program } = require("workerd") as { default: string };
    const args = ["serve", "--control-fd=1", join(dir, "config.capnp")];
    const { process, match } = await Background.start(program, args, { env: WRANGLER_ENV }, /"port":(\d+)/);
    return new Workerd(process, dir, `http://127.0.0.1:${match[1]}`);
  }

  /** Everything that it has logged. */
  get log(): string {
    return this.process.output;
  }

  /** Its resident memory, in MB. */
  get memory(): number {
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(this.process.id)], { encoding: "utf8" })) / 1000;
  }

  async end(): Promise<void> {
    await this.process.end();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** The folder of the Function's bundle, which each test worker makes once. */
function bundle(): string {
  const dir = join(BUNDLES, String(process.pid));
  if (!existsSync(dir)) {
    execFileSync(WRANGLER, ["pages", "functions", "build", "--outdir", dir], { cwd: BUILT, env: WRANGLER_ENV, stdio: "pipe" });
  }
  return dir;
}

/** workerd's configuration. */
function config(files: string[], settings: Settings): string {
  // The first module handles requests.
  const ordered = ["index.js", ...files.filter((name) => name.endsWith(".wasm"))];
  const modules = ordered.map((name) => {
    const kind = name.endsWith(".wasm") ? "wasm" : "esModule";
    return `(name = ${JSON.stringify(name === "index.js" ? name : `./${name}`)}, ${kind} = embed ${JSON.stringify(name)})`;
  });
  const bindings = Object.entries({ ENVIRONMENT: "production", ...NO_LIMITS, ...settings }).map(
    ([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "site", worker = .site),
    (name = "assets", worker = .assets),
    (name = "internet", network = (allow = ["local", "private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "site")],
);
const site :Workerd.Worker = (
  modules = [${modules.join(", ")}],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = ["enable_request_signal"],
  bindings = [${bindings.join(", ")}, (name = "ASSETS", service = "assets")],
);
# What no Function answers goes to Pages' files, of which there are none here.
const assets :Workerd.Worker = (
  modules = [(name = "assets.js", esModule = "export default { fetch: () => new Response(null, { status: 404 }) };")],
  compatibilityDate = "2026-10-01",
);
`;
}
