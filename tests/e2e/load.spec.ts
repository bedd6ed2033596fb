import { postChat } from "./harness/chat-request";
import { halfRequest } from "./harness/half-request";
import { earlyInAMinute } from "./harness/minute";
import { allProviders } from "./harness/settings";
import { expect, test } from "./harness/test";
import { Workerd } from "./harness/workerd";

// `cargo xtask test load`: 500 visitors at once for two minutes, those who mean well and those who do not.

const CODE = "test-code-0000";
/** How many there are of each kind, and how often each comes. */
const READERS = { count: 330, times: 4 };
const WHOLE = { count: 30, times: 4 };
const LEAVERS = { count: 60, times: 6 };
const SLOW = { count: 40, times: 6 };
const GUESSERS = { count: 25, times: 12 };
const WITH_TOOLS = { count: 14, times: 8 };
const FLOODS_AT_ONCE = 10;
const SECONDS = 120;

/** The most that the one who floods may get: 20 in each minute of the clock. */
const FLOOD_MOST = 80;
const WELL_MEANT = [READERS, WHOLE, LEAVERS].reduce((sum, { count, times }) => sum + count * times, 0);
/** What is left of the day when all have been here, if the one who floods gets the most. */
const LEFT = 7;
/** Streams before the load: one after another, to know how long one waits alone, and all at once, for the heap to find its size. */
const ALONE = 20;
const AT_FIRST = 500;

/** How long a provider takes to its first words, as one does; and an answer has a hundred. */
const PROVIDER = { delay_ms: 500, chunks: 60, chunk_ms: 200 };

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Seen {
  /** The statuses of each kind of visitor, and how many there were. */
  statuses: Record<string, Record<string, number>>;
  /** The readers' times to the first words, in milliseconds. */
  waits: number[];
}

let address = 0;
/** The headers of a visitor of an address of its own. */
function newVisitor(code = CODE): Record<string, string> {
  address += 1;
  return { "cf-connecting-ip": `10.0.${address >> 8}.${address & 255}`, authorization: `Bearer ${code}` };
}

/** Reads a stream, to its end or to its first words. Returns the time to the first words. */
async function read(response: Response, began: number, toEnd: boolean): Promise<number> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let [text, wait] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    text += value ?? "";
    if (wait === 0 && text.includes("w0")) wait = performance.now() - began;
    if (done) break;
    if (wait > 0 && !toEnd) return wait;
  }
  expect(text).toMatch(/w59[^]*\[DONE\]/);
  return wait;
}

