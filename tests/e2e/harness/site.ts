import { expect } from "@playwright/test";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { postChat } from "./chat-request";
import type { DevServer } from "./dev-server";
import type { Settings } from "./settings";

/** The built site, served by `wrangler pages dev` with settings of its own. */
export class Site {
  constructor(
    readonly server: DevServer,
    private readonly settings: Settings,
  ) {}

  get url(): string {
    return this.server.url;
  }

  /** Everything that the site has logged. */
  get log(): string {
    return this.server.log;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, { headers });
  }

  chat(body: object = {}, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
    return postChat(this.url, body, headers, signal);
  }

  /** Makes the site forget failed providers, wrong codes and kept reports. */
  async forget(): Promise<void> {
    const response = await this.get("/api/_forget");
    if (!response.ok) throw new Error(`the site does not forget: ${await response.text()}`);
  }

  /** Ends the server and starts it again, at another address; only what is on disk is kept. */
  restart(): Promise<void> {
    return this.server.restart();
  }

  /** Changes a file of the site while it is served. */
  change(path: string, change: (content: string) => string): void {
    this.server.isAltered = true;
    const file = join(this.server.dir, path);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }

  /** Changes the Function's mount, and waits for the isolate that runs the changed one, at the same address. */
  async renew(change: (mount: string) => string): Promise<void> {
    const renewals = () => this.log.split("Local server updated and ready").length;
    const before = renewals();
    this.change("functions/api/[[path]].js", change);
    await expect.poll(renewals, { timeout: 30_000 }).toBeGreaterThan(before);
  }

  /** Whether the site's databases or its cache on disk contain something. */
  stored(pattern: RegExp): boolean {
    return this.storedIn(pattern).length > 0;
  }

  /** The files of the site's databases and its cache that contain something. */
  storedIn(pattern: RegExp): string[] {
    const state = join(this.server.dir, ".wrangler/state");
    const files = readdirSync(state, { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    return paths.filter((path) => pattern.test(readFileSync(path, "latin1"))).map((path) => path.slice(state.length));
  }

  /** Opens the site's D1 database, as another program that uses its file. */
  openDatabase(): DatabaseSync {
    const files = readdirSync(join(this.server.dir, ".wrangler/state/v3/d1"), { recursive: true, withFileTypes: true });
    const file = files.find(({ name }) => /^[0-9a-f]{64}\.sqlite$/.test(name));
    if (!file) throw new Error("the site has no database yet");
    return new DatabaseSync(join(file.parentPath, file.name));
  }

  /** Fails if the log contains one of the site's own secrets. */
  checkLog(): void {
    const isSecret = (name: string) => /(_TOKEN|_KEY|_CODE|_WEBHOOK_URL)$/.test(name);
    const leaked = Object.entries(this.settings).filter(([name, value]) => isSecret(name) && value.length > 8 && this.log.includes(value));
    if (leaked.length > 0) throw new Error(`the log contains ${leaked.map(([name]) => name).join(", ")}`);
  }
}
