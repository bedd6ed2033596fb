//! The errors of the other modules as refusals.

mod access;
mod answer;
mod request;

#[cfg(test)]
mod tests;
