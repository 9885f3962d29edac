//! From the bytes of a TOML file to its typed value and all findings about it.

mod encoding;
mod labels;
mod own_types;
mod requires;
mod shapes;
mod targets;

use std::sync::Arc;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use typst_library::foundations::Bytes;

use crate::content::block::Block;
use crate::content::chapter::{Chapter, Common, Head, Placed};
use crate::content::own::OwnBlock;
use crate::content::shape::Shape;
use crate::content::validate::{self, Problems};
use crate::content::workbook::Workbook;
use crate::source::{FileId, Finding, Place, did_you_mean, list};

use shapes::BLOCK_SHAPES;

pub use own_types::{OWN_BLOCKS, OwnTypes};
pub use shapes::{CHAPTER_SHAPE, WORKBOOK_SHAPE, block_shape, target_shape, whole};
pub use targets::KINDS;

/// What was read of a file, as far as it could be.
#[derive(Debug, Clone)]
pub struct Parsed<T> {
    /// The value, as far as it holds.
    pub value: Option<T>,
    /// All problems of the file by itself.
    pub findings: Vec<Finding>,
    /// What its broken blocks are called, so that references to them are no second problem.
    pub lost: Lost,
}

/// Names and numbers of blocks that did not hold.
#[derive(Debug, Clone, Default)]
pub struct Lost {
    /// Ids.
    pub ids: Vec<String>,
    /// Numbers of teams.
    pub teams: Vec<u32>,
    /// How many blocks did not hold.
    pub blocks: usize,
}

/// Reads `workbook.toml`.
#[comemo::memoize]
pub fn read_workbook(file: FileId, bytes: &Bytes) -> Arc<Parsed<Workbook>> {
    let mut problems = Problems::new(file, bytes.as_str().unwrap_or_default());
    let value = encoding::text(bytes, &mut problems).and_then(|text| {
        if let Some(unmet) = requires::unmet(file, text) {
            problems.add(unmet);
            return None;
        }
        let root = parse(text, &mut problems, &mut Lost::default())?;
        workbook(root, &mut problems)
    });
    Arc::new(Parsed { value, findings: problems.findings, lost: Lost::default() })
}

/// Reads a file of one table.
pub fn read_toml<T: DeserializeOwned>(
    file: FileId,
    bytes: &Bytes,
    shape: &Shape,
    owner: &str,
) -> (Option<T>, Problems) {
    let mut problems = Problems::new(file, bytes.as_str().unwrap_or_default());
    let value = encoding::text(bytes, &mut problems).and_then(|text| {
        let root = parse(text, &mut problems, &mut Lost::default())?;
        if validate::value(shape, &root, owner, &mut problems) {
            typed::<T>(root, &mut problems)
        } else {
            None
        }
    });
    (value, problems)
}

/// Reads a chapter; a block that does not hold is left out, and the others are kept.
///
/// `own` are the types of block that the workbook has of its own.
#[comemo::memoize]
pub fn read_chapter(file: FileId, bytes: &Bytes, own: &OwnTypes) -> Arc<Parsed<Chapter>> {
    let mut problems = Problems::new(file, bytes.as_str().unwrap_or_default());
    let mut lost = Lost::default();
    let value = encoding::text(bytes, &mut problems).and_then(|text| {
        let root = parse(text, &mut problems, &mut lost)?;
        chapter(root, own, &mut problems, &mut lost)
    });
    Arc::new(Parsed { value, findings: problems.findings, lost })
}

/// Parses TOML, and reports all that is broken in it.
fn parse<'a>(text: &'a str, problems: &mut Problems, lost: &mut Lost) -> Option<Spanned<DeValue<'a>>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        problems.findings.extend(validate::broken(problems.file, text, &errors));
        let blocks = root.get_ref().get("block").and_then(|blocks| blocks.get_ref().as_array());
        blocks.into_iter().flatten().for_each(|block| lost.extend(Lost::names(block.get_ref())));
        return None;
    }
    let span = root.span();
    Some(Spanned::new(span, DeValue::Table(root.into_inner())))
}

/// Turns a validated value into its type.
fn typed<'de, T: Deserialize<'de>>(value: Spanned<DeValue<'de>>, problems: &mut Problems) -> Option<T> {
    let range = value.span();
    match T::deserialize(ValueDeserializer::from(value)) {
        Ok(typed) => Some(typed),
        Err(error) => {
            let place = Place::new(problems.file, error.span().unwrap_or(range));
            problems.add(Finding::error("wrong-value", place, error.message().to_lowercase()));
            None
        }
    }
}

fn workbook(mut root: Spanned<DeValue>, problems: &mut Problems) -> Option<Workbook> {
    let DeValue::Table(table) = root.get_mut() else { return None };
    let fits = requires::check(table, problems);
    let translations = labels::take(table, problems);
    let sound = validate::value(&WORKBOOK_SHAPE, &root, "`workbook.toml`", problems);
    let range = root.span();
    let DeValue::Table(mut table) = root.into_inner() else { return None };
    let targets = targets::read(table.remove("target"), problems);
    let root = Spanned::new(range, DeValue::Table(table));
    let workbook = (sound && fits).then(|| typed::<Workbook>(root, problems)).flatten();
    let (workbook, targets, translations) = (workbook?, targets?, translations?);
    Some(Workbook { targets, translations, ..workbook })
}

