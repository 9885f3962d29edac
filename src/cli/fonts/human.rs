//! Typefaces as lines for people.

use std::fmt::Write;

use crate::cli::report::shown;
use crate::pipeline::{Axis, Face, Family, Use};
use crate::source::count;

/// All typefaces, each with its use, its faces and where they are from.
pub fn text(families: &[Family]) -> String {
    let mut out = String::new();
    for family in families {
        let _ = writeln!(out, "{}: {}", shown(&family.name), uses(family));
        for face in &family.faces {
            let letters = match face.letters {
                0 => String::new(),
                letters => format!(", {}", count(letters, "letter")),
            };
            let _ = writeln!(out, "  {}, {}{letters}{}", style(face), origin(face), refusal(face));
        }
    }
    out
}

/// For what a family is used, in words.
fn uses(family: &Family) -> String {
    let Some(uses) = &family.uses else { return "use not known".into() };
    if uses.is_empty() {
        return "not used".into();
    }
    let words = uses.iter().map(|of| match of {
        Use::Text => "running text",
        Use::Titles => "titles, numbers and rails",
        Use::Code => "code",
        Use::OtherLetters => "letters that the others lack",
    });
    let words = words.collect::<Vec<_>>().join("; ");
    match family.scripts.is_empty() {
        true => words,
        false => format!("{words} ({})", family.scripts.join(", ")),
    }
}

/// The style of a face, its weight, and what can be varied: `italic 400 to 900`.
fn style(face: &Face) -> String {
    let axis = |tag: &str| face.axes.iter().find(|axis| axis.tag == tag);
    let range = |axis: &Axis| format!("{} to {}", axis.min, axis.max);
    let name = if face.style == "normal" { "upright" } else { &face.style };
    let mut style = format!("{name} {}", axis("wght").map_or_else(|| face.weight.to_string(), range));
    if let Some(width) = axis("wdth") {
        let _ = write!(style, ", width {}", range(width));
    } else if face.stretch != 100.0 {
        let _ = write!(style, ", width {}", face.stretch);
    }
    for other in face.axes.iter().filter(|axis| axis.tag != "wght" && axis.tag != "wdth") {
        let _ = write!(style, ", {} {}", shown(&other.tag), range(other));
    }
    style
}

/// Where a face is from.
fn origin(face: &Face) -> String {
    match (&face.file, face.index) {
        (None, _) => "in the program".into(),
        (Some(file), 0) => shown(file).into_owned(),
        (Some(file), index) => format!("{} (no. {})", shown(file), index + 1),
    }
}

/// What stands against a face.
fn refusal(face: &Face) -> &'static str {
    match face.embedding.as_str() {
        "allowed" => "",
        "forbidden" => ": may not be embedded",
        "whole-only" => ": may be embedded whole only",
        _ => ": its outlines may not be embedded",
    }
}
