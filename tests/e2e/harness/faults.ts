// The emulator's faults, by when they strike.

/** Faults that keep an answer from ever beginning. */
export const BEFORE = [
  "reset",
  "hang",
  "hang_after_head",
  "slow_drip",
  "401",
  "402",
  "403",
  "404",
  "408",
  "409",
  "location",
  "429",
  "429_bare",
  "quota",
  "busy",
  "gateway_missing",
  "gateway_unauthorized",
  "wrong_route",
  "500",
  "502",
  "503",
  "504",
  "redirect",
  "html",
  "empty",
  "no_content",
  "blocked",
  "in_band_error",
  "malformed_event",
  "invalid_utf8",
  "long_line",
];
/** Faults in mid-answer: of a stream the words stay, a whole answer is asked for elsewhere. */
export const MIDWAY = ["cut", "truncated", "stall", "error_after"];
/** The visitor's own mistakes, which no other provider would mend. */
export const OWN = ["bad_request", "too_large"];
