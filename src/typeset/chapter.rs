//! A chapter becomes the dictionary that the layouts take.

use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Array, Content, Datetime, Dict, IntoValue, Value, dict};
use typst_library::layout::Length;

use super::anchors::anchors;

use super::files::{focus, read};
use super::groups::{self, Group};
use super::marks;
use super::text::{Lower, Source};
use super::values::{anchor, bleed, number};
use super::{signs, words};
use crate::book::Settings;
use crate::content::block::Block;
use crate::content::{At, Inline, Placed, Tag, read_chapter, read_workbook};
use crate::source::{FileId, WORKBOOK, file_id};

/// What a chapter's blocks share on their way.
pub struct Lowering<'a, 'e, 'w> {
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
    let anchors = anchors(file, &bytes);
    let lower = Lower { source: Some(Source { file, text, anchors: &anchors }), language: own, level: 2 };
    let mut scope = Lowering { engine, lower, path, date, bleed };
    let mut blocks = Array::new();
    let mut level = 2;
    let focus = focus(engine).and_then(|focus| focus.block);
    let chosen = focus.map_or(0..chapter.blocks.len(), |block| block..block + 1);
    for group in groups::group(chapter.blocks.get(chosen).unwrap_or_default()) {
        blocks.push(scope.group(&group, &mut level)?.into_value());
    }
    Ok(dict! {
        "style" => head.style.name(),
        "number" => number(head.number.as_ref()),
        "title" => lower.inline(&head.title),
        "title-text" => words::inline(&head.title, own),
        "id" => head.id.as_ref().map(|id| id.value.clone()),
        "anchor" => anchor(head.id.as_ref(), &format!("chapter:{path}")),
        "lede" => head.lede.as_ref().map(|lede| lower.rich(lede)),
        "language" => head.language.as_ref().map(language),
        "mark" => marks::mark(file, None),
        "blocks" => blocks,
    })
}

/// The workbook's language, the edition's date, and the bleed.
fn edition(engine: &Engine) -> StrResult<(&'static str, Datetime, Length)> {
    let file = file_id(WORKBOOK)?;
    let parsed = read_workbook(file, &read(engine, file)?);
    let Some(workbook) = &parsed.value else { return Err("the workbook did not pass the checks".into()) };
    let settings = Settings::new(workbook, file).ok_or("the workbook did not pass the checks")?;
    Ok((workbook.language.code(), settings.date, bleed(&settings)))
}

/// What `set text` takes for a language.
fn language(tag: &At<String>) -> Dict {
    signs::language(&Tag::of(&tag.value))
}

impl<'w> Lowering<'_, '_, 'w> {
    /// Inline text, if there is any.
    pub fn maybe_inline(&self, text: Option<&Inline>) -> Option<Content> {
        text.map(|text| self.lower.inline(text))
    }

    /// A group of neighbours, or one block, with what all of them have.
    fn group(&mut self, group: &Group<'w>, level: &mut usize) -> StrResult<Dict> {
        if let Block::Part(_) = group.first.block {
            *level = 2;
        }
        let mut dict = match group.name {
            "text" => dict! { "columns" => group.columns as i64, "items" => self.items(group, *level)? },
            "insights" | "teams" => dict! { "items" => self.items(group, *level)? },
            _ => return self.block(group.first, *level).inspect(|_| after(&group.first.block, level)),
        };
        dict.insert("type".into(), group.name.into_value());
        dict.insert("level".into(), (*level as i64).into_value());
        dict.insert("anchor".into(), Value::None);
        dict.insert("mark".into(), Value::None);
        dict.insert("language".into(), Value::None);
        Ok(dict)
    }

    fn items(&mut self, group: &Group<'w>, level: usize) -> StrResult<Array> {
        group.items.iter().map(|placed| Ok(self.block(placed, level)?.into_value())).collect()
    }

    /// One block.
    fn block(&mut self, placed: &'w Placed, level: usize) -> StrResult<Dict> {
        let outer = self.lower;
        let common = &placed.common;
        if let Some(language) = &common.language {
            self.lower.language = language.value.as_str();
        }
        self.lower.level = level + usize::from(opens_with_heading(&placed.block));
        let dict = self.fields(&placed.block);
        self.lower = outer;
        let mut dict = dict?;
        let source =
            outer.source.and_then(|source| Some((source.file, source.anchors.block(placed.range.start)?)));
        let automatic = match &placed.block {
            Block::Team(team) => Some(format!("team:{}", team.number.value)),
            Block::Case(_) => source.map(|(_, block)| format!("case:{}:{block}", self.path)),
            _ => None,
        };
        let anchor = match automatic {
            Some(name) => anchor(common.id.as_ref(), &name),
            None => common.id.as_ref().map_or(Value::None, |id| anchor(Some(id), "")),
        };
        dict.insert("type".into(), placed.block.name().into_value());
        dict.insert("level".into(), (level as i64).into_value());
        dict.insert("anchor".into(), anchor);
        dict.insert("mark".into(), source.map(|(file, block)| marks::mark(file, Some(block))).into_value());
        dict.insert("language".into(), common.language.as_ref().map(language).into_value());
        Ok(dict)
    }
}

/// Whether a block opens with a heading, under which subheadings in its texts stand one level deeper.
fn opens_with_heading(block: &Block) -> bool {
    match block {
        Block::Text(text) => text.heading.is_some(),
        Block::Write(write) => write.heading.is_some(),
        Block::Part(_) | Block::Guide(_) | Block::Insight(_) | Block::Team(_) | Block::Horizon(_) => true,
        Block::Case(_) | Block::Overview(_) => true,
        Block::Cards(_) | Block::Status(_) | Block::Figure(_) | Block::Table(_) | Block::Quote(_) => false,
        Block::Glossary(_) | Block::Contents(_) => false,
    }
}

/// After a part, blocks stand one level deeper.
fn after(block: &Block, level: &mut usize) {
    if let Block::Part(_) = block {
        *level = 3;
    }
}
