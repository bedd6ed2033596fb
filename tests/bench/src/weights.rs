//! What each optional part of the page weighs: the page is built with and without it.

mod figures;
mod table;
mod variants;

pub use figures::Figures;
pub use table::markdown;
pub use variants::{Change, Edit, VARIANTS, Variant};
