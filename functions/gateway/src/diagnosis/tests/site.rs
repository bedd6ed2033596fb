//! A simulated site.

use crate::{
    diagnosis::{
        Cause, Finding, Probe, ProbeAnswer, ProbeId, ProbeResult, ReportContext, Subject, conclude, plan,
        report,
    },
    http::ResponseHead,
    providers::build_chain,
    reading::Failure,
    settings::{Deployment, Settings},
    testing::lookup,
};
use wire::{
    Environment, Language, Outcome, ProviderId,
    report::{CheckId, Report, Verdict},
};

pub(super) const ACCOUNT: &str = "0123456789abcdef0123456789abcdef";
pub(super) const CLOUDFLARE: [(&str, &str); 3] = [
    ("CLOUDFLARE_ACCOUNT_ID", ACCOUNT),
    ("CLOUDFLARE_API_TOKEN", "test-token-0000"),
    ("AI_GATEWAY_ID", "everchat"),
];
pub(super) const ACTIVE: &str =
    r#"{"success":true,"result":{"id":"f","status":"active"},"messages":[{"code":10000}]}"#;
pub(super) const REFUSED: &str =
    r#"{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}"#;
pub(super) const INVALID: &str =
    r#"{"success":false,"errors":[{"code":1000,"message":"Invalid API Token"}]}"#;
const ANSWER: &str = r#"{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}"#;
const GATEWAYS: &str = r#"{"success":true,"result":[{"id":"everchat"}]}"#;

pub(super) const WORKERS_AI: ProbeId = ProbeId::Answer(ProviderId::WorkersAi);
pub(super) const GATEWAY: ProbeId = ProbeId::Answer(ProviderId::AiGateway);
pub(super) const GEMINI: ProbeId = ProbeId::Answer(ProviderId::Gemini);
pub(super) const OPENAI: ProbeId = ProbeId::Answer(ProviderId::Openai);
pub(super) const FAILED: Verdict = Verdict::Failed;

/// A site. Where a test sets no other answer, every probe succeeds.
pub(super) struct Site {
    settings: Vec<(&'static str, &'static str)>,
    answers: Vec<(ProbeId, ProbeAnswer)>,
    /// The answers to probes that are sent with a next secret.
    next_answers: Vec<(ProbeId, ProbeAnswer)>,
}

impl Site {
    pub(super) fn new(settings: &[(&'static str, &'static str)]) -> Self {
        Self { settings: settings.to_vec(), answers: Vec::new(), next_answers: Vec::new() }
    }

    /// With a Cloudflare account and a gateway.
    pub(super) fn cloudflare() -> Self {
        Self::new(&CLOUDFLARE)
    }

    /// With several faults.
    pub(super) fn broken() -> Self {
        Self::cloudflare()
            .set("GEMINI_API_KEY", "test-token-1111")
            .answers(WORKERS_AI, 401, REFUSED)
            .answers(ProbeId::Gateways, 200, r#"{"success":true,"result":[{"id":"default"}]}"#)
            .answers(GATEWAY, 400, r#"{"success":false,"error":[{"code":2001,"message":"m"}]}"#)
            .answers(GEMINI, 400, &google(400, "FAILED_PRECONDITION", ""))
    }

    pub(super) fn set(mut self, name: &'static str, value: &'static str) -> Self {
        self.settings.retain(|(old, _)| *old != name);
        self.settings.push((name, value));
        self
    }

    pub(super) fn answers(mut self, id: ProbeId, status: u16, body: &str) -> Self {
        self.answers.push((id, Ok(answer(status, body))));
        self
    }

    pub(super) fn next_answers(mut self, id: ProbeId, status: u16, body: &str) -> Self {
        self.next_answers.push((id, Ok(answer(status, body))));
        self
    }

    pub(super) fn fails(mut self, id: ProbeId, outcome: Outcome) -> Self {
        self.answers.push((id, Err(Failure::new(outcome, None))));
        self
    }

    pub(super) fn next_fails(mut self, id: ProbeId, outcome: Outcome) -> Self {
        self.next_answers.push((id, Err(Failure::new(outcome, None))));
        self
    }

    /// Sends the probes and looks at the findings.
    pub(super) fn with<T>(&self, look: impl FnOnce(&Subject<'_>, &[Finding]) -> T) -> T {
        let (settings, errors) = Settings::read_valid(&lookup(&self.settings));
        let chain = build_chain(&settings);
        let subject = Subject {
            settings: &settings,
            errors: &errors,
            chain: &chain,
            unreadable_file: None,
            is_emulated: false,
        };
        let results: Vec<(Probe, ProbeResult)> = plan(&subject)
            .into_iter()
            .map(|probe| {
                let answers = if probe.uses_next_secret { &self.next_answers } else { &self.answers };
                let set = answers.iter().find(|(id, _)| *id == probe.id);
                let answer = set.map_or_else(|| Ok(good_answer(probe.id)), |(_, answer)| answer.clone());
                (probe, ProbeResult { answer, ms: 12 })
            })
            .collect();
        look(&subject, &conclude(&subject, &results))
    }

    pub(super) fn finding(&self, id: CheckId) -> Finding {
        self.with(|_, findings| findings.iter().find(|finding| finding.id == id).unwrap().clone())
    }

    pub(super) fn cause(&self, id: CheckId) -> (Verdict, Cause) {
        let finding = self.finding(id);
        (finding.verdict, finding.cause)
    }

    pub(super) fn report(&self, language: Language, environment: Environment) -> Report {
        let deployment = Deployment { environment, ..Deployment::default() };
        let context = ReportContext {
            language,
            deployment: &deployment,
            version: "0.1.0",
            colo: Some("HKG"),
            at: 1_795_564_800_000,
            open_circuits: &[None, Some(1_795_564_860_000)],
            set: self.settings.iter().map(|(name, _)| *name).collect(),
        };
        self.with(|subject, findings| report(subject, findings, &context))
    }
}

fn good_answer(id: ProbeId) -> (ResponseHead, Vec<u8>) {
    match id {
        ProbeId::UserToken => answer(200, ACTIVE),
        ProbeId::AccountToken => answer(401, INVALID),
        ProbeId::Accounts => {
            answer(200, r#"{"success":true,"result":[{"id":"0123456789abcdef0123456789abcdef"}]}"#)
        }
        ProbeId::Gateways | ProbeId::Gateway => answer(200, GATEWAYS),
        ProbeId::Answer(_) => answer(200, ANSWER),
    }
}

fn answer(status: u16, body: &str) -> (ResponseHead, Vec<u8>) {
    let content_type = if body.starts_with('<') { "text/html" } else { "application/json" };
    let head = ResponseHead { status, content_type: Some(content_type.to_owned()), retry_after: None };
    (head, body.as_bytes().to_vec())
}

/// An error body of the Cloudflare API.
pub(super) fn cloudflare_error(code: u16) -> String {
    format!(r#"{{"success":false,"errors":[{{"code":{code},"message":"m"}}],"messages":[],"result":null}}"#)
}

/// An error body of Google's.
pub(super) fn google(status: u16, word: &str, details: &str) -> String {
    format!(r#"[{{"error":{{"code":{status},"message":"m","status":"{word}","details":[{details}]}}}}]"#)
}
