//! Reads what providers answer: whether there is an answer, and if not, why. [`Inspector`] reads an answer until that is
//! known, [`classify()`] turns a status and an error body into a [`Failure`], and [`NativeStream`] translates Workers AI's
//! own dialect.

mod classify;
mod error_event;
mod error_facts;
mod failure;
mod half_event;
mod inspector;
mod known_fields;
mod native_answer;
mod native_stream;
mod request_fault;
mod whole_as_stream;

pub use classify::{classify, classify_exception, classify_in_band};
pub use error_event::find_error_event;
pub use error_facts::ErrorFacts;
pub use failure::{Failure, RetryAfter};
pub use half_event::close_half_event;
pub use inspector::{Inspection, Inspector};
pub use native_answer::Envelope;
pub use native_stream::NativeStream;
pub use request_fault::RequestFault;
pub(crate) use request_fault::most_named;
