//! A chapter becomes the dictionary that the layouts take.

use std::ops::Range;

use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Array, Content, Datetime, Dict, IntoValue, Value, dict};
use typst_library::layout::Length;

use super::front::{anchor, bleed, date};
use super::groups::{self, Group};
use super::lower::Lower;
use super::marks;
use super::natives::read;
use crate::content::block::Block;
use crate::content::{At, Chapter, Inline, Placed, Rich, read_chapter, read_workbook};
use crate::source::{FileId, Place, WORKBOOK, file_id};

/// What a chapter's blocks share on their way.
pub struct Scope<'a, 'e, 'w> {
    /// The engine through which files are read.
    pub engine: &'a Engine<'e>,
    /// How texts are lowered.
    pub lower: Lower<'w>,
    path: &'a str,
    /// The edition's date.
    pub date: Datetime,
    /// How far pictures run over the edge.
    pub bleed: Length,
}

/// A chapter, read through the engine so that Typst knows on which file it depends.
pub fn chapter(engine: &Engine, file: FileId) -> StrResult<Dict> {
    let bytes = read(engine, file)?;
    let parsed = read_chapter(file, &bytes);
    let Some(chapter) = &parsed.value else { return Err("the chapter did not pass the checks".into()) };
    let text = bytes.as_str().unwrap_or_default();
    let path = file.get().vpath().get_without_slash();
    let (root, date, bleed) = edition(engine)?;
    let Some(head) = &chapter.head else { return Err("the chapter did not pass the checks".into()) };
    let own = head.language.as_ref().map_or(root, |language| language.value.as_str());
    let lower = Lower { source: Some((file, text)), language: own, level: 2 };
    let mut scope = Scope { engine, lower, path, date, bleed };
    let mut blocks = Array::new();
    let mut level = 2;
    for group in groups::group(&chapter.blocks) {
        blocks.push(scope.group(&group, &mut level)?.into_value());
    }
    Ok(dict! {
        "style" => head.style.name(),
        "number" => number(head.number.as_ref()),
        "title" => lower.inline(&head.title),
        "title-text" => head.title.plain(),
        "id" => head.id.as_ref().map(|id| id.value.clone()),
        "anchor" => anchor(head.id.as_ref(), &format!("chapter:{path}")),
        "lede" => head.lede.as_ref().map(|lede| lower.rich(lede)),
        "language" => head.language.as_ref().map(|language| language.value.clone()),
        "mark" => marks::mark(Place::new(file, head_range(chapter, text))),
        "blocks" => blocks,
    })
}

/// A chapter's head stands before its first block.
fn head_range(chapter: &Chapter, text: &str) -> Range<usize> {
    0..chapter.blocks.first().map_or(text.len(), |block| block.range.start)
}

/// The workbook's language, the edition's date, and the bleed.
fn edition(engine: &Engine) -> StrResult<(&'static str, Datetime, Length)> {
    let file = file_id(WORKBOOK)?;
    let parsed = read_workbook(file, &read(engine, file)?);
    let Some(workbook) = &parsed.value else { return Err("the workbook did not pass the checks".into()) };
    Ok((workbook.language.code(), date(workbook)?, bleed(workbook)))
}

/// A number, or none.
pub fn number(number: Option<&At<u32>>) -> Option<i64> {
    number.map(|number| number.value.into())
}

impl<'w> Scope<'_, '_, 'w> {
    /// Inline text.
    pub fn inline(&self, text: &Inline) -> Content {
        self.lower.inline(text)
    }

    /// Inline text, if there is any.
    pub fn maybe_inline(&self, text: Option<&Inline>) -> Option<Content> {
        text.map(|text| self.lower.inline(text))
    }

    /// Rich text, if there is any.
    pub fn maybe_rich(&self, text: Option<&Rich>) -> Option<Content> {
        text.map(|text| self.lower.rich(text))
    }

    /// A group of neighbours, or one block, with what all of them have.
    fn group(&mut self, group: &Group<'w>, level: &mut usize) -> StrResult<Dict> {
        if let Block::Part(_) = group.first.block {
            *level = 2;
        }
        let mut dict = match group.name {
            "text" => dict! { "columns" => group.columns as i64, "items" => self.items(group, *level)? },
            "insights" | "teams" => dict! { "items" => self.items(group, *level)? },
            _ => return self.one(group.first, *level).inspect(|_| after(&group.first.block, level)),
        };
        dict.insert("type".into(), group.name.into_value());
        dict.insert("level".into(), (*level as i64).into_value());
        dict.insert("anchor".into(), Value::None);
        dict.insert("mark".into(), Value::None);
        dict.insert("language".into(), Value::None);
        Ok(dict)
    }

    fn items(&mut self, group: &Group<'w>, level: usize) -> StrResult<Array> {
        group.items.iter().map(|placed| Ok(self.one(placed, level)?.into_value())).collect()
    }

    /// One block.
    fn one(&mut self, placed: &'w Placed, level: usize) -> StrResult<Dict> {
        let outer = self.lower;
        let common = &placed.common;
        if let (Some(language), Some((file, text))) = (&common.language, outer.source) {
            self.lower =
                Lower { language: language.value.as_str(), source: Some((file, text)), level: outer.level };
        }
        self.lower.level =
            level + usize::from(!matches!(&placed.block, Block::Text(text) if text.heading.is_none()));
        let dict = self.fields(&placed.block);
        self.lower = outer;
        let mut dict = dict?;
        let automatic = match &placed.block {
            Block::Team(team) => Some(format!("team:{}", team.number.value)),
            Block::Case(_) => Some(format!("case:{}:{}", self.path, placed.range.start)),
            _ => None,
        };
        let anchor = match automatic {
            Some(name) => anchor(common.id.as_ref(), &name),
            None => common.id.as_ref().map_or(Value::None, |id| anchor(Some(id), "")),
        };
        dict.insert("type".into(), placed.block.name().into_value());
        dict.insert("level".into(), (level as i64).into_value());
        dict.insert("anchor".into(), anchor);
        let place = outer.source.map(|(file, _)| Place::new(file, placed.range.clone()));
        dict.insert("mark".into(), place.map(marks::mark).into_value());
        dict.insert(
            "language".into(),
            common.language.as_ref().map(|language| language.value.clone()).into_value(),
        );
        Ok(dict)
    }
}

/// After a part, blocks stand one level deeper.
fn after(block: &Block, level: &mut usize) {
    if let Block::Part(_) = block {
        *level = 3;
    }
}
