//! Which steps are to be done, by what is wanted and what is there. It asks nobody, so it can be tested.

use super::{
    account::{Account, Project},
    database,
    step::Step,
    wanted::Wanted,
};
use crate::dev_vars::DevVars;
use gateway::settings::names;

/// Settings that only make sense on this machine.
const LOCAL: [&str; 3] = ["ENVIRONMENT", "EMULATOR", "TEST_ROUTES"];

/// The steps. `previews` has the settings of previews.
pub(super) fn steps(vars: &DevVars, previews: &DevVars, wanted: &Wanted, account: &Account) -> Vec<Step> {
    let mut steps = gateway_steps(vars, wanted, account);
    steps.extend(database_steps(wanted, account));
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
        // Cloudflare creates the account's own one when it is first used.
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

fn database_steps(wanted: &Wanted, account: &Account) -> Vec<Step> {
    let name = database::NAME.to_owned();
    if wanted.has_database {
        return vec![Step::Note("The database is bound in wrangler.toml".to_owned())];
    }
    match &account.databases {
        Err(why) => vec![Step::Note(format!("The database is left: {why}"))],
        Ok(all) if all.iter().any(|(known, _)| *known == name) => vec![Step::BindDatabase { name }],
        Ok(_) => vec![Step::CreateDatabase { name: name.clone() }, Step::BindDatabase { name }],
    }
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
mod tests;
