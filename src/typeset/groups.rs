//! Neighbours that belong together, and terms in order.

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorPreferences};
use icu_locale_core::Locale;

use crate::content::Placed;
use crate::content::block::{Block, Term};

/// Blocks that are set as one, or one by itself.
pub struct Group<'a> {
    /// The layouts' name for it: `text`, `insights`, `teams`, `figures`, `sided`, or the block's own type.
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
    let mut groups = Vec::new();
    let mut rest = blocks;
    while let Some((items, after)) = rest.split_at_checked(together(rest)) {
        let Some(first) = items.first() else { break };
        let (name, columns) = match &first.block {
            Block::Text(text) => ("text", text.columns()),
            Block::Insight(_) => ("insights", 2),
            Block::Team(_) => ("teams", 2),
            Block::Figure(figure) if items.len() > 1 => {
                (if figure.takes_text() { "sided" } else { "figures" }, 1)
            }
            other => (other.name(), 1),
        };
        groups.push(Group { name, columns, first, items });
        rest = after;
    }
    groups
}

/// How many of some blocks, from the first on, are set as one.
fn together(blocks: &[Placed]) -> usize {
    let alike = |a: &Block, b: &Block| match (a, b) {
        (Block::Text(a), Block::Text(b)) => a.columns() == b.columns(),
        (Block::Insight(_), Block::Insight(_)) | (Block::Team(_), Block::Team(_)) => true,
        (Block::Figure(a), Block::Figure(b)) => a.shares_rows() && b.shares_rows(),
        _ => false,
    };
    match blocks {
        // One text stands beside a picture, and the next under both.
        [Placed { block: Block::Figure(figure), .. }, Placed { block: Block::Text(_), .. }, ..]
            if figure.takes_text() =>
        {
            2
        }
        blocks => {
            let pairs = blocks.windows(2).take_while(|pair| match pair {
                [a, b] => alike(&a.block, &b.block),
                _ => false,
            });
            (pairs.count() + 1).min(blocks.len())
        }
    }
}

/// Terms sorted by the rules of a language (CLDR, through ICU4X), numbers by their value.
pub fn sorted<'a>(terms: &'a [Term], language: &str) -> Vec<&'a Term> {
    let mut sorted: Vec<(String, &Term)> = terms.iter().map(|term| (term.term.plain(), term)).collect();
    let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
    let mut preferences = CollatorPreferences::from(locale);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    match Collator::try_new(preferences, CollatorOptions::default()) {
        Ok(collator) => sorted.sort_by(|a, b| collator.compare(&a.0, &b.0)),
        Err(_) => sorted.sort_by_key(|(name, _)| name.to_lowercase()),
    }
    sorted.into_iter().map(|(_, term)| term).collect()
}

#[cfg(test)]
mod tests {
    use super::sorted;
    use crate::content::block::{Block, Glossary};
    use crate::content::read_chapter;
    use crate::source::file_id;

    /// The terms of a glossary in their order.
    fn order(terms: &[&str], language: &str) -> Vec<String> {
        let terms: String =
            terms.iter().map(|term| format!("{{ term = \"{term}\", meaning = \"Iets.\" }},")).collect();
        let chapter = format!(
            "style = \"material\"\ntitle = \"Begrippen\"\n[[block]]\ntype = \"glossary\"\nterms = [{terms}]\n"
        );
        let file = file_id("chapters/1.toml").expect("a path in the folder");
        let read =
            read_chapter(file, &typst_library::foundations::Bytes::from_string(chapter), &Default::default());
        let blocks = read.value.as_ref().map(|chapter| chapter.blocks.as_slice()).unwrap_or_default();
        let Some(Block::Glossary(Glossary { terms, .. })) = blocks.first().map(|placed| &placed.block) else {
            return vec![];
        };
        sorted(terms, language).into_iter().map(|term| term.term.plain()).collect()
    }

    #[test]
    fn terms_stand_in_the_order_of_their_language() {
        assert_eq!(order(&["Fase 10", "fase 2", "Eén", "eend"], "nl"), ["Eén", "eend", "fase 2", "Fase 10"]);
        assert_eq!(order(&["Zebra", "Ödla", "Ond"], "sv"), ["Ond", "Zebra", "Ödla"]);
        assert_eq!(order(&["Zebra", "Ödland", "Ohr"], "de"), ["Ödland", "Ohr", "Zebra"]);
    }
}
