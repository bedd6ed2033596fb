import type { Page } from "@playwright/test";

// How long a page holds up its visitor: the longest task of its main thread, in milliseconds of the processor's time, which
// other programs on the machine hardly change.

/** What the loop below takes on the machine that limits are stated for, an ordinary laptop. */
const LOOP_MS = 100;

/** The longest task of the page while something is done. */
export async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline"] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const main = traceEvents.find(({ name, args }: any) => name === "thread_name" && args.name === "CrRendererMain");
  // A task that went on when the trace ended has no duration.
  const isTask = ({ name, pid, tid, tdur }: any) => name === "RunTask" && pid === main.pid && tid === main.tid && tdur > 0;
  const times = traceEvents.filter(isTask).map(({ tdur }: any) => tdur);
  if (times.length === 0) throw new Error("the trace has no task of the page");
  return Math.max(...times) / 1000;
}

/** How much slower this machine is just now than that of the limits; 1 if it is not. */
export async function slowdown(page: Page): Promise<number> {
  const loop = () => {
    let x = 0;
    for (let n = 0; n < 3e7; n++) x = (x * 31 + n) | 0;
    return x;
  };
  return Math.max(1, (await longestTask(page, async () => void (await page.evaluate(loop)))) / LOOP_MS);
}
