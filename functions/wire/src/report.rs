//! `GET /api/report`: the owner's deployment report.

mod lock;

use crate::{Environment, ProviderId};
pub use lock::{Lock, LockId, LockState};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// What is wrong with a deployment, why, and how to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// When the checks were made, such as `2026-11-25T00:00:00Z`.
    pub generated_at: String,
    /// The worst that matters: `failed` only if no provider can answer.
    pub verdict: Verdict,
    /// The verdict as a sentence, in the asked language.
    pub summary: String,
    /// Every check, made or not.
    pub checks: Vec<Check>,
    /// The chain in order.
    pub chain: Vec<ChainLink>,
    /// What is open, and to whom.
    #[serde(default)]
    pub locks: Vec<Lock>,
    /// Where the site runs.
    pub environment: Environment,
    /// The branch that was deployed, where known.
    pub branch: Option<String>,
    /// The commit that was deployed, where known.
    pub commit: Option<String>,
    /// When it was built, such as `2026-11-25T00:00:00Z`, where known.
    #[serde(default)]
    pub built_at: Option<String>,
    /// Everchat's version.
    pub version: String,
    /// The data centre that asked, such as `HKG`, where known.
    pub colo: Option<String>,
    /// Names of the settings that are there. Never a value.
    pub settings: Vec<String>,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// It works, but not all of it, or not just now.
    Warning,
    /// It does not work.
    Failed,
    /// It was not checked, and says why.
    Skipped,
}

impl Verdict {
    /// As JSON spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckId {
    /// The settings themselves.
    Config,
    /// The Cloudflare token.
    Token,
    /// An answer from a provider.
    Provider(ProviderId),
    /// The list of gateways.
    AiGatewayApi,
    /// A secret that is being changed; only there while one is.
    Rotation,
    /// The chain as a whole.
    Chain,
}

impl CheckId {
    /// The checks of every report, in its order: what others need comes before them.
    pub fn all() -> impl Iterator<Item = Self> {
        const FIRST: [CheckId; 5] = [
            CheckId::Config,
            CheckId::Token,
            CheckId::Provider(ProviderId::WorkersAi),
            CheckId::AiGatewayApi,
            CheckId::Provider(ProviderId::AiGateway),
        ];
        let others = ProviderId::ALL.into_iter().map(Self::Provider).filter(|id| !FIRST.contains(id));
        FIRST.into_iter().chain(others).chain([Self::Chain])
    }

    /// As JSON spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Token => "token",
            Self::Provider(provider) => provider.as_str(),
            Self::AiGatewayApi => "ai-gateway-api",
            Self::Rotation => "rotation",
            Self::Chain => "chain",
        }
    }
}

impl Serialize for CheckId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CheckId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::all()
            .chain([Self::Rotation])
            .find(|id| id.as_str() == text)
            .ok_or_else(|| D::Error::custom("no check is called so"))
    }
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Which one.
    pub id: CheckId,
    /// How it came out.
    pub verdict: Verdict,
    /// What was asked, and what came.
    pub evidence: Evidence,
    /// A stable word.
    pub cause: String,
    /// What the check is called, in the asked language.
    pub title: String,
    /// What the cause means here, in the asked language.
    pub explanation: String,
    /// What to do; on every check that is not ok.
    pub fix: Option<Fix>,
}

/// What was asked, and what came. All of it is empty where nothing was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// HTTP method; `RUN` for a call of the `AI` binding.
    pub method: Option<String>,
    /// Where to, with the account's id masked.
    pub url: Option<String>,
    /// HTTP status.
    pub status: Option<u16>,
    /// The codes of the error body, in order.
    pub codes: Vec<Code>,
    /// How long it took, in milliseconds.
    pub ms: Option<u32>,
}

/// A code of an error body: Cloudflare's are numbers, others' are words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Code {
    /// Such as 10000.
    Number(i64),
    /// Such as `API_KEY_INVALID`, in lower case.
    Word(String),
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => f.write_str(word),
        }
    }
}

impl Evidence {
    /// The codes with commas between them; empty if there are none.
    pub fn codes(&self) -> String {
        self.codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// In the asked language.
    pub text: String,
    /// Where it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

/// A provider in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainLink {
    /// Which one.
    pub provider: ProviderId,
    /// The model that is asked first; empty where the provider is not ready.
    pub model: String,
    /// Until when it rests, if it does.
    pub rests_until: Option<String>,
    /// Settings without which it cannot be asked.
    pub missing: Vec<String>,
}
