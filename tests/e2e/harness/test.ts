import { test as base } from "@playwright/test";
import { Emulator } from "./emulator";
import { allProviders, type Bindings, Site, type Settings } from "./site";

interface TestFixtures {
  /** Starts a site with settings of its own, which ends with the test. */
  startSite: (settings: Settings, bindings?: Bindings) => Promise<Site>;
  freshEmulator: void;
}

interface WorkerFixtures {
  emulator: Emulator;
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
  site: [
    async ({ emulator }, use) => {
      const site = await Site.start(allProviders(emulator));
      await use(site);
      await site.end();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  startSite: async ({}, use) => {
    const sites: Site[] = [];
    await use(async (settings, bindings) => {
      const site = await Site.start(settings, bindings);
      sites.push(site);
      return site;
    });
    await Promise.all(sites.map((site) => site.end()));
  },
  freshEmulator: [
    async ({ emulator, site }, use) => {
      await emulator.reset();
      await site.forget();
      // No test but a person reads along.
      await emulator.scenario({ provider: "*", chunk_ms: 1 });
      await use();
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
