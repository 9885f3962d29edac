//! Walks over all that the blocks hold, and has each thing checked.

use std::collections::HashSet;

use crate::book::{Draft, Entry};
use crate::content::block::Block;
use crate::content::fields::{Held, each};
use crate::source::{Finding, Place, Store};

use super::glyphs::Coverage;
use super::text::Known;
use super::{alt, ids, images, pictures, text};

/// Checks every text, image and file of the draft.
pub fn check_blocks(draft: &Draft, store: &Store, coverage: &Coverage, findings: &mut Vec<Finding>) {
    let lost = draft.chapters.iter().flat_map(|entry| &entry.parsed.lost.ids).map(String::as_str);
    let ids: HashSet<&str> = ids::ids(draft).map(|(id, _)| id.value.as_str()).chain(lost).collect();
    let scope = Known { ids: &ids, coverage };
    front(draft, &scope, findings);
    cover(draft, store, coverage, findings);
    for entry in &draft.chapters {
        head(entry, &scope, findings);
        for placed in entry.blocks() {
            each(placed.block.table(), &mut |key, held| field(entry, key, held, &scope, store, findings));
            alt::descriptions(entry.file, placed.block.table(), findings);
            paired(entry, &placed.block, &placed.range, findings);
            pictures::check(entry, &placed.block, findings);
        }
        if entry.head().is_some_and(|head| head.lede.is_none())
            && entry.blocks().next().is_none()
            && entry.parsed.findings.is_empty()
            && entry.parsed.lost.blocks == 0
        {
            let finding = Finding::warning(
                "empty-chapter",
                Place::file(entry.file),
                "the chapter has a title and nothing else",
            );
            findings.push(finding.hint("add a `lede`, or a first `[[block]]`"));
        }
    }
}

/// The texts of `workbook.toml`.
fn front(draft: &Draft, scope: &Known, findings: &mut Vec<Finding>) {
    let Some(workbook) = &draft.workbook else { return };
    let mut plain = vec![&workbook.title, &workbook.organisation];
    plain.extend(&workbook.edition.name);
    plain.extend(workbook.given_words());
    plain.extend(workbook.design.cover_lines());
    plain.extend(&workbook.design.folio);
    for value in plain {
        scope.coverage.check(&value.value, &value.range, (draft.file, &draft.text), findings);
    }
    if let Some(description) = &workbook.description {
        text::inline("description", description, (draft.file, &draft.text), scope, findings);
    }
}

/// The pictures of the cover.
fn cover(draft: &Draft, store: &Store, coverage: &Coverage, findings: &mut Vec<Finding>) {
    let Some(pictures) = draft.workbook.as_ref().and_then(|workbook| workbook.design.cover_pictures()) else {
        return;
    };
    each(pictures, &mut |_, held| {
        if let Held::Image(path) = held {
            images::check_image(path, draft.file, store, coverage, findings);
        }
    });
    if let Some(image) = &pictures.image {
        alt::described(draft.file, image, pictures.alt.as_deref(), findings);
    }
}

fn head(entry: &Entry, scope: &Known, findings: &mut Vec<Finding>) {
    let Some(head) = entry.head() else { return };
    text::inline("title", &head.title, (entry.file, &entry.text), scope, findings);
    if let Some(lede) = &head.lede {
        text::rich("lede", lede, (entry.file, &entry.text), scope, findings);
    }
}

fn field(entry: &Entry, key: &str, held: Held, scope: &Known, store: &Store, findings: &mut Vec<Finding>) {
    let file = (entry.file, entry.text.as_str());
    match held {
        Held::Rich(value) => text::rich(key, value, file, scope, findings),
        Held::Inline(value) => text::inline(key, value, file, scope, findings),
        Held::Image(path) => images::check_image(path, entry.file, store, scope.coverage, findings),
        Held::Link(target) => {
            findings.extend(text::link(&target.value, || entry.place(&target.range), scope))
        }
        Held::Csv(path) => images::check_csv(path, entry.file, store, scope.coverage, findings),
        _ => {}
    }
}

/// Keys that need each other.
fn paired(entry: &Entry, block: &Block, range: &std::ops::Range<usize>, findings: &mut Vec<Finding>) {
    let mut say = |name, message: &str, hint: &str, range: &std::ops::Range<usize>| {
        findings.push(Finding::error(name, entry.place(range), message).hint(hint));
    };
    let Block::Table(table) = block else { return };
    match (&table.body, &table.file) {
        (None, None) => say(
            "missing-key",
            "`body` or `file` is missing in a `table` block",
            "write a Markdown table in `body`, or name a CSV file in `file`",
            &(range.start..range.start + 1),
        ),
        (Some(_), Some(file)) => say(
            "one-of",
            "a table has either `body` or `file`, and not both",
            "take one of them away",
            &file.range,
        ),
        (Some(body), None) => {
            if !text::is_table(body) {
                say(
                    "not-a-table",
                    "`body` is not a Markdown table",
                    "write rows of cells between `|`, with a row of `---` under the header",
                    &body.range,
                );
            }
        }
        (None, Some(_)) => {}
    }
}
