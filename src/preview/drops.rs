//! Files that are dropped on the page: pictures go beside the texts, and texts become chapters.

use std::collections::HashMap;

use hyper::StatusCode;
use serde_json::{Value as Json, json};

use super::chapters::{add_text, next_path};
use super::pen::{Trouble, Wrote};
use super::writer::Writer;
use super::writes::told;
use crate::import::{Wish, compose, fits, kind, read, slug};
use crate::writing::{Change, Path, Step, put};

/// The folder in which pictures go.
const IMAGES: &str = "images";

/// A file that was dropped.
pub struct Drop<'a> {
    /// What is in it.
    pub bytes: &'a [u8],
    /// What it was called, as `name`, and where it was dropped: `file`, `version` and `path` of the value that is to
    /// name it.
    pub query: &'a HashMap<String, String>,
}

impl Drop<'_> {
    fn asked(&self, key: &str) -> &str {
        self.query.get(key).map_or("", String::as_str)
    }
}

/// Takes a file. A picture is laid beside the texts under a name made fit, and named where it was dropped; a file of
/// Word, Markdown or comma-separated values becomes a chapter after the one of `file`.
pub fn take(writer: &Writer, drop: &Drop) -> (StatusCode, Json) {
    let taken = if drop.query.contains_key("path") { picture(writer, drop) } else { document(writer, drop) };
    match taken {
        Ok((wrote, more)) => {
            let (status, mut answer) = told(Ok(wrote));
            for (key, value) in more.as_object().into_iter().flatten() {
                put(&mut answer, key, value.clone());
            }
            (status, answer)
        }
        Err(Refusal::Trouble(trouble)) => told(Err(trouble)),
        Err(Refusal::Unfit(why)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, json!({ "trouble": "file", "why": why }))
        }
    }
}

enum Refusal {
    Trouble(Trouble),
    Unfit(String),
}

fn picture(writer: &Writer, drop: &Drop) -> Result<(Wrote, Json), Refusal> {
    let asked = |key: &str| drop.asked(key);
    let path: Path = serde_json::from_str(asked("path")).map_err(|_| Refusal::Trouble(Trouble::Foreign))?;
    if !matches!(path.last(), Some(Step::Key(_))) {
        return Err(Refusal::Trouble(Trouble::Foreign));
    }
    let name = asked("name");
    // What it is, is told by what is in it.
    let fit = fits(drop.bytes).map_err(|why| Refusal::Unfit(format!("`{name}` {why}")))?;
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let stem = if stem.is_empty() { "image".to_owned() } else { stem };
    let image = writer
        .pen
        .disk()
        .lay(IMAGES, &format!("{stem}.{}", fit.extension), drop.bytes)
        .map_err(Refusal::Trouble)?;
    let change = Change::Set(path, toml::Value::String(image.clone()));
    let wrote =
        writer.pen.change(asked("file"), asked("version"), change, false).map_err(Refusal::Trouble)?;
    Ok((wrote, json!({ "image": image })))
}

/// A new chapter of a file; what could not be placed is told.
fn document(writer: &Writer, drop: &Drop) -> Result<(Wrote, Json), Refusal> {
    let name = drop.asked("name");
    let unfit = |why: &str| Refusal::Unfit(format!("`{name}` {why}"));
    let kind = kind(name).map_err(unfit)?;
    // Only the file itself is here, and none of those that it names.
    let open = |_: &str| Err("did not come along: drop it on the page by itself".to_owned());
    let document = read(kind, drop.bytes, &fits, &open).map_err(|why| unfit(&why))?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['_', '-'], " ");
    let title = document.title().unwrap_or(stem.clone());
    let path = place(writer, drop.asked("file"), &title);
    let stem =
        path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default().to_owned();
    let free = |image: &str, bytes: &[u8]| writer.pen.disk().is_free(image, bytes);
    let schema = writer.schema().is_some();
    let wish =
        Wish { stem: &stem, title: &title, language: writer.language, schema, earlier: None, free: &free };
    let made = compose(document, &wish);
    for (image, bytes) in &made.images {
        writer.pen.disk().put(image, bytes).map_err(Refusal::Trouble)?;
    }
    let after = drop.asked("file");
    let wrote = add_text(writer, after, &path, &made.text).map_err(Refusal::Trouble)?;
    let left =
        made.left.iter().map(|left| json!({ "what": left.what, "words": left.words, "after": left.after }));
    Ok((wrote, json!({ "left": left.collect::<Vec<_>>(), "remarks": made.remarks })))
}

/// The path of a new chapter of a title.
fn place(writer: &Writer, after: &str, title: &str) -> String {
    let path = next_path(writer, after);
    let (stem, slug) = (path.strip_suffix(".toml").unwrap_or(&path), slug(title));
    if slug.is_empty() { path.clone() } else { format!("{stem}-{slug}.toml") }
}
