//! Walks through the syntax of a file.

use super::{tokens, use_tree, written::WrittenPath};
use crate::test::structure::modules::is_test;
use proc_macro2::TokenStream;
use syn::{
    Attribute, ImplItem, Item, ItemMod, ItemUse, Macro, Meta, Path, Stmt, Visibility,
    visit::{self, Visit},
};

/// Collects paths.
#[derive(Default)]
pub(super) struct Visitor {
    pub(super) paths: Vec<WrittenPath>,
    inside: Vec<String>,
}

impl Visitor {
    fn add(&mut self, is_global: bool, segments: Vec<String>, alias: Option<String>) {
        self.paths.push(WrittenPath { is_global, segments, inside: self.inside.clone(), alias });
    }

    fn add_tokens(&mut self, tokens: &TokenStream) {
        for (is_global, segments) in tokens::paths(tokens.clone()) {
            self.add(is_global, segments, None);
        }
    }
}

impl<'ast> Visit<'ast> for Visitor {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let is_test = match item {
            ImplItem::Fn(function) => is_test(&function.attrs),
            ImplItem::Const(constant) => is_test(&constant.attrs),
            _ => false,
        };
        if !is_test {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        let is_test = match statement {
            Stmt::Local(local) => is_test(&local.attrs),
            Stmt::Macro(statement) => is_test(&statement.attrs),
            _ => false,
        };
        if !is_test {
            visit::visit_stmt(self, statement);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let Some((_, items)) = &module.content else { return };
        self.inside.push(module.ident.to_string());
        for item in items {
            self.visit_item(item);
        }
        self.inside.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for (segments, alias) in use_tree::flatten(&item.tree) {
            self.add(item.leading_colon.is_some(), segments, alias);
        }
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(path.leading_colon.is_some(), segments, None);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.add_tokens(&call.tokens);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.add_tokens(&list.tokens);
        }
    }

    /// `pub(super)` and `pub(in crate::a)` import nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
