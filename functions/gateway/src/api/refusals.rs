//! How the errors of the other modules are told to a visitor.

mod access;
mod answer;
mod request;

#[cfg(test)]
mod tests;
