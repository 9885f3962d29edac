//! What may be asked for, and what is answered.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time::timeout;
use typst_library::World;

use super::address::Address;
use super::answers::{Body, file, json_of, plain, with};
use super::board::Board;
use super::draw::{Mode, draw};
use super::editor::Editor;
use super::findings::line_of;
use super::guard::{is_same, refused};
use super::locate::{Found, locate, resolve};
use super::page_links::{Target, links};
use super::pen::{Pen, place_of};
use super::search::{search, spoken};
use super::session::Shared;
use super::told::{self, area, plate_id};
use super::view::View;
use crate::source::{Place, file_id, guarded};
use crate::writing::{Path, Syntax, cell_range, put};

/// How often something is sent where nothing changes, so that a browser that is gone is noticed.
const BEAT: Duration = Duration::from_secs(15);

/// Who answers.
pub struct Desk {
    /// What is shown.
    pub board: Arc<Board>,
    /// The workbook.
    pub workspace: Shared,
    /// Its folder.
    pub root: PathBuf,
    /// The editor that a click opens, if one was named.
    pub editor: Option<Editor>,
    /// Who writes into its files, unless it is only to be read.
    pub pen: Option<Pen>,
    /// Where this is.
    pub address: Address,
}

/// What comes after `?`.
pub type Query = HashMap<String, String>;

impl Desk {
    /// Answers a request.
    pub async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Response<Body> {
        if let Some(status) = refused(request.method(), request.headers(), self.address.port) {
            return plain(status);
        }
        let path = request.uri().path().to_owned();
        let parts = path.strip_prefix('/').and_then(|path| path.split_once('/'));
        let Some((_, rest)) = parts.filter(|(secret, _)| is_same(secret, &self.address.secret)) else {
            return plain(StatusCode::NOT_FOUND);
        };
        if request.method() == Method::POST {
            return match rest {
                "open" => self.open(request).await,
                "write" => self.write(request).await,
                "drop" => self.dropped(request).await,
                _ => plain(StatusCode::NOT_FOUND),
            };
        }
        let query = request.uri().query().unwrap_or_default().as_bytes();
        let query: Query = url::form_urlencoded::parse(query).into_owned().collect();
        match rest {
            "" => file("index.html"),
            "events" => self.events(&query),
            "place" | "locate" | "search" | "links" | "text" | "form" | "types" => {
                self.told(rest.to_owned(), query).await
            }
            _ => match rest.strip_prefix("image/") {
                Some(name) => self.picture(name).await,
                None => file(rest),
            },
        }
    }

    /// All changes from now on, the first being what is shown now.
    fn events(self: Arc<Self>, query: &Query) -> Response<Body> {
        let (mut sender, body) = Channel::new(2);
        let name = query.get("view").cloned().unwrap_or_default();
        tokio::spawn(async move {
            let mut bell = self.board.bell();
            loop {
                bell.mark_unchanged();
                let (desk, name) = (self.clone(), name.clone());
                let told = move || desk.shown(&name).to_string();
                let Some(told) = apart(told).await else { return };
                if sender.send_data(format!("data: {told}\n\n").into()).await.is_err() {
                    return;
                }
                while timeout(BEAT, bell.changed()).await.is_err() {
                    if sender.send_data(": still here\n\n".into()).await.is_err() {
                        return;
                    }
                }
            }
        });
        with(StatusCode::OK, "text/event-stream", "no-store", Either::Right(body))
    }

    /// A picture of a page: `LOOK-MODE-SCALE.png`, the scale being pixels to a hundred points. What a fingerprint
    /// shows never changes.
    async fn picture(self: Arc<Self>, name: &str) -> Response<Body> {
        let mut parts = name.strip_suffix(".png").unwrap_or_default().splitn(3, '-').map(str::to_owned);
        let (Some(look), Some(mode), Some(scale)) = (parts.next(), parts.next(), parts.next()) else {
            return plain(StatusCode::NOT_FOUND);
        };
        let look = u128::from_str_radix(&look, 16).ok();
        let scale = scale.parse().ok().filter(|scale| (5..=1200).contains(scale));
        let Some((look, scale)) = look.zip(scale) else { return plain(StatusCode::NOT_FOUND) };
        let drawn = apart(move || {
            let (view, index) = self.find(look)?;
            let mode = mode_of(&view, &mode)?;
            draw(&view, index, mode, f64::from(scale) / 100.0).ok()
        });
        match drawn.await.flatten() {
            Some(png) => {
                let body = Either::Left(Full::new(png.into()));
                with(StatusCode::OK, "image/png", "private, max-age=31536000, immutable", body)
            }
            None => plain(StatusCode::NOT_FOUND),
        }
    }

    /// The page of a fingerprint, among what is shown and what was shortly before.
    fn find(&self, look: u128) -> Option<(Arc<View>, usize)> {
        let all = self.board.all();
        all.iter().flat_map(|shown| &shown.views).find_map(|view| {
            let index = view.sheets.iter().position(|sheet| sheet.look == look)?;
            Some((view.clone(), index))
        })
    }

