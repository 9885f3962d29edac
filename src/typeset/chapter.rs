//! A chapter becomes the dictionary that the layouts take.

use typst_library::World;
use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Array, Content, Datetime, Dict, IntoValue, Value, dict};
use typst_library::layout::Length;

use super::anchors::anchors;

use super::files::{focus, own_types, read};
use super::groups::{self, Group};
use super::marks;
use super::text::{Lower, Source};
use super::values::{self, anchor, bleed, number};
use super::{ease, labels, signs, voice, words};
use crate::book::Settings;
use crate::content::block::Block;
use crate::content::markdown::Kind;
use crate::content::{At, Inline, Placed, Tag, Workbook, read_chapter, read_workbook};
use crate::source::{FileId, WORKBOOK, file_id};

/// What a chapter's blocks share on their way.
pub struct Lowering<'a, 'e, 'w> {
    /// The engine through which files are read.
    pub engine: &'a Engine<'e>,
    /// How texts are lowered.
    pub lower: Lower<'w>,
    workbook: &'a Workbook,
    path: &'a str,
    /// The edition's date.
    pub date: Datetime,
    /// How far pictures run over the edge.
    pub bleed: Length,
}

/// A chapter, read through the engine so that Typst knows on which file it depends.
pub fn chapter(engine: &Engine, file: FileId) -> StrResult<Dict> {
    let bytes = read(engine, file)?;
    let own_types = own_types(engine);
    let parsed = read_chapter(file, &bytes, &own_types);
    let Some(chapter) = &parsed.value else { return Err("the chapter did not pass the checks".into()) };
    let path = file.get().vpath().get_without_slash();
    let root = file_id(WORKBOOK)?;
    let parsed = read_workbook(root, &read(engine, root)?);
    let Some(workbook) = &parsed.value else { return Err("the workbook did not pass the checks".into()) };
    let (date, bleed) = edition(root, workbook)?;
    let Some(head) = &chapter.head else { return Err("the chapter did not pass the checks".into()) };
    let own = head.language.as_ref().unwrap_or(&workbook.language).value.as_str();
    let anchors = anchors(file, &bytes, &own_types);
    let coverage = voice::coverage(engine.world.book());
    let lower = Lower {
        source: Some(Source { file, anchors: &anchors }),
        language: own,
        coverage: &coverage,
        level: 2,
        follows: false,
    };
    let mut scope = Lowering { engine, lower, workbook, path, date, bleed };
    let mut blocks = Array::new();
    let mut level = 2;
    let (ease, mut next) = (ease::ease(engine, file), 0);
    let focus = focus(engine).and_then(|focus| focus.block);
    let chosen = focus.map_or(0..chapter.blocks.len(), |block| block..block + 1);
    for group in groups::group(chapter.blocks.get(chosen).unwrap_or_default()) {
        let mut dict = scope.group(&group, &mut level)?;
        let early = ease.early.filter(|early| early.from == Some(next));
        dict.insert("early".into(), early.map(|early| early.lines as i64).into_value());
        let start = early.map(|early| early.start.name());
        dict.insert("start".into(), start.into_value());
        next += group.items.len();
        blocks.push(dict.into_value());
    }
    Ok(dict! {
        "style" => head.style.name(),
        "number" => number(head.number.as_ref()),
        "title" => lower.inline(&head.title),
        "title-text" => words::inline(&head.title, lower.voice()),
        "id" => head.id.as_ref().map(|id| id.value.clone()),
        "anchor" => anchor(head.id.as_ref(), &format!("chapter:{path}")),
        "lede" => head.lede.as_ref().map(|lede| lower.rich(lede)),
        "language" => head.language.as_ref().map(language),
        "reversed" => Tag::of(own).right_to_left == Some(true),
        "words" => labels::words(workbook, &Tag::of(own), &coverage),
        "mark" => marks::mark(file, None),
        "step" => ease.step as i64,
        "early" => ease.early.filter(|early| early.from.is_none()).map(|early| early.lines as i64),
        "blocks" => blocks,
    })
}

/// The edition's date, and the bleed.
fn edition(file: FileId, workbook: &Workbook) -> StrResult<(Datetime, Length)> {
    let settings = Settings::new(workbook, file).ok_or("the workbook did not pass the checks")?;
    Ok((settings.date, bleed(&settings)))
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
        if let Block::Part(_) | Block::Divider(_) = group.first.block {
            *level = 2;
        }
        let mut dict = match group.name {
            "text" => dict! { "columns" => group.columns as i64, "items" => self.items(group, *level)? },
            "insights" | "teams" | "figures" | "sided" => dict! { "items" => self.items(group, *level)? },
            _ => return self.block(group.first, *level).inspect(|_| after(&group.first.block, level)),
        };
        dict.insert("type".into(), group.name.into_value());
        dict.insert("level".into(), (*level as i64).into_value());
        dict.insert("anchor".into(), Value::None);
        dict.insert("mark".into(), Value::None);
        dict.insert("language".into(), Value::None);
        dict.insert("words".into(), Value::None);
        Ok(dict)
    }

    fn items(&mut self, group: &Group<'w>, level: usize) -> StrResult<Array> {
        let mut items = Array::new();
        let mut before = None;
        for placed in group.items {
            self.lower.follows = group.columns > 1 && goes_on(before, &placed.block);
            items.push(self.block(placed, level)?.into_value());
            before = Some(&placed.block);
        }
        self.lower.follows = false;
        Ok(items)
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
            Block::Divider(_) => source.map(|(_, block)| values::divider(self.path, block)),
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
        let words = common
            .language
            .as_ref()
            .map(|tag| labels::words(self.workbook, &Tag::of(&tag.value), self.lower.coverage));
        dict.insert("words".into(), words.into_value());
        Ok(dict)
    }
}

/// Whether a text without a heading begins right under the last paragraph of another.
fn goes_on(before: Option<&Block>, block: &Block) -> bool {
    let (Some(Block::Text(before)), Block::Text(text)) = (before, block) else { return false };
    text.heading.is_none() && before.body.nodes.last().is_some_and(|node| node.kind == Kind::Paragraph)
}

/// Whether a block opens with a heading, under which subheadings in its texts stand one level deeper.
fn opens_with_heading(block: &Block) -> bool {
    match block {
        Block::Text(text) => text.heading.is_some(),
        Block::Write(write) => write.heading.is_some(),
        Block::Part(_) | Block::Guide(_) | Block::Insight(_) | Block::Team(_) | Block::Horizon(_) => true,
        Block::Case(_) | Block::Overview(_) => true,
        Block::Canvas(canvas) => canvas.heading.is_some(),
        Block::Timeline(timeline) => timeline.heading.is_some(),
        Block::Programme(_) | Block::Checklist(_) | Block::Actions(_) | Block::Scale(_) => false,
        // Its heading is that of a section, over all of its chapters.
        Block::Divider(_) => false,
        Block::Cards(_) | Block::Status(_) | Block::Figure(_) | Block::Table(_) | Block::Quote(_) => false,
        Block::Gallery(_) | Block::People(_) | Block::Map(_) => false,
        Block::Glossary(_) | Block::Contents(_) => false,
        Block::Own(own) => own.has_heading(),
    }
}

/// After a part, blocks stand one level deeper.
fn after(block: &Block, level: &mut usize) {
    if let Block::Part(_) = block {
        *level = 3;
    }
}
