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
  /** Servers that no test uses, the one that has waited longest first. */
  private idle: DevServer[] = [];

  async take(settings: Settings, bindings: Bindings = {}): Promise<Site> {
    const at = this.idle.findIndex((server) => isSame(server.bindings, bindings));
    if (at < 0) return new Site(await DevServer.start(settings, bindings), settings);
    const [server] = this.idle.splice(at, 1);
    await server.configure(settings);
    return new Site(server, settings);
  }

  /** Takes a site back, which no test may use from now on. */
  async release(site: Site): Promise<void> {
    const { server } = site;
    if (server.isAltered || !server.isRunning) await server.end();
    else this.idle.push(server);
    if (this.idle.length > MAX_IDLE) await this.idle.shift()!.end();
    site.checkLog();
  }

  async end(): Promise<void> {
    await Promise.all(this.idle.map((server) => server.end()));
  }
}

function isSame(one: Bindings, other: Bindings): boolean {
  const key = ({ ai, counts = false }: Bindings) => JSON.stringify([ai?.emulator.url, ai?.plain ?? false, counts]);
  return key(one) === key(other);
}
