//! What is to be said of the layouts in a workbook.

use typst_library::diag::FileError;

use super::difference::Difference;
use super::embedded::{LAYOUTS_FOLDER, Layout, layouts};
use super::origin::{mark, origin};
use super::own::OwnLayouts;
use crate::book::missing;
use crate::content::{OWN_BLOCKS, OwnTypes};
use crate::source::{FileId, Finding, Place, Store, count, did_you_mean, file_id, listing_id};

/// How deep folders below `layouts/` are looked into.
const DEEPEST: usize = 4;

/// The most files that are looked at.
const MOST: usize = 1000;

/// A file below a workbook's `layouts/`.
struct Found {
    id: FileId,
    /// Its path below `layouts/`.
    path: String,
}

impl Found {
    /// Its path in the workbook.
    fn named(&self) -> String {
        format!("{LAYOUTS_FOLDER}/{}", self.path)
    }
}

/// What is to be said before anything is laid out: layouts that cannot be read, those from an older version, and
/// types of block that no layout draws.
pub fn remarks(store: &Store) -> Vec<Finding> {
    let own = OwnTypes::find(&|file| store.file(file).ok());
    let undrawn = own.sound().into_iter().filter_map(|own| undrawn(store, own.name));
    found(store).iter().filter_map(|file| remark(store, file)).chain(undrawn).collect()
}

/// A type of block of the workbook's own without a layout, or whose layout lacks the function for it.
fn undrawn(store: &Store, name: &str) -> Option<Finding> {
    let path = format!("{OWN_BLOCKS}/{name}.typ");
    let file = file_id(&path).ok()?;
    let hint = format!("it needs a function `#let {name}-block(data, theme, words, anchors) = {{ ... }}`");
    match store.file(file) {
        Ok(bytes) if bytes.as_str().is_ok_and(|text| !text.contains(&format!("{name}-block"))) => {
            let message = format!("this layout draws no block of the type `{name}`");
            Some(Finding::error("layout", Place::file(file), message).hint(hint))
        }
        Err(FileError::NotFound(_)) => {
            let definition = file_id(&format!("{OWN_BLOCKS}/{name}.toml")).ok()?;
            let message = format!("no layout draws blocks of the type `{name}`: there is no file `{path}`");
            Some(Finding::error("layout", Place::file(definition), message).hint(hint))
        }
        _ => None,
    }
}

fn remark(store: &Store, file: &Found) -> Option<Finding> {
    let bytes = match store.file(file.id) {
        Ok(bytes) => bytes,
        Err(error) => return Some(missing("layout", Place::file(file.id), &file.named(), &error)),
    };
    let Ok(text) = bytes.as_str() else {
        let message = format!("the layout `{}` is not UTF-8", file.named());
        let hint = "save it anew with the encoding UTF-8";
        return Some(Finding::error("not-utf8", Place::file(file.id), message).hint(hint));
    };
    let layout = layouts().find(|layout| layout.path == file.path)?;
    older(file, &layout, text)
}

/// A layout that was taken from a version whose own was another.
fn older(file: &Found, layout: &Layout, text: &str) -> Option<Finding> {
    let origin = origin(text).filter(|origin| !origin.is_of(layout))?;
    let lines = Difference::new(layout, text).lines;
    if lines == 0 {
        return None;
    }
    let message = format!(
        "`{}` was taken from werkboek {}, and the program's own has changed since: {} apart",
        file.named(),
        origin.version,
        count(lines, "line")
    );
    let end = text.find('\n').unwrap_or(text.len());
    let hint = format!("`werkboek eject --diff {}` shows how; take over what you want", layout.name());
    let then = format!("when that is done, let its first line be `{}`", mark(layout));
    Some(Finding::warning("old-layout", Place::new(file.id, 0..end), message).hint(hint).hint(then))
}

/// The layouts of a workbook that stand before none of the program, and that no other layout takes.
pub fn unused(store: &Store, own: &OwnLayouts) -> Vec<Finding> {
    let types = OwnTypes::find(&|file| store.file(file).ok()).sound();
    let draws = |path: &str| types.iter().any(|own| path == format!("blocks/{}.typ", own.name));
    let is_known = |path: &str| layouts().any(|layout| layout.path == path) || draws(path);
    let unused = found(store).into_iter().filter(|file| !own.was_asked(&file.path) && !is_known(&file.path));
    unused.map(|file| unknown(&file)).collect()
}

fn unknown(file: &Found) -> Finding {
    let message = format!("the program has no layout `{}`, and no other layout takes it", file.path);
    let near = did_you_mean(&file.path, layouts().map(|layout| layout.path));
    let block = file.path.strip_prefix("blocks/").and_then(|name| name.strip_suffix(".typ"));
    let block = block.map(|name| {
        format!("for a type of block of your own, say in `{OWN_BLOCKS}/{name}.toml` what it holds")
    });
    let list = near.is_none().then_some("`werkboek eject --list` says which there are");
    let finding = Finding::warning("unused-layout", Place::file(file.id), message);
    finding.maybe_hint(near).maybe_hint(block).maybe_hint(list)
}

/// All layouts below a workbook's `layouts/`, by their paths.
fn found(store: &Store) -> Vec<Found> {
    let mut found = Vec::new();
    let mut folders = vec![(String::new(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let Some(listing) = listing_id(&format!("{LAYOUTS_FOLDER}/{folder}")) else { continue };
        let Ok(names) = store.file(listing) else { continue };
        for name in names.as_str().unwrap_or_default().lines().take(MOST) {
            let path = format!("{folder}{name}");
            let Ok(id) = file_id(&format!("{LAYOUTS_FOLDER}/{path}")) else { continue };
            if name.ends_with(".typ") {
                found.push(Found { id, path });
            } else if depth < DEEPEST && !name.contains('.') {
                folders.push((format!("{path}/"), depth + 1));
            }
        }
    }
    found.truncate(MOST);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}
