//! Texts that are longer than can be set, and more of something than a book can hold.

use std::ops::Range;

use typst_library::text::is_default_ignorable;
use unicode_normalization::char::is_combining_mark;

use super::passage::Passage;
use crate::book::{Draft, Entry};
use crate::content::block::{Block, TeamRef};
use crate::content::csv::Csv;
use crate::content::fields::{Held, each};
use crate::content::limits::{self, Limit};
use crate::content::markdown::{Kind, Node, plain as plain_text, walk};
use crate::content::{At, Workbook};
use crate::source::{FileId, Finding, Place};

/// The finding about something of which there is more than a limit.
pub fn passed(limit: Limit, found: usize, place: impl Into<Option<Place>>) -> Option<Finding> {
    let finding = || Finding::error("too-much", place, limit.passed(found)).hint(limit.hint);
    (found > limit.most).then(finding)
}

/// The finding about a plain text that is too long.
pub fn plain(limit: Limit, text: &At<String>, file: FileId) -> Option<Finding> {
    passed(limit, text.value.chars().count(), Place::new(file, text.range.clone()))
}

/// Holds a text to all limits of texts.
pub fn text(nodes: &[Node], passage: &Passage, findings: &mut Vec<Finding>) {
    let whole = 0..passage.text.len();
    let mut text = Measured { passage, findings, invisible: 0, notes: 0 };
    text.hold(if passage.line { limits::LINE } else { limits::TEXT }, passage.text.chars().count(), &whole);
    text.blocks(nodes);
    text.hold(limits::INVISIBLE, text.invisible, &whole);
    text.hold(limits::NOTES, text.notes, &whole);
}

/// Holds the cells of a CSV file to their limits.
pub fn cells(csv: &Csv, file: FileId) -> Vec<Finding> {
    let count = csv.rows.iter().map(Vec::len).sum();
    let all = passed(limits::CELLS, count, Place::file(file)).into_iter();
    let cells = csv.rows.iter().flatten().flat_map(|cell| {
        let longest = cell.text.split(breaks).map(|word| word.chars().count()).max().unwrap_or_default();
        let place = Place::new(file, cell.range.clone());
        let word = passed(limits::WORD, longest, place.clone());
        word.into_iter().chain(passed(limits::PARAGRAPH, cell.text.chars().count(), place))
    });
    all.chain(cells).collect()
}

/// A text on its way through the limits.
struct Measured<'a> {
    passage: &'a Passage<'a>,
    findings: &'a mut Vec<Finding>,
    invisible: usize,
    notes: usize,
}

/// A paragraph as it is measured.
#[derive(Default)]
struct Run {
    letters: usize,
    pieces: usize,
    /// The letters of the word that is not at its end, and where it begins.
    word: usize,
    start: usize,
    /// The marks on the last letter.
    marks: usize,
}

impl Measured<'_> {
    fn hold(&mut self, limit: Limit, found: usize, range: &Range<usize>) {
        let found = passed(limit, found, self.passage.place(range.clone()));
        self.findings.extend(found);
    }

    /// Blocks, or the nodes of one line.
    fn blocks(&mut self, nodes: &[Node]) {
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else { return };
        let range = first.range.start..last.range.end.max(first.range.start);
        let mut run = Run::default();
        self.inlines(nodes, &mut run);
        self.end_word(&mut run, range.end);
        self.hold(limits::PARAGRAPH, run.letters, &range);
        self.hold(limits::PIECES, run.pieces, &range);
    }

    fn inlines(&mut self, nodes: &[Node], run: &mut Run) {
        for node in nodes {
            run.pieces +=
                usize::from(!matches!(node.kind, Kind::Text(_) | Kind::SoftBreak) && !is_block(&node.kind));
            match &node.kind {
                Kind::Text(text) | Kind::Code(text) => self.letters(text, node, run),
                Kind::Footnote { .. } => {
                    self.notes += 1;
                    let mut letters = 0;
                    walk(&node.children, &mut |inner| {
                        if let Kind::Text(text) | Kind::Code(text) = &inner.kind {
                            letters += text.chars().count();
                        }
                    });
                    self.hold(limits::NOTE, letters, &node.range);
                    self.blocks(&node.children);
                }
                Kind::FootnoteAgain(_) => self.notes += 1,
                Kind::SoftBreak | Kind::HardBreak => self.end_word(run, node.range.start),
                Kind::Table(_) => {
                    let cells = node.children.iter().map(|row| row.children.len()).sum();
                    self.hold(limits::CELLS, cells, &node.range);
                    self.blocks(&node.children);
                }
                Kind::Heading => {
                    self.hold(limits::LINE, plain_text(&node.children).chars().count(), &node.range);
                    self.blocks(&node.children);
                }
                Kind::Link(address) => {
                    self.hold(limits::ADDRESS, address.chars().count(), &node.range);
                    self.inlines(&node.children, run);
                }
                kind if is_block(kind) => self.blocks(&node.children),
                _ => self.inlines(&node.children, run),
            }
        }
    }

    fn letters(&mut self, text: &str, node: &Node, run: &mut Run) {
        for (at, c) in text.char_indices() {
            // What is written as an entity has its place as a whole.
            let here = (node.range.start + at).min(node.range.end);
            run.letters += 1;
            self.invisible += usize::from(!c.is_ascii() && is_default_ignorable(c));
            if !c.is_ascii() && is_combining_mark(c) {
                run.marks += 1;
            } else {
                self.end_marks(run, here);
            }
            if breaks(c) {
                self.end_word(run, here);
            } else {
                if run.word == 0 {
                    run.start = here;
                }
                run.word += 1;
            }
        }
    }

    fn end_marks(&mut self, run: &mut Run, end: usize) {
        let marks = std::mem::take(&mut run.marks);
        if marks > limits::MARKS.most {
            self.hold(limits::MARKS, marks, &(run.start.min(end)..end));
        }
    }

    fn end_word(&mut self, run: &mut Run, end: usize) {
        self.end_marks(run, end);
        let letters = std::mem::take(&mut run.word);
        if letters > limits::WORD.most {
            self.hold(limits::WORD, letters, &(run.start.min(end)..end));
        }
    }
}