fn chapter(
    root: Spanned<DeValue>,
    own: &OwnTypes,
    problems: &mut Problems,
    lost: &mut Lost,
) -> Option<Chapter> {
    let sound = validate::value(&CHAPTER_SHAPE, &root, "a chapter", problems);
    let range = root.span();
    let DeValue::Table(mut table) = root.into_inner() else { return None };
    let blocks = table.remove("block").map_or_else(Vec::new, |value| blocks(value, own, problems, lost));
    let head = sound.then(|| typed::<Head>(Spanned::new(range, DeValue::Table(table)), problems)).flatten();
    Some(Chapter { head, blocks })
}

fn blocks(value: Spanned<DeValue>, own: &OwnTypes, problems: &mut Problems, lost: &mut Lost) -> Vec<Placed> {
    let range = value.span();
    let array = match value.into_inner() {
        DeValue::Array(array) if array.iter().all(|item| item.get_ref().is_table()) => array,
        _ => {
            let place = Place::new(problems.file, range);
            let finding = Finding::error("wrong-type", place, "`block` must be a list of tables");
            problems.add(finding.hint("write each block as `[[block]]`, in two pairs of brackets"));
            return vec![];
        }
    };
    let mut placed = Vec::new();
    for item in array {
        let names = Lost::names(item.get_ref());
        match block(item, own, problems) {
            Some(block) => placed.push(block),
            None => lost.extend(names),
        }
    }
    placed
}

impl Lost {
    /// What a block is called, as far as it says so.
    fn names(block: &DeValue) -> Self {
        let id = block.get("id").and_then(|id| id.get_ref().as_str().map(str::to_owned));
        let is_team = block.get("type").is_some_and(|kind| kind.get_ref().as_str() == Some("team"));
        let number = block.get("number").filter(|_| is_team);
        let number = number.and_then(|number| number.get_ref().as_integer()?.as_str().parse().ok());
        Self { ids: id.into_iter().collect(), teams: number.into_iter().collect(), blocks: 1 }
    }

    fn extend(&mut self, other: Self) {
        self.ids.extend(other.ids);
        self.teams.extend(other.teams);
        self.blocks += other.blocks;
    }
}

fn block(value: Spanned<DeValue>, types: &OwnTypes, problems: &mut Problems) -> Option<Placed> {
    let range = value.span();
    let name = kind(&value, types, problems)?;
    let own = types.named(&name);
    let known = BLOCK_SHAPES.iter().find(|(known, _)| *known == name).map(|(_, shape)| shape);
    let made = own.as_ref().map(|own| whole(&own.fields));
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let article = format!("{article} `{name}` block");
    if !validate::value(known.or(made.as_ref())?, &value, &article, problems) {
        return None;
    }
    let DeValue::Table(mut table) = value.into_inner() else { return None };
    let mut common = DeTable::new();
    for key in ["type", "id", "language"] {
        if let Some((key, value)) = table.remove_entry(key) {
            common.insert(key, value);
        }
    }
    let common = typed::<Common>(Spanned::new(range.clone(), DeValue::Table(common)), problems)?;
    let read = match &own {
        Some(own) => OwnBlock::read(own, table).map(Block::Own),
        None => {
            let value = Spanned::new(range.clone(), DeValue::Table(table));
            Block::read(&name, value.into_deserializer())?
        }
    };
    match read {
        Ok(block) => Some(Placed { common, range, block }),
        Err(error) => {
            let place = Place::new(problems.file, error.span().unwrap_or(range));
            problems.add(Finding::error("wrong-value", place, error.message().to_lowercase()));
            None
        }
    }
}

/// The block's type, if it is a known one; of one that is not sound, nothing more is told.
fn kind(value: &Spanned<DeValue>, own: &OwnTypes, problems: &mut Problems) -> Option<String> {
    let sound = own.sound();
    let types = || Block::TYPES.iter().copied().chain(sound.iter().map(|own| own.name));
    let Some(kind) = value.get_ref().get("type") else {
        let finding =
            Finding::error("missing-key", problems.place(value.span()), "`type` is missing in this block");
        problems.add(finding.hint(format!("a block is one of {}", list(types(), "or"))));
        return None;
    };
    let place = problems.place(kind.span());
    match kind.get_ref().as_str() {
        Some(name) if types().any(|known| known == name) => Some(name.to_owned()),
        Some(name) if own.has(name) => None,
        Some(name) => {
            let near = did_you_mean(name, types());
            let hint = near.unwrap_or_else(|| format!("a block is one of {}", list(types(), "or")));
            problems.add(
                Finding::error("unknown-block", place, format!("unknown block type `{name}`")).hint(hint),
            );
            None
        }
        None => {
            problems.add(Finding::error("wrong-type", place, "`type` must be a word in quotes"));
            None
        }
    }
}
