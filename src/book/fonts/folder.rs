//! Which files of the workbook's folder `fonts` are fonts.

use std::sync::Arc;

use typst_library::diag::FileError;
use typst_library::foundations::Bytes;

use super::read::{FontFace, FontFault, read_font};
use crate::book::missing::missing;
use crate::content::limits;
use crate::source::{FileId, Finding, Place, Store, UNREADABLE, WORKBOOK, file_id, listing_id};

/// The folder in which fonts are looked for.
pub const FONTS: &str = "fonts";

/// How deep folders may lie in that folder.
const DEPTH: usize = 4;

/// Ends of the names of fonts that are read.
const READ: [&str; 4] = [".ttf", ".otf", ".ttc", ".otc"];

/// Ends of the names of fonts that are not read, and what they are.
const OTHERS: [(&str, &str); 9] = [
    (".woff", "a font for web pages"),
    (".woff2", "a font for web pages"),
    (".eot", "a font for web pages"),
    (".pfb", "a PostScript font of Type 1"),
    (".pfa", "a PostScript font of Type 1"),
    (".dfont", "a font of old Macs"),
    (".suit", "a font of old Macs"),
    (".fon", "a font of pixels"),
    (".zip", "a packed folder"),
];

/// A font file of the workbook.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// The file.
    pub file: FileId,
    /// Its bytes.
    pub bytes: Bytes,
    /// Its faces.
    pub faces: Arc<Vec<FontFace>>,
}

/// The fonts of a workbook, and what is wrong with them.
#[derive(Debug, Default)]
pub struct FontFiles {
    /// The files that are sound, in the order of their paths.
    pub files: Vec<FontFile>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Reads the fonts of a workbook, those in folders within the folder too.
pub fn font_files(store: &Store) -> FontFiles {
    let mut found = FontFiles::default();
    let Some(listing) = listing_id(FONTS) else { return found };
    match store.file(listing) {
        Ok(names) => folder(FONTS, names.as_str().unwrap_or_default(), store, DEPTH, &mut found),
        Err(FileError::NotFound(_)) => {}
        Err(error) => {
            let place = file_id(WORKBOOK).ok().map(Place::file);
            found.findings.push(missing("outside", place, FONTS, &error));
        }
    }
    found
}

/// Reads the fonts of a folder, given the names in it.
fn folder(path: &str, names: &str, store: &Store, depth: usize, found: &mut FontFiles) {
    // What begins with a dot is hidden, and on disks that a Mac has written no font.
    for name in names.lines().filter(|name| !name.starts_with('.') && !name.contains(UNREADABLE)) {
        let path = format!("{path}/{name}");
        let lower = name.to_lowercase();
        let ends = |end: &str| lower.ends_with(end);
        if READ.iter().any(|end| ends(end)) {
            font(&path, store, found);
        } else if let Some((_, what)) = OTHERS.iter().find(|(end, _)| ends(end)) {
            found.findings.extend(unread(&path, what));
        } else if let Some(Ok(names)) = listing_id(&path).filter(|_| depth > 0).map(|id| store.file(id)) {
            folder(&path, names.as_str().unwrap_or_default(), store, depth - 1, found);
        }
    }
}

/// Reads one font.
fn font(path: &str, store: &Store, found: &mut FontFiles) {
    let Ok(file) = file_id(path) else { return };
    let bytes = match store.file(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            found.findings.push(missing("missing-file", Place::file(file), path, &error));
            return;
        }
    };
    match read_font(&bytes) {
        Ok(faces) => {
            let before: usize = found.files.iter().map(|file| file.faces.len()).sum();
            let limit = limits::FACES;
            let count = before + faces.len();
            let is_told = found.findings.iter().any(|finding| finding.name == "too-much");
            if count > limit.most && !is_told {
                let finding = Finding::error("too-much", Place::file(file), limit.passed(count));
                found.findings.push(finding.hint(limit.hint));
            }
            if count <= limit.most {
                found.files.push(FontFile { file, bytes, faces });
            }
        }
        Err(fault) => found.findings.push(broken(path, file, fault)),
    }
}

/// What to do about a font that is not sound.
pub const BROKEN_FONT: &str =
    "copy it anew from where it comes, as `.ttf`, `.otf` or `.ttc`, or take the file away";

fn broken(path: &str, file: FileId, fault: FontFault) -> Finding {
    let message = match fault {
        FontFault::Broken => format!("`{path}` is not a font that can be read"),
        FontFault::Truncated => format!("`{path}` ends before all of the font is there"),
        FontFault::Empty => format!("`{path}` has no outlines of letters"),
    };
    let hint = match fault {
        FontFault::Empty => {
            "fonts of pixels cannot be printed: take one with outlines, or take the file away"
        }
        _ => BROKEN_FONT,
    };
    Finding::error("broken-font", Place::file(file), message).hint(hint)
}

/// The finding about a font of a kind that is not read.
fn unread(path: &str, what: &str) -> Option<Finding> {
    let place = Place::file(file_id(path).ok()?);
    let finding = Finding::warning("unread-font", place, format!("`{path}` is {what}, and is not read"));
    Some(finding.hint("put the font itself there, as `.ttf`, `.otf` or `.ttc`"))
}
