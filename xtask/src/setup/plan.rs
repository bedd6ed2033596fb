//! Which steps are to be done, from what is wanted and what is there. Pure, so that tests try it.

use crate::dev_vars::DevVars;
use gateway::settings::names;

/// What is wanted.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) gateway: Option<String>,
    pub(super) project: String,
    /// Whether settings that are there already are put once more.
    pub(super) replace: bool,
}

/// What the account has, as far as could be seen.
#[derive(Debug)]
pub(super) struct Account {
    /// Ids of gateways, or why they cannot be seen; `None` without an account or a token.
    pub(super) gateways: Option<Result<Vec<String>, String>>,
    pub(super) project: Project,
}

/// The Pages project.
#[derive(Debug)]
pub(super) enum Project {
    /// Why nothing is known of it.
    Unknown(String),
    Missing,
    /// The names of its secrets.
    There {
        production: Vec<String>,
        preview: Vec<String>,
    },
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    CreateGateway {
        id: String,
    },
    NameGateway {
        id: String,
    },
    CreateProject {
        name: String,
    },
    PutSecrets {
        project: String,
        environment: &'static str,
        names: Vec<String>,
    },
    /// Nothing to do, or nothing that can be done here, and why.
    Note(String),
}

impl Step {
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::CreateGateway { id } => format!(
                "Create the AI Gateway {id}: authentication on, prompts not stored, answers not repeated, 100 requests \
                 a minute at most unless you say otherwise"
            ),
            Self::NameGateway { id } => format!("Write AI_GATEWAY_ID={id} into the file of settings"),
            Self::CreateProject { name } => {
                format!("Create the Pages project {name}, with main for production")
            }
            Self::PutSecrets { project, environment, names } => {
                format!("Put secrets into the Pages project {project}, {environment}: {}", names.join(", "))
            }
            Self::Note(text) => text.clone(),
        }
    }

    pub(super) const fn is_work(&self) -> bool {
        !matches!(self, Self::Note(_))
    }
}

/// Settings that only make sense on this machine.
const LOCAL: [&str; 3] = ["ENVIRONMENT", "EMULATOR", "TEST_ROUTES"];

/// `previews` has what previews get, where that differs.
pub(super) fn steps(vars: &DevVars, previews: &DevVars, wanted: &Wanted, account: &Account) -> Vec<Step> {
    let mut steps = gateway_steps(vars, wanted, account);
    steps.extend(project_steps(vars, previews, wanted, account));
    steps
}

fn gateway_steps(vars: &DevVars, wanted: &Wanted, account: &Account) -> Vec<Step> {
    let Some(id) = wanted.gateway.clone() else {
        return vec![Step::Note(
            "No AI Gateway is wanted: AI_GATEWAY_ID or --gateway would name one".to_owned(),
        )];
    };
    let mut steps = match &account.gateways {
        None => vec![Step::Note(
            "The AI Gateway is left: it takes CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN".to_owned(),
        )],
        Some(Err(why)) => vec![Step::Note(format!("The AI Gateway {id} is left: {why}"))],
        Some(Ok(ids)) if ids.contains(&id) => vec![Step::Note(format!("The AI Gateway {id} is there"))],
        // The account's own is made when it is first used.
        Some(Ok(_)) if id == "default" => {
            vec![Step::Note(
                "The AI Gateway default is the account's own, made when it is first used".to_owned(),
            )]
        }
        Some(Ok(_)) => vec![Step::CreateGateway { id: id.clone() }],
    };
    if vars.get("AI_GATEWAY_ID").is_none() {
        steps.push(Step::NameGateway { id });
    }
    steps
}

