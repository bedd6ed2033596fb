//! 200 answers, in the shapes that models write, and what must hold at every moment while one streams.

mod blocks;
mod expected;
mod fragments;
mod leaves;
mod property;
mod source;
