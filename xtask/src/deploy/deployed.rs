//! A deployment, as wrangler describes it.

use serde_json::Value;
use wire::Environment;

/// A deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deployed {
    /// Its own address, which never shows another deployment.
    pub(super) url: String,
    /// The branch's address, which shows its newest deployment.
    pub(super) alias: Option<String>,
    /// Production or a preview.
    pub(super) environment: Environment,
    /// Its commit, where git knows it.
    pub(super) commit: Option<String>,
}

impl Deployed {
    /// Whether it is a preview.
    pub(super) fn is_preview(&self) -> bool {
        self.environment == Environment::Preview
    }

    /// Reads what wrangler writes into `WRANGLER_OUTPUT_FILE_PATH`: a JSON object a line.
    pub(super) fn read(output: &str) -> Option<Self> {
        let lines = output.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let entry = lines.into_iter().find(|line| line["type"] == "pages-deploy-detailed")?;
        let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        Some(Self {
            url: text(&entry["url"])?.trim_end_matches('/').to_owned(),
            alias: text(&entry["alias"]),
            environment: text(&entry["environment"]).and_then(|name| name.parse().ok()).unwrap_or_default(),
            commit: text(&entry["deployment_trigger"]["metadata"]["commit_hash"]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_of_wrangler_is_read() {
        let output = "{\"type\":\"wrangler-session\"}\n{\"type\":\"pages-deploy-detailed\",\"url\":\"https://a.b.pages.dev/\",\
            \"environment\":\"preview\",\"alias\":\"https://c.b.pages.dev\",\"deployment_trigger\":{\"metadata\":\
            {\"commit_hash\":\"\"}}}\n";
        let deployed = Deployed {
            url: "https://a.b.pages.dev".to_owned(),
            alias: Some("https://c.b.pages.dev".to_owned()),
            environment: Environment::Preview,
            commit: None,
        };
        assert_eq!(Deployed::read(output), Some(deployed));
        assert_eq!(Deployed::read("{\"type\":\"wrangler-session\"}\n"), None);
    }
}
