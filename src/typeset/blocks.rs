//! Blocks become the dictionaries that the layouts take.

use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Array, Bytes, Content, Datetime, Dict, IntoValue, Value, dict};

use super::front::{anchor, date};
use super::groups::{self, Group};
use super::lower::{Lower, alignment};
use super::natives::read;
use crate::content::block::{Block, Case, Team, TeamRef, Track, Write};
use crate::content::markdown::{Align, Kind};
use crate::content::{At, Inline, Placed, Rich, block, csv, read_chapter, read_workbook};
use crate::picture::{self, Picture};
use crate::source::{FileId, WORKBOOK, file_id};

/// What a chapter's blocks share on their way.
pub struct Scope<'a, 'e, 'w> {
    engine: &'a Engine<'e>,
    lower: Lower<'w>,
    path: &'a str,
    date: Datetime,
}

/// A chapter, read through the engine so that Typst knows on which file it depends.
pub fn chapter(engine: &Engine, file: FileId) -> StrResult<Dict> {
    let bytes = read(engine, file)?;
    let parsed = read_chapter(file, &bytes);
    let Some(chapter) = &parsed.value else { return Err("the chapter did not pass the checks".into()) };
    let text = bytes.as_str().unwrap_or_default();
    let path = file.get().vpath().get_without_slash();
    let (root, date) = edition(engine)?;
    let Some(head) = &chapter.head else { return Err("the chapter did not pass the checks".into()) };
    let own = head.language.as_ref().map_or(root, |language| language.value.as_str());
    let lower = Lower { source: Some((file, text)), language: own, level: 2 };
    let mut scope = Scope { engine, lower, path, date };
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
        "blocks" => blocks,
    })
}

/// The workbook's language, and the edition's date.
fn edition(engine: &Engine) -> StrResult<(&'static str, Datetime)> {
    let file = file_id(WORKBOOK)?;
    let parsed = read_workbook(file, &read(engine, file)?);
    let Some(workbook) = &parsed.value else { return Err("the workbook did not pass the checks".into()) };
    Ok((workbook.language.code(), date(workbook)?))
}

/// A number, or none.
pub fn number(number: Option<&At<u32>>) -> Option<i64> {
    number.map(|number| number.value.into())
}

fn list<T>(items: &[T], value: impl Fn(&T) -> Dict) -> Array {
    items.iter().map(|item| value(item).into_value()).collect()
}

impl Scope<'_, '_, '_> {
    fn inline(&self, text: &Inline) -> Content {
        self.lower.inline(text)
    }

    fn maybe_inline(&self, text: Option<&Inline>) -> Option<Content> {
        text.map(|text| self.lower.inline(text))
    }

    fn maybe_rich(&self, text: Option<&Rich>) -> Option<Content> {
        text.map(|text| self.lower.rich(text))
    }

    /// A group of neighbours, or one block, with what all of them have.
    fn group(&mut self, group: &Group, level: &mut usize) -> StrResult<Dict> {
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
        dict.insert("language".into(), Value::None);
        Ok(dict)
    }

    fn items(&mut self, group: &Group, level: usize) -> StrResult<Array> {
        group.items.iter().map(|placed| Ok(self.one(placed, level)?.into_value())).collect()
    }

    /// One block.
    fn one(&mut self, placed: &Placed, level: usize) -> StrResult<Dict> {
        let outer = self.lower;
        let common = &placed.common;
        if let (Some(language), Some((file, text))) = (&common.language, outer.source) {
            self.lower =
                Lower { language: intern(&language.value), source: Some((file, text)), level: outer.level };
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
        dict.insert(
            "language".into(),
            common.language.as_ref().map(|language| language.value.clone()).into_value(),
        );
        Ok(dict)
    }

    fn fields(&self, block: &Block) -> StrResult<Dict> {
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
            "works_with" => with(&team.works_with),
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
                        "with" => with(&track.with),
                    }
                });
                dict! { "group" => self.maybe_inline(group[0].group.as_ref()), "items" => items }.into_value()
            })
            .collect()
    }

    fn horizon(&self, horizon: &block::Horizon) -> Dict {
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

    fn table(&self, table: &block::Table) -> StrResult<Dict> {
        let (head, rows, align) = match (&table.body, &table.file) {
            (Some(body), _) => self.lower.cells(body),
            (None, Some(path)) => self.csv(path)?,
            (None, None) => Default::default(),
        };
        Ok(dict! {
            "columns" => head.len() as i64,
            "head" => Array::from_iter([Array::from_iter(head).into_value()]),
            "rows" => rows.into_iter().map(|row| row.into_iter().collect::<Array>().into_value()).collect::<Array>(),
            "align" => align.into_iter().map(|align| align.into_value()).collect::<Array>(),
            "heading" => self.maybe_inline(table.heading.as_ref()),
            "caption" => self.maybe_rich(table.caption.as_ref()),
            "width" => table.width.name(),
        })
    }

    /// The cells of a CSV file; columns of numbers are aligned right.
    fn csv(&self, path: &At<String>) -> StrResult<Cells> {
        let bytes = read(self.engine, file_id(&path.value)?)?;
        let csv = csv::read(bytes.as_str().unwrap_or_default())
            .map_err(|(reason, _)| ecow::EcoString::from(reason))?;
        let mut rows = csv.rows.into_iter();
        let head = rows.next().unwrap_or_default();
        let rows: Vec<Vec<String>> = rows.collect();
        let numeric = |text: &String| {
            text.is_empty() || text.chars().all(|c| c.is_ascii_digit() || "+-.,%€ ".contains(c))
        };
        let align = (0..head.len()).map(|column| {
            let numbers = rows.iter().all(|row| row.get(column).is_none_or(numeric));
            if numbers { Some("right") } else { None }
        });
        let align = align.collect();
        let cells =
            |row: Vec<String>| row.iter().map(|text| self.lower.bare(text).into_value()).collect::<Vec<_>>();
        Ok((cells(head), rows.into_iter().map(cells).collect(), align))
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

    fn glossary(&self, glossary: &block::Glossary) -> Dict {
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

/// Head, rows and the alignment of columns.
pub type Cells = (Vec<Value>, Vec<Vec<Value>>, Vec<Option<&'static str>>);

impl Lower<'_> {
    /// The cells of a Markdown table.
    pub fn cells(&self, body: &Rich) -> Cells {
        let Some(table) = body.nodes.first() else { return Default::default() };
        let Kind::Table(columns) = &table.kind else { return Default::default() };
        let mut rows: Vec<Vec<Value>> =
            table.children.iter().map(|row| self.row(body, &row.children)).collect();
        let head = if rows.is_empty() { vec![] } else { rows.remove(0) };
        let align = columns.iter().map(|align| word(*align)).collect();
        (head, rows, align)
    }
}

fn word(align: Align) -> Option<&'static str> {
    use typst_library::layout::HAlignment;
    match alignment(align)? {
        HAlignment::Left => Some("left"),
        HAlignment::Center => Some("center"),
        _ => Some("right"),
    }
}

/// After a part, blocks stand one level deeper.
fn after(block: &Block, level: &mut usize) {
    if let Block::Part(_) = block {
        *level = 3;
    }
}

fn with(list: &[At<TeamRef>]) -> Array {
    list.iter()
        .map(|item| match &item.value {
            TeamRef::Team(number) => i64::from(*number).into_value(),
            TeamRef::Partner(name) => name.clone().into_value(),
        })
        .collect()
}

/// A language tag that lives as long as the program; there are few of them.
fn intern(tag: &str) -> &'static str {
    typst_utils::PicoStr::intern(tag).resolve().as_str().to_owned().leak()
}
