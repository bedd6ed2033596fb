import { type Bindings, DevServer } from "./dev-server";
import type { Settings } from "./settings";
import { Site } from "./site";

/** How many development servers of a worker may wait for the next test. Each takes some 300 MB of memory. */
const MAX_IDLE = 3;

/**
 * Sites for one test at a time. The development servers behind them are used again by later tests, each with settings,
 * an isolate and a store of its own.
 */
export class SitePool {
  /** Sites whose servers no test uses, the one that has waited longest first. */
  private idle: Site[] = [];

  async take(settings: Settings, bindings: Bindings = {}): Promise<Site> {
    const at = this.idle.findIndex(({ server }) => isSame(server.bindings, bindings));
    if (at < 0) return new Site(await DevServer.start(settings, bindings), settings);
    const [site] = this.idle.splice(at, 1);
    // What was logged after its test had ended.
    site.checkLog();
    await site.server.configure(settings);
    return new Site(site.server, settings);
  }

  /** Takes a site back, which no test may use from now on. */
  async release(site: Site): Promise<void> {
    const { server } = site;
    if (server.isAltered || !server.isRunning) await server.end();
    else this.idle.push(site);
    if (this.idle.length > MAX_IDLE) await end(this.idle.shift()!);
    site.checkLog();
  }

  async end(): Promise<void> {
    await Promise.all(this.idle.map(end));
  }
}

async function end(site: Site): Promise<void> {
  await site.server.end();
  site.checkLog();
}

function isSame(one: Bindings, other: Bindings): boolean {
  const key = ({ ai, database = true }: Bindings) => JSON.stringify([ai?.emulator.url, ai?.plain ?? false, database]);
  return key(one) === key(other);
}
