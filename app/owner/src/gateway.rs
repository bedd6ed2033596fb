//! AI Gateway's log: what is asked for.

pub(crate) mod load;
pub(crate) mod query;
