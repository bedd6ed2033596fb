//! The single requests: which are asked for, and how their attempts lie in time.

pub(crate) mod filter;
pub(crate) mod load;
pub(crate) mod waterfall;
