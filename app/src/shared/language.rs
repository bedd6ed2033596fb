//! Which of a page's languages the visitor gets. Languages are told apart by their first part alone: whoever prefers
//! `zh-TW` gets `zh-CN`.

/// The place of a language among those that a page knows, by a tag such as `zh-TW`.
pub fn find(known: &[&str], tag: &str) -> Option<usize> {
    let first = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    known.iter().position(|known| first(known) == first(tag))
}

/// The place of the first that is preferred and known; of the first that is known otherwise.
pub fn choose<'a>(known: &[&str], preferred: impl IntoIterator<Item = &'a str>) -> usize {
    preferred.into_iter().find_map(|tag| find(known, tag)).unwrap_or_default()
}

/// The same, by what the browser says of the visitor.
pub fn preferred(known: &[&str]) -> usize {
    let tags = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
    let tags: Vec<String> = tags.iter().filter_map(|tag| tag.as_string()).collect();
    choose(known, tags.iter().map(String::as_str))
}

/// Makes it the document's.
pub fn apply(tag: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_is_taken_and_the_first_of_all_otherwise() {
        let known = ["en", "zh-CN"];
        assert_eq!(choose(&known, ["fr-FR", "zh-TW", "en"]), 1);
        assert_eq!(choose(&known, ["EN-gb", "zh"]), 0);
        assert_eq!(choose(&known, ["de"]), 0);
        assert_eq!(choose(&known, []), 0);
        assert_eq!(find(&known, "zhx"), None);
    }
}
