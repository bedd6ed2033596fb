//! The texts of locks in English.

use super::{
    facts::{LockFacts, grouped, setting},
    table::LockTexts,
};
use wire::{
    Environment,
    report::{LockId, LockState},
};

pub(super) static ENGLISH: LockTexts = LockTexts { title, text, fix };

fn title(id: LockId) -> &'static str {
    match id {
        LockId::AccessCode => "Who may chat",
        LockId::AdminCode => "Who sees this report",
        LockId::Minute => "One visitor, in a minute",
        LockId::Streams => "One visitor, at once",
        LockId::Day => "All visitors, in a day",
        LockId::Origins => "Pages of other sites",
        LockId::Counts => "Where limits and traffic are kept",
    }
}

fn text(facts: &LockFacts<'_>, id: LockId, state: LockState) -> String {
    let limits = &facts.limits;
    match (id, state) {
        (LockId::AccessCode, LockState::Open) => "Anyone who finds the address, within the limits below.".to_owned(),
        (LockId::AccessCode, LockState::Shut) => "Those who know the access code.".to_owned(),
        (LockId::AccessCode, _) if facts.settings.challenge().is_some() => {
            "Anyone whom Turnstile takes for a human, within the limits below.".to_owned()
        }
        (LockId::AdminCode, LockState::Shut) if facts.settings.admin_codes.is_empty() => {
            "Nobody, once it is deployed: there is no owner's code.".to_owned()
        }
        (LockId::AdminCode, LockState::Shut) => "Those who know the owner's code.".to_owned(),
        (LockId::AccessCode | LockId::AdminCode, _) => {
            "The code is shorter than twelve characters: it can be guessed, if slowly.".to_owned()
        }
        (LockId::Minute | LockId::Streams, LockState::Open) => "No limit.".to_owned(),
        (LockId::Minute, _) => format!("{} requests.", limits.rate_limit_per_minute),
        (LockId::Streams, _) => format!("{} answers.", limits.streams_per_visitor),
        (LockId::Day, LockState::Open) => "No limit: strangers can run up costs without end.".to_owned(),
        (LockId::Day, _) => match (limits.daily_requests, limits.daily_tokens) {
            (requests, 0) => format!("{} requests, of any size.", grouped(requests)),
            (0, tokens) => format!("{} tokens.", grouped(tokens)),
            (requests, tokens) => format!("{} requests, and {} tokens.", grouped(requests), grouped(tokens)),
        },
        (LockId::Origins, LockState::Open) => {
            format!("These may ask: {}.", facts.settings.allowed_origins.join(", "))
        }
        (LockId::Origins, _) => "None may ask.".to_owned(),
        (LockId::Counts, LockState::Shut) => {
            "In the database DB: limits are exact, for the whole site, and so is the traffic page. Answers at once, and wrong \
             codes, are counted by each isolate."
                .to_owned()
        }
        (LockId::Counts, _) => {
            "In each data centre by itself, as exactly as its isolates can agree. A limit can be exceeded: by several isolates at \
             once, and once more in each data centre. The traffic page knows only what one isolate has seen."
                .to_owned()
        }
    }
}

fn fix(facts: &LockFacts<'_>, id: LockId) -> String {
    let name = setting(id);
    match id {
        LockId::AccessCode | LockId::AdminCode if facts.environment == Environment::Local => {
            format!("Set {name} to a code of twelve characters or more in .dev.vars.")
        }
        LockId::AccessCode | LockId::AdminCode => {
            format!("Set {name} to a code of twelve characters or more, and deploy again.")
        }
        LockId::Minute | LockId::Streams | LockId::Day => {
            format!("Set {name}, or take it away for its default.")
        }
        LockId::Origins => format!("Take out of {name} whoever is not to."),
        LockId::Counts => {
            format!(
                "`cargo xtask setup` makes a D1 database and binds it as {name} in wrangler.toml. Then deploy again."
            )
        }
    }
}
