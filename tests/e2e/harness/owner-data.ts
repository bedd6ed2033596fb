import { expect } from "@playwright/test";
import type { Emulator } from "./emulator";
import type { Site } from "./site";
import { xtask } from "./xtask";

// What an owner has to look at.

/** Fills a site's database with the demo. */
export async function fillWithDemo(site: Site): Promise<void> {
  expect((await (await site.get("/api/traffic")).json()).database).toBe("ok");
  const { out } = await xtask(["traffic", "--demo", "--sql"]);
  const database = site.openDatabase();
  database.exec(out);
  database.close();
}

/** An entry of the gateway's log. */
const logged = (minutes: number) => ({
  created_at: new Date(Date.now() - minutes * 60_000).toISOString(),
  provider: "workers-ai",
  model: minutes % 3 === 0 ? "@cf/meta/llama-4-scout-17b-16e-instruct" : "@cf/openai/gpt-oss-120b",
  cached: minutes % 5 === 0,
  success: minutes % 10 !== 0,
  status_code: minutes % 10 === 0 ? 500 : 200,
  duration: 300 + 7 * minutes,
  tokens_in: 100,
  tokens_out: 20,
  cost: 0.000_12,
});

/** Adds sixty entries to the gateway's log, one of each minute. */
export async function fillGatewayLog(emulator: Emulator): Promise<void> {
  await emulator.addToGatewayLog(Array.from({ length: 60 }, (_, n) => logged(n + 1)));
}
