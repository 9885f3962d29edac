//! The thirteenth room: what may be written in TOML, told to people and to editors.

mod schemas;
mod tables;
mod templates;

use std::fmt::Write;

use crate::content::block::{SHAPES, schemas as block_schemas};
use crate::content::limits::{self, Limit};
use crate::content::{Common, Definition, Head, KINDS, OwnType, Shape, Workbook, english};
use crate::source::CATALOGUE;

pub use schemas::Kind;
use tables::{flat, keys};
pub use templates::template;

/// The reference of all keys, blocks, limits and findings, in Markdown; `own` are the types of block that a workbook
/// has of its own. `pictures` says whether each block of the program is shown, from `pictures/` beside the file.
pub fn format(own: &[OwnType], pictures: bool) -> String {
    let mut out = template("intro.md").to_owned();
    keys(&mut out, &with_words(&Shape::of::<Workbook>()));
    for part in ["design.md", "fonts.md", "languages.md"] {
        out.push('\n');
        out.push_str(template(part));
    }
    targets(&mut out);
    out.push('\n');
    out.push_str(template("preflight.md"));
    out.push('\n');
    out.push_str(template("chapter.md"));
    keys(&mut out, &Shape::of::<Head>());
    out.push_str("\n## Blocks\n\nEach block is a `[[block]]` with a `type`. Every block has these keys:\n");
    keys(&mut out, &Shape::of::<Common>());
    for ((name, shape), (_, schema)) in SHAPES.iter().zip(block_schemas()) {
        let about = flat(schema["description"].as_str().unwrap_or_default());
        block(&mut out, name, &about, template(&format!("{name}.toml")), shape);
        if pictures {
            let _ = write!(out, "\n![{name}](pictures/{name}.png)\n");
        }
    }
    own_blocks(&mut out, own);
    out.push('\n');
    out.push_str(template("editors.md"));
    limits(&mut out);
    findings(&mut out);
    out
}

/// How a file that says what a block holds is written, in Markdown.
pub fn definitions() -> String {
    let mut out = String::new();
    keys(&mut out, &Shape::of::<Definition>());
    out
}

/// A type of block with an example and its keys.
fn block(out: &mut String, name: &str, about: &str, example: &str, shape: &Shape) {
    let _ = write!(out, "\n### `{name}`\n\n{about}\n\n```toml block\n{example}```\n");
    if !shape.fields().is_empty() {
        keys(out, shape);
    }
}

/// The types of block that a workbook has of its own.
fn own_blocks(out: &mut String, own: &[OwnType]) {
    if own.is_empty() {
        return;
    }
    out.push_str(
        "\n## Blocks of this workbook\n\nThese types are the workbook's own, from its `layouts/blocks`.\n",
    );
    for own in own {
        let example = tables::example(own);
        block(
            out,
            own.name,
            &flat(&own.definition.description.value),
            &example,
            &Shape::Table(own.fields.clone()),
        );
    }
}

/// The shape of the workbook with the English words as what holds where no others are given.
fn with_words(shape: &Shape) -> Shape {
    let fields = shape.fields().iter().cloned().map(|mut field| {
        if let ("labels", Shape::Table(labels)) = (field.name.as_str(), &mut field.shape) {
            labels.iter_mut().for_each(|label| label.default = english(&label.name));
        }
        field
    });
    Shape::Table(fields.collect())
}

/// How much of anything a book may hold.
fn limits(out: &mut String) {
    out.push('\n');
    out.push_str(template("limits.md"));
    out.push_str("\n| what | at most |\n|---|---|\n");
    for Limit { of, unit, most, .. } in limits::ALL {
        let _ = writeln!(out, "| {of} | {most} {unit} |");
    }
}

/// The kinds of target.
fn targets(out: &mut String) {
    out.push('\n');
    out.push_str(template("targets.md"));
    for (name, shapes) in KINDS.iter() {
        let _ = write!(out, "\n### `kind = \"{name}\"`\n\n{}", template(&format!("target-{name}.md")));
        let fields = shapes.iter().flat_map(|shape| shape.fields().to_vec()).collect();
        keys(out, &Shape::Table(fields));
    }
}

/// All findings, by their names.
fn findings(out: &mut String) {
    out.push('\n');
    out.push_str(template("findings.md"));
    out.push_str("\n| name | severity | `ignore` | what it tells of |\n|---|---|---|---|\n");
    for kind in CATALOGUE {
        let ignore = if kind.can_be_ignored() { "yes" } else { "no" };
        let _ = writeln!(out, "| `{}` | {} | {ignore} | {} |", kind.name, kind.severity(), kind.meaning);
    }
}
