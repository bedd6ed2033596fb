// Vercel's AI SDK, with each of its ways to a service of OpenAI's dialect: https://github.com/vercel/ai
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, Output, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";
import { BASE_URL, City, collect, KEY, QUESTION, RESULT, serve } from "./driver.mjs";

const openai = createOpenAI({ apiKey: KEY, baseURL: BASE_URL });
const compatible = createOpenAICompatible({
  name: "everchat",
  apiKey: KEY,
  baseURL: BASE_URL,
  supportsStructuredOutputs: true,
});

const weather = tool({
  description: "The weather in a city",
  inputSchema: z.object({ city: z.string(), unit: z.string() }),
  execute: async () => RESULT,
});
const withTools = { tools: { weather }, stopWhen: stepCountIs(2) };

/** The tasks, for one way from a model's name to a model. */
function tasksOf(way) {
  const request = (model, retries) => ({ model: way(model), prompt: QUESTION, maxRetries: retries });

  /** The call of a tool, and the final answer, of steps that called it by themselves. */
  const told = (steps) => {
    const [call] = steps[0].toolCalls;
    return { tool: call.toolName, arguments: call.input, text: steps.at(-1).text };
  };

  /** Reads a stream to its end. Its errors are among its parts. */
  const read = (options) => {
    let failure;
    const onError = ({ error }) => void (failure ??= error);
    const result = streamText({ ...options, onError });
    const pieces = collect(result.textStream, (text) => text);
    return { result, pieces: pieces.then((told) => (failure ? Promise.reject(failure) : told)) };
  };

  return {
    whole: async (...args) => ({ text: (await generateText(request(...args))).text }),
    streamed: (...args) => read(request(...args)).pieces,
    tools: async (...args) => told((await generateText({ ...request(...args), ...withTools })).steps),
    "tools streamed": async (...args) => {
      const { result, pieces } = read({ ...request(...args), ...withTools });
      await pieces;
      return told(await result.steps);
    },
    structured: async (...args) => {
      const { output } = await generateText({ ...request(...args), output: Output.object({ schema: City }) });
      return { value: output };
    },
  };
}

await serve({ chat: tasksOf(openai.chat), responses: tasksOf(openai), compatible: tasksOf(compatible) });
