import type { Emulator, Scenario } from "../e2e/harness/emulator";
import { CLIENTS, type TaskName } from "./clients";
import { expect, test } from "./test";

const CITY = { name: "Paris", river: "Seine" };
const CALL = { city: "Paris", unit: "celsius" };
/** What the answers quote. */
const QUESTION = expect.stringContaining("> What is the weather in Paris?");
const TOOLS_RESULT = expect.stringMatching(/^> "?21 degrees/m);

/** What every provider does while a client has a task, what the client has then, and how often it asked. */
interface Expected {
  scenario?: Omit<Scenario, "provider">;
  result: object;
  requests: number;
  isStreamed?: boolean;
}

const ANSWER: Expected = { result: { text: QUESTION }, requests: 1 };
const TOOL: Expected = {
  scenario: { tool_call: { name: "weather", arguments: JSON.stringify(CALL) } },
  result: { tool: "weather", arguments: CALL, text: TOOLS_RESULT },
  requests: 2,
};
const STRUCTURE: Expected = { scenario: { answer: JSON.stringify(CITY) }, result: { value: CITY }, requests: 1 };

const EXPECTED: Record<TaskName, Expected> = {
  whole: ANSWER,
  streamed: { ...ANSWER, isStreamed: true },
  command: { ...ANSWER, isStreamed: true },
  tools: TOOL,
  "tools streamed": { ...TOOL, isStreamed: true },
  structured: STRUCTURE,
  "structured streamed": { ...STRUCTURE, isStreamed: true },
  "structured by a tool": { ...STRUCTURE, scenario: { tool_call: { name: "City", arguments: JSON.stringify(CITY) } } },
};

for (const { name, command, apis, failures, fixedRetries, isEveryday } of CLIENTS) {
  const everyday = { tag: isEveryday ? ["@everyday"] : [] };
  test.describe(name, { tag: command[0].endsWith("python") ? ["@python"] : [] }, () => {
    test.describe.configure({ mode: "default" });
    for (const [api, tasks] of Object.entries(apis)) {
      for (const task of tasks) {
        test(`${api}: ${task}`, everyday, async ({ drivers, emulator }) => {
          const { scenario, result, requests, isStreamed } = EXPECTED[task];
          await emulator.scenario({ provider: "*", chunk_ms: 0, ...scenario });
          const said = await drivers(command).ask({ api, task, model: "auto", retries: 0 });
          expect(said).toMatchObject({ result });
          const received = await emulator.requests();
          expect(received).toHaveLength(requests);
          if (isStreamed) expect(received[0].body.stream).toBe(true);
          if (said.result?.pieces !== undefined) expect(said.result.pieces).toBeGreaterThan(3);
        });
      }

      test(`${api}: failures by its own types, without asking again`, everyday, async ({ drivers, emulator }) => {
        for (const task of tasks.slice(0, 2)) {
          const ask = (model: string) => drivers(command).ask({ api, task, model, retries: 2 });
          await emulator.reset();
          expect(await ask("gpt-9")).toMatchObject({ error: failures.unknown });
          expect(await emulator.requests()).toEqual([]);
          await emulator.scenario({ provider: "*", fault: "bad_request" });
          expect(await ask("auto")).toMatchObject({ error: failures.refused });
          expect(await asked(emulator)).toBe(1);
        }
      });

      // All APIs of a client have the same waits.
      const isFirst = api === Object.keys(apis)[0];
      test(`${api}: asks again as often as it is set to`, isFirst ? everyday : {}, async ({ drivers, emulator }) => {
        const ask = (retries: number) => drivers(command).ask({ api, task: tasks[0], model: "auto", retries });
        await emulator.scenario({ provider: "*", fault: "500" });
        expect(await ask(1)).toMatchObject({ error: failures.failed });
        expect(await asked(emulator)).toBe(1 + (fixedRetries ?? 1));
        // It would wait for as long as the site says.
        if (fixedRetries) return;
        await emulator.reset();
        await emulator.scenario({ provider: "*", fault: "429" });
        expect(await ask(0)).toMatchObject({ error: failures.busy });
        expect(await asked(emulator)).toBe(1);
      });

      const streamed = tasks.find((task) => task === "streamed" || task === "command");
      const cut = failures.cut[api];
      if (!streamed || !cut) continue;
      test(`${api}: a stream that breaks off is a failure`, everyday, async ({ drivers, emulator }) => {
        await emulator.scenario({ provider: "*", fault: "cut", after_chunks: 3 });
        const said = await drivers(command).ask({ api, task: streamed, model: "auto", retries: 2 });
        expect(said).toMatchObject({ error: cut });
        expect(await emulator.requests()).toHaveLength(1);
      });
    }
  });
}

/** How often the site was asked while every provider failed: each time it asks the last one once. */
async function asked(emulator: Emulator): Promise<number> {
  return (await emulator.requests()).filter(({ provider }) => provider === "openai").length;
}
