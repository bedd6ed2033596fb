//! What is written for people is true of the code, and the same in both languages.

use crate::paths;
use gateway::settings::names;
use std::fs;

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
    for name in names().filter(|name| !NOT_THE_OWNERS.contains(name)) {
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
    let help = crate::HELP;
    for command in both[0].iter().flat_map(|block| block.lines()) {
        if let Some(own) = command.strip_prefix("cargo xtask ") {
            let name = own.split(' ').next().unwrap_or_default();
            assert!(help.contains(&format!("  {name}")), "there is no command {name}");
        }
    }
}

#[test]
fn links_to_files_lead_to_files() {
    for paper in ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"] {
        for link in read(paper).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") {
                assert!(paths::root().unwrap().join(file).exists(), "{paper} leads to {link}");
            }
        }
    }
}
