//! What the page has done: files written, pictures laid beside them, the editor opened.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::answers::{Body, json_of, json_with, plain};
use super::chapters::chapters;
use super::drops::{self, Drop};
use super::forms::{Wanted, form};
use super::pen::Trouble;
use super::routes::{Desk, Query, apart, number};
use super::writer::Writer;
use super::writes::{told, write};
use crate::content::block::schemas;
use crate::source::file_id;

/// The largest body of a request, in bytes, and how long it may take.
const LARGEST_BODY: usize = 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// The same of a file that is dropped on the page.
const LARGEST_FILE: usize = 64 * 1024 * 1024;
const PATIENCE_FOR_FILES: Duration = Duration::from_secs(120);

/// A place to be opened in the editor.
#[derive(Deserialize)]
struct Place {
    file: String,
    line: usize,
    column: usize,
}

impl Desk {
    /// A part of a file as a form.
    pub fn form(&self, query: &Query) -> Option<Value> {
        let pen = self.pen.as_ref()?;
        let file = query.get("file")?;
        let wanted = match query.get("path") {
            Some(path) => {
                let path = serde_json::from_str(path).ok()?;
                let since = query.get("since").map_or("", String::as_str);
                match pen.follow(file, since, path).ok()? {
                    Some(path) => Wanted::Path(path),
                    None => return Some(json!({ "file": file, "part": "gone" })),
                }
            }
            None => Wanted::Byte(number(query, "byte")?),
        };
        let own = self.workspace.read().unwrap_or_else(PoisonError::into_inner).own_types();
        form(pen, &own, file, &wanted).ok()
    }

    /// The types of block that there are, with what each is for, and the chapters.
    pub fn types(&self) -> Value {
        let workspace = self.workspace.read().unwrap_or_else(PoisonError::into_inner);
        let own = workspace.own_types().sound();
        let known = schemas()
            .into_iter()
            .map(|(name, schema)| json!({ "type": name, "help": schema.get("description") }));
        let others = own
            .iter()
            .map(|own| json!({ "type": own.name, "help": own.definition.description.value, "own": true }));
        json!({ "types": known.chain(others).collect::<Vec<_>>(), "chapters": chapters(&workspace) })
    }

    /// Writes what is wished.
    pub async fn write(self: Arc<Self>, request: Request<Incoming>) -> Response<Body> {
        let Some(body) = read(request, LARGEST_BODY, PATIENCE).await else {
            return plain(StatusCode::BAD_REQUEST);
        };
        let Ok(wish) = serde_json::from_slice(&body) else { return plain(StatusCode::BAD_REQUEST) };
        if self.pen.is_none() {
            return plain(StatusCode::FORBIDDEN);
        }
        let told = apart(move || told(self.with_writer(|writer| write(writer, wish))));
        match told.await {
            Some((status, told)) => json_with(status, &told),
            None => plain(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    fn with_writer<T>(&self, work: impl FnOnce(&Writer) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let pen = self.pen.as_ref().ok_or(Trouble::Foreign)?;
        let language = self.board.now().language.clone();
        let (own, chapters) = {
            let workspace = self.workspace.read().unwrap_or_else(PoisonError::into_inner);
            (workspace.own_types(), chapters(&workspace))
        };
        work(&Writer { pen, own: &own, language: &language, chapters: &chapters })
    }

    /// Takes a file that was dropped on the page.
    pub async fn dropped(self: Arc<Self>, request: Request<Incoming>) -> Response<Body> {
        if self.pen.is_none() {
            return plain(StatusCode::FORBIDDEN);
        }
        let query = request.uri().query().unwrap_or_default().as_bytes();
        let query: Query = url::form_urlencoded::parse(query).into_owned().collect();
        let Some(bytes) = read(request, LARGEST_FILE, PATIENCE_FOR_FILES).await else {
            return plain(StatusCode::PAYLOAD_TOO_LARGE);
        };
        let told = apart(move || {
            let place = Drop { bytes: &bytes, query: &query };
            self.with_writer(|writer| Ok(drops::take(writer, &place)))
                .unwrap_or_else(|trouble| told(Err(trouble)))
        });
        match told.await {
            Some((status, told)) => json_with(status, &told),
            None => plain(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// Opens the editor at a line.
    pub async fn open(self: Arc<Self>, request: Request<Incoming>) -> Response<Body> {
        let Some(body) = read(request, LARGEST_BODY, PATIENCE).await else {
            return plain(StatusCode::BAD_REQUEST);
        };
        let wish: Option<Place> = serde_json::from_slice(&body).ok();
        let Some(wish) = wish.filter(|wish| file_id(&wish.file).is_ok()) else {
            return plain(StatusCode::BAD_REQUEST);
        };
        let path = self.root.join(&wish.file);
        // Nothing outside the workbook's folder is opened, whatever leads there.
        let within = path.canonicalize().is_ok_and(|real| real.starts_with(&self.root) && real.is_file());
        let Some(editor) = self.editor.as_ref().filter(|_| within) else {
            return plain(StatusCode::NOT_FOUND);
        };
        let opened = editor.open(&path, wish.line.max(1), wish.column.max(1));
        json_of(&json!({ "opened": opened.is_ok(), "why": opened.err() }))
    }
}

/// The body of a request, if it is no larger and comes no later than it may.
async fn read(request: Request<Incoming>, most: usize, patience: Duration) -> Option<Bytes> {
    let body = Limited::new(request.into_body(), most).collect();
    Some(timeout(patience, body).await.ok()?.ok()?.to_bytes())
}
