//! The characters of quotation marks, by language and region, as Typst has them.

use std::str::FromStr;

use typst_library::foundations::{Dict, IntoValue, Smart, Value, dict};
use typst_library::layout::Dir;
use typst_library::text::{Lang, Region, SmartQuoteDict, SmartQuotes};

use super::quotes::Mark;
use crate::content::Tag;

/// The marks of a language for quotations, and for those within them.
pub struct Signs {
    quotes: SmartQuotes<'static>,
    /// Whether all of it stands between marks already, so that outer and inner ones change places.
    inner: bool,
}

/// The marks of the language itself.
static AUTO: Smart<SmartQuoteDict> = Smart::Auto;

/// The language and the region of a tag as Typst takes them.
fn locale(tag: &Tag) -> (Lang, Option<Region>) {
    let lang = Lang::from_str(&tag.language).unwrap_or(Lang::ENGLISH);
    (lang, tag.country().and_then(|region| Region::from_str(region).ok()))
}

/// The arguments of `set text` for a tag.
pub fn language(tag: &Tag) -> Dict {
    let region = tag.country().map_or(Value::None, |region| Value::Str(region.into()));
    let dir = match tag.right_to_left {
        Some(true) => Dir::RTL.into_value(),
        Some(false) => Dir::LTR.into_value(),
        None => Value::Auto,
    };
    dict! { "lang" => tag.language.as_str(), "region" => region, "dir" => dir }
}

impl Signs {
    /// The marks of a language; `inner` where the text itself is a quotation.
    pub fn of(tag: &Tag, inner: bool) -> Self {
        let (lang, region) = locale(tag);
        let mut quotes = SmartQuotes::get(&AUTO, lang, region, false);
        if lang == Lang::JAPANESE {
            // Typst 0.15.1 has those of English.
            (quotes.double_open, quotes.double_close) = ("「", "」");
            (quotes.single_open, quotes.single_close) = ("『", "』");
        }
        Self { quotes, inner }
    }

    /// The characters for a straight quote; French marks bring their spaces.
    pub fn sign(&self, double: bool, mark: Mark) -> &'static str {
        match mark {
            Mark::Open => self.quotes.open(double != self.inner),
            Mark::Close => self.quotes.close(double != self.inner),
            Mark::Apostrophe => "’",
            Mark::Prime if double => "″",
            Mark::Prime => "′",
        }
    }
}
