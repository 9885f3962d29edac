//! Blocks become the dictionaries that the layouts take, field by field.

use typst_library::diag::StrResult;
use typst_library::foundations::{Array, Bytes, Dict, IntoValue, Value, dict};

use super::chapter::{Scope, number};
use super::natives::read;
use super::{breaks, groups};
use crate::content::block::{Block, Case, Glossary, Horizon, Team, TeamRef, Track, Write};
use crate::content::{At, Inline};
use crate::picture::{self, Picture};
use crate::source::file_id;

fn list<T>(items: &[T], value: impl Fn(&T) -> Dict) -> Array {
    items.iter().map(|item| value(item).into_value()).collect()
}

impl Scope<'_, '_, '_> {
    /// The fields of a block.
    pub fn fields(&self, block: &Block) -> StrResult<Dict> {
        Ok(match block {
            Block::Part(part) => {
                dict! { "number" => number(part.number.as_ref()), "heading" => self.inline(&part.heading) }
            }
            Block::Text(text) => {
                dict! { "heading" => self.maybe_inline(text.heading.as_ref()), "body" => self.lower.rich(&text.body) }
            }
            Block::Cards(cards) => dict! { "items" => list(&cards.items, |card| dict! {
                "heading" => self.maybe_inline(card.heading.as_ref()),
                "body" => self.lower.rich(&card.body),
            }) },
            Block::Guide(guide) => dict! { "body" => self.maybe_rich(guide.body.as_ref()) },
            Block::Status(status) => dict! { "body" => self.lower.rich(&status.body), "date" => self.date },
            Block::Insight(insight) => {
                dict! { "heading" => self.inline(&insight.heading), "body" => self.lower.rich(&insight.body) }
            }
            Block::Team(team) => self.team(team)?,
            Block::Horizon(horizon) => self.horizon(horizon),
            Block::Case(case) => self.case(case)?,
            Block::Overview(overview) => dict! { "of" => overview.of.name() },
            Block::Figure(figure) => dict! {
                "image" => self.image(&figure.image)?,
                "alt" => figure.alt.value.clone(),
                "caption" => self.maybe_rich(figure.caption.as_ref()),
                "credit" => self.maybe_inline(figure.credit.as_ref()),
                "width" => figure.width.name(),
                "bleed" => self.bleed,
            },
            Block::Table(table) => self.table(table)?,
            Block::Quote(quote) => {
                dict! { "text" => self.lower.rich(&quote.text), "by" => self.maybe_inline(quote.by.as_ref()) }
            }
            Block::Write(write) => self.write(write),
            Block::Glossary(glossary) => self.glossary(glossary),
            Block::Contents(_) => Dict::new(),
        })
    }

    fn team(&self, team: &Team) -> StrResult<Dict> {
        let figure = match &team.figure {
            None => Value::None,
            Some(figure) => {
                dict! { "image" => self.image(&figure.image)?, "alt" => figure.alt.value.clone() }
                    .into_value()
            }
        };
        Ok(dict! {
            "number" => i64::from(team.number.value),
            "name" => self.inline(&team.name),
            "lede" => self.maybe_rich(team.lede.as_ref()),
            "groups" => self.tracks(&team.tracks),
            "does" => self.maybe_rich(team.does.as_ref()),
            "dreams" => list(&team.dreams, |dream| dict! {
                "by" => self.maybe_inline(dream.by.as_ref()),
                "text" => self.lower.rich(&dream.text),
            }),
            "works_with" => with(&team.works_with, self.lower.language),
            "figure" => figure,
        })
    }

    /// Neighbours of one group share its heading.
    fn tracks(&self, tracks: &[Track]) -> Array {
        let name = |track: &Track| track.group.as_ref().map(|group| group.text.clone());
        let groups = tracks.chunk_by(|a, b| name(a) == name(b));
        groups
            .map(|group| {
                let items = list(group, |track| {
                    dict! {
                        "heading" => self.inline(&track.heading),
                        "body" => self.maybe_rich(track.body.as_ref()),
                        "with" => with(&track.with, self.lower.language),
                    }
                });
                dict! { "group" => self.maybe_inline(group[0].group.as_ref()), "items" => items }.into_value()
            })
            .collect()
    }

    fn horizon(&self, horizon: &Horizon) -> Dict {
        dict! {
            "heading" => self.maybe_inline(horizon.heading.as_ref()),
            "team" => number(horizon.team.as_ref()),
            "rows" => list(&horizon.rows, |row| dict! {
                "period" => self.inline(&row.period),
                "level-name" => self.inline(&row.level),
                "scale" => self.maybe_inline(row.scale.as_ref()),
            }),
        }
    }

    fn case(&self, case: &Case) -> StrResult<Dict> {
        let inlines =
            |list: &[Inline]| list.iter().map(|text| self.inline(text).into_value()).collect::<Array>();
        let image = case.image.as_ref().map(|image| self.image(image)).transpose()?;
        Ok(dict! {
            "name" => self.inline(&case.name),
            "place" => self.maybe_inline(case.place.as_ref()),
            "lede" => self.maybe_rich(case.lede.as_ref()),
            "image" => image,
            "alt" => case.alt.as_ref().map(|alt| alt.value.clone()),
            "families" => inlines(&case.families),
            "barriers" => inlines(&case.barriers),
            "questions" => list(&case.questions, |question| dict! {
                "text" => self.inline(&question.text),
                "team" => number(question.team.as_ref()),
            }),
        })
    }

    fn write(&self, write: &Write) -> Dict {
        dict! {
            "heading" => self.maybe_inline(write.heading.as_ref()),
            "fields" => list(&write.fields, |field| dict! {
                "prompt" => self.inline(&field.prompt),
                "lines" => field.lines.as_ref().map(|lines| lines.value as i64),
            }),
            "columns" => write.columns.as_ref().map(|columns| columns.value as i64),
        }
    }

    fn glossary(&self, glossary: &Glossary) -> Dict {
        let terms = groups::sorted(&glossary.terms, self.lower.language);
        let terms: Array = terms
            .into_iter()
            .map(|term| {
                dict! { "term" => self.inline(&term.term), "meaning" => self.lower.rich(&term.meaning) }
                    .into_value()
            })
            .collect();
        dict! { "terms" => terms }
    }

    fn image(&self, path: &At<String>) -> StrResult<Dict> {
        let (name, page) = picture::split_page(&path.value);
        let data: Bytes = read(self.engine, file_id(name)?)?;
        let Picture { data, format, width, height } =
            picture::read(&data, page).map_err(|fault| ecow::eco_format!("`{name}` {}", fault.message))?;
        Ok(dict! {
            "data" => data,
            "format" => format,
            "width" => i64::from(width),
            "height" => i64::from(height),
        })
    }
}

fn with(list: &[At<TeamRef>], language: &str) -> Array {
    list.iter()
        .map(|item| match &item.value {
            TeamRef::Team(number) => i64::from(*number).into_value(),
            TeamRef::Partner(name) => breaks::soften(name, language).into_value(),
        })
        .collect()
}
