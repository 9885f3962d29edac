//! The characters of quotation marks, by language and region, as Typst has them.

use std::str::FromStr;

use typst_library::foundations::{Dict, Smart, Value, dict};
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
    (lang, tag.region.as_deref().and_then(|region| Region::from_str(region).ok()))
}

/// The arguments of `set text` for a tag.
pub fn language(tag: &Tag) -> Dict {
    let region = tag.region.as_ref().map_or(Value::None, |region| Value::Str(region.as_str().into()));
    dict! { "lang" => tag.language.as_str(), "region" => region }
}

impl Signs {
    /// The marks of a language; `inner` where the text itself is a quotation.
    pub fn of(tag: &Tag, inner: bool) -> Self {
        let (lang, region) = locale(tag);
        Self { quotes: SmartQuotes::get(&AUTO, lang, region, false), inner }
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
