//! The errors of the other modules as refusals.

mod access;
mod address;
mod answer;
mod request;
mod responses;

#[cfg(test)]
mod tests;
