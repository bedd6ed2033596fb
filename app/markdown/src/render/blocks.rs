//! From blocks to elements.

use super::{context::Context, inlines::render_inlines};
use crate::{
    block::{
        table::{self, Alignment},
        tree::{Block, BlockKind, List},
    },
    code::highlight,
    inline::entity::unescape,
    node::{Element, Node},
};

/// The most bytes of code that has colours: each word of it is an element.
const MAX_COLOURED: usize = 64 * 1024;

/// The element of a block.
pub(super) fn render_block(block: &Block, context: &mut Context<'_>) -> Element {
    match &block.kind {
        BlockKind::Document | BlockKind::BlockQuote => container("blockquote", block, false, context),
        BlockKind::List(list) => list_element(*list, &block.children, context),
        BlockKind::Item { .. } => container("li", block, false, context),
        BlockKind::Footnote { label } => footnote(label, block, context),
        BlockKind::Paragraph => leaf("p", &block.text, context),
        BlockKind::Heading(level) => leaf(heading_tag(*level), &block.text, context),
        BlockKind::Code { info, .. } => code_block(info, &block.text, context),
        BlockKind::Formula { .. } => Element::new("p").child(context.formula(block.text.trim(), true)),
        BlockKind::Table { alignments, .. } => table_element(alignments, &block.text, context),
        BlockKind::ThematicBreak => Element::new("hr"),
    }
}

/// The tag of a heading. The first level is that of the page.
fn heading_tag(level: u8) -> &'static str {
    match level {
        1 => "h2",
        2 => "h3",
        3 => "h4",
        4 => "h5",
        _ => "h6",
    }
}

fn leaf(tag: &'static str, text: &str, context: &mut Context<'_>) -> Element {
    let mut element = Element::new(tag);
    element.children = render_inlines(text, context);
    element
}

/// An element around blocks. In a tight one, paragraphs are only their inlines.
fn container(tag: &'static str, block: &Block, is_tight: bool, context: &mut Context<'_>) -> Element {
    let mut element = Element::new(tag);
    for (n, child) in block.children.iter().enumerate() {
        if !matches!(child.kind, BlockKind::Paragraph) {
            element.push(render_block(child, context).into());
            continue;
        }
        let task = if n == 0 && tag == "li" { task(&child.text) } else { None };
        let (checkbox, text) =
            task.map_or((None, child.text.as_str()), |(checkbox, text)| (Some(checkbox), text));
        let checkbox =
            checkbox.map(|checkbox| Element::new("span").with("class", "task").child(checkbox).into());
        let inlines: Vec<Node> = checkbox.into_iter().chain(render_inlines(text, context)).collect();
        if is_tight {
            for inline in inlines {
                element.push(inline);
            }
        } else {
            let mut paragraph = Element::new("p");
            paragraph.children = inlines;
            element.push(paragraph.into());
        }
    }
    element
}

fn list_element(list: List, items: &[Block], context: &mut Context<'_>) -> Element {
    let mut element = Element::new(if list.first_number.is_some() { "ol" } else { "ul" });
    if let Some(first) = list.first_number.filter(|first| *first != 1) {
        element = element.with("start", first.to_string());
    }
    element.children =
        items.iter().map(|item| container("li", item, !list.is_loose, context).into()).collect();
    element
}

/// The checkbox of a task list item, and the item's text.
fn task(text: &str) -> Option<(&'static str, &str)> {
    let (marker, rest) = text.split_at_checked(3)?;
    let checkbox = match marker {
        "[ ]" => "☐ ",
        "[x]" | "[X]" => "☑ ",
        _ => return None,
    };
    rest.starts_with([' ', '\t', '\n']).then(|| (checkbox, rest.trim_start_matches([' ', '\t'])))
}

fn footnote(label: &str, block: &Block, context: &mut Context<'_>) -> Element {
    let number = context.footnote_number(label);
    let id = context.footnote_id(number);
    let mut element = container("div", block, false, context).with("class", "note").with("id", id);
    element.children.insert(0, Element::new("sup").child(&*number.to_string()).into());
    element
}

/// A table in a box of its own, which scrolls if the table is wide, and which the keyboard can reach.
fn table_element(alignments: &[Alignment], text: &str, context: &mut Context<'_>) -> Element {
    let mut lines = text.lines();
    let head = table_row("th", lines.next().unwrap_or_default(), alignments, context);
    let mut body = Element::new("tbody");
    for line in lines {
        body.push(table_row("td", line, alignments, context).into());
    }
    let table = Element::new("table").child(Element::new("thead").child(head)).child(body);
    Element::new("div").with("class", "table").with("tabindex", "0").child(table)
}

/// A row with as many cells as there are columns. What is written beyond the last column stays in it: GFM drops it, but
/// it is a part of the answer, as a rule because of a pipe that should have had a backslash.
fn table_row(tag: &'static str, line: &str, alignments: &[Alignment], context: &mut Context<'_>) -> Element {
    let mut row = Element::new("tr");
    let mut cells = table::cells(line);
    let beyond = cells.split_off(cells.len().min(alignments.len()));
    if let Some(last) = cells.last_mut() {
        for cell in beyond.iter().filter(|cell| !cell.is_empty()) {
            last.push_str(" | ");
            last.push_str(cell);
        }
    }
    let mut cells = cells.into_iter();
    for alignment in alignments {
        let class = match alignment {
            Alignment::Left => "left",
            Alignment::Center => "center",
            Alignment::Right => "right",
        };
        let cell = leaf(tag, &cells.next().unwrap_or_default(), context);
        row.push(cell.with("class", class).into());
    }
    row
}

/// Code under its language and its buttons.
fn code_block(info: &str, code: &str, context: &Context<'_>) -> Element {
    let language = unescape(info.split([' ', ',']).next().unwrap_or_default());
    let mut caption = Element::new("figcaption").child(Element::new("span").child(&*language));
    if let Some(buttons) = context.options.code_buttons {
        let labels = [("wrap", buttons.wrap), ("copy", buttons.copy), ("download", buttons.download)];
        for (action, label) in labels {
            let button = Element::new("button").with("type", "button").with("data-do", action);
            caption.push(button.child(label).into());
        }
    }
    let mut text = Element::new("code");
    let coloured = if code.len() <= MAX_COLOURED { highlight(&language, code) } else { None };
    text.children = coloured.unwrap_or_else(|| vec![code.into()]);
    if !language.is_empty() {
        text = text.with("data-language", language);
    }
    let block = Element::new("pre").with("tabindex", "0").child(text);
    Element::new("figure").with("class", "code").child(caption).child(block)
}
