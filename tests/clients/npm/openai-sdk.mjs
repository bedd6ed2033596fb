// The official client: https://github.com/openai/openai-node
import OpenAI from "openai";
import { zodFunction, zodResponseFormat, zodResponsesFunction, zodTextFormat } from "openai/helpers/zod";
import { z } from "zod";
import { BASE_URL, City, collect, KEY, QUESTION, RESULT, serve } from "./driver.mjs";

const messages = [{ role: "user", content: QUESTION }];
const Weather = z.object({ city: z.string(), unit: z.enum(["celsius", "kelvin"]) });
const offered = [zodFunction({ name: "weather", parameters: Weather })];
const responsesOffered = [zodResponsesFunction({ name: "weather", parameters: Weather })];

const client = (retries) => new OpenAI({ apiKey: KEY, baseURL: BASE_URL, maxRetries: retries });

async function whole(model, retries) {
  const completion = await client(retries).chat.completions.create({ model, messages });
  return { text: completion.choices[0].message.content };
}

async function streamed(model, retries) {
  const events = await client(retries).chat.completions.create({ model, messages, stream: true });
  return collect(events, (chunk) => chunk.choices[0]?.delta.content);
}

/** Sends the result of the called tool, and reads the final answer. */
async function answerOfCall(model, retries, message) {
  const [call] = message.tool_calls;
  const result = { role: "tool", tool_call_id: call.id, content: RESULT };
  const conversation = [...messages, message, result];
  const final = await client(retries).chat.completions.create({ model, messages: conversation, tools: offered });
  const { name, parsed_arguments } = call.function;
  return { tool: name, arguments: parsed_arguments, text: final.choices[0].message.content };
}

async function tools(model, retries) {
  const completion = await client(retries).chat.completions.parse({ model, messages, tools: offered });
  return answerOfCall(model, retries, completion.choices[0].message);
}

async function toolsStreamed(model, retries) {
  const stream = client(retries).chat.completions.stream({ model, messages, tools: offered });
  const completion = await stream.finalChatCompletion();
  return answerOfCall(model, retries, completion.choices[0].message);
}

async function structured(model, retries) {
  const response_format = zodResponseFormat(City, "city");
  const completion = await client(retries).chat.completions.parse({ model, messages, response_format });
  return { value: completion.choices[0].message.parsed };
}

async function responsesWhole(model, retries) {
  const response = await client(retries).responses.create({ model, input: QUESTION, instructions: "Be brief." });
  return { text: response.output_text };
}

async function responsesStreamed(model, retries) {
  const stream = client(retries).responses.stream({ model, input: messages });
  const { pieces } = await collect(stream, (event) => event.type === "response.output_text.delta" && event.delta);
  const { output_text: text, error } = await stream.finalResponse();
  if (error) throw Object.assign(new Error(error.message), error);
  return { text, pieces };
}

async function responsesAnswerOfCall(model, retries, output) {
  const call = output.find(({ type }) => type === "function_call");
  const result = { type: "function_call_output", call_id: call.call_id, output: RESULT };
  const input = [...messages, ...output, result];
  const final = await client(retries).responses.create({ model, input, tools: responsesOffered });
  return { tool: call.name, arguments: call.parsed_arguments, text: final.output_text };
}

async function responsesTools(model, retries) {
  const response = await client(retries).responses.parse({ model, input: messages, tools: responsesOffered });
  return responsesAnswerOfCall(model, retries, response.output);
}

async function responsesToolsStreamed(model, retries) {
  const stream = client(retries).responses.stream({ model, input: messages, tools: responsesOffered });
  const { output } = await stream.finalResponse();
  return responsesAnswerOfCall(model, retries, output);
}

async function responsesStructured(model, retries) {
  const text = { format: zodTextFormat(City, "city") };
  const response = await client(retries).responses.parse({ model, input: QUESTION, text });
  return { value: response.output_parsed };
}

await serve({
  chat: { whole, streamed, tools, "tools streamed": toolsStreamed, structured },
  responses: {
    whole: responsesWhole,
    streamed: responsesStreamed,
    tools: responsesTools,
    "tools streamed": responsesToolsStreamed,
    structured: responsesStructured,
  },
});
