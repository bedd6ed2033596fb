//! How the report is wanted.

use clap::Args;
use std::path::PathBuf;
use wire::Language;

/// Options of `cargo xtask doctor`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub(crate) struct Options {
    /// The same as --format json
    #[arg(long, overrides_with = "format")]
    json: bool,
    /// How the report is printed: table, json or markdown
    #[arg(long, value_name = "FORMAT", value_parser = parse_format, default_value = "table", overrides_with = "json")]
    format: Format,
    /// The language of the report: zh or en [default: the terminal's]
    #[arg(long, value_name = "LANGUAGE", value_parser = parse_language)]
    lang: Option<Language>,
    /// Another file than .dev.vars
    #[arg(long, value_name = "FILE")]
    pub(super) env_file: Option<PathBuf>,
}

/// How the report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Table,
    Json,
    Markdown,
}

impl Options {
    pub(super) fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    pub(super) fn language(&self) -> Language {
        self.lang.unwrap_or_else(terminal_language)
    }
}

/// The language that the environment names, or else English.
pub(super) fn terminal_language() -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let tag = names.into_iter().filter_map(|name| std::env::var(name).ok()).find(|tag| !tag.is_empty());
    tag.and_then(|tag| Language::from_tag(&tag.replace('_', "-"))).unwrap_or_default()
}

fn parse_format(text: &str) -> Result<Format, String> {
    match text {
        "table" => Ok(Format::Table),
        "json" => Ok(Format::Json),
        "markdown" => Ok(Format::Markdown),
        _ => Err(format!("--format takes table, json or markdown, not {text:?}")),
    }
}

fn parse_language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| format!("--lang takes zh or en, not {tag:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        options: Options,
    }

    fn parse(args: &[&str]) -> Options {
        Command::parse_from(["doctor"].iter().chain(args)).options
    }

    #[test]
    fn the_format_and_the_language_are_read_and_the_last_format_counts() {
        let options = parse(&["--lang", "zh", "--format", "markdown"]);
        assert_eq!((options.format(), options.language()), (Format::Markdown, Language::Chinese));
        assert_eq!(parse(&["--json", "--lang", "en"]).format(), Format::Json);
        assert_eq!(parse(&["--format", "markdown", "--json"]).format(), Format::Json);
        assert_eq!(parse(&["--json", "--format", "markdown"]).format(), Format::Markdown);
        assert_eq!(parse(&[]).format(), Format::Table);
    }
}
