//! Which chapters are made of which files, and what is then in the workbook.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::cli::outcome::Outcome;
use crate::cli::say::say;
use crate::cli::sources::{Source, Sources};
use crate::export::File;
use crate::import::{Made, Wish, Words, compose, next_number, slug};
use crate::source::{CHAPTERS, chapter_names, file_id};

/// A file and what was made of it.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Where the file is.
    pub source: String,
    /// The path of the chapter.
    pub chapter: String,
    /// What was made.
    pub made: Made,
}

/// How many files the description of a new workbook names.
const MOST_NAMED: usize = 8;

/// Where chapters go.
#[derive(Debug, Clone)]
pub struct Shelf<'a> {
    /// The folder of the workbook, if there is one.
    pub root: Option<&'a Path>,
    /// The names of the chapters that are there.
    pub names: Vec<String>,
    /// The chapter into which all goes, if one is named.
    pub into: Option<&'a str>,
    /// The language of comments.
    pub language: &'a str,
    /// Whether chapters name their schema.
    pub schema: bool,
}

/// Chapters that are to be written, with their images.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// What was made of each file.
    pub chapters: Vec<Planned>,
    /// All files, whole, by their paths in the workbook.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Why a chapter cannot have a path; nothing where it can.
pub fn no_chapter(path: &str) -> Option<String> {
    let said = |why: &str| Some(format!("`--into {path}` {why}: name a file such as `{CHAPTERS}/50.toml`"));
    if let Err(why) = file_id(path) {
        return Some(format!("`--into {path}`: {why}"));
    }
    let name = path.strip_prefix(CHAPTERS).and_then(|rest| rest.strip_prefix('/'));
    match name {
        Some(name) if name.contains('/') || name.len() > 200 => said("is no chapter"),
        Some(name) if chapter_names(name).len() == 1 && name != ".toml" => None,
        _ => said("is no chapter"),
    }
}

impl Plan {
    /// Reads all files, and makes chapters of them.
    ///
    /// Errors, told, where one of them cannot be read.
    pub fn new(sources: &Sources, shelf: &Shelf) -> Result<Self, Outcome> {
        let mut plan = Self::default();
        let mut names = shelf.names.clone();
        for source in &sources.files {
            plan.add(source, shelf, &mut names)?;
        }
        Ok(plan)
    }

    fn add(&mut self, source: &Source, shelf: &Shelf, names: &mut Vec<String>) -> Result<(), Outcome> {
        let document = source.document()?;
        let title = source.title();
        let named = shelf.into.map(str::to_owned);
        let path = named.unwrap_or_else(|| next(names, &document.title().unwrap_or(title.clone())));
        let earlier = self.earlier(&path, shelf)?;
        let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or_default();
        let stem = Some(slug(stem)).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "chapter".into());
        let free = |image: &str, bytes: &[u8]| self.is_free(image, bytes, shelf);
        let wish = Wish {
            stem: &stem,
            title: &title,
            language: shelf.language,
            schema: shelf.schema,
            earlier: earlier.as_deref(),
            free: &free,
        };
        let mut made = compose(document, &wish);
        self.files.extend(std::mem::take(&mut made.images));
        self.files.insert(path.clone(), joined(earlier, &made.text));
        self.chapters.push(Planned { source: source.path.display().to_string(), chapter: path, made });
        Ok(())
    }

    /// What is in a chapter already.
    fn earlier(&self, path: &str, shelf: &Shelf) -> Result<Option<String>, Outcome> {
        if let Some(bytes) = self.files.get(path) {
            return Ok(String::from_utf8(bytes.clone()).ok());
        }
        let Some(place) = shelf.root.map(|root| root.join(path)) else { return Ok(None) };
        if !place.exists() {
            return Ok(None);
        }
        let bytes = fs::read(&place).map_err(|error| {
            say(&format!("error: `{path}` cannot be read ({error})"));
            Outcome::Machine
        })?;
        match String::from_utf8(bytes) {
            Ok(text) if text.trim().is_empty() => Ok(None),
            Ok(text) => Ok(Some(text)),
            Err(_) => {
                say(&format!("error: `{path}` is not UTF-8: `werkboek check` says where"));
                Err(Outcome::Problems)
            }
        }
    }

    /// Whether an image can have a place: nothing else has it.
    fn is_free(&self, image: &str, bytes: &[u8], shelf: &Shelf) -> bool {
        if let Some(known) = self.files.get(image) {
            return known == bytes;
        }
        let Some(place) = shelf.root.map(|root| root.join(image)) else { return true };
        fs::symlink_metadata(&place).is_err() || fs::read(&place).is_ok_and(|known| known == bytes)
    }

    /// The title of a workbook that is made of it: that of the one file, if it is one.
    pub fn title(&self) -> Option<String> {
        match self.chapters.as_slice() {
            [only] => Some(only.made.title.clone()),
            _ => None,
        }
    }

    /// What such a workbook says of itself.
    pub fn description(&self, language: &str) -> Option<String> {
        let name = |planned: &Planned| {
            Path::new(&planned.source).file_name().map(|name| name.to_string_lossy().into_owned())
        };
        let names: Vec<String> =
            self.chapters.iter().filter_map(name).take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
        Some(format!("{} {}.", Words::of(language).made_from, names.join(", ")))
    }

    /// The files as they are to be written in a folder.
    pub fn in_folder(&self, root: &Path) -> Vec<File> {
        let file = |(path, bytes): (&String, &Vec<u8>)| File { path: root.join(path), bytes: bytes.clone() };
        self.files.iter().map(file).collect()
    }
}

/// The path of the next chapter; its name is then one of those that are there.
fn next(names: &mut Vec<String>, title: &str) -> String {
    let slug = Some(slug(title)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "import".into());
    let start = match next_number(names.iter().map(String::as_str)) {
        Some(number) => format!("{number}-{slug}"),
        None => slug,
    };
    let again = (2..).map(|number| format!("{start}-{number}.toml"));
    let mut free = std::iter::once(format!("{start}.toml")).chain(again).filter(|name| !names.contains(name));
    let name = free.next().unwrap_or_default();
    names.push(name.clone());
    format!("{CHAPTERS}/{name}")
}

/// A chapter that was there, byte for byte, and what comes behind it, with its line ends.
fn joined(earlier: Option<String>, text: &str) -> Vec<u8> {
    let Some(mut earlier) = earlier else { return text.as_bytes().to_vec() };
    let end = if earlier.contains("\r\n") { "\r\n" } else { "\n" };
    if !earlier.ends_with('\n') {
        earlier.push_str(end);
    }
    earlier.push_str(&text.replace('\n', end));
    earlier.into_bytes()
}
