//! The table in `tests/bench/WEIGHTS.md`.

use super::{figures::Figures, variants::Variant};
use std::fmt::Write as _;

const HEAD: &str = "\
# What each choice weighs

Made by `cargo xtask bench weights`, which builds the page with and without each of them. All figures are kB with Brotli
at quality 11. *First answer* is what a visitor loads until a first answer streams: document, styles, scripts and the main
program. *Everything* is that with all that is loaded on demand. A difference of +5.0 means that the page would weigh
5.0 kB more without the choice.

| choice | without it | first answer | difference | everything | difference |
|---|---|--:|--:|--:|--:|
";

/// What was compared once and is no build any more.
const FOOT: &str = "
Measured once, while they were changed: panics that end the program at once, with a standard library that is compiled so
(`-Cpanic=immediate-abort`): 228.9 to 208.4 for a first answer; numbers with fractions read and written by JavaScript in the
dialogs: 49.6 to 29.6 for these; types in `wire` and `conversation` that take their fields from `serde_json::Value`
(`wire::tolerant`) instead of `derive(Deserialize)`: 256.7 to 237.6 for a first answer; small letters by the browser
(`browser::text`): 231.5 to 226.1; effects behind one type (`app/src/state/effect.rs`): 227.9 to 226.1; two passes of wasm-opt
left out (`xtask/src/build/optimise.rs`): 230.3 to 228.9, and a third 230.1 to 229.6; classes that libraries export and nothing makes
(`xtask/src/build/exports.rs`): 231.1 to 229.7; what `{:?}` and the places of panics need (`xtask/src/build/workspace.rs`):
92.9 to 90.1 for the owner's program.
";

/// The document, with the page as it ships and each variant.
pub fn markdown(shipped: Figures, variants: &[(&Variant, Figures)]) -> String {
    let mut out = HEAD.to_owned();
    let kb = |bytes: usize| bytes as f64 / 1000.0;
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "| the page as it ships | | {:.1} | | {:.1} | |",
        kb(shipped.first_answer),
        kb(shipped.everything)
    );
    for (variant, figures) in variants {
        let Variant { name, instead, .. } = variant;
        let (first, all) = (kb(figures.first_answer), kb(figures.everything));
        let _ = writeln!(
            out,
            "| {name} | {instead} | {first:.1} | {} | {all:.1} | {} |",
            difference(first, kb(shipped.first_answer)),
            difference(all, kb(shipped.everything))
        );
    }
    out.push_str(FOOT);
    out
}

/// How much more one size is than another, in kB with its sign.
fn difference(size: f64, shipped: f64) -> String {
    // The addition makes a positive zero of a negative one.
    format!("{:+.1}", ((size - shipped) * 10.0).round() / 10.0 + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::variants::VARIANTS;
    use std::{fs, path::Path};

    #[test]
    fn a_row_has_the_sizes_and_the_differences_with_their_signs() {
        let shipped = Figures { first_answer: 200_000, everything: 300_000 };
        let other = Figures { first_answer: 210_040, everything: 299_000 };
        let same = Figures { first_answer: 199_990, everything: 300_010 };
        let text = markdown(shipped, &[(&VARIANTS[0], other)]);
        assert!(text.contains("| the page as it ships | | 200.0 | | 300.0 | |\n"), "{text}");
        assert!(text.contains("| 210.0 | +10.0 | 299.0 | -1.0 |\n"), "{text}");
        let text = markdown(shipped, &[(&VARIANTS[0], same)]);
        assert!(text.contains("| 200.0 | +0.0 | 300.0 | +0.0 |\n"), "{text}");
    }

    #[test]
    fn the_document_in_the_repository_has_a_row_for_each_choice() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("WEIGHTS.md");
        let text = fs::read_to_string(&path).expect("`cargo xtask bench weights` writes it");
        for variant in &VARIANTS {
            assert!(
                text.contains(&format!("\n| {} | {} | ", variant.name, variant.instead)),
                "{}",
                variant.name
            );
        }
    }
}
