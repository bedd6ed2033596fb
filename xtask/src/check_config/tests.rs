use super::*;

/// The repository's own file.
const GOOD: &str = include_str!("../../../wrangler.toml");

fn places(text: &str) -> Vec<String> {
    wrangler_toml::faults(text).into_iter().map(|fault| fault.place).collect()
}

fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    GOOD.replacen(from, to, 1)
}

#[test]
fn the_repositorys_own_file_has_no_fault_and_neither_has_one_with_everything_bound() {
    assert_eq!(wrangler_toml::faults(GOOD), []);
    let id = "0123abcd-0000-0000-0000-000000000000";
    let d1 = format!(
        "\n[[env.production.d1_databases]]\nbinding = \"DB\"\ndatabase_name = \"c\"\ndatabase_id = \"{id}\"\n"
    );
    assert_eq!(wrangler_toml::faults(&format!("{GOOD}{d1}")), []);
}

#[test]
fn a_broken_file_is_reported_with_the_place_where_it_is_broken() {
    let (production, preview) =
        ("vars = { ENVIRONMENT = \"production\" }", "vars = { ENVIRONMENT = \"preview\" }");
    let ai = "ai = { binding = \"AI\" }\n";
    for (broken, wanted) in [
        (changed("name = \"everchat\"\n", ""), "name"),
        (changed("\"everchat\"", "\"My Site\""), "name"),
        (changed("pages_build_output_dir = \"dist\"\n", ""), "pages_build_output_dir"),
        (changed("\"dist\"", "\"public\""), "pages_build_output_dir"),
        (changed("compatibility_date = \"2026-10-01\"\n", ""), "compatibility_date"),
        (changed("\"2026-10-01\"", "\"2023-01-01\""), "compatibility_date"),
        (changed("\"2026-10-01\"", "\"October\""), "compatibility_date"),
        (changed("compatibility_flags = [\"enable_request_signal\"]\n", ""), "compatibility_flags"),
        (changed("[vars]", "main = \"worker.js\"\n[vars]"), "main"),
        (changed("[vars]", "workers_dev = true\n[vars]"), "workers_dev"),
        (changed("[vars]", "ai = { binding = \"AI\" }\n[vars]"), "ai"),
        (changed("[env.preview]", "[env.staging]"), "env.staging"),
        (changed("[env.preview]", "[env.staging]"), "env.preview"),
        (changed(production, ""), "env.production.vars"),
        (changed(production, preview), "env.production.vars.ENVIRONMENT"),
        (changed("ENVIRONMENT = \"local\"", "ENVIRONMENT = \"production\""), "vars.ENVIRONMENT"),
        (
            changed(
                production,
                "vars = { ENVIRONMENT = \"production\", GEMINI_API_KEY = \"test-token-0000\" }",
            ),
            "env.production.vars.GEMINI_API_KEY",
        ),
        (
            changed(production, "vars = { ENVIRONMENT = \"production\", RATELIMIT_PER_MINUTE = \"5\" }"),
            "env.production.vars.RATELIMIT_PER_MINUTE",
        ),
        (
            changed(production, "vars = { ENVIRONMENT = \"production\", MAX_TOKENS = 500 }"),
            "env.production.vars.MAX_TOKENS",
        ),
        (
            changed(production, "vars = { ENVIRONMENT = \"production\", MAX_TOKENS = \"many\" }"),
            "env.production.vars.MAX_TOKENS",
        ),
        (
            changed(
                production,
                "vars = { ENVIRONMENT = \"production\", ALERT_WEBHOOK_URL = \"https://hooks.example/test-token-0000\" }",
            ),
            "env.production.vars.ALERT_WEBHOOK_URL",
        ),
        (changed(ai, ""), "env.preview.ai"),
        (changed(ai, "ai = { binding = \"MODEL\" }\n"), "env.preview.ai"),
        (changed(ai, "ai = true\n"), "env.preview.ai"),
        (changed(production, &format!("name = \"other\"\n{production}")), "env.production.name"),
        (
            changed("[vars]", "[[r2_buckets]]\nbinding = \"B\"\nbucket_name = \"b\"\n[vars]"),
            "env.production.r2_buckets",
        ),
        (
            GOOD.replace("#[[", "[[").replace("#binding", "binding").replace("#database", "database"),
            "env.production.d1_databases.database_id",
        ),
        (format!("{GOOD}\n[env.production"), "wrangler.toml"),
    ] {
        assert!(
            places(&broken).iter().any(|place| place == wanted),
            "{wanted}: {:?}\n{broken}",
            places(&broken)
        );
        assert!(
            wrangler_toml::faults(&broken)
                .iter()
                .all(|fault| !fault.what.is_empty() && !fault.fix.is_empty())
        );
    }
}

#[test]
fn a_bad_line_is_named_by_its_number_and_a_misspelt_setting_by_what_was_meant() {
    let [fault] = &wrangler_toml::faults("name = \"a\"\nname = \"b\"\n")[..] else { panic!("one fault") };
    assert!(fault.what.starts_with("line 2 cannot be read"), "{}", fault.what);
    let vars = DevVars::parse(
        "GEMINI_KEY=test-token-0000\nMAX_TOKENS=many\nFOO=1\nACCESS_CODE='\"test-token-1111\"'\n",
    )
    .without_environment();
    let faults = dev_vars_file::faults(&vars);
    let told: Vec<(&str, &str)> = faults.iter().map(|fault| (&*fault.place, &*fault.fix)).collect();
    let wanted = [
        (".dev.vars: GEMINI_KEY", "GEMINI_API_KEY, perhaps?"),
        (".dev.vars: FOO", "take it out"),
        (".dev.vars: MAX_TOKENS", "change it"),
        (".dev.vars: ACCESS_CODE", "change it"),
    ];
    assert_eq!(told, wanted);
    assert!(!format!("{faults:?}").contains("test-token"));
}
