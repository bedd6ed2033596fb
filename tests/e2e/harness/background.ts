import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/** A program that runs beside the tests, with everything that it starts. */
export class Background {
  private constructor(
    private readonly child: ChildProcess,
    private readonly said: string[],
  ) {}

  /** Starts it and waits until it says what `ready` matches. */
  static async start(
    command: string,
    args: string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv },
    ready: RegExp,
  ): Promise<{ process: Background; match: RegExpMatchArray }> {
    const child = spawn(command, args, {
      ...options,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const background = new Background(child, []);
    const hearing = new Promise<RegExpMatchArray>((resolve, reject) => {
      const hear = (piece: Buffer) => {
        background.said.push(piece.toString());
        const found = background.output.match(ready);
        if (found) resolve(found);
      };
      child.stdout?.on("data", hear);
      child.stderr?.on("data", hear);
      const fail = (what: string) => reject(new Error(`${command} ${what}:\n${background.output}`));
      child.on("error", reject);
      child.on("exit", () => fail("ended"));
      setTimeout(() => fail("is not ready in 45 s"), 45_000).unref();
    });
    try {
      return { process: background, match: await hearing };
    } catch (error) {
      await background.end();
      throw error;
    }
  }

  /** All that it has said so far. */
  get output(): string {
    return this.said.join("");
  }

  get id(): number | undefined {
    return this.child.pid;
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.pid === undefined) return;
    const ended = once(this.child, "exit");
    process.kill(-this.child.pid, "SIGTERM");
    await ended;
  }
}
