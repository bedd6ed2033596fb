//! Tests that the documents are true of the code, and the same in both languages.

use crate::{cli, paths};
use gateway::{
    services::{SERVICES, Service},
    settings::names,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use wire::ProviderId;

/// What is written for people. Links in it lead from its own folder.
const DOCUMENTS: [&str; 12] = [
    "README.md",
    "README.zh-CN.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    ".github/DEPLOYMENT.md",
    ".github/DEPLOYMENT.zh-CN.md",
    "functions/API.md",
    "functions/API.zh-CN.md",
    "functions/SETTINGS.md",
    "functions/SETTINGS.zh-CN.md",
];
const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];
/// The tables of settings, in English and in Chinese.
const SETTINGS: [&str; 2] = ["functions/SETTINGS.md", "functions/SETTINGS.zh-CN.md"];
/// Settings that `wrangler.toml` or the project's own commands set.
const NOT_FOR_OWNERS: [&str; 3] = ["ENVIRONMENT", "EMULATOR", "TEST_ROUTES"];
/// Settings that only the English README explains.
const FOR_TESTS: [&str; 4] =
    ["CLOUDFLARE_API_BASE_URL", "AI_GATEWAY_BASE_URL", "GEMINI_BASE_URL", "TURNSTILE_BASE_URL"];

fn read(name: &str) -> String {
    fs::read_to_string(paths::root().unwrap().join(name)).unwrap()
}

/// The blocks of shell commands.
fn commands(readme: &str) -> Vec<&str> {
    readme.split("```sh\n").skip(1).filter_map(|block| block.split("```").next()).collect()
}

#[test]
fn every_setting_is_explained_in_both_languages() {
    let [english, chinese] = SETTINGS.map(read);
    let is_explained = |table: &str, name: &str| table.contains(&format!("`{name}`"));
    // The settings of services are explained once, by their pattern.
    for pattern in ["<NAME>_API_KEY", "<NAME>_MODEL", "<NAME>_BASE_URL"] {
        assert!(is_explained(&english, pattern) && is_explained(&chinese, pattern), "{pattern}");
    }
    let others: Vec<&str> = SERVICES
        .iter()
        .filter(|service| !matches!(service.id, ProviderId::Gemini | ProviderId::Openai))
        .flat_map(|Service { settings, .. }| {
            [settings.key, settings.next_key, settings.base_url, settings.model]
        })
        .collect();
    for name in names().filter(|name| !NOT_FOR_OWNERS.contains(name) && !others.contains(name)) {
        assert!(is_explained(&english, name), "{} does not explain {name}", SETTINGS[0]);
        assert!(
            FOR_TESTS.contains(&name) || is_explained(&chinese, name),
            "{} does not explain {name}",
            SETTINGS[1]
        );
    }
}

/// The tables of SECURITY.md name tests: one with that name must be in the file. In Rust a name has `_` for spaces.
#[test]
fn every_promise_has_a_test_that_shows_it() {
    let security = read("SECURITY.md");
    let rows = security.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, file, test] = cells[..] else { return None };
        Some((file.strip_prefix('`')?.strip_suffix('`')?, test))
    });
    let mut count = 0;
    for (file, test) in rows {
        let is_rust = Path::new(file).extension().is_some_and(|extension| extension == "rs");
        let wanted = if is_rust { format!("fn {}(", test.replace(' ', "_")) } else { test.to_owned() };
        let names: String = read(file).lines().filter(|line| is_rust || line.contains("test(")).collect();
        assert!(names.contains(&wanted), "{file} has no test {test:?}");
        count += 1;
    }
    assert!(count >= 40, "{count}");
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
fn the_documents_name_no_command_that_does_not_exist() {
    let commands = cli::command_names();
    let is_word = |c: char| c.is_ascii_lowercase() || c == '-';
    for document in DOCUMENTS {
        for rest in read(document).split("cargo xtask ").skip(1).filter(|rest| !rest.starts_with('-')) {
            let name = rest.split(|c| !is_word(c)).next().unwrap_or_default();
            assert!(commands.iter().any(|known| known == name), "{document}: there is no command {name:?}");
        }
    }
}

#[test]
fn contributing_explains_every_field_of_a_providers_file() {
    let contributing = read("CONTRIBUTING.md");
    let source = read("functions/provider-files/src/lib.rs");
    let (_, file) = source.split_once("struct ProviderFile {").unwrap();
    let (fields, _) = file.split_once('}').unwrap();
    let fields: Vec<&str> = fields
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": ").map(|(name, _)| name))
        .collect();
    assert!(fields.len() > 8, "{fields:?}");
    for field in fields {
        assert!(contributing.contains(&format!("`{field}`")), "CONTRIBUTING.md does not explain {field}");
    }
}

/// The anchors that GitHub makes of headings: lowercase letters, digits, and dashes for spaces.
fn headings(document: &str) -> Vec<String> {
    let anchor = |heading: &str| {
        let kept = heading.to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
    };
    document
        .lines()
        .filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#')))
        .map(anchor)
        .collect()
}

#[test]
fn links_lead_to_files_and_to_headings() {
    for document in DOCUMENTS {
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        for link in read(document).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            if file.contains("://") {
                continue;
            }
            let target = if file.is_empty() { PathBuf::from(document) } else { folder.join(file) };
            let path = paths::root().unwrap().join(&target);
            assert!(path.exists(), "{document} leads to {link}");
            if !anchor.is_empty() {
                let text = fs::read_to_string(path).unwrap();
                assert!(headings(&text).contains(&anchor.to_owned()), "{document} leads to {link}");
            }
        }
    }
}
