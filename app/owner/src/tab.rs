//! The tabs, each with an address of its own.

/// What the owner looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    /// The deployment report.
    Deployment,
    /// How visitors were served.
    Traffic,
    /// The single requests.
    Requests,
    /// AI Gateway's own log and settings.
    Gateway,
}

impl Tab {
    /// In the order in which they stand.
    pub(crate) const ALL: [Self; 4] = [Self::Deployment, Self::Traffic, Self::Requests, Self::Gateway];

    /// The path of its address.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Deployment => "/report",
            Self::Traffic => "/report/traffic",
            Self::Requests => "/report/requests",
            Self::Gateway => "/report/gateway",
        }
    }

    /// The tab of a path. One that is none shows the report.
    pub(crate) fn of_path(path: &str) -> Self {
        let path = path.trim_end_matches('/');
        Self::ALL.into_iter().find(|tab| tab.path() == path).unwrap_or(Self::Deployment)
    }
}

#[cfg(test)]
mod tests {
    use super::Tab;

    #[test]
    fn each_tab_has_its_path_and_another_path_is_the_report() {
        for tab in Tab::ALL {
            assert_eq!(Tab::of_path(tab.path()), tab);
            assert_eq!(Tab::of_path(&format!("{}/", tab.path())), tab);
        }
        for path in ["/report/x", "/", "/report/traffic/x"] {
            assert_eq!(Tab::of_path(path), Tab::Deployment, "{path}");
        }
    }
}
