import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/** How long a program may take to become ready, in milliseconds. */
const READY_MS = 45_000;

/** A program that runs beside the tests, together with every process that it starts. */
export class Background {
  private pieces: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    private readonly command: string,
  ) {
    const collect = (piece: Buffer) => void this.pieces.push(piece.toString());
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
  }

  /** Starts a program and waits until its output matches `ready`. */
  static async start(
    command: string,
    args: string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv },
    ready: RegExp,
  ): Promise<{ process: Background; match: RegExpMatchArray }> {
    const child = spawn(command, args, { ...options, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const process = new Background(child, command);
    try {
      return { process, match: await process.waitForOutput(ready) };
    } catch (error) {
      await process.end();
      throw error;
    }
  }

  /** Waits until the output from character `from` on matches. Fails if the program ends, or takes longer than 45 s. */
  async waitForOutput(pattern: RegExp, from = 0): Promise<RegExpMatchArray> {
    const { child } = this;
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        for (const stream of [child.stdout, child.stderr]) stream?.off("data", look);
        child.off("error", fail).off("exit", ended);
      };
      const look = () => {
        const match = this.output.slice(from).match(pattern);
        if (!match) return;
        stop();
        resolve(match);
      };
      const fail = (reason: unknown) => {
        stop();
        reject(new Error(`${this.command}: ${reason}\n${this.output}`));
      };
      const ended = () => fail("ended");
      const timer = setTimeout(() => fail(`no output matched ${pattern} in ${READY_MS} ms`), READY_MS);
      for (const stream of [child.stdout, child.stderr]) stream?.on("data", look);
      child.on("error", fail).on("exit", ended);
      if (!this.isRunning) ended();
      else look();
    });
  }

  /** Everything that the program has written so far, to standard output and standard error. */
  get output(): string {
    const text = this.pieces.join("");
    this.pieces = [text];
    return text;
  }

  /** The process id. */
  get id(): number | undefined {
    return this.child.pid;
  }

  get isRunning(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Ends the program and everything that it started. */
  async end(): Promise<void> {
    if (!this.isRunning) return;
    const exit = once(this.child, "exit");
    process.kill(-this.child.pid!, "SIGTERM");
    await exit;
  }
}
