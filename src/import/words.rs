//! What is written into chapters beside the text, in the language of the workbook.

use super::piece::{Remark, RemarkKind};
use crate::content::COMMENTS;

/// The words of a language.
pub struct Words {
    about: &'static str,
    inserted: &'static str,
    deleted: &'static str,
    by: &'static str,
    /// What is to be done about a picture without a description.
    pub describe: &'static str,
    /// What stands in the place of a description.
    pub undescribed: &'static str,
    /// What a new workbook says of where it comes from.
    pub made_from: &'static str,
}

const NL: Words = Words {
    about: "bij",
    inserted: "toegevoegd",
    deleted: "geschrapt",
    by: "door",
    describe: "schrijf in `alt` wat er op de afbeelding te zien is",
    undescribed: "Een afbeelding die nog niet beschreven is",
    made_from: "Gemaakt van",
};

const EN: Words = Words {
    about: "on",
    inserted: "added",
    deleted: "struck out",
    by: "by",
    describe: "write in `alt` what the picture shows",
    undescribed: "A picture that is not described yet",
    made_from: "Made from",
};

const FR: Words = Words {
    about: "sur",
    inserted: "ajouté",
    deleted: "supprimé",
    by: "par",
    describe: "dites dans `alt` ce que montre l’image",
    undescribed: "Une image qui n’est pas encore décrite",
    made_from: "Fait à partir de",
};

const DE: Words = Words {
    about: "zu",
    inserted: "eingefügt",
    deleted: "gestrichen",
    by: "von",
    describe: "beschreiben Sie in `alt`, was das Bild zeigt",
    undescribed: "Ein Bild, das noch nicht beschrieben ist",
    made_from: "Gemacht aus",
};

/// The language of a tag.
fn of_tag(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

impl Words {
    /// Those of a language, or else the English ones.
    pub fn of(language: &str) -> &'static Self {
        match of_tag(language).as_str() {
            "nl" => &NL,
            "fr" => &FR,
            "de" => &DE,
            _ => &EN,
        }
    }

    /// What a comment in a chapter begins with, in a language, or else in English.
    pub fn comment(language: &str) -> &'static str {
        let known = COMMENTS.iter().find(|(known, _)| *known == of_tag(language));
        known.map_or("comment", |(_, word)| word)
    }

    /// A remark as a comment of TOML says it.
    pub fn remark(&self, remark: &Remark) -> String {
        let plain =
            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace(char::is_control, "");
        let (by, about, words) = (plain(&remark.by), plain(&remark.about), plain(&remark.words));
        match remark.kind {
            RemarkKind::Comment => {
                let about = if about.is_empty() { about } else { format!("{} “{about}”", self.about) };
                let of: Vec<&str> =
                    [by.as_str(), &about].into_iter().filter(|part| !part.is_empty()).collect();
                match of.is_empty() {
                    true => words,
                    false => format!("{}: {words}", of.join(", ")),
                }
            }
            RemarkKind::Inserted | RemarkKind::Deleted => {
                let what = if remark.kind == RemarkKind::Inserted { self.inserted } else { self.deleted };
                let by = if by.is_empty() { by } else { format!(" {} {by}", self.by) };
                format!("{what}{by}: “{words}”")
            }
            RemarkKind::Undescribed => self.describe.to_owned(),
        }
    }
}
