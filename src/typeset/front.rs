//! What is known of the book as a whole: title, edition, chapters, and what is derived from all of them.

use typst_library::World;
use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Array, Dict, IntoValue, Value, dict};
use typst_library::visualize::Color;

use super::files::{focus, own_types, read};
use super::text::Lower;
use super::values::{self, anchor, bleed, number};
use super::{blocks, labels, signs, voice, words};
use crate::book::Settings;
use crate::content::block::{Block, Case, Team, TeamRef};
use crate::content::{At, Chapter, ImagePath, Inline, Parsed, Workbook, read_chapter, read_workbook};
use crate::source::{CHAPTERS, FileId, WORKBOOK, chapter_names, file_id, listing_id};

/// The whole as a dictionary. Its content has no places, so that edits elsewhere leave it equal.
pub fn workbook(engine: &Engine) -> StrResult<Dict> {
    let file = file_id(WORKBOOK)?;
    let parsed = read_workbook(file, &read(engine, file)?);
    let Some(workbook) = &parsed.value else { return Err("the workbook did not pass the checks".into()) };
    let settings = Settings::new(workbook, file).ok_or("the workbook did not pass the checks")?;
    let tag = workbook.tag();
    let language = tag.as_str();
    let coverage = voice::coverage(engine.world.book());
    let lower = Lower { source: None, language, coverage: &coverage, level: 2, follows: false };
    let plain = |text: &At<String>| words::typographic(&text.value, lower.voice());
    let chapters = chapters(engine, workbook)?;
    let read: Vec<(&str, &Chapter)> =
        chapters.iter().filter_map(|(file, parsed)| Some((path(*file), parsed.value.as_ref()?))).collect();
    Ok(dict! {
        "title" => plain(&workbook.title),
        "organisation" => plain(&workbook.organisation),
        "description" => workbook.description.as_ref().map(|text| lower.inline(text)),
        "description-text" => workbook.description.as_ref().map(|text| words::inline(text, lower.voice())),
        "language" => signs::language(&tag),
        "running" => workbook.folios().iter().map(|text| words::typographic(text, lower.voice()).into_value()).collect::<Array>(),
        "document-title" => words::typographic(&workbook.document_title(), lower.voice()),
        "edition" => dict! {
            "number" => i64::from(workbook.edition.number),
            "name" => workbook.edition.name.as_ref().map(plain),
            "date" => settings.date,
        },
        "design" => design(engine, workbook, &settings, &lower)?,
        "words" => labels::words(workbook, &tag, &coverage),
        "chapters" => read.iter().filter_map(|(path, chapter)| entry(&lower, path, chapter)).collect::<Array>(),
        "teams" => each(&read, |_, block| if let Block::Team(team) = &block.block { Some(team_value(&lower, team, block.common.id.as_ref())) } else { None }),
        "cases" => each(&read, |place, block| if let Block::Case(case) = &block.block {
            let anchor = anchor(block.common.id.as_ref(), &format!("case:{place}"));
            Some(case_value(&lower, case, anchor))
        } else { None }),
    })
}

/// The chapters that the workbook lists, or all of `chapters/*.toml`.
fn chapters(
    engine: &Engine,
    workbook: &Workbook,
) -> StrResult<Vec<(FileId, std::sync::Arc<Parsed<Chapter>>)>> {
    let paths: Vec<String> = match &workbook.chapters {
        Some(list) => list.value.iter().map(|path| path.value.clone()).collect(),
        None => {
            let listing = read(engine, listing_id(CHAPTERS).ok_or("no chapters")?)?;
            let names = chapter_names(listing.as_str().unwrap_or_default());
            names.into_iter().map(|name| format!("{CHAPTERS}/{name}")).collect()
        }
    };
    let (focus, own) = (focus(engine), own_types(engine));
    let taken = |path: &&String| focus.as_ref().is_none_or(|focus| focus.chapter == **path);
    paths
        .iter()
        .filter(taken)
        .map(|path| {
            let file = file_id(path)?;
            Ok((file, read_chapter(file, &read(engine, file)?, &own)))
        })
        .collect()
}

fn path(file: FileId) -> &'static str {
    file.get().vpath().get_without_slash()
}

