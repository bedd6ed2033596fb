import type { Emulator, Scenario } from "../e2e/harness/emulator";
import { CLIENTS, type TaskName } from "./clients";
import { expect, test } from "./test";

const CITY = { name: "Paris", river: "Seine" };
const CALL = { city: "Paris", unit: "celsius" };
/** What the answers quote. */
const QUESTION = expect.stringContaining("> What is the weather in Paris?");
const TOOLS_RESULT = expect.stringMatching(/^> "?21 degrees/m);

/** What every provider does while a client has a task, what the client has then, and what the providers were asked. */
interface Expected {
  scenario?: Omit<Scenario, "provider">;
  result: object;
  /** The body of each request, as far as it matters. */
  bodies: [object, ...object[]];
}

const ANSWER: Expected = { result: { text: QUESTION }, bodies: [{}] };
/** A service refuses the result of a tool that was not called before. */
const CALLED = [
  expect.objectContaining({ role: "assistant", tool_calls: [expect.objectContaining({ id: "call_emulator" })] }),
  expect.objectContaining({ role: "tool", tool_call_id: "call_emulator" }),
];
const TOOL: Expected = {
  scenario: { tool_call: { name: "weather", arguments: JSON.stringify(CALL) } },
  result: { tool: "weather", arguments: CALL, text: TOOLS_RESULT },
  bodies: [{ tools: [{ type: "function" }] }, { messages: expect.arrayContaining(CALLED) }],
};
const SCHEMA = { schema: { type: "object", required: ["name", "river"] } };
const STRUCTURE: Expected = {
  scenario: { answer: JSON.stringify(CITY) },
  result: { value: CITY },
  bodies: [{ response_format: { type: "json_schema", json_schema: SCHEMA } }],
};
const STRUCTURE_BY_A_TOOL: Expected = {
  scenario: { tool_call: { name: "City", arguments: JSON.stringify(CITY) } },
  result: { value: CITY },
  bodies: [{ tools: [{ function: { name: "City" } }] }],
};

/** The same as a stream. */
function streamed({ bodies: [first, ...others], ...expected }: Expected): Expected {
  return { ...expected, bodies: [{ ...first, stream: true }, ...others] };
}

const EXPECTED: Record<TaskName, Expected> = {
  whole: ANSWER,
  streamed: streamed(ANSWER),
  command: streamed(ANSWER),
  tools: TOOL,
  "tools streamed": streamed(TOOL),
  structured: STRUCTURE,
  "structured streamed": streamed(STRUCTURE),
  "structured by a tool": STRUCTURE_BY_A_TOOL,
};

for (const { name, command, apis, failures, fixedRetries, isEveryday } of CLIENTS) {
  const everyday = { tag: isEveryday ? ["@everyday"] : [] };
  test.describe(name, { tag: command[0].endsWith("python") ? ["@python"] : [] }, () => {
    test.describe.configure({ mode: "default" });
    for (const [api, tasks] of Object.entries(apis)) {
      for (const task of tasks) {
        test(`${api}: ${task}`, everyday, async ({ drivers, emulator }) => {
          const { scenario, result, bodies } = EXPECTED[task];
          await emulator.scenario({ provider: "*", chunk_ms: 0, ...scenario });
          const said = await drivers(command).ask({ api, task, model: "auto", retries: 0 });
          expect(said).toMatchObject({ result });
          expect((await emulator.requests()).map(({ body }) => body)).toMatchObject(bodies);
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

      const reading = tasks.find((task) => task === "streamed" || task === "command");
      const cut = failures.cut[api];
      if (!reading || !cut) continue;
      test(`${api}: a stream that breaks off is a failure`, everyday, async ({ drivers, emulator }) => {
        await emulator.scenario({ provider: "*", fault: "cut", after_chunks: 3 });
        const said = await drivers(command).ask({ api, task: reading, model: "auto", retries: 2 });
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