/** Sends visitors of one kind, evenly over the time, and notes how each request ended. */
async function send(seen: Seen, kind: string, { count, times }: { count: number; times: number }, visit: (headers: Record<string, string>) => Promise<number | string>, code?: string): Promise<void> {
  const each = (SECONDS * 1000) / times;
  const found: Record<string, number> = (seen.statuses[kind] = {});
  const one = async (n: number) => {
    const headers = newVisitor(code);
    const begin = performance.now() + (n / count) * each * 0.5;
    for (let time = 0; time < times; time++) {
      await sleep(Math.max(0, begin + time * each - performance.now()));
      const status = await visit(headers);
      found[status] = (found[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: count }, (_, n) => one(n)));
}

test("500 visitors at once for two minutes: who means well is answered as if alone, and everything is counted", async ({ emulator }) => {
  test.setTimeout(400_000);
  const { AI_GATEWAY_ID: _, ...settings } = allProviders(emulator);
  const daily = ALONE + AT_FIRST + WELL_MEANT + FLOOD_MOST + LEFT;
  const workerd = await Workerd.start({ ...settings, PROVIDERS: "openai", ACCESS_CODE: CODE, RATE_LIMIT_PER_MINUTE: "20", STREAMS_PER_VISITOR: "8", DAILY_REQUESTS: String(daily), BODY_TIMEOUT_MS: "5000" });
  await emulator.scenario({ provider: "*", ...PROVIDER });
  const stream = async (headers: Record<string, string>, toEnd: boolean, waits: number[]) => {
    const leaving = new AbortController();
    const began = performance.now();
    const response = await postChat(workerd.url, { stream: true }, headers, leaving.signal);
    if (response.ok) waits.push(await read(response, began, toEnd));
    else await response.text();
    leaving.abort();
    return response.status;
  };
  const status = async (body: object, headers: Record<string, string>) => {
    const response = await postChat(workerd.url, body, headers);
    await response.text();
    return response.status;
  };

  const alone: number[] = [];
  for (let n = 0; n < ALONE; n++) expect(await stream(newVisitor(), false, alone)).toBe(200);
  const waitAlone = alone.slice(5).sort((a, b) => a - b)[7];
  await emulator.scenario({ provider: "*", ...PROVIDER, chunk_ms: 50 });
  const first = await Promise.all(Array.from({ length: AT_FIRST }, () => stream(newVisitor(), true, [])));
  expect(first.filter((status) => status !== 200)).toEqual([]);
  await emulator.until((all) => all.every(({ end }) => end !== "open"));
  await emulator.clear();
  await emulator.scenario({ provider: "*", ...PROVIDER });
  const memoryBefore = workerd.memory;

  await earlyInAMinute();
  const seen: Seen = { statuses: {}, waits: [] };
  const memory = [memoryBefore];
  const watching = setInterval(() => memory.push(workerd.memory), 10_000);
  const until = performance.now() + SECONDS * 1000;
  const flooder = newVisitor();
  const flood: Record<string, number> = (seen.statuses.flood = {});
  const flooding = async () => {
    while (performance.now() < until) {
      const found = await status({}, flooder);
      flood[found] = (flood[found] ?? 0) + 1;
      await sleep(400);
    }
  };
  await Promise.all([
    send(seen, "readers", READERS, (headers) => stream(headers, true, seen.waits)),
    send(seen, "whole", WHOLE, (headers) => status({}, headers)),
    send(seen, "leavers", LEAVERS, (headers) => stream(headers, false, [])),
    send(seen, "slow bodies", SLOW, (headers) => halfRequest(workerd.url, headers)),
    send(seen, "guessers", GUESSERS, (headers) => status({}, headers), "wrong-code"),
    send(seen, "tools", WITH_TOOLS, (headers) => status({ tools: [{ type: "web_search" }] }, headers)),
    ...Array.from({ length: FLOODS_AT_ONCE }, flooding),
  ]);
  clearInterval(watching);

  const received = await emulator.until((all) => all.every(({ end }) => end !== "open"));
  await emulator.clear();
  const waits = seen.waits.sort((a, b) => a - b);
  const figures = { alone: waitAlone, median: waits[waits.length >> 1], p99: waits[Math.floor(waits.length * 0.99)], longest: waits.at(-1)! };
  console.log(`time to the first words, ms: ${Object.entries(figures).map(([name, ms]) => `${name} ${Math.round(ms)}`).join(", ")}`);
  console.log(JSON.stringify(seen.statuses));

  const of = (kind: { count: number; times: number }) => kind.count * kind.times;
  expect(seen.statuses.readers).toEqual({ 200: of(READERS) });
  expect(seen.statuses.whole).toEqual({ 200: of(WHOLE) });
  expect(seen.statuses.leavers).toEqual({ 200: of(LEAVERS) });
  expect(seen.statuses["slow bodies"]).toEqual({ 408: of(SLOW) });
  expect(seen.statuses.tools).toEqual({ 400: of(WITH_TOOLS) });
  expect(Object.keys(seen.statuses.guessers).filter((status) => !["401", "429"].includes(status))).toEqual([]);
  expect(flood[200] % 20, "20 in each minute").toBe(0);
  expect(flood[429]).toBeGreaterThan(100);
  expect(figures.longest, "nobody waits twice as long as alone").toBeLessThan(2 * waitAlone);
  expect(received.length, "each answer was asked for once").toBe(WELL_MEANT + flood[200]);

  // What is left of the day is what was not used.
  await emulator.scenario({ provider: "*", chunks: 1, chunk_ms: 0 });
  const left = daily - ALONE - AT_FIRST - WELL_MEANT - flood[200];
  let more = 0;
  while ((await status({}, newVisitor())) === 200) more += 1;
  expect(more, "what is left of the day").toBe(left);

  const memoryAfter = workerd.memory;
  console.log(`memory each 10 s, MB: ${[...memory, memoryAfter].map(Math.round).join(", ")}`);
  // The heap finds its size in the first half.
  expect(memoryAfter, "memory is back where it was").toBeLessThan(memory[memory.length >> 1] * 1.1);
  await workerd.end();
});
