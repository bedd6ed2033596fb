//! The results of the probes that were sent with one set of secrets.

use crate::{
    diagnosis::{
        cause::Cause,
        probe::{Probe, ProbeId, ProbeResult},
    },
    reading::{ErrorFacts, Failure},
};
use serde_json::Value;
use wire::{
    ProviderId,
    report::{Code, Evidence},
};

/// The results of the probes that were sent with one set of secrets.
pub(super) struct Answers<'a>(Vec<&'a (Probe, ProbeResult)>);

impl<'a> Answers<'a> {
    pub(super) fn new(results: impl Iterator<Item = &'a (Probe, ProbeResult)>) -> Self {
        Self(results.collect())
    }

    pub(super) fn find(&self, id: ProbeId) -> Option<(&'a Probe, &'a ProbeResult)> {
        self.0.iter().find(|(probe, _)| probe.id == id).map(|(probe, result)| (probe, result))
    }
}

/// What was asked, and what came.
pub(super) fn evidence(probe: &Probe, result: &ProbeResult) -> Evidence {
    let (status, codes) = match &result.answer {
        Ok((head, body)) => {
            let facts = ErrorFacts::read(body);
            let numbers = facts.codes.into_iter().map(Code::Number);
            (Some(head.status), numbers.chain(facts.words.into_iter().map(Code::Word)).collect())
        }
        Err(failure) => (failure.status, Vec::new()),
    };
    let (method, url) = (Some(probe.method().to_owned()), Some(probe.masked_url()));
    Evidence { method, url, status, codes, ms: Some(result.ms) }
}

/// Why a request to the Cloudflare API failed, by its outcome alone.
pub(super) fn cause_of(failure: &Failure) -> Cause {
    Cause::of(ProviderId::WorkersAi, failure, &ErrorFacts::default())
}

/// The ids of a list in the Cloudflare API's envelope; `None` if the answer is no list.
pub(super) fn listed_ids(result: &ProbeResult) -> Option<Vec<String>> {
    let (_, body) = result.answer.as_ref().ok().filter(|(head, _)| head.status == 200)?;
    let json: Value = serde_json::from_slice(body).ok()?;
    let list = json["result"].as_array()?;
    Some(list.iter().filter_map(|item| item["id"].as_str()).map(str::to_owned).collect())
}
