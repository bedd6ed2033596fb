// What the drivers in JavaScript share. A task comes in as a line of JSON, and what became of it goes out as one.
import { createInterface } from "node:readline";
import { z } from "zod";

export const BASE_URL = process.env.BASE_URL;
export const KEY = "test-token-9999";
export const QUESTION = "What is the weather in Paris?";
/** What the tool says, which the final answer quotes. */
export const RESULT = "21 degrees";
/** What is asked for in an answer of a given structure. */
export const City = z.object({ name: z.string(), river: z.string() });

/**
 * Does the tasks that come, until there are no more. Each API has its own; a task is given the model and the number of
 * retries.
 */
export async function serve(apis) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { api, task, model, retries } = JSON.parse(line);
    const said = await apis[api][task](model, retries).then((result) => ({ result }), (error) => ({ error: describe(error) }));
    process.stdout.write(JSON.stringify(said) + "\n");
  }
}

/** An error by the name of its class, with what clients tell of the answer behind it. */
function describe(thrown) {
  console.error(thrown);
  // The AI SDK wraps the last of several errors in one of its own.
  const error = thrown.lastError ?? thrown;
  const status = error.status ?? error.statusCode ?? null;
  const code = error.code ?? error.data?.error?.code ?? null;
  return { type: thrown.constructor.name, status, code, message: thrown.message };
}

/** The pieces of a stream, from each of its events. */
export async function collect(events, piece) {
  const pieces = [];
  for await (const event of events) {
    const text = piece(event);
    if (text) pieces.push(text);
  }
  return { text: pieces.join(""), pieces: pieces.length };
}
