//! A step of the setup.

/// A step, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    CreateGateway {
        id: String,
    },
    NameGateway {
        id: String,
    },
    CreateDatabase {
        name: String,
    },
    BindDatabase {
        name: String,
    },
    CreateProject {
        name: String,
    },
    PutSecrets {
        project: String,
        environment: &'static str,
        names: Vec<String>,
    },
    /// Why there is nothing to do, or nothing that can be done here.
    Note(String),
}

impl Step {
    /// The step as a sentence.
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::CreateGateway { id } => format!(
                "Create the AI Gateway {id}: authentication on, prompts not stored, answers not repeated, 100 requests \
                 a minute at most unless you say otherwise"
            ),
            Self::NameGateway { id } => format!("Write AI_GATEWAY_ID={id} into the file of settings"),
            Self::CreateDatabase { name } => {
                format!("Create the D1 database {name}, for exact limits and the traffic page")
            }
            Self::BindDatabase { name } => {
                format!("Bind the database {name} as DB in wrangler.toml, for production; commit that file")
            }
            Self::CreateProject { name } => {
                format!("Create the Pages project {name}, with main for production")
            }
            Self::PutSecrets { project, environment, names } => {
                format!("Put secrets into the Pages project {project}, {environment}: {}", names.join(", "))
            }
            Self::Note(text) => text.clone(),
        }
    }

    /// Whether there is something to do.
    pub(super) const fn is_work(&self) -> bool {
        !matches!(self, Self::Note(_))
    }
}
