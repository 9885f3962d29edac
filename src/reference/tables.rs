//! Keys in tables, and types in words.

use std::fmt::Write;

use crate::content::{Field, Markup, Measure, OwnType, Shape, Width};

/// A text in one line.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A table of keys, those of tables inside after their own.
pub fn keys(out: &mut String, shape: &Shape) {
    out.push_str("\n| key | type | default | meaning |\n|---|---|---|---|\n");
    rows(out, shape, "");
}

fn rows(out: &mut String, shape: &Shape, prefix: &str) {
    for Field { name, required, shape, doc, default } in shape.fields() {
        let star = if *required { "*" } else { "" };
        let default = if *required { "" } else { default.as_deref().unwrap_or("none") };
        let _ = writeln!(out, "| `{prefix}{name}`{star} | {} | {default} | {} |", kind(shape), flat(doc));
        let inner = if let Shape::List(item, ..) = shape { item } else { shape };
        rows(out, inner, &format!("{prefix}{name}."));
    }
}

/// A type in words.
fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Text(Markup::Plain) => "plain text".into(),
        Shape::Text(Markup::Inline) => "inline text".into(),
        Shape::Text(Markup::Rich) => "rich text".into(),
        Shape::Text(Markup::Path) => "path".into(),
        Shape::Word(words) => words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", "),
        Shape::Integer(low, high) if *high < 2_000_000_000 => format!("whole number, {low} to {high}"),
        Shape::Integer(..) => "whole number".into(),
        Shape::Decimal(low, high) => format!("number, {low} to {high}"),
        Shape::IntegerOrText => "number of a team, or name of a partner".into(),
        Shape::Date => "date".into(),
        Shape::Switch => "`true` or `false`".into(),
        Shape::Measure(Measure::Length) => "length, as `\"3mm\"`".into(),
        Shape::Measure(Measure::FileSize) => "size, as `\"5 MB\"`".into(),
        Shape::Measure(Measure::Paper) => {
            "paper, as `\"a5\"`, `\"a4 landscape\"` or `\"170mm x 240mm\"`".into()
        }
        Shape::Either(shapes) => shapes.iter().map(kind).collect::<Vec<_>>().join(", or "),
        Shape::Measure(Measure::Sheet) => "sheet, as `\"a3\"`".into(),
        Shape::Measure(Measure::Time) => "time of the day, as `\"9.30\"`".into(),
        Shape::Measure(Measure::Width) => {
            let words = Width::WORDS.iter().map(|(word, _)| format!("`\"{word}\"`"));
            format!("{}, or a width, as `\"60%\"` or `\"8cm\"`", words.collect::<Vec<_>>().join(", "))
        }
        Shape::List(item, ..) => match &**item {
            Shape::Table(_) => "list of tables".into(),
            item => format!("list of: {}", kind(item)),
        },
        Shape::Table(_) | Shape::Map(_) => "table".into(),
        Shape::Anything => "anything".into(),
    }
}

/// A block of a workbook's own type, with the keys that must be there.
pub fn example(own: &OwnType) -> String {
    let required = own.fields.iter().filter(|field| field.required);
    let keys = required.map(|field| format!("{} = {}\n", field.name, value(&field.shape)));
    format!("[[block]]\ntype = \"{}\"\n{}", own.name, keys.collect::<String>())
}

fn value(shape: &Shape) -> String {
    match shape {
        Shape::Text(_) | Shape::IntegerOrText => "\"...\"".into(),
        Shape::Word(words) => words.first().map_or_else(String::new, |word| format!("\"{word}\"")),
        Shape::Integer(low, _) => low.max(&1).to_string(),
        Shape::Switch => "true".into(),
        Shape::List(item, ..) => format!("[{}]", value(item)),
        Shape::Table(fields) => {
            let required = fields.iter().filter(|field| field.required);
            let keys = required.map(|field| format!("{} = {}", field.name, value(&field.shape)));
            format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
        }
        _ => "\"\"".into(),
    }
}
