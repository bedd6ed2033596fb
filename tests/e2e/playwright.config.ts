import { defineConfig } from "@playwright/test";

// Each worker has an emulator and a site of its own, so tests of one file run one after another.
export default defineConfig({
  testDir: ".",
  globalSetup: "./harness/snapshot.ts",
  // Only the READMEs' pictures are compared.
  snapshotPathTemplate: "{testDir}/../../.github/{arg}{ext}",
  outputDir: "../../target/e2e/results",
  workers: 2,
  // The soak takes the whole machine, so it runs by itself, after the others.
  projects: [
    { name: "site", testIgnore: ["soak.spec.ts", "load.spec.ts"] },
    { name: "soak", testMatch: "soak.spec.ts", dependencies: ["site"] },
    // Only where it is asked for.
    { name: "load", testMatch: "load.spec.ts" },
  ],
  forbidOnly: true,
  // Generous, since nothing is timed here: a slow machine is not a failure.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.CI ? [["list"]] : [["line"]],
  use: {
    // A trace with pictures of the page after each step makes the tests take half as long again: `--trace on` makes one.
    trace: { mode: "retain-on-failure", snapshots: false, screenshots: false },
    screenshot: "only-on-failure",
    // It would answer for the network that tests play with; its own tests let it in.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
