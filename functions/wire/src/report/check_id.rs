//! What the report checks.

use crate::provider::ProviderId;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckId {
    /// The settings themselves.
    Config,
    /// The Cloudflare token.
    Token,
    /// Whether a provider answers.
    Provider(ProviderId),
    /// The list of gateways.
    AiGatewayApi,
    /// The secret that is being changed. The report has this check only while one is.
    Rotation,
    /// The chain as a whole.
    Chain,
}

impl CheckId {
    /// The checks of every report, in its order: a check stands after those that it builds on.
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

    /// The word in JSON.
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

    /// Reads an id; `None` if this version does not know it.
    pub fn read(value: &Value) -> Option<Self> {
        Self::all().chain([Self::Rotation]).find(|id| *value == id.as_str())
    }
}

impl Serialize for CheckId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
