//! The fourteenth room: a new workbook that builds as it is and explains itself, from the folder `starter`.
//!
//! `starter/common` is in every new workbook; of the other folders, each a language, one lies over it.

mod values;

use std::ops::Range;
use std::path::PathBuf;

use crate::content::{NotATag, Tag, defaults};
use crate::export::File;
use crate::ink::parse_rgb;
use crate::reference::Kind;
use crate::source::{CHAPTERS, Finding, WORKBOOK, chapter_names, list};

pub use values::Date;
use values::{quoted, with_values};

/// The files, by their paths from the folder `starter`.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/starter.rs"));

/// The folder of what is in every language.
const COMMON: &str = "common";

/// The language of the texts where that which is asked for is none: the checks tell of it then.
const FALLBACK: &str = "en";

/// What stands in a file of `starter` in place of the program's version.
const VERSION: &str = "{version}";

/// What a new workbook is to be like, as it was asked for; nothing of it is checked yet.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// The language, as `nl` or `nl-BE`.
    pub language: String,
    /// The title, if not that of the texts.
    pub title: Option<String>,
    /// The accent, if not that of the program, as `#0050A0`.
    pub accent: Option<String>,
    /// The paper, if not A4.
    pub paper: Option<String>,
    /// The day of its edition.
    pub date: Date,
    /// What it says of itself, if not what the texts do.
    pub description: Option<String>,
}

/// What a wish is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The language.
    Language,
    /// The title.
    Title,
    /// The accent.
    Accent,
    /// The paper.
    Paper,
}

/// A new workbook, in memory.
#[derive(Debug, Clone)]
pub struct Starter {
    /// Its files, by their paths from its folder.
    pub files: Vec<File>,
    /// Where the wishes stand in its `workbook.toml`.
    places: Vec<(Wish, Range<usize>)>,
}

/// The languages of the texts.
pub fn languages() -> Vec<&'static str> {
    let folders = FILES.iter().filter_map(|(path, _)| Some(path.split_once('/')?.0));
    let mut languages: Vec<&str> = folders.filter(|folder| *folder != COMMON).collect();
    languages.dedup();
    languages
}

impl Starter {
    /// Makes a new workbook; it holds where the wishes do, which the checks of any workbook tell.
    ///
    /// Errors with the reason where there are no texts in the language.
    pub fn new(wishes: &Wishes) -> Result<Self, String> {
        let language = match Tag::read(&wishes.language) {
            Ok(tag) => tag.language,
            Err(NotATag) => FALLBACK.into(),
        };
        let known = languages();
        if !known.contains(&language.as_str()) {
            let known = list(known, "and");
            return Err(format!(
                "a new workbook has texts in {known}, not in `{language}`: begin in one of these, and change `language` in its `{WORKBOOK}`"
            ));
        }
        let mut starter = Self { files: vec![], places: vec![] };
        for (path, text) in FILES {
            let Some((folder, path)) = path.split_once('/') else { continue };
            if folder == COMMON || folder == language {
                let bytes = starter.text(path, text, wishes).into_bytes();
                starter.files.push(File { path: PathBuf::from(path), bytes });
            }
        }
        for kind in Kind::ALL {
            let path = format!("schemas/{}.schema.json", kind.name());
            starter.files.push(File { path: path.into(), bytes: kind.schema(&[]).into_bytes() });
        }
        Ok(starter)
    }

    /// The name of its first chapter, which is the contents.
    pub fn contents(&self) -> Option<String> {
        let names = self.files.iter().filter_map(|file| file.path.strip_prefix(CHAPTERS).ok()?.to_str());
        chapter_names(&names.collect::<Vec<_>>().join("\n")).first().map(|name| (*name).to_owned())
    }

    /// The same workbook with other chapters behind its contents.
    pub fn with_chapters(mut self, chapters: Vec<File>) -> Self {
        let contents = self.contents().unwrap_or_default();
        self.files.retain(|file| {
            file.path.strip_prefix(CHAPTERS).is_ok_and(|name| name == contents.as_str())
                || !file.path.starts_with(CHAPTERS)
        });
        self.files.extend(chapters);
        self
    }

