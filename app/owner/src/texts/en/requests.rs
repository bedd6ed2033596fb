//! The single requests, in English.

use crate::texts::requests_table::RequestsTexts;
use wire::traffic::{Client, Ending};

pub(super) const TEXTS: RequestsTexts = RequestsTexts {
    id: "Request ID",
    find: "Find",
    outcome: "Outcome",
    provider: "Provider",
    all: "All",
    clear: "Clear",
    none: "No requests have been kept yet.",
    none_found: "No request matches. Only failed and rescued requests are all kept, of the others a sample.",
    kept: "Failed and rescued requests are all kept, of the others a sample.",
    older: "Show older",
    client: "Asked by",
    asked_by: |client, how| format!("{client} ({how})"),
    client_name: |client| match client {
        Client::Page => "this site's page",
        Client::Api => "an API client",
    },
    streamed: "streamed",
    whole: "whole",
    rescue: "after an answer that broke off",
    ending: "Ended",
    ending_name: |ending| match ending {
        Ending::Whole => "with its last word",
        Ending::Broken => "broken off by the provider",
        Ending::Left => "the visitor left",
    },
    first_words: "First words",
    total: "Total time",
    tokens: "Tokens in, out",
    from_cache: "from AI Gateway's cache",
    data_centre: "Data centre",
    attempts: "Attempts",
    no_attempts: "No provider was asked.",
    answer: "answer",
};
