import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Edge } from "./harness/edge";
import type { Emulator } from "./harness/emulator";
import { allProviders, ROOT, type Settings } from "./harness/site";
import { expect, test } from "./harness/test";
import { withDevVars, xtask } from "./harness/xtask";

/** wrangler's own settings, for the emulator's Pages API. */
const wranglers = (emulator: Emulator): Settings => ({
  CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`,
  CLOUDFLARE_API_TOKEN: "pages-token-0000",
  CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef",
});
const PROJECT = ["--built", "--project", "my-site"];
const summary = () => readFileSync(join(ROOT, "target/deploy/summary.md"), "utf8");

test.describe.configure({ timeout: 180_000 });

test("a dry run checks everything, needs no account, and uploads nothing", async ({ emulator }) => {
  const done = await withDevVars("", (path) => xtask(["deploy", "--dry-run", "--branch", "main", "--env-file", path, ...PROJECT], { CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4` }));
  expect(done.err).not.toContain("error");
  expect(done.code).toBe(0);
  expect(done.out).toMatch(/✓ files +\d+ of at most 20000[^]*✓ Function, compressed +0\.\d+ of at most 3 MB[^]*✓ Function, start-up here +\d+ of at most 1000 ms/);
  expect(done.out).toContain("this would be deployed to the Pages project my-site as its branch main");
  expect(await emulator.requests()).toEqual([]);
});

test("a broken setting stops it before anything is built or uploaded", async ({ emulator }) => {
  const done = await withDevVars("MAX_TOKENS=many\n", (path) => xtask(["deploy", "--branch", "main", "--env-file", path, ...PROJECT], wranglers(emulator)));
  expect(done.code).toBe(1);
  expect(done.out).toMatch(/✗ [^]*MAX_TOKENS must be a whole number/);
  expect(done.out + done.err).not.toContain("bundling");
  expect(await emulator.requests()).toEqual([]);
});

test("a new project: made, uploaded, and what was uploaded answers, first as the site and then as a preview", async ({ emulator, page }) => {
  const edge = await Edge.start(emulator, { ...allProviders(emulator), ADMIN_CODE: "test-code-0000", ACCESS_CODE: "test-code-1111" });
  const deploy = (branch: string, env: Settings = {}) =>
    withDevVars("", (path) => xtask(["deploy", "--branch", branch, "--env-file", path, ...PROJECT], { ...wranglers(emulator), ...env }));
  try {
    const site = await deploy("main", { ACCESS_CODE: "test-code-1111", ADMIN_CODE: "test-code-0000" });
    expect(site.out).toContain(`Deployed to ${edge.url} (production)`);
    expect(site.out).toMatch(/✓ page +there, with \/assets\/app-[^]*✓ state +production, with ai-gateway, workers-ai, gemini, openai\n[^]*✓ answer +ai-gateway answered; first words after \d+ ms[^]*✓ report +all is well/);
    expect(site.code).toBe(0);
    expect(site.out + site.err).not.toMatch(/test-code|pages-token/);
    const made = (await emulator.requests()).find(({ method, path }) => method === "POST" && path.endsWith("/pages/projects"));
    expect(made?.body).toMatchObject({ name: "my-site", production_branch: "main" });

    // A second time nothing is sent that is there, and the codes of the site are asked for where they are not given.
    await edge.forget();
    const preview = await deploy("fix/typo");
    expect(preview.code).toBe(0);
    expect(preview.out).toMatch(/Deployed to \S+ \(preview\)\nThis branch is always at https:\/\/fix-typo\.my-site\.pages\.dev/);
    expect(preview.out).toMatch(/– answer +it takes the site's ACCESS_CODE[^]*– report +it takes the site's ADMIN_CODE/);
    expect(preview.err + preview.out).toMatch(/Uploaded 0 files \(\d+ already uploaded\)/);
    expect(summary()).toContain("**✓ Preview**: <https://fix-typo.my-site.pages.dev>");

    // Which deployment it is stands in the page, the state and the report.
    const status: any = await (await fetch(`${edge.url}/api/status`)).json();
    expect(status).toMatchObject({ environment: "preview", branch: "fix/typo", commit: expect.stringMatching(/^[0-9a-f]{40}$/), built_at: expect.stringMatching(/^20\d\d-.*Z$/) });
    const report: any = await (await fetch(`${edge.url}/api/report`, { headers: { authorization: "Bearer test-code-0000" } })).json();
    expect(report).toMatchObject({ environment: "preview", branch: "fix/typo", commit: status.commit, built_at: status.built_at });
    await page.goto(edge.url);
    await expect(page.getByText(`A preview of the branch fix/typo (${status.commit.slice(0, 7)}), not the site itself.`)).toBeVisible();
    await page.getByRole("button", { name: "Settings" }).click();
    await expect(page.getByText(`A preview · Branch fix/typo · Commit ${status.commit.slice(0, 7)} · Built ${status.built_at.slice(0, 10)}`)).toBeVisible();
  } finally {
    await edge.end();
  }
});

test("a site that cannot answer is told, and the exit status says so", async ({ emulator }) => {
  const edge = await Edge.start(emulator, { ...allProviders(emulator), PROVIDERS: "gemini,openai" });
  const deploy = () => withDevVars("", (path) => xtask(["deploy", "--branch", "main", "--env-file", path, ...PROJECT], wranglers(emulator)));
  try {
    await emulator.scenario({ provider: "gemini", fault: "401" });
    await emulator.scenario({ provider: "openai", fault: "500" });
    const failed = await deploy();
    expect(failed.out).toMatch(/✓ page[^]*✗ answer +there is no answer: [^]*Roll back/);
    expect(failed.code).toBe(1);
    expect(summary()).toContain("**✗ Site**");
  } finally {
    await edge.end();
  }
});

test("without a login the way to one is named", async ({ emulator }) => {
  const done = await withDevVars("", (path) =>
    xtask(["deploy", "--branch", "main", "--env-file", path, ...PROJECT], { ...wranglers(emulator), CLOUDFLARE_API_TOKEN: "invalid-token-0000" }),
  );
  expect(done.code).toBe(1);
  expect(done.err).toContain("Account · Cloudflare Pages · Edit");
});
