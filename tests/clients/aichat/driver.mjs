// aichat, a command: https://github.com/sigoden/aichat. It is set up by files, and run once for each task.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { BASE_URL, KEY, QUESTION, RESULT, serve } from "../npm/driver.mjs";

const dir = mkdtempSync(join(tmpdir(), "everchat-aichat-"));
const env = { ...process.env, AICHAT_CONFIG_DIR: dir };

function configure() {
  const models = ["auto", "gpt-9"].map((name) => ({ name, supports_function_calling: true }));
  const client = { type: "openai-compatible", name: "everchat", api_base: BASE_URL, api_key: KEY, models };
  // JSON is YAML.
  writeFileSync(join(dir, "config.yaml"), JSON.stringify({ clients: [client], save: false }));
}

/** Its tools are programs, which are given the arguments as JSON. This one keeps them. */
function addTool() {
  const properties = { city: { type: "string" }, unit: { type: "string" } };
  const tool = { name: "weather", description: "The weather in a city", parameters: { type: "object", properties } };
  mkdirSync(join(dir, "functions/bin"), { recursive: true });
  writeFileSync(join(dir, "functions/functions.json"), JSON.stringify([tool]));
  const script = `#!/bin/sh\nprintf %s "$1" > '${join(dir, "called")}'\nprintf %s '"${RESULT}"' > "$LLM_OUTPUT"\n`;
  writeFileSync(join(dir, "functions/bin/weather"), script, { mode: 0o755 });
}

async function ask(model, options, more = {}) {
  const args = ["--model", `everchat:${model}`, ...options, QUESTION];
  const running = promisify(execFile)(process.env.AICHAT, args, { env: { ...env, ...more } });
  running.child.stdin.end();
  // What it prints of a failure is all that it tells.
  const { stdout } = await running.catch((error) => Promise.reject(new Error(error.stderr)));
  return stdout;
}

async function tools(model) {
  const text = await ask(model, ["--no-stream"], { AICHAT_USE_TOOLS: "weather" });
  return { tool: "weather", arguments: JSON.parse(readFileSync(join(dir, "called"), "utf8")), text };
}

configure();
addTool();
await serve({
  chat: {
    whole: async (model) => ({ text: await ask(model, ["--no-stream"]) }),
    command: async (model) => ({ text: await ask(model, []) }),
    tools,
  },
});
rmSync(dir, { recursive: true });
