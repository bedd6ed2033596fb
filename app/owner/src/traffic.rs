//! How visitors were served: what is asked for, and the charts of what comes.

pub(crate) mod chart;
pub(crate) mod charts;
pub(crate) mod load;
pub(crate) mod span;
