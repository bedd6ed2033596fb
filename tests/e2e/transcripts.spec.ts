import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "./harness/paths";
import { objects } from "./harness/stream";
import { expect, test } from "./harness/test";

// What services send goes through workerd: a case of each shape, and real transcripts where a folder of them lies beside the
// repository.

const FOLDERS = ["tests/shapes", "../shared/transcripts"].map((folder) => join(ROOT, folder)).filter(existsSync);

interface Transcript {
  name: string;
  bytes: Buffer;
  isStream: boolean;
  /** What is right. */
  expected: { text: string; reasoning: string | null; tool_calls: boolean; error: string | null; status: number | null };
}

const TRANSCRIPTS: Transcript[] = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /(?<!\.expect)\.(sse|json)$/.test(name))
    .map((name) => ({
      name,
      bytes: readFileSync(join(folder, name)),
      isStream: name.endsWith(".sse"),
      expected: JSON.parse(readFileSync(join(folder, name.replace(/\.\w+$/, ".expect.json")), "utf8")),
    })),
);

/** A provider that sends a transcript, in pieces of so many bytes. Where it was cut, the connection breaks. */
async function player() {
  let now: { transcript: Transcript; piece: number };
  const send = async (response: ServerResponse) => {
    const { transcript, piece } = now;
    const type = transcript.isStream ? "text/event-stream" : "application/json";
    response.writeHead(transcript.expected.status ?? 400, { "content-type": type });
    for (let at = 0; at < transcript.bytes.length; at += piece) {
      if (!response.write(transcript.bytes.subarray(at, at + piece))) await once(response, "drain");
    }
    if (!isCut(transcript)) return response.end();
    // What was written has left before the connection breaks.
    response.write("", () => response.destroy());
  };
  const server = createServer((request, response) => request.resume().on("end", () => void send(response)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    play: (transcript: Transcript, piece: number) => (now = { transcript, piece }),
    close: () => server.close(),
  };
}

const isCut = ({ bytes, isStream }: Transcript) => isStream && !/[\r\n]{2}$/.test(bytes.toString().slice(-4));
const isAnswer = ({ expected }: Transcript) => Boolean(expected.text || expected.reasoning || expected.tool_calls);

test("every stream passes as it was sent, in pieces of any size, and becomes the same response", async ({ startSite }) => {
  test.setTimeout(120_000);
  const provider = await player();
  const site = await startSite({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: "test-token-0000", OPENAI_MODEL: "m" });
  const ask = async (path: string, body: object) => {
    await site.forget();
    const answer = await fetch(`${site.url}/api/v1/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ stream: true, ...body }) });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  for (const transcript of TRANSCRIPTS.filter(({ isStream }) => isStream)) {
    const { name, bytes, expected } = transcript;
    for (const piece of [3, 64, bytes.length]) {
      // A long transcript in small pieces would only repeat the short ones.
      if (bytes.length / piece > 4_000) continue;
      provider.play(transcript, piece);
      const where = `${name} in pieces of ${piece}`;
      const chat = await ask("chat/completions", { messages: [{ role: "user", content: "Hello" }] });
      expect(chat.status, where).toBe(isAnswer(transcript) ? 200 : 502);
      if (!isAnswer(transcript)) continue;
      const end = objects(chat.bytes.toString()).at(-1);
      const isInterrupted = end?.error?.code === "interrupted";
      if (isInterrupted && !isCut(transcript)) {
        // The provider's own error came with the first words, and is ours now.
        const passed = chat.bytes.subarray(0, chat.bytes.lastIndexOf("data: "));
        expect(bytes.subarray(0, passed.length).equals(passed), where).toBe(true);
        expect(bytes.subarray(passed.length).toString(), where).toContain('"error"');
      } else {
        expect(chat.bytes.subarray(0, bytes.length).equals(bytes), where).toBe(true);
        expect(isInterrupted, where).toBe(isCut(transcript));
      }
      // What is short is read at once.
      if (!isCut(transcript) && piece === bytes.length && piece < 4_000) expect(isInterrupted, where).toBe(Boolean(expected.error));
      const response = objects((await ask("responses", { input: "Hello" })).bytes.toString());
      const said = (kind: string) => response.filter(({ type }) => type === kind).map(({ delta }) => delta).join("");
      expect(said("response.output_text.delta"), where).toBe(expected.text ?? "");
      expect(said("response.reasoning_summary_text.delta"), where).toBe(expected.reasoning ?? "");
      const last = response.at(-1);
      expect(last.type, where).toBe(expected.error ? "response.failed" : "response.completed");
      expect(last.response.output.some(({ type }: { type: string }) => type === "function_call"), where).toBe(expected.tool_calls);
    }
  }
  provider.close();
});

test("every whole answer passes as it was sent, and every error is one", async ({ startSite }) => {
  const provider = await player();
  const site = await startSite({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: "test-token-0000", OPENAI_MODEL: "m" });
  for (const transcript of TRANSCRIPTS.filter(({ isStream }) => !isStream)) {
    const { name, bytes, expected } = transcript;
    await site.forget();
    provider.play(transcript, 64);
    const answer = await site.chat({ stream: false });
    const body = await answer.text();
    if (isAnswer(transcript)) {
      expect(answer.status, name).toBe(200);
      expect(body, name).toBe(bytes.toString());
      const streamed = objects(await (await site.chat({ stream: true })).text());
      expect(streamed.map(({ choices }) => choices?.[0]?.delta?.content ?? "").join(""), name).toBe(expected.text);
    } else {
      expect([400, 429, 502], name).toContain(answer.status);
      expect(JSON.parse(body).error.everchat.attempts, name).toHaveLength(1);
    }
  }
  provider.close();
});

test("what a provider says of itself beside its answer reaches nobody", async ({ startSite }) => {
  const provider = await player();
  const site = await startSite({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: "test-token-0000", OPENAI_MODEL: "m" });
  const expected = { text: "hi", reasoning: null, tool_calls: false, error: null, status: 200 };
  const play = (isStream: boolean, text: string) => provider.play({ name: "", bytes: Buffer.from(text), isStream, expected }, text.length);
  const own = { message: "Rate limit reached for organization org-0000 with key test-key-0000", type: "tokens" };

  play(false, JSON.stringify({ id: "a", organization: "org-0000", choices: [{ index: 0, key: "test-key-0000", message: { role: "assistant", content: "hi", account: "org-0000" } }] }));
  const whole = await site.chat({ stream: false });
  expect(await whole.json()).toEqual({ id: "a", choices: [{ index: 0, message: { role: "assistant", content: "hi" } }] });

  play(true, `data: {"choices":[{"delta":{"content":"hi"}}]}\n\ndata: ${JSON.stringify({ error: own })}\n\ndata: [DONE]\n\n`);
  const streamed = await (await site.chat({ stream: true })).text();
  expect(streamed).not.toMatch(/org-0000|test-key-0000|DONE/);
  expect(objects(streamed).at(-1)).toMatchObject({ error: { code: "interrupted" } });
  expect(objects(streamed)[0].choices[0].delta.content).toBe("hi");
  provider.close();
});
