//! The query of `GET /api/report`.

use super::refusal::Refusal;
use crate::query::accepted_language;
use wire::Language;

/// How the report is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportQuery {
    /// `?lang=zh|en`, else the first language of `Accept-Language` that the report is written in.
    pub language: Language,
    /// `?format=json|markdown|guide`.
    pub format: ReportFormat,
}

/// A form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// All of it, for programs.
    Json,
    /// All of it, for people.
    Markdown,
    /// How to set a provider up, in Markdown. The chat page shows it where no provider is set up.
    Guide,
}

impl ReportQuery {
    /// Reads the query, without its question mark.
    ///
    /// # Errors
    /// The report has no such language or format.
    pub fn read(query: &str, accept_language: Option<&str>) -> Result<Self, Refusal> {
        let value = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
        };
        let language = if let Some(tag) = value("lang") {
            Language::from_tag(tag).ok_or_else(|| Refusal::unknown_choice("lang", "zh, en"))?
        } else {
            accepted_language(accept_language)
        };
        let format = match value("format") {
            None | Some("json") => ReportFormat::Json,
            Some("markdown") => ReportFormat::Markdown,
            Some("guide") => ReportFormat::Guide,
            Some(_) => return Err(Refusal::unknown_choice("format", "json, markdown, guide")),
        };
        Ok(Self { language, format })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_names_the_language_and_the_format() {
        let read = |query, accept| ReportQuery::read(query, accept).map_err(|refusal| refusal.param);
        let wanted = |language, format| Ok(ReportQuery { language, format });
        assert_eq!(read("", None), wanted(Language::English, ReportFormat::Json));
        assert_eq!(
            read("lang=zh-CN&format=markdown", None),
            wanted(Language::Chinese, ReportFormat::Markdown)
        );
        assert_eq!(
            read("format=guide", Some("fr, zh;q=0.8, en")),
            wanted(Language::Chinese, ReportFormat::Guide)
        );
        assert_eq!(read("lang=fr", None), Err(Some("lang".into())));
        assert_eq!(read("format=pdf", None), Err(Some("format".into())));
    }
}
