import { expect } from "@playwright/test";

/** How a client tells what went wrong, as far as it does. */
export interface Failures {
  /** There is no such model: 404. */
  unknown: object;
  /** Every provider refuses the request: 400. */
  refused: object;
  /** Every provider fails: 502. */
  failed: object;
  /** Every provider has too many requests: 429. */
  busy: object;
  /** A stream breaks off, by the API. Absent where the client takes the end of any stream for the end of the answer. */
  cut: Partial<Record<string, object>>;
}

/** Failures by the names of a client's classes, with the status and the code of the answer. */
function failures(unknown: string, refused: string, failed: string, busy: string, cut: Failures["cut"]): Failures {
  return {
    unknown: { type: unknown, status: 404, code: "model_not_found" },
    refused: { type: refused, status: 400, code: "refused_by_model" },
    failed: { type: failed, status: 502, code: "all_providers_failed" },
    busy: { type: busy, status: 429, code: "all_providers_busy" },
    cut,
  };
}

/** What a client says of a failure, where its class says little. */
function saying(words: string): object {
  return { message: expect.stringContaining(words) };
}

const CUT_OFF = saying("The answer was cut off");
/** An error in the stream of chat completions, as OpenAI's own clients throw it. */
const THROWN = { type: "APIError", code: "interrupted" };

const OPENAI = failures("NotFoundError", "BadRequestError", "InternalServerError", "RateLimitError", { chat: THROWN });
export const OPENAI_PYTHON: Failures = {
  ...OPENAI,
  cut: { chat: THROWN, responses: { type: "RuntimeError", ...saying("response.completed") } },
};
export const OPENAI_JAVASCRIPT: Failures = { ...OPENAI, cut: { chat: THROWN, responses: CUT_OFF } };
export const OPENAI_AGENTS: Failures = {
  ...OPENAI,
  cut: { chat: THROWN, responses: { type: "ModelBehaviorError", ...CUT_OFF } },
};
export const AI_SDK = failures("APICallError", "APICallError", "RetryError", "APICallError", {
  chat: { type: "StreamProviderError", code: "interrupted" },
  compatible: { type: "StreamProviderError", code: "interrupted" },
  responses: { type: "StreamProviderError", code: "server_error", ...CUT_OFF },
});
export const LANGCHAIN = failures(
  "OpenAIModelNotFoundError",
  "OpenAIInvalidRequestError",
  "OpenAIAPIError",
  "OpenAIRateLimitError",
  { chat: THROWN, responses: { type: "ValueError", ...CUT_OFF } },
);
export const PYDANTIC_AI = failures(
  "ModelNotFoundError",
  "ModelRequestRejectedError",
  "ModelServerError",
  "ModelRateLimitError",
  { chat: { type: "ModelServerError", code: "interrupted" }, responses: { type: "ModelServerError", ...CUT_OFF } },
);
const WRAPPED = "InstructorRetryException";
export const INSTRUCTOR = failures(WRAPPED, WRAPPED, WRAPPED, WRAPPED, {});
export const LLM = OPENAI;
/** It keeps few codes. */
export const LITELLM: Failures = {
  unknown: { type: "NotFoundError", status: 404 },
  refused: { type: "BadRequestError", status: 400 },
  failed: { type: "BadGatewayError", status: 502 },
  busy: { type: "RateLimitError", status: 429 },
  cut: { chat: { type: "MidStreamFallbackError" }, responses: CUT_OFF },
};
/** It reads no errors of servers, nor those in a stream of chat completions, and passes on their texts. */
export const ASYNC_OPENAI: Failures = {
  ...failures("ApiError", "ApiError", "ApiError", "ApiError", {
    chat: { type: "JSONDeserialize", ...saying("interrupted") },
    responses: CUT_OFF,
  }),
  failed: { type: "ApiError", status: 502, ...saying("all_providers_failed") },
};
/** It prints the message and the type. */
export const AICHAT: Failures = {
  unknown: saying("invalid_request_error"),
  refused: saying("invalid_request_error"),
  failed: saying("server_error"),
  busy: saying("rate_limit_error"),
  cut: {},
};
