//! Language tags: a language, and a region where that matters (BCP 47).

use icu_locale_core::LanguageIdentifier;

/// A language with its region.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Two or three small letters (ISO 639).
    pub language: String,
    /// Two capitals (ISO 3166).
    pub region: Option<String>,
}

/// Why a text is no tag that the layout can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagFault {
    /// It says more than language and region; the tag is what is left without that.
    TooMuch(Tag),
    /// It is no language tag at all.
    NotATag,
}

impl Tag {
    /// Reads a tag, whatever the case of its letters: `pt-BR`, `PT-br`, `fry`.
    ///
    /// Errors with what the layout cannot take: scripts, variants, regions in numbers.
    pub fn read(text: &str) -> Result<Self, TagFault> {
        let id = LanguageIdentifier::try_from_str(text).map_err(|_| TagFault::NotATag)?;
        let language = id.language.as_str();
        if id.language.is_unknown() || !matches!(language.len(), 2 | 3) || text.contains('_') {
            return Err(TagFault::NotATag);
        }
        let region =
            id.region.filter(|region| region.is_alphabetic()).map(|region| region.as_str().to_owned());
        let numbered = id.region.is_some() && region.is_none();
        let tag = Self { language: language.to_owned(), region };
        if id.script.is_some() || !id.variants.is_empty() || numbered {
            Err(TagFault::TooMuch(tag))
        } else {
            Ok(tag)
        }
    }

    /// The tag of a text that has passed the checks.
    pub fn of(text: &str) -> Self {
        match Self::read(text) {
            Ok(tag) | Err(TagFault::TooMuch(tag)) => tag,
            Err(TagFault::NotATag) => Self { language: "und".into(), region: None },
        }
    }
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match &self.region {
            Some(region) => write!(f, "{}-{region}", self.language),
            None => f.write_str(&self.language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tag, TagFault};

    #[test]
    fn tags_in_any_case() {
        for (text, tag) in [
            ("nl", "nl"),
            ("NL", "nl"),
            ("pt-BR", "pt-BR"),
            ("PT-br", "pt-BR"),
            ("de-CH", "de-CH"),
            ("fry", "fry"),
            ("Fry-nl", "fry-NL"),
            ("nds", "nds"),
            ("ar", "ar"),
            ("he-IL", "he-IL"),
        ] {
            assert_eq!(Tag::read(text).map(|tag| tag.to_string()), Ok(tag.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_a_tag_is_not() {
        for text in ["", "n", "Nederlands", "dutch", "nl NL", "nl_NL", "pt-", "-BR", "12", "und", "nl-N", "é"]
        {
            assert_eq!(Tag::read(text), Err(TagFault::NotATag), "{text}");
        }
        for (text, left) in [("zh-Hant", "zh"), ("zh-Hant-TW", "zh-TW"), ("es-419", "es"), ("de-1996", "de")]
        {
            assert_eq!(Tag::read(text), Err(TagFault::TooMuch(Tag::of(left))), "{text}");
        }
    }
}
