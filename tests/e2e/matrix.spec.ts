import { BEFORE, MIDWAY } from "./harness/faults";
import { allProviders, type Settings } from "./harness/settings";
import { events, outcomes, words } from "./harness/stream";
import { expect, test } from "./harness/test";

const CHAIN = ["ai-gateway", "gemini", "openai"] as const;

test("the fault matrix: each fault, at each place of the chain, streamed and whole", async ({ emulator, startSite }) => {
  test.setTimeout(300_000);
  const site = await startSite({
    ...allProviders(emulator),
    PROVIDERS: CHAIN.join(","),
    FIRST_TOKEN_TIMEOUT_MS: "800",
    TOTAL_TIMEOUT_MS: "2600",
  });
  const rows: string[] = [];

  /** Everyone before `place` is down, `place` has the fault, everyone after is well. */
  async function cell(fault: string, place: number, stream: boolean) {
    await emulator.reset();
    await site.forget();
    await emulator.scenario({ provider: "*", chunks: 12, chunk_ms: 1 });
    for (const provider of CHAIN.slice(0, place)) await emulator.scenario({ provider, fault: "503" });
    await emulator.scenario({ provider: CHAIN[place], fault, chunks: 12, chunk_ms: 1 });
    const response = await site.chat({ stream });
    return { response, text: await response.text(), told: outcomes(response) };
  }

  const whole = Array.from({ length: 12 }, (_, n) => `w${n} `).join("");
  for (const fault of [...BEFORE, ...MIDWAY]) {
    for (const [place, provider] of CHAIN.entries()) {
      for (const stream of [true, false]) {
        const where = `${fault} at ${provider}, ${stream ? "streamed" : "whole"}`;
        const { response, text, told } = await cell(fault, place, stream);
        rows.push(`${where.padEnd(48)} ${response.status}  ${told.join(", ")}`);

        // A service of a kind that has no such error of its own answers as if nothing were wrong.
        const isWell = told.at(-1) === `${provider} served`;
        const isMidway = MIDWAY.includes(fault) && stream;
        expect(told.length, where).toBeGreaterThan(place);
        if (isMidway) {
          expect(told.at(-1), where).toBe(`${provider} served`);
          expect(words(text), where).toMatch(/^w0 w1 w2 /);
          expect(text, where).not.toContain("[DONE]");
        } else if (isWell || place < CHAIN.length - 1) {
          expect(response.status, where).toBe(200);
          if (!isWell) expect(told.slice(-1), where).toEqual([`${CHAIN[place + 1]} served`]);
          const answer = stream ? words(text) : JSON.parse(text).choices[0].message.content;
          expect(answer, where).toBe(whole);
          if (stream) expect(events(text).at(-1), where).toBe("[DONE]");
        } else {
          expect([502, 504], where).toContain(response.status);
          const { error } = JSON.parse(text);
          expect(error.message, where).not.toBe("");
          expect(error.everchat.attempts.map((a: any) => `${a.provider} ${a.outcome}`), where).toEqual(told);
          expect(told, where).toHaveLength(CHAIN.length);
        }
      }
    }
  }
  console.log(rows.join("\n"));
});

test("a name that does not resolve and a failed TLS handshake, at each place of the chain", async ({ emulator, startSite }) => {
  const broken: Settings = {
    ...allProviders(emulator),
    // The emulator knows no TLS. A label of more than 63 characters is refused before anyone is asked.
    GEMINI_BASE_URL: `${emulator.url.replace("http:", "https:")}/v1beta`,
    OPENAI_BASE_URL: `https://${"x".repeat(64)}.invalid/v1`,
  };
  const first = await startSite({ ...broken, PROVIDERS: "gemini,openai,ai-gateway" });
  const last = await startSite({ ...broken, PROVIDERS: "ai-gateway,openai,gemini" });
  for (const stream of [true, false]) {
    for (const [site, model, told] of [
      [first, "auto", ["gemini network", "openai network", "ai-gateway served"]],
      [first, "openai/emulator-model", ["openai network", "gemini network", "ai-gateway served"]],
      [first, "ai-gateway/@cf/google/gemma-4-26b-a4b-it", ["ai-gateway server_error", "gemini network", "openai network"]],
      [last, "auto", ["ai-gateway server_error", "openai network", "gemini network"]],
    ] as const) {
      await site.forget();
      const isServed = told[2].endsWith("served");
      await emulator.scenario({ provider: "ai-gateway", fault: isServed ? "none" : "500", chunk_ms: 1 });
      const response = await site.chat({ stream, model });
      expect(outcomes(response)).toEqual(told);
      expect(response.status).toBe(isServed ? 200 : 502);
      const text = await response.text();
      if (isServed && stream) expect(events(text).at(-1)).toBe("[DONE]");
      if (!isServed) expect(JSON.parse(text).error.everchat.attempts).toHaveLength(3);
    }
  }
});