/// Whether a line may end at a character: the spaces that hold words together are none to break at.
fn breaks(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Whether what is in a node is a paragraph of its own.
fn is_block(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Paragraph
            | Kind::Heading
            | Kind::List(_)
            | Kind::Item(_)
            | Kind::Quote
            | Kind::Rule
            | Kind::CodeBlock(_)
            | Kind::Table(_)
            | Kind::TableHead
            | Kind::TableRow
            | Kind::TableCell
            | Kind::FootnoteText(_)
    )
}

/// Holds the book as a whole, and what is no Markdown in it, to their limits.
pub fn check_limits(draft: &Draft, findings: &mut Vec<Finding>) {
    if let Some(workbook) = &draft.workbook {
        findings.extend(front(workbook, draft.file));
    }
    let mut counts = Counts::default();
    for (index, entry) in draft.chapters.iter().enumerate() {
        // The first that is too many is told.
        if index == limits::CHAPTERS.most {
            findings.extend(passed(limits::CHAPTERS, draft.chapters.len(), Place::file(entry.file)));
        }
        let head = entry.head().and_then(|head| head.id.as_ref());
        findings.extend(head.and_then(|id| plain(limits::ID, id, entry.file)));
        for placed in entry.blocks() {
            findings.extend(placed.common.id.as_ref().and_then(|id| plain(limits::ID, id, entry.file)));
            each(placed.block.table(), &mut |_, held| match held {
                Held::Alt(alt) => findings.extend(plain(limits::ALT, alt, entry.file)),
                Held::Link(target) => findings.extend(plain(limits::ADDRESS, target, entry.file)),
                Held::Partner(partner) => {
                    if let TeamRef::Partner(name) = &partner.value {
                        let place = entry.place(&partner.range);
                        findings.extend(passed(limits::NAME, name.chars().count(), place));
                    }
                    counts.partners.add(entry, &partner.range);
                }
                _ => {}
            });
            match &placed.block {
                Block::Team(team) => counts.teams.add(entry, &team.number.range),
                Block::Case(case) => counts.cases.add(entry, &case.name.range),
                _ => {}
            }
        }
    }
    findings.extend(counts.told());
}

/// What stands on the cover, beside the folios and in the layout's words.
fn front(workbook: &Workbook, file: FileId) -> Vec<Finding> {
    let mut names = vec![&workbook.title, &workbook.organisation];
    names.extend(&workbook.edition.name);
    names.extend(workbook.given_words());
    names.extend(workbook.design.cover_lines());
    names.extend(&workbook.design.folio);
    names.extend(workbook.design.named_faces().map(|(_, name)| name));
    names.extend(workbook.design.accent.iter().map(|accent| &accent.name));
    let alt = workbook.design.cover_pictures().and_then(|pictures| pictures.alt.as_ref());
    let alt = alt.and_then(|alt| plain(limits::ALT, alt, file));
    names.into_iter().filter_map(|name| plain(limits::NAME, name, file)).chain(alt).collect()
}

/// How many of something the book has.
struct Count {
    limit: Limit,
    found: usize,
    /// The first that is too many.
    place: Option<Place>,
}

impl Count {
    fn of(limit: Limit) -> Self {
        Self { limit, found: 0, place: None }
    }

    fn add(&mut self, entry: &Entry, range: &Range<usize>) {
        self.found += 1;
        if self.found == self.limit.most + 1 {
            self.place = Some(entry.place(range));
        }
    }
}

/// What is counted over the whole book.
struct Counts {
    teams: Count,
    partners: Count,
    cases: Count,
}

impl Default for Counts {
    fn default() -> Self {
        let [teams, partners, cases] = [limits::TEAMS, limits::PARTNERS, limits::CASES].map(Count::of);
        Self { teams, partners, cases }
    }
}

impl Counts {
    fn told(self) -> impl Iterator<Item = Finding> {
        let all = [self.teams, self.partners, self.cases].into_iter();
        all.filter_map(|Count { limit, found, place }| passed(limit, found, place))
    }
}
