import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { BIN, ROOT } from "../e2e/harness/paths";

/** A program, and its arguments. */
export type Command = [program: string, ...args: string[]];

/** What a client is to do, of which API, and how often it may ask again. */
export interface Task {
  api: string;
  task: string;
  model: string;
  retries: number;
}

/** What became of a task. */
export interface Said {
  result?: { pieces?: number };
  error?: { type: string; status: number | null; code: string | null; message: string };
}

/** How long a client that is still busy may take to end. */
const PATIENCE_MS = 2000;
/** The folder where `cargo xtask test` has put the clients that are no npm packages. */
const INSTALLED = process.env.CLIENTS ?? "";
const OWN = join(ROOT, "tests/clients");

/** A driver in Python, with the packages of a file in `python/requirements/`. */
export function python(packages: string, driver: string): Command {
  return [join(INSTALLED, "python", packages, "bin/python"), join(OWN, "python", driver)];
}

/** A driver in JavaScript. */
export function node(driver: string): Command {
  return [join(BIN, "node"), join(OWN, driver)];
}

/** A driver in Rust. */
export function rust(name: string): Command {
  return [join(INSTALLED, "build/debug", name)];
}

/** An environment without a person's settings, in which clients ask no host but this machine. */
function environment(url: string): NodeJS.ProcessEnv {
  const home = join(INSTALLED, "home");
  mkdirSync(home, { recursive: true });
  // Nobody listens there.
  const nowhere = "http://127.0.0.1:9";
  return {
    PATH: process.env.PATH,
    HOME: home,
    BASE_URL: `${url}/api/v1`,
    AICHAT: join(INSTALLED, "aichat/bin/aichat"),
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    NO_PROXY: "127.0.0.1,localhost",
    OPENAI_AGENTS_DISABLE_TRACING: "1",
    LITELLM_LOCAL_MODEL_COST_MAP: "True",
    LITELLM_TELEMETRY: "False",
    HF_HUB_OFFLINE: "1",
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

/** A client in a program of its own: it is given tasks as lines of JSON, and answers each with a line. */
export class Driver {
  private readonly lines: AsyncIterator<string>;
  private errors = "";

  private constructor(private readonly child: ChildProcess) {
    this.lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
    child.stderr!.on("data", (piece) => (this.errors += piece));
  }

  static start([program, ...args]: Command, url: string): Driver {
    return new Driver(spawn(program, args, { env: environment(url), stdio: "pipe" }));
  }

  async ask(task: Task): Promise<Said> {
    this.errors = "";
    this.child.stdin!.write(JSON.stringify(task) + "\n");
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`the driver ended: ${this.errors}`);
    return JSON.parse(value);
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exit = once(this.child, "exit");
    this.child.stdin!.end();
    const timer = setTimeout(() => this.child.kill(), PATIENCE_MS);
    await exit;
    clearTimeout(timer);
  }
}
