//! The table of texts that every language fills in.

use super::{
    message::{AnswerTexts, AttemptTexts, MessageTexts},
    notices::{AccessTexts, NoticeTexts},
    page::{CommonTexts, ComposerTexts, ConversationTexts, ModelTexts},
};

/// The main program's texts in one language, grouped by where a person sees them. Those of the parts that load on demand
/// load with them: see `SidebarTexts` and `DialogTexts`.
pub(crate) struct Texts {
    pub(crate) common: CommonTexts,
    pub(crate) composer: ComposerTexts,
    pub(crate) models: ModelTexts,
    pub(crate) conversation: ConversationTexts,
    pub(crate) message: MessageTexts,
    pub(crate) answer: AnswerTexts,
    pub(crate) attempts: AttemptTexts,
    pub(crate) notices: NoticeTexts,
    pub(crate) access: AccessTexts,
}
