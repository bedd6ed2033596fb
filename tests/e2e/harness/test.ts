import { test as base } from "@playwright/test";
import type { Bindings } from "./dev-server";
import { Emulator } from "./emulator";
import { allProviders, type Settings } from "./settings";
import type { Site } from "./site";
import { SitePool } from "./site-pool";

interface TestFixtures {
  /** Gives a site with settings of its own until the test ends. */
  startSite: (settings: Settings, bindings?: Bindings) => Promise<Site>;
  freshEmulator: void;
}

interface WorkerFixtures {
  emulator: Emulator;
  sites: SitePool;
  /** A site with every provider, at the emulator. */
  site: Site;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  emulator: [
    async ({}, use) => {
      const emulator = await Emulator.start();
      await use(emulator);
      await emulator.end();
    },
    { scope: "worker" },
  ],
  sites: [
    async ({}, use) => {
      const sites = new SitePool();
      await use(sites);
      await sites.end();
    },
    { scope: "worker" },
  ],
  site: [
    async ({ emulator, sites }, use) => {
      const site = await sites.take(allProviders(emulator));
      await use(site);
      await sites.release(site);
    },
    { scope: "worker", timeout: 60_000 },
  ],
  startSite: async ({ sites }, use) => {
    const taken: Site[] = [];
    await use(async (settings, bindings) => {
      const site = await sites.take(settings, bindings);
      taken.push(site);
      return site;
    });
    await Promise.all(taken.map((site) => sites.release(site)));
  },
  freshEmulator: [
    async ({ emulator, site }, use) => {
      await emulator.reset();
      await site.forget();
      // Answers at a reading pace are for people.
      await emulator.scenario({ provider: "*", chunk_ms: 1 });
      await use();
      site.checkLog();
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
