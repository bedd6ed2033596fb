//! Why somebody is not let in.

use super::audience::Audience;

/// Why somebody is not let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessError {
    /// A page of a site that is not allowed.
    Origin,
    /// A code is needed. A wrong code gives the same error as none.
    CodeRequired(Audience),
    /// The test for humans must be passed first.
    ChallengeRequired,
    /// Whether the test was passed could not be found out.
    ChallengeUnknown,
    /// Too many wrong codes were given.
    TooManyWrongCodes {
        /// How long to wait before the next try, in seconds.
        wait_s: u32,
    },
    /// There is nothing to be let in to: the owner has set no code.
    NothingHere,
    /// The content type of a sign-in is not JSON.
    ContentType,
    /// The body of a sign-in holds no code.
    NoCode,
    /// The query names an audience that does not exist.
    UnknownAudience,
}
