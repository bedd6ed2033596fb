import { type Command, node, python, rust } from "./driver";
import {
  AICHAT,
  AI_SDK,
  ASYNC_OPENAI,
  type Failures,
  INSTRUCTOR,
  LANGCHAIN,
  LITELLM,
  LLM,
  OPENAI_AGENTS,
  OPENAI_JAVASCRIPT,
  OPENAI_PYTHON,
  PYDANTIC_AI,
} from "./failures";

/** What a client may be asked to do. */
export type TaskName =
  | "whole"
  | "streamed"
  /** A stream, printed by a program. */
  | "command"
  | "tools"
  | "tools streamed"
  | "structured"
  | "structured streamed"
  | "structured by a tool";

/** One of other people's clients. */
export interface Client {
  name: string;
  command: Command;
  /** Each API that it speaks, and what it does by it. */
  apis: Record<string, TaskName[]>;
  failures: Failures;
  /** How often it asks again, where that cannot be set. */
  fixedRetries?: number;
  /** Whether `cargo xtask test` tries it without being asked to. */
  isEveryday?: boolean;
}

const ALL: TaskName[] = ["whole", "streamed", "tools", "tools streamed", "structured"];
const MOST: TaskName[] = ["whole", "streamed", "tools", "structured"];

/** Which client is tried with which tasks. */
export const CLIENTS: Client[] = [
  {
    name: "openai for Python",
    command: python("openai", "openai_sdk.py"),
    apis: { chat: ALL, responses: ALL },
    failures: OPENAI_PYTHON,
    isEveryday: true,
  },
  {
    name: "openai for JavaScript",
    command: node("npm/openai-sdk.mjs"),
    apis: { chat: ALL, responses: ALL },
    failures: OPENAI_JAVASCRIPT,
    isEveryday: true,
  },
  {
    name: "AI SDK",
    command: node("npm/ai-sdk.mjs"),
    apis: { chat: ALL, responses: ALL, compatible: ALL },
    failures: AI_SDK,
    isEveryday: true,
  },
  {
    name: "OpenAI Agents",
    command: python("others", "openai_agents.py"),
    apis: { chat: ALL, responses: ALL },
    failures: OPENAI_AGENTS,
  },
  {
    name: "LangChain",
    command: python("others", "langchain_client.py"),
    apis: { chat: ALL, responses: ALL },
    failures: LANGCHAIN,
  },
  {
    name: "LiteLLM",
    command: python("others", "litellm_client.py"),
    apis: { chat: ALL, responses: ["whole", "streamed"] },
    failures: LITELLM,
  },
  {
    name: "Pydantic AI",
    command: python("others", "pydantic_ai_client.py"),
    apis: { chat: [...MOST, "structured by a tool"], responses: [...MOST, "structured by a tool"] },
    failures: PYDANTIC_AI,
  },
  {
    name: "Instructor",
    command: python("instructor", "instructor_client.py"),
    apis: { chat: ["structured", "structured by a tool", "structured streamed"] },
    failures: INSTRUCTOR,
  },
  {
    name: "LLM",
    command: python("others", "llm_client.py"),
    apis: { chat: [...ALL, "command"], responses: [...ALL, "command"] },
    failures: LLM,
    fixedRetries: 2,
  },
  {
    name: "async-openai",
    command: rust("async-openai-client"),
    apis: { chat: MOST, responses: MOST },
    failures: ASYNC_OPENAI,
  },
  {
    name: "aichat",
    command: node("aichat/driver.mjs"),
    apis: { chat: ["whole", "command", "tools"] },
    failures: AICHAT,
    fixedRetries: 0,
  },
];
