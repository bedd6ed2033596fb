//! What the caller can choose.

use crate::node::Node;

/// Converts a formula in TeX, displayed on a line of its own (`true`) or not, into a node, which as a rule is MathML;
/// `None` if the formula cannot be read. [`tex::to_mathml`](crate::tex::to_mathml) is one.
pub type MathRenderer = fn(&str, bool) -> Option<Node>;

/// Finds the host that a browser asks for a web address, with its port if that is not the usual one, as `URL.host` has
/// it (<https://url.spec.whatwg.org/#dom-url-host>); `None` if the address leads nowhere. [`plain_host`] is one.
pub type HostResolver = fn(&str) -> Option<String>;

/// Makes small letters of all, as [`str::to_lowercase`] does.
pub type CaseMapper = fn(&str) -> String;

/// How a text is rendered.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Is part of the ids of footnotes (`note-{number}-{id}`), so that texts on one page do not share any.
    pub id: u64,
    /// The buttons above a code block; `None` leaves them out.
    pub code_buttons: Option<CodeButtons>,
    /// Renders formulas. Without it a formula is shown as TeX, in `<code>`.
    pub math: Option<MathRenderer>,
    /// Finds the hosts of links. A program in a browser passes the browser's own.
    pub host: HostResolver,
    /// Compares the labels of link references. A program in a browser passes the browser's own: Unicode's tables are
    /// 5.4 kB of a WebAssembly program.
    pub lowercase: CaseMapper,
}

impl Default for Options {
    fn default() -> Self {
        Self { id: 0, code_buttons: None, math: None, host: plain_host, lowercase: str::to_lowercase }
    }
}

/// The host of a web address that is written plainly; `None` where a browser might read another host than a person does:
/// with a user's name, other letters than those of ASCII, or escapes.
pub fn plain_host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let is_plain = host.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c));
    (is_plain && !host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// The labels of a code block's buttons. What the buttons do is up to the caller, who finds them by their attribute
/// `data-do`: `wrap`, `copy` or `download`.
#[derive(Clone, Copy, Debug)]
pub struct CodeButtons {
    /// Copies the code.
    pub copy: &'static str,
    /// Wraps long lines.
    pub wrap: &'static str,
    /// Saves the code as a file.
    pub download: &'static str,
}
