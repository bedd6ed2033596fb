import { test as base } from "../e2e/harness/test";
import { type Command, Driver } from "./driver";

/** The running clients of a worker, each started when it is first asked. */
export type Drivers = (command: Command) => Driver;

export const test = base.extend<object, { drivers: Drivers }>({
  drivers: [
    async ({ site }, use) => {
      const running = new Map<string, Driver>();
      await use((command) => {
        const name = command.join(" ");
        const driver = running.get(name) ?? Driver.start(command, site.url);
        running.set(name, driver);
        return driver;
      });
      await Promise.all([...running.values()].map((driver) => driver.end()));
    },
    { scope: "worker" },
  ],
});

export { expect } from "../e2e/harness/test";
