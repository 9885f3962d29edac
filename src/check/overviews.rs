//! Overviews of what the book does not hold.

use crate::book::{Draft, Entry};
use crate::content::block::{Block, Of};
use crate::source::Finding;

/// Finds overviews that would be empty: they are left out of the book.
pub fn empty_overviews(draft: &Draft, findings: &mut Vec<Finding>) {
    let holds = |test: fn(&Block) -> bool| {
        draft.chapters.iter().flat_map(Entry::blocks).any(|placed| test(&placed.block))
    };
    for entry in &draft.chapters {
        for placed in entry.blocks() {
            let Block::Overview(overview) = &placed.block else { continue };
            let (empty, what) = match overview.of {
                Of::Teams => (!holds(|block| matches!(block, Block::Team(_))), "team"),
                Of::Cases => (!holds(|block| matches!(block, Block::Case(_))), "case"),
                Of::Questions => {
                    let asks =
                        |block: &Block| matches!(block, Block::Case(case) if !case.questions.is_empty());
                    (!holds(asks), "question of a case")
                }
            };
            if empty {
                let message = format!("the book has no {what}: this overview is left out");
                findings.push(
                    Finding::warning("empty-overview", entry.place(&placed.range), message)
                        .hint("it fills itself as soon as there is one"),
                );
            }
        }
    }
}
