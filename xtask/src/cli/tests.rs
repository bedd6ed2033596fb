use super::*;

fn parse(args: &[&str]) -> Result<Cli, String> {
    let args: Vec<OsString> = ["xtask"].iter().chain(args).map(OsString::from).collect();
    Cli::try_parse_from(&args)
        .map_err(|error| parse::message(&error, &Cli::command(), &args).unwrap_or_else(|| error.to_string()))
}

#[test]
fn the_command_line_is_declared_without_contradictions() {
    Cli::command().debug_assert();
}

#[test]
fn each_command_has_a_help_of_its_own() {
    for name in command_names() {
        let help = parse(&[&name, "--help"]).unwrap_err();
        assert!(help.contains(&format!("Usage: cargo xtask {name}")), "{help}");
    }
}

#[test]
fn a_wrong_command_flag_or_value_is_named_with_what_is_possible() {
    for (args, wanted) in [
        (&["serve"][..], "there is no command \"serve\"\n\nThe project's commands"),
        (&["build", "now"], "unexpected argument 'now'"),
        (&["dev", "--port", "x"], "--port takes a number from 0 to 65535"),
        (&["emulator", "--port", "70000"], "--port takes a number from 0 to 65535"),
        (&["doctor", "--lang", "fr"], "--lang takes zh or en"),
        (&["doctor", "--lang"], "--lang <LANGUAGE>"),
        (&["doctor", "--format", "pdf"], "--format takes table, json or markdown"),
        (&["doctor", "--yaml"], "takes --json, --format, --lang and --env-file, not \"--yaml\""),
        (&["deploy", "--branch"], "a value is required for '--branch <BRANCH>'"),
        (&["deploy", "--force"], "--project and --env-file, not \"--force\""),
        (&["bench", "everything"], "drawing"),
    ] {
        let message = parse(args).map(|_| ()).unwrap_err();
        assert!(message.contains(wanted), "{args:?}: {message}");
    }
}

#[test]
fn a_filter_of_the_tests_may_have_flags_of_its_own() {
    for (args, quick, filter) in [
        (&["test"][..], false, &[][..]),
        (&["test", "page.spec", "-g", "Stop"], false, &["page.spec", "-g", "Stop"]),
        (&["test", "-g", "Stop"], false, &["-g", "Stop"]),
        (&["test", "readme.spec", "--update-snapshots"], false, &["readme.spec", "--update-snapshots"]),
        (&["test", "--quick"], true, &[]),
    ] {
        assert_eq!(test_options(args), test::Options::new(quick, filter), "{args:?}");
    }
}

#[test]
fn a_suite_of_the_tests_is_run_by_its_name_and_filtered_too() {
    assert_eq!(test_options(&["test", "clients"]), test::Options::clients(&[]));
    assert_eq!(test_options(&["test", "clients", "-g", "LLM"]), test::Options::clients(&["-g", "LLM"]));
    assert_eq!(test_options(&["test", "clients.spec"]), test::Options::new(false, &["clients.spec"]));
    let message = parse(&["test", "--quick", "clients"]).map(|_| ()).unwrap_err();
    assert!(message.contains("--quick"), "{message}");
}

fn test_options(args: &[&str]) -> test::Options {
    let Ok(Cli { command: Some(Command::Test(options)) }) = parse(args) else { panic!("{args:?}") };
    options
}
