use super::*;
use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
};

/// A small tree of sources, in a folder that is deleted with it.
struct Tree(PathBuf);

impl Tree {
    fn new(files: &[(&str, &str)]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("everchat-structure-{}-{number}", std::process::id()));
        for (name, text) in files {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(root)
    }

    /// Every import within crates and between them, as `from → to`.
    fn imports(&self) -> Vec<String> {
        let crates = crates::read_all(&self.0).unwrap();
        let imports = imports::find(&crates);
        let name = |target| match target {
            imports::Target::File(file) => crates[file].name(),
            imports::Target::Crate(name) => name.to_owned(),
        };
        imports.iter().map(|import| format!("{} → {}", crates[import.from].name(), name(import.to))).collect()
    }

    /// What the rules for imports say.
    fn faults(&self) -> Vec<String> {
        let crates = crates::read_all(&self.0).unwrap();
        let imports = imports::find(&crates);
        let faults = [
            layers::faults(&crates, &imports),
            faults::upward(&crates, &imports),
            circles::faults(&crates, &imports),
        ];
        faults.iter().flatten().map(ToString::to_string).collect()
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A crate `wire` of the modules `a` with the children `b` and `c`, and `d`, with these texts.
fn wire(a: &str, b: &str, c: &str, d: &str) -> Tree {
    Tree::new(&[
        ("functions/wire/src/lib.rs", "pub mod a;\nmod d;\n"),
        ("functions/wire/src/a.rs", &format!("mod b;\nmod c;\n{a}")),
        ("functions/wire/src/a/b.rs", b),
        ("functions/wire/src/a/c.rs", c),
        ("functions/wire/src/d.rs", d),
    ])
}

const A: &str = "functions/wire/src/a.rs";
const B: &str = "functions/wire/src/a/b.rs";
const C: &str = "functions/wire/src/a/c.rs";
const D: &str = "functions/wire/src/d.rs";

fn arrow(from: &str, to: &str) -> String {
    format!("{from} → {to}")
}

#[test]
fn siblings_and_what_is_below_may_be_imported_and_declaring_a_module_imports_nothing() {
    let tree = wire("pub use b::X;", "use super::c::Y;", "use crate::d::Z;", "");
    assert_eq!(tree.imports(), [arrow(A, B), arrow(B, C), arrow(C, D)]);
    assert_eq!(tree.faults(), [""; 0]);
}

#[test]
fn a_path_leads_to_the_deepest_module_that_is_a_file_wherever_it_is_written() {
    for text in [
        "use crate::a::c::{X, Y as Z};",
        "use super::c;",
        "use super::{c::*};",
        "use super::c::inner::X;",
        "fn f() { super::c::f(); }",
        "fn f(x: &crate::a::c::X) {}",
        "impl super::c::Trait for X {}",
        "fn f() { let x = vec![super::c::X::new()]; }",
        "fn f() { view! { <p><crate::a::c::View name={x}/></p> } }",
        "macro_rules! m { () => { $crate::a::c::f() } }",
        "#[arg(value_parser = super::c::parse)] struct X;",
        "mod inline { use super::super::c::X; }",
        "fn f() { use super::c::X; }",
        "#[cfg(not(test))] use super::c::X;",
    ] {
        assert_eq!(wire("", text, "", "").imports(), [arrow(B, C)], "{text}");
    }
}

#[test]
fn a_module_that_was_given_a_name_is_followed_into_its_children() {
    let tree = wire("", "", "", "use crate::a as other; fn f() { other::b::f(); g!(other::c::X); }");
    assert_eq!(tree.imports(), [arrow(D, A), arrow(D, B), arrow(D, C)]);
    assert_eq!(wire("fn f() { b::f(); }", "", "", "").imports(), [arrow(A, B)]);
}

#[test]
fn what_is_no_import_counts_for_none() {
    for text in [
        "pub(super) fn f() {}",
        "pub(in crate::a) struct X;",
        "use self::inner::X; mod inner { pub struct X; }",
        "mod inner { use super::X; }",
        "use std::fmt; fn f(c: u8) { c::new(); Self::f(); }",
        "/// See [`super::c`].\nfn f() {}",
        "fn f() { g!(\"super::c::X\", a.c::<u8>()) }",
        "#[cfg(test)] mod tests { use super::super::*; }",
        "#[cfg(test)] use super::X;",
        "#[cfg(all(test, unix))] mod tests { use crate::a::X; }",
        "impl X { #[cfg(test)] fn f() { super::g(); } }",
    ] {
        assert_eq!(wire("", text, "", "").imports(), [""; 0], "{text}");
    }
}

#[test]
fn a_file_that_imports_its_index_or_one_above_is_named_with_it() {
    for text in [
        "use super::X;",
        "use super::*;",
        "use crate::a::X;",
        "fn f() { super::f(); }",
        "use crate::a::{self};",
    ] {
        let faults = wire("", text, "", "").faults();
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert!(faults[0].starts_with(&format!("{B} imports {A} (`")), "{faults:?}");
        assert!(faults[0].ends_with("no file imports its own index or parent"), "{faults:?}");
    }
    for text in ["use crate::X;", "use super::super::X;", "fn f() { crate::f(); }"] {
        let faults = wire("", text, "", "").faults();
        assert!(faults[0].starts_with(&format!("{B} imports functions/wire/src/lib.rs (`")), "{faults:?}");
    }
    // From elsewhere an index may be imported.
    assert_eq!(wire("pub use b::X;", "", "", "use crate::a::X;").faults(), [""; 0]);
}

#[test]
fn a_circle_is_named_with_its_files_however_long_it_is() {
    let two = wire("", "use super::c::X;", "use super::b::Y;", "");
    assert_eq!(two.faults(), [format!("{B} → {C} → {B}: no import circles between files")]);
    // By way of an index too.
    let three = wire("pub use b::X;", "use crate::d::Y;", "", "use crate::a::X;");
    assert_eq!(three.faults(), [format!("{A} → {B} → {D} → {A}: no import circles between files")]);
}

#[test]
fn a_layer_may_use_those_below_it_and_no_other() {
    let page = |view: &str, exchange: &str, state: &str| {
        Tree::new(&[
            ("app/src/main.rs", "mod app; mod exchange; mod state; mod view; fn main() { app::run() }"),
            ("app/src/app.rs", "use crate::view::X;"),
            ("app/src/view.rs", view),
            ("app/src/exchange.rs", exchange),
            ("app/src/state.rs", state),
            ("app/browser/src/lib.rs", ""),
            ("functions/gateway/src/lib.rs", ""),
            ("functions/wire/src/lib.rs", ""),
        ])
    };
    assert_eq!(
        page("use crate::{exchange::X, state::Y};", "use wire::Z;", "use browser::X;").faults(),
        [""; 0]
    );
    let back = page("", "", "fn f() { crate::exchange::ask(); }").faults();
    let wanted = "app/src/state.rs imports app/src/exchange.rs (`crate::exchange::ask`): the layer state may not use \
                  the layer exchange";
    assert_eq!(back, [wanted]);
    let across = page("", "use gateway::X;", "").faults();
    let wanted = "app/src/exchange.rs imports the crate gateway (`gateway::X`): the layer exchange may not use the \
                  layer gateway";
    assert_eq!(across, [wanted]);
    let top = page("use crate::app::X;", "", "").faults();
    assert!(top.iter().any(|fault| fault.contains("the layer view may not use the layer page")), "{top:?}");
}

#[test]
fn what_a_use_gives_the_name_of_a_crate_is_not_that_crate() {
    let tree = Tree::new(&[
        ("app/browser/src/lib.rs", "use std::wire; use wire::X; fn f() { wire::f(); }"),
        ("functions/wire/src/lib.rs", ""),
    ]);
    assert_eq!(tree.imports(), [""; 0]);
    let tree = Tree::new(&[
        ("app/browser/src/lib.rs", "use wire; use std::wire as other; fn f() { wire::f(); ::wire::g(); }"),
        ("functions/wire/src/lib.rs", ""),
    ]);
    assert_eq!(tree.imports(), ["app/browser/src/lib.rs → wire"]);
}

#[test]
fn a_file_of_the_page_in_no_layer_is_named() {
    let tree = Tree::new(&[("app/src/main.rs", "mod later;"), ("app/src/later.rs", "")]);
    assert!(tree.faults()[0].starts_with("app/src/later.rs is in no layer"));
}

#[test]
fn a_module_may_be_declared_with_the_path_of_its_file_and_one_without_a_file_is_an_error() {
    let tree = Tree::new(&[
        ("functions/wire/src/lib.rs", "#[path = \"other/x.rs\"] mod x; mod y;"),
        ("functions/wire/src/other/x.rs", "use crate::y::Y;"),
        ("functions/wire/src/y/mod.rs", ""),
    ]);
    assert_eq!(tree.imports(), [arrow("functions/wire/src/other/x.rs", "functions/wire/src/y/mod.rs")]);
    let missing = Tree::new(&[("functions/wire/src/lib.rs", "mod x;")]);
    let error = crates::read_all(&missing.0).unwrap_err().to_string();
    assert_eq!(error, "functions/wire/src/lib.rs: mod x has no file");
}

#[test]
fn long_files_are_named_and_most_files_are_short() {
    let lines = |count: usize| "x\n".repeat(count);
    let sizes = |counts: &[usize]| {
        let names: Vec<(String, String)> =
            counts.iter().enumerate().map(|(at, count)| (format!("app/{at}.css"), lines(*count))).collect();
        let files: Vec<(&str, &str)> =
            names.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let tree = Tree::new(&files);
        let sizes = sizes::measure(&tree.0).unwrap();
        sizes::faults(&sizes).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(sizes(&[10; 20]), [""; 0]);
    let mut one_long = [10; 20];
    one_long[3] = 351;
    assert_eq!(sizes(&one_long), ["app/3.css has 351 lines: no file has over 350"]);
    one_long[3] = 350;
    assert_eq!(sizes(&one_long), [""; 0]);
    assert_eq!(sizes(&[121; 20]), ["the median of all files is 121 lines: it is to be 120 at most"]);
    let mut tenth = [10; 20];
    tenth[0..3].fill(251);
    assert_eq!(sizes(&tenth), ["the 90th percentile of all files is 251 lines: it is to be 250 at most"]);
}
