//! What a request needs of a model, and what a model takes.

/// What a model takes. `None`: it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// The most tokens of a request and its answer together.
    pub context_tokens: Option<u64>,
    /// Images.
    pub images: Option<bool>,
    /// Tools.
    pub tools: Option<bool>,
    /// A JSON schema for the answer.
    pub json_schema: Option<bool>,
}

/// What a request needs of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The tokens of the request and of the longest answer, estimated.
    pub tokens: u64,
    /// It has images.
    pub images: bool,
    /// It has tools.
    pub tools: bool,
    /// It wants an answer by a JSON schema.
    pub json_schema: bool,
}

impl Capabilities {
    /// Whether the model is known not to take the request.
    pub fn lack(self, needs: Needs) -> bool {
        let lacks = |is_needed, takes| is_needed && takes == Some(false);
        self.context_tokens.is_some_and(|most| most < needs.tokens)
            || lacks(needs.images, self.images)
            || lacks(needs.tools, self.tools)
            || lacks(needs.json_schema, self.json_schema)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_to_be_lacking_counts() {
        let needs = Needs { tokens: 100, images: true, ..Needs::default() };
        let takes = Capabilities::default();
        assert!(!takes.lack(needs));
        assert!(Capabilities { images: Some(false), ..takes }.lack(needs));
        assert!(Capabilities { context_tokens: Some(99), ..takes }.lack(needs));
        assert!(!Capabilities { context_tokens: Some(100), tools: Some(false), ..takes }.lack(needs));
    }
}
