//! The table of texts that every language fills in.

use super::{
    dialogs::{DialogTexts, SettingsTexts},
    message::{AnswerTexts, AttemptTexts, MessageTexts},
    notices::{AccessTexts, NoticeTexts},
    page::{CommonTexts, ComposerTexts, ConversationTexts},
    sidebar::SidebarTexts,
};

/// Every text of the page in one language, grouped by where a person sees it.
pub(crate) struct Texts {
    pub(crate) common: CommonTexts,
    pub(crate) composer: ComposerTexts,
    pub(crate) conversation: ConversationTexts,
    pub(crate) message: MessageTexts,
    pub(crate) answer: AnswerTexts,
    pub(crate) attempts: AttemptTexts,
    pub(crate) notices: NoticeTexts,
    pub(crate) access: AccessTexts,
    pub(crate) sidebar: SidebarTexts,
    pub(crate) dialogs: DialogTexts,
    pub(crate) settings: SettingsTexts,
}
