//! What of the site is open, and to whom: an owner who set nothing is to know what strangers may do. It says nothing
//! of whether visitors get an answer, so it is no check and changes no verdict.

mod en;
mod zh;

use super::{Context, Language, Subject, texts::Place};
use crate::{
    secret::Secret,
    settings::{Limits, Settings},
};
use wire::report::{Fix, Lock, LockId, LockState};

/// Every lock, in the order of the report.
pub(super) fn locks(subject: &Subject<'_>, context: &Context<'_>) -> Vec<Lock> {
    let site = Site {
        settings: subject.settings,
        limits: deployed(subject.settings, context),
        place: Place::of(&context.deployment.environment),
    };
    LockId::ALL.map(|id| site.lock(id, context.language)).into()
}

/// The limits as they are where the site is deployed: on a developer's machine most are off, and what is of interest
/// there is what these settings will do elsewhere.
fn deployed(settings: &Settings, context: &Context<'_>) -> Limits {
    let (here, there) = (settings.limits, Limits::default());
    let is_unset =
        |name| Place::of(&context.deployment.environment) == Place::Local && !context.seen.contains(&name);
    Limits {
        streams_per_visitor: if is_unset("STREAMS_PER_VISITOR") {
            there.streams_per_visitor
        } else {
            here.streams_per_visitor
        },
        daily_requests: if is_unset("DAILY_REQUESTS") { there.daily_requests } else { here.daily_requests },
        daily_tokens: if is_unset("DAILY_TOKENS") { there.daily_tokens } else { here.daily_tokens },
        ..here
    }
}

/// `10,000,000`, as both languages write it.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What the texts speak of.
struct Site<'a> {
    settings: &'a Settings,
    limits: Limits,
    place: Place,
}

impl Site<'_> {
    fn lock(&self, id: LockId, language: Language) -> Lock {
        let state = self.state(id);
        let (title, text, fix) = match language {
            Language::English => (en::title(id), en::text(self, id, state), en::fix(self, id)),
            Language::Chinese => (zh::title(id), zh::text(self, id, state), zh::fix(self, id)),
        };
        let fix = (state != LockState::Shut).then(|| Fix {
            text: fix,
            url: Self::url(id).map(str::to_owned),
            command: self.command(id),
        });
        Lock { id, state, title: title.to_owned(), text, fix }
    }

    fn state(&self, id: LockId) -> LockState {
        // While a code is being changed, either opens.
        let of_codes = |codes: &[Secret]| {
            if codes.iter().all(Secret::is_unguessable) { LockState::Shut } else { LockState::Weak }
        };
        let unless = |is_open| if is_open { LockState::Open } else { LockState::Shut };
        let (settings, limits) = (self.settings, &self.limits);
        match id {
            LockId::AccessCode if settings.challenge().is_some() => LockState::Weak,
            LockId::AccessCode if settings.access_codes.is_empty() => LockState::Open,
            LockId::AccessCode => of_codes(&settings.access_codes),
            // Without a code there is no report for anyone.
            LockId::AdminCode => of_codes(&settings.admin_codes),
            LockId::Minute => unless(limits.rate_limit_per_minute == 0),
            LockId::Streams => unless(limits.streams_per_visitor == 0),
            LockId::Day => unless(limits.daily_requests == 0 && limits.daily_tokens == 0),
            LockId::Origins => unless(!settings.allowed_origins.is_empty()),
            LockId::Counts if settings.has_counts_binding => LockState::Shut,
            LockId::Counts => LockState::Weak,
        }
    }

    fn setting(id: LockId) -> &'static str {
        match id {
            LockId::AccessCode => "ACCESS_CODE",
            LockId::AdminCode => "ADMIN_CODE",
            LockId::Minute => "RATE_LIMIT_PER_MINUTE",
            LockId::Streams => "STREAMS_PER_VISITOR",
            LockId::Day => "DAILY_REQUESTS",
            LockId::Origins => "ALLOWED_ORIGINS",
            LockId::Counts => "COUNTS",
        }
    }

    fn command(&self, id: LockId) -> Option<String> {
        match id {
            LockId::Counts => Some("npx wrangler d1 create everchat-counts".to_owned()),
            LockId::AccessCode | LockId::AdminCode => self.place.put(Self::setting(id)),
            _ => None,
        }
    }

    fn url(id: LockId) -> Option<&'static str> {
        (id == LockId::Counts).then_some("https://developers.cloudflare.com/d1/get-started/")
    }
}

#[cfg(test)]
mod tests;
