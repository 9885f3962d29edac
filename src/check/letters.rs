//! The letters of all texts, each where it stands first.

use std::collections::BTreeMap;

use crate::book::Draft;
use crate::content::At;
use crate::content::fields::{Held, each};
use crate::content::markdown::{Kind, Node, walk};
use crate::source::{FileId, Literal, Place};

/// The letters of a book, by the kind of text.
#[derive(Default)]
pub struct Letters {
    /// Those of text, titles and all.
    pub text: BTreeMap<char, Place>,
    /// Those of code.
    pub code: BTreeMap<char, Place>,
}

/// Gathers the letters of a book, but those of plain English, which all faces have.
pub fn letters(draft: &Draft) -> Letters {
    let mut letters = Letters::default();
    if let Some(workbook) = &draft.workbook {
        let mut plain = vec![&workbook.title, &workbook.organisation];
        plain.extend(&workbook.edition.name);
        plain.extend(workbook.labels.all().into_iter().filter_map(|(_, word)| word));
        for At { value, range } in plain {
            letters.add(value, || Place::new(draft.file, range.clone()), false);
        }
        if let Some(description) = &workbook.description {
            letters.nodes(&description.nodes, (draft.file, &draft.text), &description.range);
        }
    }
    for entry in &draft.chapters {
        let file = (entry.file, entry.text.as_str());
        if let Some(head) = entry.head() {
            letters.nodes(&head.title.nodes, file, &head.title.range);
            head.lede.iter().for_each(|lede| letters.nodes(&lede.nodes, file, &lede.range));
        }
        for placed in entry.blocks() {
            each(placed.block.table(), &mut |_, held| match held {
                Held::Rich(text) => letters.nodes(&text.nodes, file, &text.range),
                Held::Inline(text) => letters.nodes(&text.nodes, file, &text.range),
                _ => {}
            });
        }
    }
    letters
}

impl Letters {
    fn add(&mut self, text: &str, place: impl Fn() -> Place, code: bool) {
        let letters = if code { &mut self.code } else { &mut self.text };
        for c in text.chars().filter(|c| !c.is_ascii()) {
            letters.entry(c).or_insert_with(&place);
        }
    }

    fn nodes(&mut self, nodes: &[Node], (file, text): (FileId, &str), range: &std::ops::Range<usize>) {
        walk(nodes, &mut |node| {
            let (part, code) = match &node.kind {
                Kind::Text(part) => (part, false),
                Kind::Code(part) => (part, true),
                _ => return,
            };
            let place = || Place::new(file, Literal::new(text, range.clone()).range(node.range.clone()));
            self.add(part, place, code);
        });
    }
}
