//! Other programs: run to their end, in the background, or as one of several steps at a time.

mod background;
mod captured;
mod name;
mod npm;
mod run;

pub(crate) use background::Background;
pub(crate) use captured::{Captured, Stop, capture};
pub(crate) use npm::npm_program;
pub(crate) use run::{git, output, output_with_input, run};
