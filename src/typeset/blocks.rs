//! Blocks become the dictionaries that the layouts take: each key by what it holds.

use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Array, Bytes, Dict, IntoValue, Value, dict};
use typst_library::layout::{Abs, Ratio};

use super::chapter::Lowering;
use super::files::read;
use super::values::id_label;
use super::{groups, lists, words};
use crate::content::block::{Block, Dream, Glossary, Team, TeamRef, Track};
use crate::content::fields::{Field, Fields, Held};
use crate::content::{At, Width};
use crate::picture::{self, Picture};
use crate::source::file_id;

impl Lowering<'_, '_, '_> {
    /// The fields of a block, and what is derived from them.
    pub fn fields(&self, block: &Block) -> StrResult<Dict> {
        let mut dict = self.table(block.table())?;
        match block {
            Block::Status(_) => dict.insert("date".into(), self.date.into_value()),
            Block::Figure(_) => dict.insert("bleed".into(), self.bleed.into_value()),
            Block::Team(team) => {
                dict.insert("groups".into(), self.tracks(team)?.into_value());
                dict.insert("dreams".into(), self.dreams(team)?.into_value());
            }
            Block::Quote(quote) => dict.insert("text".into(), self.lower.said(&quote.text).into_value()),
            Block::Table(table) => dict.extend(self.cells(table)?),
            Block::Checklist(checklist) => {
                let items = checklist.items.iter().map(|item| (self.lower.inline(&item.text), item.done));
                dict.insert("list".into(), lists::ticked(items).into_value());
            }
            Block::Glossary(glossary) => dict.insert("terms".into(), self.sorted(glossary)?.into_value()),
            _ => {}
        }
        Ok(dict)
    }

    fn table(&self, table: &dyn Fields) -> StrResult<Dict> {
        table.fields().into_iter().map(|(key, held)| Ok((key.into(), self.value(held)?))).collect()
    }

    fn value(&self, held: Held) -> StrResult<Value> {
        Ok(match held {
            Held::Nothing | Held::Csv(_) => Value::None,
            Held::Rich(text) => self.lower.rich(text).into_value(),
            Held::Inline(text) => self.lower.inline(text).into_value(),
            Held::Plain(text) => text.value.clone().into_value(),
            // What only decorates shows nothing.
            Held::Alt(alt) if alt.value.trim().is_empty() => Value::None,
            Held::Alt(alt) => words::typographic(&alt.value, self.lower.voice()).into_value(),
            Held::Image(path) => image(self.engine, path)?.into_value(),
            Held::Link(target) => link(&target.value),
            Held::Number(number) => number.into_value(),
            Held::Percent(share) => Ratio::new(share.0 / 100.0).into_value(),
            Held::Length(length) => Abs::pt(length.value.points()).into_value(),
            Held::Width(width) => wide(width),
            Held::Team(number) => i64::from(number.value).into_value(),
            Held::Partner(partner) => match &partner.value {
                TeamRef::Team(number) => i64::from(*number).into_value(),
                TeamRef::Partner(name) => self.lower.bare(name).into_value(),
            },
            Held::Word(word) => word.into_value(),
            Held::Switch(on) => on.into_value(),
            Held::Time(time) => {
                dict! { "hour" => i64::from(time.hour), "minute" => i64::from(time.minute) }.into_value()
            }
            Held::List(items) => {
                items.into_iter().map(|item| self.value(item)).collect::<StrResult<Array>>()?.into_value()
            }
            Held::Table(table) => self.table(table)?.into_value(),
        })
    }

    /// Neighbours of one group share its heading.
    fn tracks(&self, team: &Team) -> StrResult<Array> {
        let name = |track: &Track| track.group.as_ref().map(|group| group.text.clone());
        let groups = team.tracks.chunk_by(|a, b| name(a) == name(b));
        let group = |tracks: &[Track]| {
            let heading = tracks.first().and_then(|track| track.group.as_ref());
            let items = tracks.iter().map(|track| self.value(track.held())).collect::<StrResult<Array>>()?;
            Ok(dict! { "group" => self.maybe_inline(heading), "items" => items }.into_value())
        };
        groups.map(group).collect()
    }

    /// Dreams are said by somebody, and so stand between quotation marks.
    fn dreams(&self, team: &Team) -> StrResult<Array> {
        let dream = |dream: &Dream| {
            let mut dict = self.table(dream)?;
            dict.insert("text".into(), self.lower.said(&dream.text).into_value());
            Ok(dict.into_value())
        };
        team.dreams.iter().map(dream).collect()
    }

    fn sorted(&self, glossary: &Glossary) -> StrResult<Array> {
        let terms = groups::sorted(&glossary.terms, self.lower.language);
        terms.into_iter().map(|term| self.value(term.held())).collect()
    }
}

/// Where a link leads, as the layouts take it: a label, or an address.
fn link(target: &str) -> Value {
    match target.strip_prefix('#') {
        Some(id) => id_label(id).into_value(),
        None => target.into_value(),
    }
}

/// How wide a picture is, as the layouts take it: a word, a share or a length.
fn wide(width: Width) -> Value {
    match width {
        Width::Share(share) => Ratio::new(share.0 / 100.0).into_value(),
        Width::Length(length) => Abs::pt(length.points()).into_value(),
        width => width.word().into_value(),
    }
}

/// An image as the layouts take it.
pub fn image(engine: &Engine, path: &At<String>) -> StrResult<Dict> {
    let (name, page) = picture::split_page(&path.value);
    let data: Bytes = read(engine, file_id(name)?)?;
    let Picture { data, format, width, height, own } = picture::read_picture(&data, page)
        .map_err(|faults| faults.first().map_or("", |fault| &fault.message).to_owned())
        .map_err(|message| ecow::eco_format!("`{name}` {message}"))?;
    Ok(dict! {
        "data" => data,
        "format" => format,
        "width" => i64::from(width),
        "height" => i64::from(height),
        "own" => i64::from(own),
    })
}
