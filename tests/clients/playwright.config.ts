import { defineConfig } from "@playwright/test";

// These tests run beside those of `tests/e2e`, each with a copy of the site.
process.env.TESTS_FOLDER = "clients";

export default defineConfig({
  testDir: ".",
  globalSetup: "../e2e/harness/snapshot.ts",
  outputDir: "../../target/clients/results",
  workers: 2,
  // The workers share the clients, not the files; the tests of one client stay together.
  fullyParallel: true,
  forbidOnly: true,
  timeout: 30_000,
  reporter: process.env.CI ? [["list"]] : [["line"]],
});
