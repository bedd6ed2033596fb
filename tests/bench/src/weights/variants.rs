//! The builds that are compared with the page as it ships. Each changes a copy of the sources, so that the sources
//! themselves need no features for it.

/// A build that differs from the page as it ships in one thing.
#[derive(Debug)]
pub struct Variant {
    /// What the row of the table is about.
    pub name: &'static str,
    /// What the build does instead, for the table.
    pub instead: &'static str,
    /// How the build is made.
    pub change: Change,
}

/// How a build is made.
#[derive(Debug)]
pub enum Change {
    /// Without this flag of the compiler.
    WithoutFlag(&'static str),
    /// With these texts replaced in the sources.
    Edits(&'static [Edit]),
    /// With a crate from `tests/bench/overlays` in place of the registry's.
    Overlay(&'static str),
}

/// A text of a source file, and what it is replaced by. The text must be there once.
#[derive(Debug)]
pub struct Edit {
    /// The file, from the repository's root.
    pub file: &'static str,
    /// The text.
    pub from: &'static str,
    /// Its replacement.
    pub to: &'static str,
}

/// The file that names what is loaded on demand.
const LAZY: &str = "app/src/lazy.rs";

/// The page's own `Show`.
const SHOW: &str = "app/src/view/kit/show.rs";

/// All of them, in the order of the table.
pub const VARIANTS: [Variant; 9] = [
    Variant {
        name: "erased views",
        instead: "each view of Leptos has a type of its own: without `--cfg erase_components`",
        change: Change::WithoutFlag("--cfg=erase_components"),
    },
    Variant {
        name: "`Show` behind one type",
        instead: "`Show` is compiled for each content, as Leptos' own is",
        change: Change::Edits(&[
            Edit {
                file: SHOW,
                from: "use leptos::prelude::*;",
                to: "use leptos::{children::*, either::*, prelude::*};",
            },
            Edit { file: SHOW, from: "fn Show(", to: "fn Show<C: IntoView + 'static>(" },
            Edit { file: SHOW, from: "children: ChildrenFn,", to: "children: TypedChildrenFn<C>," },
            Edit {
                file: SHOW,
                from: "    move || if when.get() { children() } else { fallback.run() }",
                to: "    let children = children.into_inner();\n    \
                     move || if when.get() { Either::Left(children()) } else { Either::Right(fallback.run()) }",
            },
        ]),
    },
    Variant {
        name: "lazy library",
        instead: "the list of chats is in the main program: without its `#[wasm_split]`",
        change: Change::Edits(&[Edit {
            file: LAZY,
            from: "#[wasm_split(library, fallible)]\nfn library",
            to: "async fn library",
        }]),
    },
    Variant {
        name: "lazy dialogs",
        instead: "the dialogs are in the main program: without their `#[wasm_split]`",
        change: Change::Edits(&[Edit {
            file: LAZY,
            from: "#[wasm_split(dialogs, fallible)]\nfn dialogs",
            to: "async fn dialogs",
        }]),
    },
    Variant {
        name: "lazy formulas",
        instead: "formulas are in the main program: without their `#[wasm_split]`",
        change: Change::Edits(&[Edit {
            file: LAZY,
            from: "#[wasm_split(formulas, fallible)]\nfn formulas",
            to: "async fn formulas",
        }]),
    },
    Variant {
        name: "math at all",
        instead: "formulas are shown as TeX: nothing calls `tex::to_mathml`",
        change: Change::Edits(&[
            Edit {
                file: LAZY,
                from: "#[wasm_split(formulas, fallible)]\nfn formulas",
                to: "async fn formulas",
            },
            Edit { file: LAZY, from: "Ok(tex::to_mathml)", to: "std::future::pending().await" },
        ]),
    },
    Variant {
        name: "highlight",
        instead: "code has no colours: `highlight` returns at once",
        change: Change::Edits(&[Edit {
            file: "app/markdown/src/code/highlight.rs",
            from: "-> Option<Vec<Node>> {\n",
            to: "-> Option<Vec<Node>> {\n    return None;\n",
        }]),
    },
    Variant {
        name: "serde_json",
        instead: "every reading and writing of JSON fails, so that neither serde_json nor what serde derives for it is \
                  left: with `overlays/serde_json`. A parser of one's own would cost a part of the difference",
        change: Change::Overlay("serde_json"),
    },
    Variant {
        name: "gloo-net",
        instead: "requests are made by `fetch` of web-sys: with `overlays/gloo-net`",
        change: Change::Overlay("gloo-net"),
    },
];
