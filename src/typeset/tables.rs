//! Tables, from Markdown and from CSV files.

use typst_library::diag::StrResult;
use typst_library::foundations::{Array, Dict, IntoValue, Value, dict};
use typst_library::layout::HAlignment;

use super::anchors::anchors;
use super::chapter::Lowering;
use super::files::read;
use super::lower::alignment;
use super::text::{Lower, Source};
use crate::content::block::Table;
use crate::content::csv::{self, Cell};
use crate::content::markdown::{self, Align, Kind, Node};
use crate::content::{At, OwnTypes, Rich};
use crate::source::file_id;

/// Head, rows and the alignment of columns.
type Cells = (Head, Vec<Vec<Value>>, Vec<Option<&'static str>>);

/// The cells of a head, and what they read: what a cell says can depend on where it stands.
type Head = (Vec<Value>, Vec<String>);

impl Lowering<'_, '_, '_> {
    /// The cells of a table, and how they are aligned.
    pub fn cells(&self, table: &Table) -> StrResult<Dict> {
        let ((head, texts), rows, align) = match (&table.body, &table.file) {
            (Some(body), _) => self.lower.cells(body),
            (None, Some(path)) => self.csv(path)?,
            (None, None) => Default::default(),
        };
        Ok(dict! {
            "columns" => head.len() as i64,
            "head" => Array::from_iter([Array::from_iter(head).into_value()]),
            "head-text" => texts.into_iter().map(IntoValue::into_value).collect::<Array>(),
            "rows" => rows.into_iter().map(|row| row.into_iter().collect::<Array>().into_value()).collect::<Array>(),
            "align" => align.into_iter().map(|align| align.into_value()).collect::<Array>(),
        })
    }

    /// The cells of a CSV file; columns of numbers are aligned right.
    fn csv(&self, path: &At<String>) -> StrResult<Cells> {
        let file = file_id(&path.value)?;
        let bytes = read(self.engine, file)?;
        let text = csv::decode(&bytes).map_err(|fault| fault.message)?;
        let csv = csv::read_csv(text).map_err(|fault| fault.message)?;
        let anchors = anchors(file, &bytes, &OwnTypes::default());
        let lower = Lower { source: Some(Source { file, anchors: &anchors }), ..self.lower };
        let mut rows = csv.rows.into_iter();
        let head = rows.next().unwrap_or_default();
        let rows: Vec<Vec<Cell>> = rows.collect();
        let numbers = |column: usize| {
            let mut cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.as_str());
            cells.clone().any(|text| text.contains(|c: char| c.is_ascii_digit())) && cells.all(is_number)
        };
        let align = (0..head.len()).map(|column| numbers(column).then_some("right")).collect();
        let block = self.lower.source.map(|source| source.file);
        let heads = head.iter().enumerate().map(|(column, cell)| {
            let name = format!("{block:?}:{}:{column}", path.range.start);
            lower.csv_head(&name, cell).into_value()
        });
        let heads = (heads.collect(), head.iter().map(|cell| cell.text.clone()).collect());
        let cells =
            |row: Vec<Cell>| row.iter().map(|cell| lower.csv_cell(cell).into_value()).collect::<Vec<_>>();
        Ok((heads, rows.into_iter().map(cells).collect(), align))
    }
}

/// Whether nothing but a number stands in a cell, with its signs and units.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-\u{2212}\u{2013}.,'%€$£".contains(c))
}

impl Lower<'_> {
    /// The cells of a Markdown table.
    fn cells(&self, body: &Rich) -> Cells {
        let Some(table) = body.nodes.first() else { return Default::default() };
        let Kind::Table(columns) = &table.kind else { return Default::default() };
        let mut rows: Vec<Vec<Value>> = table
            .children
            .iter()
            .map(|row| self.row(body, &row.children, row.kind == Kind::TableHead))
            .collect();
        let head = if rows.is_empty() { vec![] } else { rows.remove(0) };
        let text = |cell: &Node| markdown::plain(&cell.children);
        let texts = table.children.first().map(|row| row.children.iter().map(text).collect());
        let align = columns.iter().map(|align| word(*align)).collect();
        ((head, texts.unwrap_or_default()), rows, align)
    }
}

fn word(align: Align) -> Option<&'static str> {
    match alignment(align)? {
        HAlignment::Left => Some("left"),
        HAlignment::Center => Some("center"),
        _ => Some("right"),
    }
}
