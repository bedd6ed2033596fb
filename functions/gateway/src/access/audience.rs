//! The two kinds of access.

use crate::{secret::Secret, settings::Settings};

/// Who is let in by a code or a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Visitors, to answers: `ACCESS_CODE`.
    Visitors,
    /// The owner, to the deployment report: `ADMIN_CODE`.
    Owner,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Visitors, Self::Owner];

    /// The codes that let it in. Empty where no code is set.
    pub fn codes(self, settings: &Settings) -> &[Secret] {
        match self {
            Self::Visitors => &settings.access_codes,
            Self::Owner => &settings.admin_codes,
        }
    }

    /// How long its passes are valid, in seconds: a month, and half a day.
    pub const fn pass_lifetime_s(self) -> u64 {
        match self {
            Self::Visitors => 30 * 86_400,
            Self::Owner => 12 * 3_600,
        }
    }

    /// The name of the cookie that holds a pass. The prefix `__Host-` keeps other hosts of a domain from setting it
    /// (RFC 6265bis, section 4.1.3.2), and needs TLS. Only a developer's machine has no TLS, and so no prefix.
    pub const fn cookie_name(self, is_secure: bool) -> &'static str {
        match (self, is_secure) {
            (Self::Visitors, true) => "__Host-everchat",
            (Self::Visitors, false) => "everchat",
            (Self::Owner, true) => "__Host-everchat-owner",
            (Self::Owner, false) => "everchat-owner",
        }
    }

    /// The word in passes and in the query `?as=`.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Visitors => "visitors",
            Self::Owner => "owner",
        }
    }
}
