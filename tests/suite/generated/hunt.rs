//! From a book that fails to the small ones in it that fail, and from a refused one to what is sound in it.

use std::collections::BTreeMap;

use toml::{Table, Value};
use werkboek::source::Finding;

use super::bench::{Bench, Fault, Files, Outcome};
use super::made::{Made, blocks, plain_head, plain_workbook};

/// How often each finding was given.
type Tally = BTreeMap<&'static str, usize>;

/// What was found so far.
#[derive(Default)]
pub struct Found {
    /// The books that went all the way to files.
    pub files: usize,
    /// The books that ended in findings, each time that something was taken out of them.
    pub refused: usize,
    /// The findings by their names.
    pub tally: Tally,
    /// The faults by their kinds: how many, and the shortest book.
    pub faults: BTreeMap<String, (usize, Fault, Made, String)>,
}

impl Found {
    /// Adds what another has found.
    pub fn add(&mut self, other: Self) {
        self.files += other.files;
        self.refused += other.refused;
        for (name, count) in other.tally {
            *self.tally.entry(name).or_default() += count;
        }
        for (_, (count, fault, made, label)) in other.faults {
            self.record(fault, made, &label, count);
        }
    }

    /// Notes a fault; of each kind the shortest book is kept.
    pub fn record(&mut self, fault: Fault, made: Made, label: &str, count: usize) {
        let known = self.faults.get_mut(&fault.kind);
        let Some(known) = known else {
            self.faults.insert(fault.kind.clone(), (count, fault, made, label.into()));
            return;
        };
        known.0 += count;
        if made.shown().len() < known.2.shown().len() {
            (known.1, known.2, known.3) = (fault, made, label.into());
        }
    }

    fn count(&mut self, findings: &[Finding]) {
        for finding in findings {
            *self.tally.entry(finding.name).or_default() += 1;
        }
    }
}

/// Takes a book all the way; what is refused is taken out, what fails is told apart.
///
/// Gives the files, where there are any.
pub fn hunt(bench: &mut Bench, made: &Made, label: &str, found: &mut Found) -> Files {
    let (made, fault) = match through(bench, made, found) {
        Ok(files) => return files,
        Err(failed) => *failed,
    };
    let singles = singles(&made);
    if singles.len() < 2 {
        found.record(fault, made, label, 1);
        return vec![];
    }
    // Which blocks fail by themselves, and whether those that do not fail together.
    let mut rest = made.clone();
    let mut alone = 0;
    for (chapter, block, single) in singles.iter().rev() {
        if let Err(failed) = through(bench, single, found) {
            found.record(failed.1, failed.0, label, 1);
            alone += 1;
            match block {
                Some(block) => blocks(&mut rest.chapters[*chapter]).map(|blocks| blocks.remove(*block)),
                None => None,
            };
        }
    }
    if alone == 0 {
        found.record(fault, made, label, 1);
        return vec![];
    }
    if rest == made {
        return vec![];
    }
    match through(bench, &rest, found) {
        Ok(files) => files,
        Err(failed) => {
            found.record(failed.1, failed.0, label, 1);
            vec![]
        }
    }
}

/// Takes a book all the way, without what is refused on it.
///
/// Errors with the book as it was when it failed.
pub fn through(bench: &mut Bench, made: &Made, found: &mut Found) -> Result<Files, Box<(Made, Fault)>> {
    let mut made = made.clone();
    for _ in 0..8 {
        match bench.outcome(&made) {
            Err(fault) => return Err(Box::new((made, fault))),
            Ok(Outcome::Files(files, findings)) => {
                found.count(&findings);
                found.files += 1;
                return Ok(files);
            }
            Ok(Outcome::Findings(findings)) => {
                found.count(&findings);
                found.refused += 1;
                let smaller = without(&made, &findings);
                if smaller == made {
                    break;
                }
                made = smaller;
            }
        }
    }
    Ok(vec![])
}

/// The book without the blocks, heads and workbook keys that have errors.
fn without(made: &Made, findings: &[Finding]) -> Made {
    let mut smaller = made.clone();
    let texts = made.texts();
    let mut doomed: Vec<(usize, Option<usize>)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.is_error()) {
        let Some(place) = &finding.place else { continue };
        let path = place.file.get().vpath().get_without_slash();
        match texts.iter().position(|(known, _)| known == path) {
            Some(0) => {
                let language = made.workbook.get("language").and_then(Value::as_str).unwrap_or("nl");
                let known = ["nl", "en", "fr", "de"].contains(&language);
                smaller.workbook = plain_workbook(if known { language } else { "nl" });
            }
            Some(file) => {
                let before = texts[file].1.get(..place.range.start).unwrap_or_default();
                let count = before.lines().filter(|line| *line == "[[block]]").count();
                let opens = texts[file].1[place.range.start..].starts_with("[[block]]");
                doomed.push((file - 1, (count + usize::from(opens)).checked_sub(1)));
            }
            None => {}
        }
    }
    doomed.sort_unstable();
    doomed.dedup();
    for (chapter, block) in doomed.into_iter().rev() {
        let chapter = &mut smaller.chapters[chapter];
        match block {
            Some(block) => {
                blocks(chapter).map(|blocks| blocks.remove(block));
            }
            None => *chapter = with_plain_head(chapter),
        }
    }
    smaller
}

fn with_plain_head(chapter: &Table) -> Table {
    let style = chapter.get("style").and_then(Value::as_str).unwrap_or("material");
    let mut plain = plain_head(style);
    if let Some(blocks) = chapter.get("block") {
        plain.insert("block".into(), blocks.clone());
    }
    plain
}

/// The book with one of its blocks at a time, and without any; its last chapter, to which others refer, stays.
fn singles(made: &Made) -> Vec<(usize, Option<usize>, Made)> {
    let (last, chapters) = made.chapters.split_last().unwrap();
    let mut singles = Vec::new();
    for (index, chapter) in chapters.iter().enumerate() {
        let count = chapter.get("block").and_then(Value::as_array).map_or(0, Vec::len);
        for kept in (0..count).map(Some).chain([None]) {
            let mut chapter = chapter.clone();
            if let Some(blocks) = blocks(&mut chapter) {
                *blocks = kept.and_then(|kept| blocks.get(kept).cloned()).into_iter().collect();
            }
            let chapters = vec![chapter, last.clone()];
            singles.push((index, kept, Made { chapters, ..made.clone() }));
        }
    }
    singles
}
