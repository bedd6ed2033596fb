//! The paths in the tokens of a macro, which no parser knows the meaning of.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// All sequences of names with `::` between them. The flag says whether a sequence begins with `::`.
pub(super) fn paths(tokens: TokenStream) -> Vec<(bool, Vec<String>)> {
    let mut found = Vec::new();
    collect(tokens, &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<(bool, Vec<String>)>) {
    let mut current: Vec<String> = Vec::new();
    let (mut is_global, mut colons, mut after_dot) = (false, 0, false);
    let mut finish = |current: &mut Vec<String>, is_global: bool| {
        let path = std::mem::take(current);
        if path.len() > 1 {
            found.push((is_global, path));
        }
    };
    let mut inner = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                if colons != 2 {
                    finish(&mut current, is_global);
                    is_global = false;
                } else if current.is_empty() {
                    is_global = true;
                }
                if current.is_empty() && after_dot {
                    // A method or a field.
                } else {
                    current.push(ident.to_string());
                }
                (colons, after_dot) = (0, false);
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                let continues = colons == 0 && punct.spacing() == Spacing::Joint || colons == 1;
                colons = if continues { colons + 1 } else { 0 };
                after_dot = false;
            }
            TokenTree::Punct(punct) => {
                finish(&mut current, is_global);
                (is_global, colons, after_dot) = (false, 0, punct.as_char() == '.');
            }
            TokenTree::Group(group) => {
                // What `{…}` holds behind `a::` are ends of that path.
                if group.delimiter() == Delimiter::Brace && colons == 2 && !current.is_empty() {
                    current.push("*".to_owned());
                }
                finish(&mut current, is_global);
                (is_global, colons, after_dot) = (false, 0, false);
                inner.push(group.stream());
            }
            TokenTree::Literal(_) => {
                finish(&mut current, is_global);
                (is_global, colons, after_dot) = (false, 0, false);
            }
        }
    }
    finish(&mut current, is_global);
    for tokens in inner {
        collect(tokens, found);
    }
}
