//! Neighbours that belong together, and terms in order.

use icu_collator::{Collator, options::CollatorOptions};
use icu_locale_core::Locale;

use crate::content::Placed;
use crate::content::block::{Block, Term};

/// Blocks that are set as one, or one by itself.
pub struct Group<'a> {
    /// The layouts' name for it: `text`, `insights`, `teams`, or the block's own type.
    pub name: &'static str,
    /// The number of columns of a text.
    pub columns: usize,
    /// The first block.
    pub first: &'a Placed,
    /// All blocks.
    pub items: &'a [Placed],
}

/// Groups the neighbours of a chapter.
pub fn group(blocks: &[Placed]) -> Vec<Group<'_>> {
    let together = |a: &Placed, b: &Placed| match (&a.block, &b.block) {
        (Block::Text(a), Block::Text(b)) => a.columns() == b.columns(),
        (Block::Insight(_), Block::Insight(_)) | (Block::Team(_), Block::Team(_)) => true,
        _ => false,
    };
    let groups = blocks.chunk_by(together).filter_map(|items| {
        let first = items.first()?;
        let (name, columns) = match &first.block {
            Block::Text(text) => ("text", text.columns()),
            Block::Insight(_) => ("insights", 2),
            Block::Team(_) => ("teams", 2),
            other => (other.name(), 1),
        };
        Some(Group { name, columns, first, items })
    });
    groups.collect()
}

/// Terms sorted by the rules of a language (CLDR, through ICU4X).
pub fn sorted<'a>(terms: &'a [Term], language: &str) -> Vec<&'a Term> {
    let mut sorted: Vec<(String, &Term)> = terms.iter().map(|term| (term.term.plain(), term)).collect();
    let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
    match Collator::try_new(locale.into(), CollatorOptions::default()) {
        Ok(collator) => sorted.sort_by(|a, b| collator.compare(&a.0, &b.0)),
        Err(_) => sorted.sort_by_key(|(name, _)| name.to_lowercase()),
    }
    sorted.into_iter().map(|(_, term)| term).collect()
}
