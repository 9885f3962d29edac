//! Files that are dropped on the page: pictures go beside the texts.

use std::collections::HashMap;

use hyper::StatusCode;
use serde_json::{Value as Json, json};

use super::pen::{Trouble, Wrote};
use super::writes::{Writer, told};
use crate::import::{fits, slug};
use crate::writing::{Change, Path, Step};

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

/// Takes a picture: it is laid beside the texts under a name made fit, and named where it was dropped.
pub fn take(writer: &Writer, drop: &Drop) -> (StatusCode, Json) {
    match picture(writer, drop) {
        Ok((wrote, image)) => {
            let (status, mut answer) = told(Ok(wrote));
            answer["image"] = image.into();
            (status, answer)
        }
        Err(Refusal::Trouble(trouble)) => told(Err(trouble)),
        Err(Refusal::NoPicture(why)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, json!({ "trouble": "picture", "why": why }))
        }
    }
}

enum Refusal {
    Trouble(Trouble),
    NoPicture(String),
}

fn picture(writer: &Writer, drop: &Drop) -> Result<(Wrote, String), Refusal> {
    let asked = |key: &str| drop.query.get(key).map_or("", String::as_str);
    let path: Path = serde_json::from_str(asked("path")).map_err(|_| Refusal::Trouble(Trouble::Foreign))?;
    if !matches!(path.last(), Some(Step::Key(_))) {
        return Err(Refusal::Trouble(Trouble::Foreign));
    }
    let name = asked("name");
    // What it is, is told by what is in it.
    let fit = fits(drop.bytes).map_err(|why| Refusal::NoPicture(format!("`{name}` {why}")))?;
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let stem = if stem.is_empty() { "image".to_owned() } else { stem };
    let image =
        writer.pen.lay(IMAGES, &format!("{stem}.{}", fit.extension), drop.bytes).map_err(Refusal::Trouble)?;
    let change = Change::Set(path, toml::Value::String(image.clone()));
    let wrote =
        writer.pen.change(asked("file"), asked("version"), change, false).map_err(Refusal::Trouble)?;
    Ok((wrote, image))
}
