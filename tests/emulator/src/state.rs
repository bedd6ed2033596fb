//! What the emulator remembers between requests.

use crate::{account::Account, gateway_log::GatewayLog, journal::Journal, scenario::Scenarios};

/// The state of all its services.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) scenarios: Scenarios,
    pub(crate) journal: Journal,
    pub(crate) account: Account,
    pub(crate) gateway_log: GatewayLog,
}
