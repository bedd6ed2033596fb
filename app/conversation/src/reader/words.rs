//! New words of an answer.

/// New words of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Of the answer itself.
    pub content: String,
    /// Of the model's reasoning.
    pub reasoning: String,
}

impl Words {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty() && self.reasoning.is_empty()
    }

    /// Appends the words that came after these.
    pub fn append(&mut self, next: &Self) {
        self.content.push_str(&next.content);
        self.reasoning.push_str(&next.reasoning);
    }
}
