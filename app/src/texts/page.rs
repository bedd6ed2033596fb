//! The texts of the page's frame, the composer and the conversation as a whole.

use wire::Strength;

/// Words that several parts of the page use.
pub(crate) struct CommonTexts {
    pub(crate) new_chat: &'static str,
    /// Names the sidebar, and the button that opens it.
    pub(crate) chat_list: &'static str,
    pub(crate) share: &'static str,
    /// The names of dialogs, and of the buttons that open them.
    pub(crate) settings: &'static str,
    pub(crate) shortcuts: &'static str,
    pub(crate) privacy: &'static str,
    /// The link to the owner's deployment report.
    pub(crate) report: &'static str,
    pub(crate) loading: &'static str,
    /// A part of the page that loads on demand did not come.
    pub(crate) part_missing: &'static str,
    pub(crate) part_outdated: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    /// What the visitor does where the browser does not let the page copy.
    pub(crate) copy_by_hand: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) download: &'static str,
    pub(crate) saved_prompts: &'static str,
}

/// The composer, where a message is written.
pub(crate) struct ComposerTexts {
    /// Names the text box for screen readers.
    pub(crate) message: &'static str,
    pub(crate) placeholder: &'static str,
    pub(crate) send: &'static str,
    pub(crate) stop: &'static str,
    /// Adds pictures and texts to the message.
    pub(crate) add: &'static str,
    /// Takes a picture or a text out of the message.
    pub(crate) remove: &'static str,
    pub(crate) too_many_pictures: &'static str,
    /// A file that is neither a picture nor a text.
    pub(crate) unreadable_file: &'static str,
    /// The browser has no room for an attachment of the draft.
    pub(crate) unsaved_file: &'static str,
    /// A file was given to a shared chat.
    pub(crate) not_yet_here: &'static str,
    pub(crate) too_long: &'static str,
    /// Follows `too_long`: `#` stands for how many characters a message has too many.
    pub(crate) excess: &'static str,
    /// Makes an attachment of a text that is too long.
    pub(crate) attach: &'static str,
    /// Stands in the composer's place under a shared conversation: makes it one of the visitor's own.
    pub(crate) continue_here: &'static str,
}

/// The conversation as a whole, and what stands in its place while it is empty.
pub(crate) struct ConversationTexts {
    /// Names the list of messages for screen readers.
    pub(crate) conversation: &'static str,
    pub(crate) to_latest: &'static str,
    pub(crate) earlier: &'static str,
    /// Stands above the first message that the model still gets.
    pub(crate) context_start: &'static str,
    pub(crate) welcome: &'static str,
    pub(crate) about: &'static str,
    pub(crate) starters: [&'static str; 4],
    /// Heads the owner's guide, where no provider is set up.
    pub(crate) guide: &'static str,
    /// The address of the guide in this language.
    pub(crate) guide_url: &'static str,
}

/// The model that is asked, and the list of models.
pub(crate) struct ModelTexts {
    /// Names the button and the list for screen readers.
    pub(crate) model: &'static str,
    /// The site chooses.
    pub(crate) auto: &'static str,
    /// Says what that means, with the name of the model that comes first; empty if that is not known.
    pub(crate) auto_hint: fn(&str) -> String,
    /// Stands beside what a model is good for, between its words.
    pub(crate) comma: &'static str,
    pub(crate) good_for: fn(Strength) -> &'static str,
    /// The model's provider has failed lately.
    pub(crate) failing: &'static str,
    pub(crate) search: &'static str,
    /// The site did not answer.
    pub(crate) not_loaded: &'static str,
}
