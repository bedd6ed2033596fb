import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./paths";
import type { Settings } from "./settings";

export interface Said {
  code: number | null;
  out: string;
  err: string;
}

/** Runs one of the project's commands to its end, with no settings but those given. */
export async function xtask(args: string[], env: Record<string, string> = {}): Promise<Said> {
  const { PATH, HOME, XTASK = "" } = process.env;
  return run(XTASK, args, { PATH, HOME, ...env });
}

/** Runs a program with this environment alone, to its end. */
export async function run(program: string, args: string[], env: NodeJS.ProcessEnv, cwd = ROOT): Promise<Said> {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const said: Said = { code: null, out: "", err: "" };
  child.stdout.on("data", (piece) => (said.out += piece));
  child.stderr.on("data", (piece) => (said.err += piece));
  [said.code] = await once(child, "close");
  return said;
}

/** A copy of the repository's wrangler.toml beside a file of settings, which setup may change. */
export function wranglerToml(devVars: string): string {
  copyFileSync(join(ROOT, "wrangler.toml"), `${devVars}.toml`);
  return `${devVars}.toml`;
}

/** A file of settings in a folder of its own; `use` is given its path. */
export async function withDevVars<T>(content: Settings | string, use: (path: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), "everchat-vars-"));
  const path = join(dir, ".dev.vars");
  const lines = () => Object.entries(content).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  writeFileSync(path, typeof content === "string" ? content : lines().join(""));
  try {
    return await use(path);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
