//! Markdown as a tree with places, read by pulldown-cmark.
//!
//! A text goes through four hands: [`clean`] makes of it what an organiser meant (pasted indents
//! and bullets), [`definitions`] keeps the words that CommonMark would take for the definition of
//! a link, [`tree`] reads it, and [`notes`] brings footnotes to their references. [`Prepared`]
//! remembers meanwhile where every byte comes from.

mod bullets;
mod clean;
mod definitions;
mod lines;
mod lost;
mod mend;
mod node;
mod notes;
#[cfg(test)]
mod odd;
mod prepared;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod tests;
mod tree;

pub use mend::cells;
pub use node::{Align, Kind, Node, Problem, is_blank, plain, walk};
use prepared::Prepared;

/// Reads rich text.
pub fn read(text: &str) -> Vec<Node> {
    let mut nodes = parsed(clean::rich(text), "");
    notes::place(&mut nodes);
    nodes
}

/// Reads text that fits in a line: its lines are joined, and none of them starts a block.
pub fn read_inline(text: &str) -> Vec<Node> {
    parsed(clean::inline(text), clean::LEAD).into_iter().flat_map(|paragraph| paragraph.children).collect()
}

/// The nodes of a prepared text, at their places in the text itself and without its `lead`.
fn parsed(prepared: Prepared, lead: &str) -> Vec<Node> {
    let prepared = definitions::keep_words(prepared);
    let mut nodes = tree::tree(prepared.text(), lead.len());
    prepared.bring_home(&mut nodes);
    nodes
}