/// The accent and the cover; the layouts' tokens have the rest of the design.
fn design(engine: &Engine, workbook: &Workbook, settings: &Settings, lower: &Lower) -> StrResult<Dict> {
    let lines = workbook.design.cover.as_ref().and_then(|cover| cover.lines.as_ref());
    // A quotation may go over lines.
    let joined = |lines: &[At<String>]| {
        lines.iter().map(|line| line.value.trim()).collect::<Vec<_>>().join("\u{fffc}")
    };
    let split = |text: String| text.split('\u{fffc}').map(str::to_owned).collect::<Vec<_>>();
    let cover = lines.map(|lines| split(words::typographic(&joined(&lines.value), lower.voice())));
    let [r, g, b] = settings.accent.rgb;
    let accent = dict! { "name" => settings.accent.name.clone(), "rgb" => Color::from_u8(r, g, b, 255) };
    let pictures = workbook.design.cover_pictures();
    let image = |path: Option<&ImagePath>| path.map(|path| blocks::image(engine, path)).transpose();
    let alt = pictures.and_then(|pictures| pictures.alt.as_ref());
    let cover = dict! {
        "lines" => cover,
        "image" => image(pictures.and_then(|pictures| pictures.image.as_ref()))?,
        "alt" => alt.map(|alt| words::typographic(&alt.value, lower.voice())),
        "logo" => image(pictures.and_then(|pictures| pictures.logo.as_ref()))?,
        "bleed" => bleed(settings),
    };
    Ok(dict! { "accent" => accent, "cover" => cover })
}

fn entry(lower: &Lower, path: &str, chapter: &Chapter) -> Option<Value> {
    let head = chapter.head.as_ref()?;
    let entry = dict! {
        "path" => path,
        "style" => head.style.name(),
        "number" => number(head.number.as_ref()),
        "title" => lower.inline(&head.title),
        "title-text" => words::inline(&head.title, lower.voice()),
        "id" => head.id.as_ref().map(|id| id.value.clone()),
        "anchor" => anchor(head.id.as_ref(), &format!("chapter:{path}")),
        "dividers" => dividers(lower, path, chapter),
    };
    Some(entry.into_value())
}

/// The dividers of a chapter; those at its head stand before its title.
fn dividers(lower: &Lower, path: &str, chapter: &Chapter) -> Array {
    let mut leads = true;
    let blocks = chapter.blocks.iter().enumerate().filter_map(|(index, placed)| {
        let Block::Divider(divider) = &placed.block else {
            leads = false;
            return None;
        };
        let dict = dict! {
            "number" => number(divider.number.as_ref()),
            "title" => lower.inline(&divider.heading),
            "title-text" => words::inline(&divider.heading, lower.voice()),
            "anchor" => anchor(placed.common.id.as_ref(), &values::divider(path, index)),
            "leads" => leads,
        };
        Some(dict.into_value())
    });
    blocks.collect()
}

/// What `value` makes of each block; it is handed the block's file and its index there, too.
fn each(read: &[(&str, &Chapter)], value: impl Fn(&str, &crate::content::Placed) -> Option<Dict>) -> Array {
    let blocks = read.iter().flat_map(|(path, chapter)| {
        chapter.blocks.iter().enumerate().map(move |(index, block)| (format!("{path}:{index}"), block))
    });
    blocks.filter_map(|(place, block)| Some(value(&place, block)?.into_value())).collect()
}

fn team_value(lower: &Lower, team: &Team, id: Option<&At<String>>) -> Dict {
    let mut stated: Vec<i64> = Vec::new();
    let mut partners: Vec<String> = Vec::new();
    for item in team.partners() {
        match &item.value {
            TeamRef::Team(number) => stated.push(i64::from(*number)),
            TeamRef::Partner(name) => {
                if !partners.contains(name) {
                    partners.push(name.clone());
                }
            }
        }
    }
    stated.sort_unstable();
    stated.dedup();
    dict! {
        "number" => i64::from(team.number.value),
        "name" => lower.inline(&team.name),
        "name-text" => words::inline(&team.name, lower.voice()),
        "anchor" => anchor(id, &format!("team:{}", team.number.value)),
        "stated" => stated.into_iter().map(IntoValue::into_value).collect::<Array>(),
        "partners" => partners.iter().map(|name| lower.bare(name).into_value()).collect::<Array>(),
    }
}

fn case_value(lower: &Lower, case: &Case, anchor: Value) -> Dict {
    let inlines =
        |list: &[Inline]| list.iter().map(|text| lower.inline(text).into_value()).collect::<Array>();
    dict! {
        "name" => lower.inline(&case.name),
        "name-text" => words::inline(&case.name, lower.voice()),
        "place" => case.place.as_ref().map(|place| lower.inline(place)),
        "anchor" => anchor,
        "families" => inlines(&case.families),
        "barriers" => inlines(&case.barriers),
        "questions" => case.questions.iter().map(|question| dict! {
            "text" => lower.inline(&question.text),
            "team" => question.team.as_ref().map(|team| i64::from(team.value)),
        }.into_value()).collect::<Array>(),
    }
}
