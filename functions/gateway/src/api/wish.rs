//! How the deployment report is asked for.

use super::Refusal;
use crate::diagnosis::Language;

/// How the report is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// `?lang=zh|en`, else the first of `Accept-Language` that there is.
    pub language: Language,
    /// `?format=json|markdown|guide`.
    pub format: Format,
}

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The whole, for programs.
    Json,
    /// The whole, for people.
    Markdown,
    /// In Markdown too: how to set a provider up. The chat page shows it where there is none.
    Guide,
}

impl Wish {
    /// Reads the query, without its question mark.
    ///
    /// # Errors
    /// A language or a format that there is not.
    pub fn read(query: &str, accept_language: Option<&str>) -> Result<Self, Refusal> {
        let value = |name: &str| {
            query.split('&').filter_map(|pair| pair.split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v)
        };
        let told = || {
            let mut tags = accept_language.unwrap_or_default().split(',');
            tags.find_map(|tag| Language::from_tag(tag.split(';').next()?)).unwrap_or_default()
        };
        let language = match value("lang").map(Language::from_tag) {
            Some(None) => return Err(Refusal::unknown_choice("lang", "zh, en")),
            Some(Some(language)) => language,
            None => told(),
        };
        let format = match value("format") {
            None | Some("json") => Format::Json,
            Some("markdown") => Format::Markdown,
            Some("guide") => Format::Guide,
            Some(_) => return Err(Refusal::unknown_choice("format", "json, markdown, guide")),
        };
        Ok(Self { language, format })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_says_the_language_and_the_format() {
        let read = |query, accept| Wish::read(query, accept).map_err(|refusal| refusal.param);
        let wish = |language, format| Ok(Wish { language, format });
        assert_eq!(read("", None), wish(Language::English, Format::Json));
        assert_eq!(read("lang=zh-CN&format=markdown", None), wish(Language::Chinese, Format::Markdown));
        assert_eq!(read("format=guide", Some("fr, zh;q=0.8, en")), wish(Language::Chinese, Format::Guide));
        assert_eq!(read("lang=fr", None), Err(Some("lang")));
        assert_eq!(read("format=pdf", None), Err(Some("format")));
    }
}
