import { allProviders } from "../e2e/harness/settings";
import { Driver, python } from "./driver";
import { expect, test } from "./test";

type Sample = [name: string, labels: Record<string, string>, value: number];

test("Prometheus reads the metrics, and they are what was asked", { tag: ["@everyday", "@python"] }, async ({ emulator, startSite }) => {
  const site = await startSite(allProviders(emulator));
  await emulator.scenario({ provider: "*", chunk_ms: 0, chunks: 3 });
  for (const stream of [false, true]) await (await site.chat({ stream })).text();
  await site.chat({ messages: [] });
  const answered = async () => (await (await site.get("/api/traffic")).json()).totals.requests;
  await expect.poll(answered).toBe(3);
  const prometheus = Driver.start(python("openai", "prometheus.py"), site.url);
  const { result, error } = (await prometheus.ask({ api: "metrics", task: "read", model: "", retries: 0 })) as any;
  await prometheus.end();
  expect(error).toBeUndefined();
  expect(result.type).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
  const samples: Sample[] = result.samples;
  const sum = (name: string, labels: Record<string, string> = {}) =>
    samples
      .filter(([known, has]) => known === name && Object.entries(labels).every(([label, value]) => has[label] === value))
      .reduce((all, [, , value]) => all + value, 0);
  expect(sum("everchat_requests_total")).toBe(3);
  expect(sum("everchat_requests_total", { outcome: "served" })).toBe(2);
  expect(sum("everchat_total_seconds_count")).toBe(3);
  expect(result.families).toContainEqual(["everchat_cost_usd", "counter", "usd"]);
  expect(result.families).toContainEqual(["everchat_total_seconds", "histogram", "seconds"]);
});
