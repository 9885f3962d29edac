//! The words of the layout as the layouts take them.

use typst_library::World;
use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Array, Dict, IntoValue};

use super::files::read;
use super::voice::{Voice, coverage};
use super::words::typographic;
use crate::check::Coverage;
use crate::content::{self, Tag, Workbook, read_workbook};
use crate::source::{WORKBOOK, file_id};

/// The words of a language by their keys, with the marks of that language.
pub fn words(workbook: &Workbook, tag: &Tag, coverage: &Coverage) -> Dict {
    let content::Words { words, months } = content::words(workbook, tag);
    let voice = Voice { language: tag.as_str(), coverage };
    let set =
        |(key, word): (&String, &String)| (key.as_str().into(), set_word(key, word, voice).into_value());
    let mut dict: Dict = words.iter().map(set).collect();
    let months = months.iter().map(|month| typographic(month, voice).into_value());
    dict.insert("months".into(), months.collect::<Array>().into_value());
    dict
}

/// One word of a language; nothing where no word has this key.
pub fn word(engine: &Engine, tag: &Tag, key: &str) -> StrResult<Option<String>> {
    let file = file_id(WORKBOOK)?;
    let parsed = read_workbook(file, &read(engine, file)?);
    let Some(workbook) = &parsed.value else { return Err("the workbook did not pass the checks".into()) };
    let words = content::words(workbook, tag);
    let coverage = coverage(engine.world.book());
    let voice = Voice { language: tag.as_str(), coverage: &coverage };
    Ok(words.words.get(key).map(|word| set_word(key, word, voice)))
}

/// The key of a long word in a narrow place, which may break at its soft hyphens.
const BREAKS: &str = "dream";

/// A word with the marks of its language.
fn set_word(key: &str, word: &str, voice: Voice) -> String {
    if key != BREAKS {
        return typographic(word, voice);
    }
    word.split('\u{ad}').map(|part| typographic(part, voice)).collect::<Vec<_>>().join("\u{ad}")
}
