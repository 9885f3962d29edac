//! How a chapter gives way so that its pages end well, handed to the layouts through the world.

use std::collections::HashMap;

use typst_library::World;
use typst_library::engine::Engine;
use typst_library::foundations::Bytes;

use super::files::beside;
use crate::source::FileId;

/// How a chapter gives way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Ease {
    /// The step of the tokens by which gaps, pictures and cards give way; 0 is as they are.
    pub step: usize,
    /// Where a page ends early.
    pub early: Option<Early>,
}

/// A page that ends early, so that the one after it is fuller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Early {
    /// The block from which on it does, by its place among all of the chapter; none for the opener.
    pub from: Option<usize>,
    /// Where on the page that block begins.
    pub start: Start,
    /// The lines that stay free at its foot.
    pub lines: usize,
}

/// Where a block begins, seen from a page that it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Start {
    /// On a page before it.
    Before,
    /// At its head.
    Head,
    /// Further down.
    Below,
}

impl Start {
    /// The word for it in the layouts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Head => "head",
            Self::Below => "below",
        }
    }

    fn read(name: &str) -> Option<Self> {
        [Self::Before, Self::Head, Self::Below].into_iter().find(|start| start.name() == name)
    }
}

impl Ease {
    /// As it is handed over: two numbers, and what a page that ends early needs.
    fn text(self) -> String {
        let early = self.early.map(|early| {
            let from = early.from.map_or("opener".to_owned(), |block| block.to_string());
            format!(" {from} {} {}", early.start.name(), early.lines)
        });
        format!("{}{}", self.step, early.unwrap_or_default())
    }

    /// Reads what was handed over.
    fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let step = words.next()?.parse().ok()?;
        let early = match (words.next(), words.next(), words.next()) {
            (Some(from), Some(start), Some(lines)) => Some(Early {
                from: from.parse().ok(),
                start: Start::read(start)?,
                lines: lines.parse().ok()?,
            }),
            _ => None,
        };
        Some(Self { step, early })
    }
}

/// How a chapter gives way, read so that Typst knows that it depends on that.
pub fn ease(engine: &Engine, chapter: FileId) -> Ease {
    let bytes = ease_id(chapter).and_then(|id| engine.world.file(id).ok());
    bytes.and_then(|bytes| Ease::read(bytes.as_str().ok()?)).unwrap_or_default()
}

/// The file that tells how a chapter gives way.
fn ease_id(chapter: FileId) -> Option<FileId> {
    beside("ends", chapter.get().vpath().get_without_slash())
}

/// How each chapter gives way that does.
pub type Plan = HashMap<FileId, Ease>;

/// The files that tell how chapters give way.
pub fn handed(plan: &Plan) -> HashMap<FileId, Bytes> {
    let file =
        |(chapter, ease): (&FileId, &Ease)| Some((ease_id(*chapter)?, Bytes::from_string(ease.text())));
    plan.iter().filter_map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::{Early, Ease, Start};

    #[test]
    fn what_is_handed_over_is_read() {
        let early = |from, start, lines| Some(Early { from, start, lines });
        let (below, head, before) = (Start::Below, Start::Head, Start::Before);
        for early in [None, early(None, below, 3), early(Some(0), head, 0), early(Some(40), before, 12)] {
            for step in [0, 1, 3] {
                let ease = Ease { step, early };
                assert_eq!(Ease::read(&ease.text()), Some(ease));
            }
        }
    }
}
