//! The deployment report.

pub(crate) mod findings;
pub(crate) mod load;
