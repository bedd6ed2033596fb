//! Pieces that several tabs use.

pub(crate) mod choice;
pub(crate) mod click;
pub(crate) mod command;
pub(crate) mod copy;
pub(crate) mod explained;
pub(crate) mod facts;
pub(crate) mod fix;
pub(crate) mod icon;
pub(crate) mod notices;
pub(crate) mod reload;
pub(crate) mod totals;
