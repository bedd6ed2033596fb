use super::*;
use std::path::PathBuf;

const FILE: &str =
    "GEMINI_API_KEY=k\nCLOUDFLARE_API_BASE_URL=http://127.0.0.1:1/client/v4\nEMULATOR=on\nADMIN_CODE=c\n";

fn wanted(gateway: Option<&str>) -> Wanted {
    Wanted {
        gateway: gateway.map(str::to_owned),
        project: "p".to_owned(),
        replace: false,
        wrangler_toml: PathBuf::new(),
        has_database: true,
    }
}

fn work(file: &str, wanted: &Wanted, account: &Account) -> Vec<Step> {
    let vars = DevVars::parse(file);
    steps(&vars, &vars, wanted, account).into_iter().filter(Step::is_work).collect()
}

fn put(environment: &'static str, names: &[&str]) -> Step {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    Step::PutSecrets { project: "p".to_owned(), environment, names }
}

#[test]
fn a_new_account_gets_everything_but_settings_of_this_machine() {
    let account = Account {
        gateways: Some(Ok(vec!["default".to_owned()])),
        project: Project::Missing,
        databases: Ok(Vec::new()),
    };
    let names = ["AI_GATEWAY_ID", "GEMINI_API_KEY", "ADMIN_CODE"];
    assert_eq!(
        work(FILE, &wanted(Some("mine")), &account),
        [
            Step::CreateGateway { id: "mine".to_owned() },
            Step::NameGateway { id: "mine".to_owned() },
            Step::CreateProject { name: "p".to_owned() },
            put("production", &names),
            put("preview", &names),
        ]
    );
}

#[test]
fn a_second_run_does_nothing_unless_settings_are_to_be_replaced() {
    let names = || ["AI_GATEWAY_ID", "GEMINI_API_KEY", "ADMIN_CODE"].map(str::to_owned).to_vec();
    let project = Project::There { production: names(), preview: names() };
    let account = Account { gateways: Some(Ok(vec!["mine".to_owned()])), project, databases: Ok(Vec::new()) };
    let file = format!("{FILE}AI_GATEWAY_ID=mine\n");
    assert_eq!(work(&file, &wanted(Some("mine")), &account), []);
    let again = Wanted { replace: true, ..wanted(Some("mine")) };
    assert_eq!(work(&file, &again, &account).len(), 2);
}

#[test]
fn what_the_token_may_not_see_is_left_alone_and_named() {
    let project = Project::Unknown("wrangler is not logged in".to_owned());
    let account =
        Account { gateways: Some(Err("no permission".to_owned())), project, databases: Ok(Vec::new()) };
    let vars = DevVars::parse("AI_GATEWAY_ID=mine\n");
    let all = steps(&vars, &vars, &wanted(Some("mine")), &account);
    assert!(all.iter().all(|step| !step.is_work()));
    let text: String = all.iter().map(Step::sentence).collect();
    assert!(text.contains("no permission") && text.contains("not logged in"), "{text}");
}

#[test]
fn the_accounts_own_gateway_is_not_created() {
    let account =
        Account { gateways: Some(Ok(Vec::new())), project: Project::Missing, databases: Ok(Vec::new()) };
    let steps = work("AI_GATEWAY_ID=default\n", &wanted(Some("default")), &account);
    assert!(!steps.iter().any(|step| matches!(step, Step::CreateGateway { .. })));
}

#[test]
fn the_database_is_made_once_and_bound_once() {
    let account = |databases: &[(&str, &str)]| Account {
        gateways: None,
        project: Project::Unknown(String::new()),
        databases: Ok(databases.iter().map(|(name, id)| ((*name).to_owned(), (*id).to_owned())).collect()),
    };
    let name = || "everchat".to_owned();
    let unbound = Wanted { has_database: false, ..wanted(None) };
    assert_eq!(
        work("", &unbound, &account(&[("other", "1")])),
        [Step::CreateDatabase { name: name() }, Step::BindDatabase { name: name() }]
    );
    assert_eq!(work("", &unbound, &account(&[("everchat", "1")])), [Step::BindDatabase { name: name() }]);
    assert_eq!(work("", &wanted(None), &account(&[])), []);
    let hidden = Account { databases: Err("no permission".to_owned()), ..account(&[]) };
    assert_eq!(work("", &unbound, &hidden), []);
}
