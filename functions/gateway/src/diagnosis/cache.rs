//! The results of probes as JSON, for the other isolates of a data centre. The same settings call for the same probes in
//! the same order, so the place of a result shows which probe it belongs to.

use super::probe::ProbeResult;
use crate::{http::ResponseHead, reading::Failure, time::Millis};
use serde::{Deserialize, Serialize};

/// How long results are kept, so that nobody can use up the owner's allowance by reloading.
pub const CACHE_LIFETIME_MS: Millis = 60_000;

/// The results of all probes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachedResults {
    /// When the probes were sent.
    pub at: Millis,
    /// The data centre that sent them.
    pub colo: Option<String>,
    /// A result for each probe of the plan, in its order.
    pub results: Vec<ProbeResult>,
}

/// The JSON.
#[derive(Serialize, Deserialize)]
struct Stored {
    at: Millis,
    colo: Option<String>,
    results: Vec<StoredResult>,
}

/// An answer, with `body`, or a failure, with `failure`.
#[derive(Serialize, Deserialize)]
struct StoredResult {
    status: Option<u16>,
    content_type: Option<String>,
    body: Option<String>,
    failure: Option<String>,
    ms: u32,
}

impl CachedResults {
    /// Whether the results may still be used.
    pub fn is_fresh(&self, now: Millis) -> bool {
        now.saturating_sub(self.at) < CACHE_LIFETIME_MS
    }

    /// The results as JSON.
    pub fn to_json(&self) -> String {
        let results = self.results.iter().map(StoredResult::new).collect();
        let stored = Stored { at: self.at, colo: self.colo.clone(), results };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads what [`Self::to_json`] wrote. `None` if it is anything else.
    pub fn from_json(json: &str) -> Option<Self> {
        let Stored { at, colo, results } = serde_json::from_str(json).ok()?;
        let results = results.into_iter().map(StoredResult::read).collect::<Option<_>>()?;
        Some(Self { at, colo, results })
    }
}

impl StoredResult {
    fn new(result: &ProbeResult) -> Self {
        let ms = result.ms;
        match &result.answer {
            Ok((head, body)) => Self {
                status: Some(head.status),
                content_type: head.content_type.clone(),
                body: Some(String::from_utf8_lossy(body).into_owned()),
                failure: None,
                ms,
            },
            Err(failure) => Self {
                status: failure.status,
                content_type: None,
                body: None,
                failure: Some(failure.outcome.as_str().to_owned()),
                ms,
            },
        }
    }

    fn read(self) -> Option<ProbeResult> {
        let answer = match (self.failure, self.body) {
            (Some(outcome), _) => Err(Failure::new(outcome.parse().ok()?, self.status)),
            (None, Some(body)) => {
                let status = self.status?;
                Ok((
                    ResponseHead { status, content_type: self.content_type, retry_after: None },
                    body.into_bytes(),
                ))
            }
            (None, None) => return None,
        };
        Some(ProbeResult { answer, ms: self.ms })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Outcome;

    fn cached() -> CachedResults {
        let head = ResponseHead {
            status: 401,
            content_type: Some("application/json".to_owned()),
            retry_after: None,
        };
        let came = ProbeResult { answer: Ok((head, "{\"错\":1}".as_bytes().to_vec())), ms: 7 };
        let failed = ProbeResult { answer: Err(Failure::new(Outcome::Timeout, Some(200))), ms: 8000 };
        CachedResults { at: 9, colo: Some("HKG".to_owned()), results: vec![came, failed] }
    }

    #[test]
    fn results_are_read_as_they_were_written() {
        assert_eq!(CachedResults::from_json(&cached().to_json()), Some(cached()));
        for other in ["", "null", "{}", r#"{"at":1,"results":[{}]}"#, r#"{"at":1,"results":[{"ms":1}]}"#] {
            assert_eq!(CachedResults::from_json(other), None, "{other}");
        }
    }

    #[test]
    fn results_are_fresh_for_a_minute() {
        assert!(cached().is_fresh(9 + 59_999) && !cached().is_fresh(9 + 60_000));
    }
}
