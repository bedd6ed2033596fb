//! Who may do what: pages of this site, programs without a page, and pages that the owner allows; with a code, or with
//! the pass that it was exchanged for.

mod admission;
mod audience;
mod caller;
mod error;
mod pass;
mod sign_in;
mod turnstile;
mod wrong_codes;

pub use audience::Audience;
pub use caller::{Caller, allowed_origin};
pub use error::AccessError;
pub use sign_in::SignIn;
pub use turnstile::{ChallengeResult, read_verification, verification_request};
pub use wrong_codes::WrongCodes;
