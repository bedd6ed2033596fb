import { allProviders } from "./harness/site";
import { expect, test } from "./harness/test";

const AT_ONCE = 200;
const SECONDS = 60;

test("200 streams at once for a minute, a third broken, a third left: nothing is stuck and every upstream is closed", async ({
  emulator,
  startSite,
}) => {
  test.setTimeout(240_000);
  const site = await startSite({ ...allProviders(emulator), PROVIDERS: "workers-ai,openai,gemini" });
  await emulator.scenario({ provider: "*", chunks: 20, chunk_ms: 200 });
  const count = { whole: 0, broken: 0, left: 0, refused: 0 };

  /** One visitor: reads to the end, meets a fault on the way, or leaves. */
  async function visit(kind: number): Promise<void> {
    const leaving = new AbortController();
    const model = ["gemini/gemini-flash-latest", "openai/emulator-model", "workers-ai/@cf/google/gemma-4-26b-a4b-it"][kind];
    const response = await site.chat({ stream: true, model }, {}, leaving.signal);
    if (!response.ok) {
      count.refused++;
      await response.text();
      return;
    }
    let text = "";
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      text += value ?? "";
      if (done) break;
      if (kind === 2 && text.includes("w3")) {
        leaving.abort();
        count.left++;
        return;
      }
    }
    if (text.includes("[DONE]")) count.whole++;
    else count.broken++;
  }

  async function load(seconds: number): Promise<void> {
    const until = Date.now() + seconds * 1000;
    const visitor = async (n: number) => {
      while (Date.now() < until) await visit(n % 3).catch((error) => expect(error.name).toBe("AbortError"));
    };
    // Providers that broke are given another chance to break.
    const forgetting = setInterval(() => void site.forget(), 1000);
    await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => visitor(n)));
    clearInterval(forgetting);
  }

  await emulator.scenario({ provider: "openai", fault: "cut", after_chunks: 10, chunks: 20, chunk_ms: 200 });
  await load(SECONDS);
  await emulator.until((all) => all.every(({ end }) => end !== "open"));
  console.log(JSON.stringify(count));
  expect(count.refused).toBe(0);
  for (const kind of ["whole", "broken", "left"] as const) expect(count[kind], kind).toBeGreaterThan(100);
  const after = await site.chat({ stream: true });
  expect(after.status).toBe(200);
  await after.body!.cancel();
});
