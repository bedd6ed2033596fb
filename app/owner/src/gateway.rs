//! AI Gateway's log: what is asked for.

pub(crate) mod query;