fn project_steps(vars: &DevVars, previews: &DevVars, wanted: &Wanted, account: &Account) -> Vec<Step> {
    let project = &wanted.project;
    let (production, preview, mut steps): (&[String], &[String], _) = match &account.project {
        Project::Unknown(why) => {
            return vec![Step::Note(format!("The Pages project {project} is left: {why}"))];
        }
        Project::Missing => (&[], &[], vec![Step::CreateProject { name: project.clone() }]),
        Project::There { production, preview } => {
            (production, preview, vec![Step::Note(format!("The Pages project {project} is there"))])
        }
    };
    let (here, away) = settings(vars, wanted);
    let (of_previews, _) = settings(previews, wanted);
    if !away.is_empty() {
        let names = away.join(", ");
        steps.push(Step::Note(format!(
            "Not for the deployed site, since it is an address of this machine: {names}"
        )));
    }
    for (environment, there, here) in [("production", production, &here), ("preview", preview, &of_previews)]
    {
        let is_new = |name: &&String| wanted.replace || !there.contains(name);
        let names: Vec<String> = here.iter().filter(is_new).cloned().collect();
        steps.push(if names.is_empty() {
            Step::Note(format!("Every secret is there in {environment}; --replace would put them once more"))
        } else {
            Step::PutSecrets { project: project.clone(), environment, names }
        });
    }
    if !here.iter().any(|name| name == "ADMIN_CODE") {
        steps.push(Step::Note("Without ADMIN_CODE the deployed site shows no report, to nobody".to_owned()));
    }
    steps
}

/// The settings for the deployed site, and those that only this machine can use.
fn settings(vars: &DevVars, wanted: &Wanted) -> (Vec<String>, Vec<&'static str>) {
    let is_set =
        |name: &&str| vars.get(name).is_some() || (**name == *"AI_GATEWAY_ID" && wanted.gateway.is_some());
    let set = names().filter(|name| !LOCAL.contains(name)).filter(is_set);
    let is_here = |name: &&str| vars.get(name).is_some_and(|value| value.starts_with("http://"));
    let (away, here): (Vec<&str>, Vec<&str>) = set.partition(is_here);
    (here.into_iter().map(str::to_owned).collect(), away)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "GEMINI_API_KEY=k\nCLOUDFLARE_API_BASE_URL=http://127.0.0.1:1/client/v4\nEMULATOR=on\nADMIN_CODE=c\n";

    fn wanted(gateway: Option<&str>) -> Wanted {
        Wanted { gateway: gateway.map(str::to_owned), project: "p".to_owned(), replace: false }
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
    fn a_new_account_gets_everything_but_what_is_this_machines() {
        let account = Account { gateways: Some(Ok(vec!["default".to_owned()])), project: Project::Missing };
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
    fn a_second_time_there_is_nothing_to_do_unless_it_is_to_be_replaced() {
        let names = || ["AI_GATEWAY_ID", "GEMINI_API_KEY", "ADMIN_CODE"].map(str::to_owned).to_vec();
        let project = Project::There { production: names(), preview: names() };
        let account = Account { gateways: Some(Ok(vec!["mine".to_owned()])), project };
        let file = format!("{FILE}AI_GATEWAY_ID=mine\n");
        assert_eq!(work(&file, &wanted(Some("mine")), &account), []);
        let again = Wanted { replace: true, ..wanted(Some("mine")) };
        assert_eq!(work(&file, &again, &account).len(), 2);
    }

    #[test]
    fn what_cannot_be_seen_is_left_and_told() {
        let project = Project::Unknown("wrangler is not logged in".to_owned());
        let account = Account { gateways: Some(Err("no permission".to_owned())), project };
        let vars = DevVars::parse("AI_GATEWAY_ID=mine\n");
        let all = steps(&vars, &vars, &wanted(Some("mine")), &account);
        assert!(all.iter().all(|step| !step.is_work()));
        let told: String = all.iter().map(Step::sentence).collect();
        assert!(told.contains("no permission") && told.contains("not logged in"), "{told}");
    }

    #[test]
    fn the_accounts_own_gateway_is_not_made() {
        let account = Account { gateways: Some(Ok(Vec::new())), project: Project::Missing };
        let steps = work("AI_GATEWAY_ID=default\n", &wanted(Some("default")), &account);
        assert!(!steps.iter().any(|step| matches!(step, Step::CreateGateway { .. })));
    }
}
