//! What is written for people is true of the code, and the same in both languages.

use crate::paths;
use gateway::{
    services::{SERVICES, Service},
    settings::names,
};
use std::fs;
use wire::ProviderId;

const PAPERS: [&str; 6] =
    ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];
const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];
/// Set by `wrangler.toml` or by the project's own commands.
const NOT_THE_OWNERS: [&str; 3] = ["ENVIRONMENT", "EMULATOR", "TEST_ROUTES"];
/// Told in English only.
const FOR_TESTS: [&str; 4] =
    ["CLOUDFLARE_API_BASE_URL", "AI_GATEWAY_BASE_URL", "GEMINI_BASE_URL", "TURNSTILE_BASE_URL"];

fn read(name: &str) -> String {
    fs::read_to_string(paths::root().unwrap().join(name)).unwrap()
}

/// The blocks of commands.
fn commands(readme: &str) -> Vec<&str> {
    readme.split("```sh\n").skip(1).filter_map(|block| block.split("```").next()).collect()
}

#[test]
fn every_setting_stands_in_the_readme_and_nothing_is_missing_in_chinese() {
    let [english, chinese] = READMES.map(read);
    let is_told = |readme: &str, name: &str| readme.contains(&format!("`{name}`"));
    // The services' are told once, by their pattern.
    for pattern in ["<NAME>_API_KEY", "<NAME>_MODEL", "<NAME>_BASE_URL"] {
        assert!(is_told(&english, pattern) && is_told(&chinese, pattern), "{pattern}");
    }
    let others: Vec<&str> = SERVICES
        .iter()
        .filter(|service| !matches!(service.id, ProviderId::Gemini | ProviderId::Openai))
        .flat_map(|Service { settings, .. }| {
            [settings.key, settings.next_key, settings.base_url, settings.model]
        })
        .collect();
    for name in names().filter(|name| !NOT_THE_OWNERS.contains(name) && !others.contains(name)) {
        assert!(is_told(&english, name), "README.md does not tell {name}");
        assert!(FOR_TESTS.contains(&name) || is_told(&chinese, name), "README.zh-CN.md does not tell {name}");
    }
}

#[test]
fn both_readmes_have_the_same_commands_to_try_set_up_and_deploy() {
    let [english, chinese] = READMES.map(read);
    let plain = |block: &str| block.replace(" --lang zh", "");
    let both = [commands(&english), commands(&chinese)]
        .map(|blocks| blocks.iter().map(|block| plain(block)).collect::<Vec<_>>());
    assert_eq!(both[0], both[1]);
    assert!(both[0].len() >= 5);
}

#[test]
fn the_papers_name_no_command_that_does_not_exist() {
    let is_word = |c: char| c.is_ascii_lowercase() || c == '-';
    for paper in PAPERS {
        for rest in read(paper).split("cargo xtask ").skip(1) {
            let name = rest.split(|c| !is_word(c)).next().unwrap_or_default();
            assert!(crate::HELP.contains(&format!("\n  {name}")), "{paper}: there is no command {name:?}");
        }
    }
}

#[test]
fn all_that_a_providers_file_may_say_is_told() {
    let contributing = read("CONTRIBUTING.md");
    let build = read("functions/provider-files/src/lib.rs");
    let (_, file) = build.split_once("struct ProviderFile {").unwrap();
    let (fields, _) = file.split_once('}').unwrap();
    let fields: Vec<&str> = fields
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": ").map(|(name, _)| name))
        .collect();
    assert!(fields.len() > 8, "{fields:?}");
    for field in fields {
        assert!(contributing.contains(&format!("`{field}`")), "CONTRIBUTING.md does not tell {field}");
    }
}

/// The anchors that GitHub makes of headings: small letters, spaces as lines, nothing else but words.
fn headings(paper: &str) -> Vec<String> {
    let anchor = |heading: &str| {
        let kept = heading.to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
    };
    paper
        .lines()
        .filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')))
        .map(anchor)
        .collect()
}

#[test]
fn links_to_files_lead_to_files() {
    for paper in PAPERS {
        for link in read(paper).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") {
                assert!(paths::root().unwrap().join(file).exists(), "{paper} leads to {link}");
            }
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(headings(&read(paper)).contains(&anchor.to_owned()), "{paper} has no heading {link}");
            }
        }
    }
}
