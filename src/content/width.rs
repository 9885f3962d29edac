//! How wide a picture is, and where something stands on it.

use std::hash::{Hash, Hasher};
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::at::string_schema;
use super::measure::Length;

/// A share of a hundred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percent(pub f64);

/// How wide a picture is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// One of two columns, beside its caption.
    Column,
    /// The type area.
    Full,
    /// Off the page on both sides.
    Bleed,
    /// One of three columns.
    Third,
    /// One of two columns.
    Half,
    /// A share of the type area.
    Share(Percent),
    /// A length.
    Length(Length),
}

impl Width {
    /// The words in TOML, the ones that are named most first.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("full", Self::Full),
        ("column", Self::Column),
        ("bleed", Self::Bleed),
        ("half", Self::Half),
        ("third", Self::Third),
    ];

    /// The word in TOML, if it is one.
    pub fn word(self) -> Option<&'static str> {
        Self::WORDS.iter().find(|(_, width)| *width == self).map(|(word, _)| *word)
    }

    /// Whether something may stand beside it.
    pub fn is_narrow(self) -> bool {
        match self {
            Self::Third | Self::Half | Self::Length(_) => true,
            Self::Share(Percent(share)) => share < 100.0,
            Self::Column | Self::Full | Self::Bleed => false,
        }
    }
}

/// The least share of the type area that a picture may have, in percent.
const LEAST_SHARE: f64 = 5.0;

/// The shortest and the longest length that a picture may be wide, in millimetres.
const LENGTHS: std::ops::RangeInclusive<f64> = 5.0..=1000.0;

impl FromStr for Width {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim();
        if let Some((_, width)) = Self::WORDS.iter().find(|(word, _)| *word == text) {
            return Ok(*width);
        }
        if let Some(share) = text.strip_suffix('%') {
            let share: f64 = share.trim().replacen(',', ".", 1).parse().map_err(|_| ())?;
            return if (LEAST_SHARE..=100.0).contains(&share) {
                Ok(Self::Share(Percent(share)))
            } else {
                Err(())
            };
        }
        let length: Length = text.parse()?;
        if LENGTHS.contains(&length.0) { Ok(Self::Length(length)) } else { Err(()) }
    }
}

impl<'de> Deserialize<'de> for Width {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("not a width"))
    }
}

string_schema!(Width, "width");

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self)
    }
}

impl JsonSchema for Percent {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Percent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": 0, "maximum": 100 })
    }
}

impl Hash for Percent {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl Hash for Length {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl Hash for Width {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Share(share) => share.hash(state),
            Self::Length(length) => length.hash(state),
            Self::Column | Self::Full | Self::Bleed | Self::Third | Self::Half => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Percent, Width};
    use crate::content::measure::Length;

    #[test]
    fn widths_are_words_shares_or_lengths() {
        assert_eq!("half".parse(), Ok(Width::Half));
        assert_eq!("60%".parse(), Ok(Width::Share(Percent(60.0))));
        assert_eq!(" 33,3 %".parse(), Ok(Width::Share(Percent(33.3))));
        assert_eq!("8cm".parse(), Ok(Width::Length(Length(80.0))));
        for bad in ["", "60", "0%", "120%", "quarter", "1mm", "%", "NaN%", "-8cm", "2000mm"] {
            assert_eq!(bad.parse::<Width>(), Err(()), "{bad}");
        }
    }
}
