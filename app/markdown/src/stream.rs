//! A text that grows: what can no longer change is kept, and a half-finished end is shown as what it becomes.

#[cfg(test)]
mod answers;
mod open_delimiters;
mod open_formula;
mod open_styles;
mod pieces;
pub(crate) mod renderer;
mod repair;
#[cfg(test)]
mod tests;
