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
  /** A stream breaks off. */
  cut?: object;
}

/** Failures by the names of a client's classes, with the status and the code of the answer. */
function failures(unknown: string, refused: string, failed: string, busy: string, cut: string): Failures {
  return {
    unknown: { type: unknown, status: 404, code: "model_not_found" },
    refused: { type: refused, status: 400, code: "refused_by_model" },
    failed: { type: failed, status: 502, code: "all_providers_failed" },
    busy: { type: busy, status: 429, code: "all_providers_busy" },
    cut: { type: cut, code: "interrupted" },
  };
}

export const OPENAI = failures("NotFoundError", "BadRequestError", "InternalServerError", "RateLimitError", "APIError");
export const AI_SDK = failures("APICallError", "APICallError", "RetryError", "APICallError", "StreamProviderError");
export const LANGCHAIN = failures(
  "OpenAIModelNotFoundError",
  "OpenAIInvalidRequestError",
  "OpenAIAPIError",
  "OpenAIRateLimitError",
  "APIError",
);
export const PYDANTIC_AI = failures(
  "ModelNotFoundError",
  "ModelRequestRejectedError",
  "ModelServerError",
  "ModelRateLimitError",
  "ModelServerError",
);
const WRAPPED = "InstructorRetryException";
export const INSTRUCTOR = failures(WRAPPED, WRAPPED, WRAPPED, WRAPPED, WRAPPED);
/** It reads no errors of servers, nor those in streams, and passes on their texts. */
export const ASYNC_OPENAI: Failures = {
  ...failures("ApiError", "ApiError", "ApiError", "ApiError", "ApiError"),
  failed: { type: "ApiError", status: 502, ...printed("all_providers_failed") },
  cut: { type: "JSONDeserialize", ...printed("interrupted") },
};
/** It keeps few codes. */
export const LITELLM: Failures = {
  unknown: { type: "NotFoundError", status: 404 },
  refused: { type: "BadRequestError", status: 400, code: "refused_by_model" },
  failed: { type: "BadGatewayError", status: 502 },
  busy: { type: "RateLimitError", status: 429 },
  cut: { type: "MidStreamFallbackError" },
};
/** It prints the message and the type, and takes the end of a stream for the end of the answer. */
export const AICHAT: Failures = {
  unknown: printed("invalid_request_error"),
  refused: printed("invalid_request_error"),
  failed: printed("server_error"),
  busy: printed("rate_limit_error"),
};

function printed(words: string): object {
  return { message: expect.stringContaining(words) };
}
