import type { Emulator } from "./emulator";

/** Variables and secrets of a site, by name. */
export type Settings = Record<string, string>;

/** Every provider, at the emulator. */
export function allProviders(emulator: Emulator): Settings {
  return {
    CLOUDFLARE_ACCOUNT_ID: "0123456789abcdef0123456789abcdef",
    CLOUDFLARE_API_TOKEN: "test-token-0000",
    CLOUDFLARE_API_BASE_URL: `${emulator.url}/client/v4`,
    AI_GATEWAY_ID: "default",
    GEMINI_API_KEY: "test-token-1111",
    GEMINI_BASE_URL: `${emulator.url}/v1beta`,
    OPENAI_BASE_URL: `${emulator.url}/openai/v1`,
    OPENAI_API_KEY: "test-token-2222",
    OPENAI_MODEL: "emulator-model",
  };
}

/** Turns every limit off, for tests that are not about limits. */
export const NO_LIMITS: Settings = { RATE_LIMIT_PER_MINUTE: "0", STREAMS_PER_VISITOR: "0", DAILY_REQUESTS: "0", DAILY_TOKENS: "0" };

/** The content of a `.dev.vars` file. */
export function devVars(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join("");
}
