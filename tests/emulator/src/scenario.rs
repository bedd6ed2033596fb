//! What is to go wrong, for whom and how often.

use crate::{route::WEBHOOK, tool_call::ToolCall};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use serde_json::Value;
use std::{sync::Mutex, time::Duration};

/// A provider's behaviour to come: the body of `POST /_emulator/scenario`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// `ai-gateway`, `workers-ai`, `gemini`, `openai`, or `*` for all of them; `cloudflare`, `webhook`.
    pub provider: String,
    /// What goes wrong; nothing, if only the pace is to change.
    #[serde(default, deserialize_with = "name_or_status")]
    pub fault: Fault,
    /// For how many requests; all, if absent.
    pub times: Option<u32>,
    /// For faults in the middle of an answer: after how many chunks. 3, if absent.
    pub after_chunks: Option<usize>,
    /// Milliseconds before the head of the answer.
    pub delay_ms: Option<u64>,
    /// Milliseconds between chunks. 15, if absent: a reading pace.
    pub chunk_ms: Option<u64>,
    /// How many chunks of content, instead of the answer's own length.
    pub chunks: Option<usize>,
    /// What to answer, instead of the answer's own words.
    pub answer: Option<String>,
    /// The tool to call, where a request offers it and has no result of it yet.
    pub tool_call: Option<ToolCall>,
    /// Fields that the model does not take: a request that has one is refused, by the name of the first.
    #[serde(default)]
    pub refused_fields: Vec<String>,
    /// Asked to go on with an answer that broke off: how many of its last characters to say again.
    pub overlap: Option<usize>,
}

/// What goes wrong. A bare status, such as `429` or `"429"`, means that status with the provider's usual body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Nothing.
    #[default]
    None,
    /// The credentials are refused. Google says 400 for a bad key.
    #[serde(alias = "401", alias = "invalid_key")]
    Unauthorized,
    /// Nothing to pay with: AI Gateway's 402, code 2021.
    #[serde(alias = "402")]
    Billing,
    /// Good credentials that may not do this.
    #[serde(alias = "403")]
    Forbidden,
    /// No such model.
    #[serde(alias = "404", alias = "model_not_found")]
    NotFound,
    /// The provider's own time limit.
    #[serde(alias = "408")]
    UpstreamTimeout,
    /// A conflict.
    #[serde(alias = "409")]
    Conflict,
    /// The input is too long.
    #[serde(alias = "413")]
    TooLarge,
    /// The request is wrong.
    #[serde(alias = "400")]
    BadRequest,
    /// The request is well-formed and not taken: vLLM's and FastAPI's 422, with the place of the fault.
    #[serde(alias = "422")]
    Unprocessable,
    /// Too many requests, `Retry-After: 7`; Google says `retryDelay: "41s"`.
    #[serde(alias = "429")]
    RateLimited,
    /// Too many requests, and not a word of when to come back.
    #[serde(alias = "429_bare")]
    RateLimitedBare,
    /// The day's allowance is used up: Workers AI's 3036, Google's `limit: 0`.
    Quota,
    /// No capacity now: Workers AI's 3040, Google's `UNAVAILABLE`.
    Busy,
    /// AI Gateway's 2001: no such gateway.
    GatewayMissing,
    /// AI Gateway's 2009: its own 401.
    GatewayUnauthorized,
    /// Cloudflare's 7003 and 7000: no such route.
    WrongRoute,
    /// The place is not served: Google's 400 `FAILED_PRECONDITION`.
    Location,
    /// The answer is withheld: `content_filter`, no content.
    Blocked,
    /// The service fails.
    #[serde(alias = "500")]
    ServerError,
    /// Something in between fails, with an HTML page.
    #[serde(alias = "502")]
    BadGateway,
    /// Down for the moment.
    #[serde(alias = "503")]
    Unavailable,
    /// Too slow somewhere behind.
    #[serde(alias = "504")]
    GatewayTimeout,
    /// The connection closes without an answer.
    #[serde(alias = "refused", alias = "network")]
    Reset,
    /// No answer, ever.
    #[serde(alias = "silent", alias = "timeout")]
    Hang,
    /// 200, and not one byte more.
    HangAfterHead,
    /// 200, then a byte now and then: the first words never come in time.
    SlowDrip,
    /// 200 with an HTML page.
    #[serde(alias = "malformed")]
    Html,
    /// 200 with an empty body.
    Empty,
    /// 200 and a stream without content.
    NoContent,
    /// 200, then an error as the first event.
    InBandError,
    /// 200, then an event that is half a JSON object.
    MalformedEvent,
    /// 200 and bytes that are no text.
    InvalidUtf8,
    /// 200 and a line of 10 MB without an end.
    LongLine,
    /// In mid-answer: an error event, then the end.
    ErrorAfter,
    /// In mid-answer: the connection breaks.
    Cut,
    /// In mid-answer: the connection breaks within an event.
    CutInEvent,
    /// In mid-answer: a clean end, without a finish reason or `[DONE]`.
    Truncated,
    /// In mid-answer: silence.
    Stall,
    /// The answer ends at its length limit.
    Length,
    /// A redirect to another host.
    #[serde(alias = "302")]
    Redirect,
}

