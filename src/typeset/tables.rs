//! Tables, from Markdown and from CSV files.

use typst_library::diag::StrResult;
use typst_library::foundations::{Array, Dict, IntoValue, Value, dict};
use typst_library::layout::HAlignment;

use super::chapter::Lowering;
use super::files::read;
use super::lower::{Lower, alignment};
use crate::content::block::Table;
use crate::content::markdown::{self, Align, Kind, Node};
use crate::content::{At, Rich, csv};
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
        let file = self.lower.source.map(|source| source.file);
        let heads = head.iter().enumerate().map(|(column, text)| {
            let name = format!("{file:?}:{}:{column}", path.range.start);
            self.lower.bare_head(&name, text).into_value()
        });
        let cells =
            |row: Vec<String>| row.iter().map(|text| self.lower.bare(text).into_value()).collect::<Vec<_>>();
        let heads = (heads.collect(), head.clone());
        Ok((heads, rows.into_iter().map(cells).collect(), align))
    }
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
