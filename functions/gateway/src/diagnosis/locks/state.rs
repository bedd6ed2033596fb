//! How well a lock protects the site.

use super::facts::LockFacts;
use crate::secret::Secret;
use wire::report::{LockId, LockState};

pub(super) fn state(facts: &LockFacts<'_>, id: LockId) -> LockState {
    let (settings, limits) = (facts.settings, &facts.limits);
    match id {
        LockId::AccessCode if settings.challenge().is_some() => LockState::Weak,
        LockId::AccessCode if settings.access_codes.is_empty() => LockState::Open,
        LockId::AccessCode => of_codes(&settings.access_codes),
        // Without a code nobody gets a report.
        LockId::AdminCode => of_codes(&settings.admin_codes),
        LockId::Minute => open_if(limits.rate_limit_per_minute == 0),
        LockId::Streams => open_if(limits.streams_per_visitor == 0),
        LockId::Day => open_if(limits.daily_requests == 0 && limits.daily_tokens == 0),
        LockId::Origins => open_if(!settings.allowed_origins.is_empty()),
        LockId::Counts if settings.has_database => LockState::Shut,
        LockId::Counts => LockState::Weak,
    }
}

/// While a code is being changed, either is accepted, so both must be good.
fn of_codes(codes: &[Secret]) -> LockState {
    if codes.iter().all(Secret::is_unguessable) { LockState::Shut } else { LockState::Weak }
}

const fn open_if(is_open: bool) -> LockState {
    if is_open { LockState::Open } else { LockState::Shut }
}
