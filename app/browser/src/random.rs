//! Random ids.

use conversation::id::Id;

/// 53 random bits, which JavaScript's numbers hold exactly: two tabs never choose the same.
pub fn id() -> Id {
    const BITS_53: f64 = 9_007_199_254_740_992.0;
    (js_sys::Math::random() * BITS_53) as Id
}