    /// A file's text, with the wishes in it.
    fn text(&mut self, path: &str, text: &str, wishes: &Wishes) -> String {
        let accent = wishes.accent.as_deref().filter(|accent| parse_rgb(accent).is_some());
        match path.rsplit_once('.').map(|(_, extension)| extension) {
            _ if path == WORKBOOK => self.workbook(text, wishes),
            Some("svg") => text.replace(defaults::ACCENT_RGB, accent.unwrap_or(defaults::ACCENT_RGB)),
            Some("yml") => text.replace(VERSION, env!("CARGO_PKG_VERSION")),
            _ => text.to_owned(),
        }
    }

    /// The `workbook.toml` with the wishes in it.
    fn workbook(&mut self, text: &str, wishes: &Wishes) -> String {
        let accent = |rgb: &String| format!("{{ name = \"Accent\", rgb = {} }}", quoted(rgb));
        let given: [(Option<Wish>, &[&str], Option<String>); 6] = [
            (None, &["description"], wishes.description.as_deref().map(quoted)),
            (Some(Wish::Language), &["language"], Some(quoted(&wishes.language))),
            (Some(Wish::Title), &["title"], wishes.title.as_deref().map(quoted)),
            (Some(Wish::Accent), &["design", "accent"], wishes.accent.as_ref().map(accent)),
            (Some(Wish::Paper), &["design", "paper"], wishes.paper.as_deref().map(quoted)),
            (None, &["edition", "date"], Some(wishes.date.to_string())),
        ];
        let given = given.into_iter().filter_map(|(wish, key, value)| Some((wish, key, value?)));
        let (text, places) = with_values(text, given.collect());
        self.places = places.into_iter().filter_map(|(wish, place)| Some((wish?, place))).collect();
        text
    }

    /// The wish that a finding is about, if it stands in `workbook.toml` where one does.
    pub fn wish(&self, finding: &Finding) -> Option<Wish> {
        let place = finding.place.as_ref()?;
        let is_workbook = place.file.get().vpath().get_without_slash() == WORKBOOK;
        let holds = |range: &Range<usize>| range.start <= place.range.start && place.range.end <= range.end;
        self.places.iter().find(|(_, range)| is_workbook && holds(range)).map(|(wish, _)| *wish)
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, FILES, Starter, Wish, Wishes, languages};
    use crate::content;

    fn wishes(language: &str, title: &str) -> Wishes {
        Wishes {
            language: language.into(),
            title: Some(title.into()),
            accent: None,
            paper: None,
            date: Date { year: 2026, month: 5, day: 1 },
            description: None,
        }
    }

    #[test]
    fn every_language_of_the_program_has_the_same_files() {
        let mut words: Vec<&str> = content::languages().collect();
        words.sort_unstable();
        assert_eq!(languages(), words);
        let count = |language: &str| FILES.iter().filter(|(path, _)| path.starts_with(language)).count();
        assert!(languages().iter().all(|language| count(language) == count("nl")));
    }

    /// Whatever a title holds, TOML reads back the same.
    #[test]
    fn titles_are_written_as_toml() {
        for title in
            ["Plain", "\"", "a\\b", "'''", "\"\"\"", "Straßenbuch – “één”", "a\nb", "\u{7}", "#", "]"]
        {
            for language in languages() {
                let starter = Starter::new(&wishes(language, title)).expect("a workbook");
                let file = starter.files.iter().find(|file| file.path.ends_with("workbook.toml"));
                let text = String::from_utf8(file.expect("a file").bytes.clone()).expect("text");
                let read: toml::Table = toml::from_str(&text).expect("TOML");
                assert_eq!(read["title"].as_str(), Some(title), "{text}");
                assert_eq!(read["language"].as_str(), Some(language), "{text}");
                let (_, place) =
                    starter.places.iter().find(|(wish, _)| *wish == Wish::Title).expect("a place");
                let written = text.get(place.clone()).expect("a range");
                let value: toml::Table = toml::from_str(&format!("x = {written}")).expect("TOML");
                assert_eq!(value["x"].as_str(), Some(title), "{written}");
            }
        }
    }
}