/// A fault by its name, or by a status as a number.
fn name_or_status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fault, D::Error> {
    let name = match Value::deserialize(deserializer)? {
        Value::Number(status) => Value::String(status.to_string()),
        name => name,
    };
    Fault::deserialize(name).map_err(D::Error::custom)
}

impl Fault {
    /// Whether a request fails before it has reached a gateway, so that none logs it.
    pub(crate) fn is_before_gateway(self) -> bool {
        matches!(
            self,
            Self::Unauthorized | Self::GatewayMissing | Self::GatewayUnauthorized | Self::WrongRoute
        )
    }
}

impl Scenario {
    pub(crate) fn after_chunks(&self) -> usize {
        self.after_chunks.unwrap_or(3)
    }

    pub(crate) fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms.unwrap_or(0))
    }

    pub(crate) fn pace(&self) -> Duration {
        Duration::from_millis(self.chunk_ms.unwrap_or(15))
    }
}

/// The scenarios in force; the newest for a provider counts.
#[derive(Debug, Default)]
pub(crate) struct Scenarios(Mutex<Vec<Scenario>>);

impl Scenarios {
    pub(crate) fn set(&self, scenario: Scenario) {
        let mut all = lock(&self.0);
        all.retain(|old| old.provider != scenario.provider);
        all.push(scenario);
    }

    pub(crate) fn clear(&self) {
        lock(&self.0).clear();
    }

    pub(crate) fn list(&self) -> Vec<Scenario> {
        lock(&self.0).clone()
    }

    /// The scenario for one request of a provider; counts it.
    pub(crate) fn take(&self, provider: &str) -> Scenario {
        let mut all = lock(&self.0);
        let is_for = |s: &Scenario| s.provider == provider || (s.provider == "*" && provider != WEBHOOK);
        let Some(at) = all.iter().rposition(is_for) else {
            return Scenario::default();
        };
        let scenario = all[at].clone();
        match &mut all[at].times {
            Some(times) if *times > 1 => *times -= 1,
            Some(_) => drop(all.remove(at)),
            None => {}
        }
        scenario
    }
}

/// A lock that a panicked test thread cannot poison for the others.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_counts_down_and_is_gone() {
        let scenarios = Scenarios::default();
        let read = |json: &str| serde_json::from_str::<Scenario>(json).unwrap();
        scenarios.set(read(r#"{"provider":"gemini","fault":429,"times":2}"#));
        let faults: Vec<Fault> = (0..3).map(|_| scenarios.take("gemini").fault).collect();
        assert_eq!(faults, [Fault::RateLimited, Fault::RateLimited, Fault::None]);
        scenarios.set(read(r#"{"provider":"*","fault":"hang"}"#));
        assert_eq!(scenarios.take("openai").fault, Fault::Hang);
        assert_eq!(scenarios.take(WEBHOOK).fault, Fault::None, "it is no provider");
    }
}
