//! Files that become chapters: where they are, and what is in them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::outcome::Outcome;
use super::say::say;
use crate::import::{Document, Fit, Kind, fits, kind, read};
use crate::source::{HEAVIEST, natural};

/// The most files of a folder that become chapters.
const MOST: usize = 200;

/// A file that becomes a chapter.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// Its name without the folder and without its end.
    pub stem: String,
    kind: Kind,
}

/// Files that become chapters.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The files, in the natural order of their names.
    pub files: Vec<Source>,
    /// The names of those in the folder that are not read, each with why.
    pub passed: Vec<String>,
}

/// Says why nothing is read.
fn refused(message: &str, outcome: Outcome) -> Outcome {
    say(&format!("error: {message}"));
    outcome
}

impl Sources {
    /// Finds the files: the one that is named, or those in the folder that is.
    ///
    /// Errors, told, where there are none that can be read.
    pub fn find(path: &Path) -> Result<Self, Outcome> {
        let shown = path.display();
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(refused(&format!("there is no file `{shown}`"), Outcome::Usage))
            }
            Err(error) => Err(refused(&format!("`{shown}` cannot be read ({error})"), Outcome::Machine)),
            Ok(known) if known.is_dir() => Self::within(path),
            Ok(_) => {
                let name = name_of(path);
                let kind = kind(&name).map_err(|why| refused(&format!("`{shown}` {why}"), Outcome::Usage))?;
                Ok(Self { files: vec![Source::new(path.to_owned(), kind)], passed: vec![] })
            }
        }
    }

    /// The files in a folder; those in folders in it are not read.
    fn within(folder: &Path) -> Result<Self, Outcome> {
        let shown = folder.display();
        let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let entries = entries
            .map_err(|error| refused(&format!("`{shown}` cannot be read ({error})"), Outcome::Machine))?;
        let is_file = |entry: &fs::DirEntry| entry.path().is_file();
        let names = entries.iter().filter(|entry| is_file(entry)).map(|entry| name_of(&entry.path()));
        // The locks of editors and what is hidden are no files of anybody's.
        let names: Vec<String> = names.filter(|name| !name.starts_with(['.', '~', '#'])).collect();
        let mut sorted: Vec<&str> = names.iter().map(String::as_str).collect();
        natural(&mut sorted);
        let mut found = Self::default();
        for name in sorted {
            match kind(name) {
                Ok(kind) => found.files.push(Source::new(folder.join(name), kind)),
                Err(why) => found.passed.push(format!("`{name}` {why}")),
            }
        }
        if found.files.is_empty() {
            let message = format!("no file in `{shown}` is read: .docx, .md and .csv are");
            return Err(refused(&message, Outcome::Usage));
        }
        if found.files.len() > MOST {
            let message = format!("`{shown}` holds more than {MOST} files: import them in parts");
            return Err(refused(&message, Outcome::Usage));
        }
        Ok(found)
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Source {
    fn new(path: PathBuf, kind: Kind) -> Self {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self { path, stem, kind }
    }

    /// What the chapter is called where the file has no title.
    pub fn title(&self) -> String {
        let words = self.stem.replace(['_', '-'], " ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// Reads the file.
    ///
    /// Errors, told, where it is not sound.
    pub fn document(&self) -> Result<Document, Outcome> {
        let shown = self.path.display();
        let bytes =
            contents(&self.path).map_err(|(why, outcome)| refused(&format!("`{shown}` {why}"), outcome))?;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let open = |path: &str| image(folder, path);
        let made = read(self.kind, &bytes, &fits, &open);
        made.map_err(|why| refused(&format!("`{shown}` {why}; nothing was written"), Outcome::Problems))
    }
}

/// The bytes of a file.
///
/// Errors with why not, as the end of a sentence that begins with its name.
fn contents(path: &Path) -> Result<Vec<u8>, (String, Outcome)> {
    let machine = |error: io::Error| (format!("cannot be read ({error})"), Outcome::Machine);
    let known = fs::metadata(path).map_err(machine)?;
    if !known.is_file() {
        return Err(("is no file".into(), Outcome::Usage));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(HEAVIEST + 1).read_to_end(&mut bytes)).map_err(machine)?;
    match bytes.len() as u64 > HEAVIEST {
        true => Err((format!("weighs more than {} MB", HEAVIEST / 1_000_000), Outcome::Problems)),
        false => Ok(bytes),
    }
}

/// The image at a path that a Markdown file names: in the folder of the file, or in one within that.
///
/// Errors with why it cannot be set, as the end of a sentence that begins with the path.
fn image(folder: &Path, path: &str) -> Result<(Vec<u8>, Fit), String> {
    if path.contains("://") || path.starts_with("//") || path.starts_with("data:") {
        return Err("is not on this machine: save it beside the file".into());
    }
    let path = unescaped(path.split(['?', '#']).next().unwrap_or_default());
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let real = fs::canonicalize(folder.join(&path)).map_err(|_| "is not there".to_owned())?;
    let root = fs::canonicalize(folder).map_err(|error| format!("cannot be read ({error})"))?;
    if !real.starts_with(root) {
        return Err("lies outside the folder of the file: copy it there".into());
    }
    let bytes = contents(&real).map_err(|(why, _)| why)?;
    let fit = fits(&bytes)?;
    Ok((bytes, fit))
}

/// A path without what addresses escape: `a%20b` is `a b`.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn addresses_are_paths() {
        for (address, path) in [
            ("a%20b.png", "a b.png"),
            ("%C3%A9", "é"),
            ("100%", "100%"),
            ("%zz", "%zz"),
            ("%ff", "%ff"),
            ("", ""),
        ] {
            assert_eq!(unescaped(address), path);
        }
    }
}
