import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./harness/paths";
import { attempts, outcomes } from "./harness/stream";
import { expect, test } from "./harness/test";

// What every file of functions/providers promises, a new one's too.
const FOLDER = join(ROOT, "functions/providers");
const ids = readdirSync(FOLDER).filter((file) => file.endsWith(".toml")).map((file) => file.replace(/\.toml$/, ""));

for (const id of ids) {
  test(`${id}: answers with its key, and where that is refused the next one does and the report says what to set`, async ({ emulator, startSite }) => {
    const file = readFileSync(join(FOLDER, `${id}.toml`), "utf8");
    const path = file.match(/^path = "(.*)"$/m)?.[1] ?? "/chat/completions";
    const model = file.match(/^model = "(.*)"$/m)?.[1];
    const name = id.replaceAll("-", "_").toUpperCase();
    const site = await startSite({
      PROVIDERS: `${id},workers-ai`,
      [`${name}_API_KEY`]: "test-token-7777",
      [`${name}_BASE_URL`]: `${emulator.url}/services/${id}/v1`,
      CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef",
      CLOUDFLARE_API_TOKEN: "test-token-0000",
      CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`,
    });

    const answer = await site.chat({ stream: true });
    expect(await answer.text()).toContain("[DONE]");
    expect(attempts(answer)).toMatchObject([{ provider: id, model, outcome: "served" }]);
    const [asked] = await emulator.requests();
    expect(asked).toMatchObject({ path: `/services/${id}/v1${path}`, headers: { authorization: "Bearer …7777" }, body: { model, stream: true } });
    const models: any = await (await site.get("/api/v1/models")).json();
    expect(models.data).toContainEqual(expect.objectContaining({ id: `${id}/${model}`, owned_by: id }));
    expect((await site.chat({ model: `${id}/${model}` })).headers.get("x-everchat-provider")).toBe(id);

    await emulator.scenario({ provider: "openai", fault: "401" });
    expect(outcomes(await site.chat({ stream: true }))).toEqual([`${id} unauthorized`, "workers-ai served"]);
    const report: any = await (await site.get("/api/report?lang=en")).json();
    const check = report.checks.find((check: any) => check.id === id);
    expect(check).toMatchObject({ verdict: "failed", cause: "key-invalid", evidence: { status: 401 } });
    expect(check.fix.text).toContain(`${name}_API_KEY`);
    expect(report.checks.at(-1)).toMatchObject({ id: "chain", cause: "degraded" });
    expect(report.settings).toContain(`${name}_API_KEY`);
  });
}
