//! The providers that a site can ask.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! providers {
    ($($variant:ident $id:literal $label:literal,)+) => {
        /// A provider that the site can ask: AI Gateway, Workers AI, and one for each file in
        /// `functions/providers`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum ProviderId {
            $(
                #[doc = $label]
                $variant,
            )+
        }

        impl ProviderId {
            /// All providers, in the default order of the chain.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$variant),+];

            /// The id in settings, headers and JSON.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }

            /// The name for people.
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)+
                }
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/providers.rs"));

impl fmt::Display for ProviderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ProviderId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|id| id.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_names_of_the_files_and_include_the_four_of_the_contract() {
        for id in ProviderId::ALL {
            assert_eq!(serde_json::to_value(id).unwrap(), id.as_str());
            assert_eq!(id.as_str().parse(), Ok(id));
        }
        for id in ["ai-gateway", "workers-ai", "gemini", "openai"] {
            assert!(id.parse::<ProviderId>().is_ok(), "{id}");
        }
    }
}
