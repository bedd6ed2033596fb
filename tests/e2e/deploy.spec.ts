import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "./harness/emulator";
import { ROOT } from "./harness/paths";
import type { Settings } from "./harness/settings";
import { expect, test } from "./harness/test";
import { withDevVars, wranglerToml, xtask } from "./harness/xtask";

// The real wrangler uploads to the emulator's Pages, which serves what came.
const wranglers = (emulator: Emulator): Settings => ({
  CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`,
  CLOUDFLARE_API_TOKEN: "pages-token-0000",
  CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef",
});
const PROJECT = ["--project", "my-site"];
const deploy = (emulator: Emulator, args: string[], env: Settings = {}, vars: Settings = {}) =>
  withDevVars(vars, (path) => xtask(["deploy", "--built", "--env-file", path, ...PROJECT, ...args], { ...wranglers(emulator), ...env }));
const summary = () => readFileSync(join(ROOT, "target/deploy/summary.md"), "utf8");

test.describe.configure({ timeout: 180_000 });

test("a dry run checks everything, needs no account, and uploads nothing", async ({ emulator }) => {
  const done = await withDevVars("", (path) => xtask(["deploy", "--built", "--dry-run", "--branch", "main", "--env-file", path, ...PROJECT], { CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4` }));
  expect(done.err).not.toContain("error");
  expect(done.code).toBe(0);
  expect(done.out).toMatch(/✓ files +\d+ of at most 20000[^]*✓ Function, compressed +0\.\d+ of at most 3 MB[^]*✓ Function, start-up here +\d+ of at most 1000 ms/);
  expect(done.out).toContain("this would be deployed to the Pages project my-site as its branch main");
  expect(await emulator.requests()).toEqual([]);
});

test("a broken setting stops it before anything is built or uploaded", async ({ emulator }) => {
  const done = await deploy(emulator, ["--branch", "main"], {}, { MAX_TOKENS: "many" });
  expect(done.code).toBe(1);
  expect(done.out).toMatch(/✗ [^]*MAX_TOKENS must be a whole number/);
  expect(done.out + done.err).not.toContain("bundling");
  expect(await emulator.requests()).toEqual([]);
});

test("without anything set up: the project is made, and Workers AI's binding answers", async ({ emulator }) => {
  const done = await deploy(emulator, ["--branch", "main"]);
  expect(done.err).not.toContain("error");
  expect(done.out).toMatch(/Deployed to http:\S+ \(production\)\n✓ page +there, with \/assets\/app-\S+\n✓ state +production, with workers-ai\n✓ answer +workers-ai answered; first words after \d+ ms[^]*– report +it takes the site's ADMIN_CODE/);
  expect(done.code).toBe(0);
  expect(done.out + done.err).not.toContain("pages-token");
  const made = (await emulator.requests()).find(({ method, path }) => method === "POST" && path.endsWith("/pages/projects"));
  expect(made?.body).toMatchObject({ name: "my-site", production_branch: "main" });
});

test("with the settings of `setup`: a preview that names itself, with codes, and nothing sent twice", async ({ emulator, page }) => {
  const codes = { ACCESS_CODE: "test-code-1111", ADMIN_CODE: "test-code-0000" };
  const settings = { CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef", CLOUDFLARE_API_TOKEN: "test-token-0000", GEMINI_API_KEY: "test-token-1111", AI_GATEWAY_ID: "default", ...codes };
  await withDevVars({ ...settings, CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`, GEMINI_BASE_URL: `${emulator.url}/v1beta` }, async (path) => {
    expect((await xtask(["setup", "--yes", "--project", "my-site", "--env-file", path, "--wrangler-toml", wranglerToml(path)], wranglers(emulator))).code).toBe(0);
  });
  const first = await deploy(emulator, ["--branch", "main"], codes);
  expect(first.out).toMatch(/✓ state +production, with ai-gateway, workers-ai, gemini\n✓ answer +ai-gateway answered[^]*✓ report +all is well/);
  expect(first.out + first.err).not.toMatch(/test-(code|token)/);
  expect(first.code).toBe(0);

  const preview = await deploy(emulator, ["--branch", "fix/typo"]);
  expect(preview.code).toBe(0);
  expect(preview.out).toMatch(/Deployed to \S+ \(preview\)\nThis branch is always at https:\/\/fix-typo\.my-site\.pages\.dev/);
  expect(preview.out).toMatch(/– answer +it takes the site's ACCESS_CODE[^]*– report +it takes the site's ADMIN_CODE/);
  expect(preview.err + preview.out).toMatch(/Uploaded 0 files \(\d+ already uploaded\)/);
  expect(summary()).toContain("**✓ Preview**: <https://fix-typo.my-site.pages.dev>");

  // Which deployment it is stands in the page, the state and the report.
  const url = preview.out.match(/Deployed to (\S+)/)?.[1] ?? "";
  const status: any = await (await fetch(`${url}/api/status`)).json();
  expect(status).toMatchObject({ environment: "preview", branch: "fix/typo", commit: expect.stringMatching(/^[0-9a-f]{40}$/), built_at: expect.stringMatching(/^20\d\d-.*Z$/) });
  const report: any = await (await fetch(`${url}/api/report`, { headers: { authorization: `Bearer ${codes.ADMIN_CODE}` } })).json();
  expect(report).toMatchObject({ environment: "preview", branch: "fix/typo", commit: status.commit, built_at: status.built_at });
  await page.goto(url);
  await expect(page.getByText(`Preview of branch fix/typo (${status.commit.slice(0, 7)}), not the live site.`)).toBeVisible();
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByText(`Preview · Branch fix/typo · Commit ${status.commit.slice(0, 7)} · Built ${status.built_at.slice(0, 10).replaceAll("-", "\u2011")}`)).toBeVisible();
});

test("a site that cannot answer is told, and the exit status says so", async ({ emulator }) => {
  await emulator.scenario({ provider: "workers-ai", fault: "500" });
  const failed = await deploy(emulator, ["--branch", "main"]);
  expect(failed.out).toMatch(/✓ page[^]*✗ answer +there is no answer: [^]*Roll back/);
  expect(failed.code).toBe(1);
  expect(summary()).toContain("**✗ Site**");
});

test("without a login the way to one is named", async ({ emulator }) => {
  const done = await deploy(emulator, ["--branch", "main"], { CLOUDFLARE_API_TOKEN: "invalid-token-0000" });
  expect(done.code).toBe(1);
  expect(done.err).toContain("Account · Cloudflare Pages · Edit");
});