    /// Answers what is to be worked out.
    async fn told(self: Arc<Self>, what: String, query: Query) -> Response<Body> {
        let told = apart(move || match what.as_str() {
            "place" => self.place(&query),
            "locate" => self.locate(&query),
            "search" => self.search(&query),
            "links" => self.links(&query),
            "form" => self.form(&query),
            "types" => Some(self.types()),
            _ => self.text(&query),
        });
        match told.await.flatten() {
            Some(told) => json_of(&told),
            None => plain(StatusCode::NOT_FOUND),
        }
    }

    /// All that is shown, with what may be done.
    fn shown(&self, view: &str) -> Value {
        let mut told = told::shown(&self.board.now(), view, self.editor.is_some());
        put(&mut told, "writes", self.pen.is_some());
        put(&mut told, "turns", json!(self.pen.as_ref().map(Pen::ways)));
        told
    }

    fn view(&self, query: &Query) -> Option<Arc<View>> {
        self.board.now().view(query.get("view").map_or("", String::as_str)).cloned()
    }

    /// What is behind a point.
    fn place(&self, query: &Query) -> Option<Value> {
        let view = self.view(query)?;
        let (page, x, y) = (number(query, "page")?, number(query, "x")?, number(query, "y")?);
        let workspace = self.workspace.read().unwrap_or_else(PoisonError::into_inner);
        // A cover has no block behind it.
        let Some(found) = resolve(&workspace, &view.document, page, [x, y]) else { return Some(Value::Null) };
        let (kind, place, at) = match &found {
            Found::Letter(place, at) => ("letter", place, Some(area(at))),
            Found::Block(place, at) => ("block", place, at.as_ref().map(area)),
        };
        let (line, column) = line_of(&workspace, place).unwrap_or((1, 1));
        let file = place.file.get().vpath().get_without_slash();
        Some(json!({
            "kind": kind, "file": file, "line": line, "column": column, "byte": place.range.start, "area": at,
        }))
    }

    /// Where some bytes of a file are.
    fn locate(&self, query: &Query) -> Option<Value> {
        let view = self.view(query)?;
        let file = file_id(query.get("file")?).ok()?;
        let workspace = self.workspace.read().unwrap_or_else(PoisonError::into_inner);
        let range = match query.get("path") {
            // What was written just now may not be laid out yet.
            Some(path) => match range_of(workspace.file(file).ok()?.as_str().ok()?, path) {
                Some(range) => range,
                None => return Some(json!([])),
            },
            None => number(query, "start")?..number(query, "end")?,
        };
        let place = Place::new(file, range);
        let found = locate(&workspace, &view.document, &place);
        let boxes = found.iter().map(|(page, at)| json!({ "page": page, "area": area(at) }));
        Some(boxes.collect())
    }

    /// Where a text is.
    fn search(&self, query: &Query) -> Option<Value> {
        let hits = search(&self.view(query)?.document, query.get("q")?);
        let hit = |hit: &super::Hit| json!({ "page": hit.page, "areas": hit.areas.iter().map(area).collect::<Vec<_>>() });
        Some(hits.iter().map(hit).collect())
    }

    /// The links of a page.
    fn links(&self, query: &Query) -> Option<Value> {
        let links = links(&self.view(query)?.document, number(query, "page")?);
        let link = |link: &super::Link| match &link.target {
            Target::Url(url) => json!({ "area": area(&link.area), "url": url }),
            Target::Page(page, y) => json!({ "area": area(&link.area), "page": page, "y": y }),
        };
        Some(links.iter().map(link).collect())
    }

    /// What a page says, for who cannot see it.
    fn text(&self, query: &Query) -> Option<Value> {
        let view = self.view(query)?;
        Some(json!(spoken(view.document.pages().get(number::<usize>(query, "page")?)?)))
    }
}

/// The bytes of the value at a path.
fn range_of(text: &str, path: &str) -> Option<std::ops::Range<usize>> {
    let path: Path = serde_json::from_str(path).ok()?;
    if let Some((row, column)) = place_of(&path) {
        return cell_range(text, row, column);
    }
    let syntax = Syntax::read(text)?;
    let node = syntax.node(&path).map(|node| node.range.clone());
    node.or_else(|| syntax.section(&path).map(|section| section.header.start..section.end()))
}

/// How a view is drawn: `c` for its colours, `p` for a proof, or a plate.
fn mode_of(view: &View, mode: &str) -> Option<Mode> {
    match mode {
        "c" => Some(Mode::Colours),
        "p" => Some(Mode::Proof),
        plate => {
            let plates = view.plates();
            let found = plates.into_iter().find(|(known, _)| plate_id(*known) == plate);
            found.map(|(plate, _)| Mode::Plate(plate))
        }
    }
}

pub fn number<T: std::str::FromStr>(query: &Query, key: &str) -> Option<T> {
    query.get(key)?.parse().ok()
}

/// Does something among those who lay out, whose stacks are deep; nobody is kept waiting by who went away.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (sender, receiver) = oneshot::channel();
    rayon::spawn(move || {
        if !sender.is_closed() {
            let _ = sender.send(guarded(work).ok());
        }
    });
    receiver.await.ok().flatten()
}
