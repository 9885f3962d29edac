//! Language tags (BCP 47): a language, with script, region and what else is said of it.

use std::sync::LazyLock;

use icu_locale::{Direction, LocaleCanonicalizer, LocaleDirectionality};
use icu_locale_core::Locale;

/// A language with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Two or three small letters (ISO 639).
    pub language: String,
    /// Two capitals (ISO 3166) or three digits (UN M49).
    pub region: Option<String>,
    /// Whether it is written from right to left; nothing where the script is not known.
    pub right_to_left: Option<bool>,
    /// All of it, as BCP 47 writes it.
    whole: String,
}

/// A text is no tag of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NotATag;

/// The data of CLDR by which old and long codes become those of today: `iw` is `he`, `nld` is `nl`.
static CANONICAL: LazyLock<LocaleCanonicalizer> = LazyLock::new(LocaleCanonicalizer::new_extended);

/// Which way scripts run, and which script a language has.
static DIRECTIONS: LazyLock<LocaleDirectionality> = LazyLock::new(LocaleDirectionality::new_extended);

impl Tag {
    /// Reads a tag, whatever the case of its letters: `pt-BR`, `PT-br`, `fry`, `zh-Hant`, `de-1996`.
    ///
    /// Errors with what names no language: `und`, words of five letters and more, of which none is registered.
    pub fn read(text: &str) -> Result<Self, NotATag> {
        read(text)
    }

    /// The tag of a text that has passed the checks.
    pub fn of(text: &str) -> Self {
        Self::read(text).unwrap_or_else(|NotATag| Self {
            language: "und".into(),
            region: None,
            right_to_left: None,
            whole: "und".into(),
        })
    }

    /// The region, if it is one of ISO 3166: Typst knows no others.
    pub fn country(&self) -> Option<&str> {
        self.region.as_deref().filter(|region| region.len() == 2)
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.whole
    }
}

#[comemo::memoize]
fn read(text: &str) -> Result<Tag, NotATag> {
    if text.contains('_') {
        return Err(NotATag);
    }
    let mut locale = Locale::try_from_str(text)
        .or_else(|_| Locale::try_from_str(extended(text)?.as_str()).map_err(|_| NotATag))?;
    CANONICAL.canonicalize(&mut locale);
    let id = &locale.id;
    let language = id.language.as_str();
    if id.language.is_unknown() || !matches!(language.len(), 2 | 3) {
        return Err(NotATag);
    }
    let right_to_left = DIRECTIONS.get(id).map(|direction| direction == Direction::RightToLeft);
    Ok(Tag {
        language: language.to_owned(),
        region: id.region.map(|region| region.as_str().to_owned()),
        right_to_left,
        whole: locale.to_string(),
    })
}

/// A tag without the language of which another is a kind: `zh-yue` is `yue` (RFC 5646, 2.2.2).
fn extended(text: &str) -> Result<String, NotATag> {
    let (language, rest) = text.split_once('-').ok_or(NotATag)?;
    let kind = rest.split('-').next().unwrap_or_default();
    let is_code = |part: &str| part.len() == 3 && part.chars().all(|c| c.is_ascii_alphabetic());
    let extends = matches!(language.len(), 2 | 3) && is_code(kind);
    if extends { Ok(rest.to_owned()) } else { Err(NotATag) }
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(&self.whole)
    }
}

#[cfg(test)]
mod tests {
    use super::{NotATag, Tag};

    #[test]
    fn tags_in_any_case() {
        for (text, tag) in [
            ("nl", "nl"),
            ("NL", "nl"),
            ("pt-BR", "pt-BR"),
            ("PT-br", "pt-BR"),
            ("de-CH", "de-CH"),
            ("nld", "nl"),
            ("iw", "he"),
            ("fry", "fy"),
            ("Fry-nl", "fy-NL"),
            ("nds", "nds"),
            ("ar", "ar"),
            ("he-IL", "he-IL"),
            ("zh-Hant", "zh-Hant"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de-1996", "de-1996"),
            ("zh-yue", "yue"),
            ("sr-Latn", "sr-Latn"),
            ("ja-u-ca-japanese", "ja-u-ca-japanese"),
            ("nl-x-atelier", "nl-x-atelier"),
        ] {
            assert_eq!(Tag::read(text).map(|tag| tag.to_string()), Ok(tag.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_a_tag_is_not() {
        for text in ["", "n", "Nederlands", "dutch", "nl NL", "nl_NL", "pt-", "-BR", "12", "und", "nl-N", "é"]
        {
            assert_eq!(Tag::read(text), Err(NotATag), "{text}");
        }
    }

    #[test]
    fn scripts_have_their_direction() {
        for text in ["ar", "he-IL", "fa", "ur", "ckb", "dv", "yi", "ug", "pa-PK", "az-Arab", "ks"] {
            assert_eq!(Tag::of(text).right_to_left, Some(true), "{text}");
        }
        for text in ["nl", "pa", "el", "ru", "ja", "ur-Latn", "he-Latn", "tr", "sr"] {
            assert_eq!(Tag::of(text).right_to_left, Some(false), "{text}");
        }
    }

    #[test]
    fn regions_that_typst_knows() {
        assert_eq!(Tag::of("pt-BR").country(), Some("BR"));
        assert_eq!(Tag::of("es-419").country(), None);
    }
}
