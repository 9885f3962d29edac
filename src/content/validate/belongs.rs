//! Where a key belongs that stands in the wrong table.

use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Problems;
use crate::content::block::{Block, SHAPES};
use crate::content::chapter::{Common, Head};
use crate::content::shape::{Field, Shape};
use crate::content::target::{Choice, Imposition, Press, Screen};
use crate::content::workbook::Workbook;
use crate::source::{WORKBOOK, list};

/// A table that has keys, and how it is told.
struct Home {
    /// What to do to get a key there, as the end of "it belongs".
    place: String,
    /// Its keys.
    fields: Vec<Field>,
}

/// The tables of `workbook.toml`.
static WORKBOOK_HOMES: LazyLock<Vec<Home>> = LazyLock::new(|| {
    let root = Shape::of::<Workbook>();
    let top = format!("at the top of `{WORKBOOK}`, above the first line in [brackets]");
    let mut homes = vec![Home { place: top, fields: root.fields().to_vec() }];
    homes.extend(root.fields().iter().filter(|field| !field.shape.fields().is_empty()).map(|field| Home {
        place: format!("under `[{}]` in `{WORKBOOK}`", field.name),
        fields: field.shape.fields().to_vec(),
    }));
    let kinds = [
        ("of any kind", Shape::of::<Choice>()),
        ("of kind `screen`", Shape::of::<Screen>()),
        ("of kind `print` or `booklet`", Shape::of::<Press>()),
        ("of kind `booklet`", Shape::of::<Imposition>()),
    ];
    homes.extend(kinds.iter().map(|(kind, shape)| Home {
        place: format!("in a target {kind}, under a `[target.NAME]` in `{WORKBOOK}`"),
        fields: shape.fields().to_vec(),
    }));
    let design = root.fields().iter().find(|field| field.name == "design");
    let inner = design.iter().flat_map(|design| design.shape.fields());
    let inner = inner.filter(|field| !field.shape.fields().is_empty());
    let inner: Vec<Home> = inner
        .map(|field| Home {
            place: format!("in `{} = {{ ... }}` under `[design]`", field.name),
            fields: field.shape.fields().to_vec(),
        })
        .collect();
    homes.extend(inner);
    homes
});

/// The tables of a chapter.
static CHAPTER_HOMES: LazyLock<Vec<Home>> = LazyLock::new(|| {
    let top = "at the top of the chapter, above the first `[[block]]`".into();
    let common = "in a block, under a `[[block]]`".into();
    vec![
        Home { place: top, fields: Shape::of::<Head>().fields().to_vec() },
        Home { place: common, fields: Shape::of::<Common>().fields().to_vec() },
    ]
});

/// Words for keys in other languages and other programs.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("organisation", &["author", "authors", "auteur", "autor", "organisatie", "publisher", "organization"]),
    ("language", &["lang", "taal", "langue", "sprache", "locale"]),
    ("title", &["naam", "titre", "name", "heading"]),
    ("name", &["naam", "titel", "nom", "title"]),
    ("date", &["datum", "day"]),
    ("number", &["nummer", "no", "nr", "num"]),
    ("style", &["stijl", "soort"]),
    ("body", &["text", "tekst", "texte", "content", "inhoud", "markdown"]),
    ("text", &["body", "tekst", "quote", "question", "vraag"]),
    ("heading", &["title", "titel", "kop", "header", "name"]),
    ("image", &["src", "path", "file", "afbeelding", "picture", "beeld", "foto"]),
    ("alt", &["description", "omschrijving", "alt_text", "alt-text"]),
    ("lede", &["intro", "lead", "inleiding", "introduction", "subtitle"]),
    ("by", &["author", "from", "who", "door", "van", "auteur"]),
    ("items", &["cards", "blocks"]),
    ("fields", &["prompts", "questions", "items", "vragen"]),
    ("prompt", &["question", "label", "vraag", "text"]),
    ("from", &["start", "begin", "van", "start-time", "time", "tijd"]),
    ("to", &["end", "until", "tot", "eind", "einde", "end-time"]),
    ("what", &["wat", "quoi", "was", "title", "heading", "text"]),
    ("who", &["wie", "qui", "wer", "speaker", "owner"]),
    ("where", &["waar", "location", "room", "place", "plaats", "zaal"]),
    ("when", &["wanneer", "quand", "wann", "date", "datum", "deadline", "year", "jaar"]),
    ("rows", &["items", "slots", "actions"]),
    ("done", &["checked", "ticked", "gedaan", "klaar"]),
    ("terms", &["items", "entries", "words"]),
    ("meaning", &["definition", "description", "betekenis", "text"]),
    ("paper", &["format", "formaat", "papier", "pagesize", "page-size", "sheet"]),
    ("margins", &["margin", "marge", "marges", "rand"]),
    ("face", &["font", "fonts", "typeface", "lettertype", "letter", "police", "schrift"]),
    ("size", &["font-size", "fontsize", "grootte", "corps"]),
    ("line", &["leading", "line-height", "regelafstand", "grid", "interligne"]),
    ("logo", &["emblem", "mark", "beeldmerk"]),
    ("accent", &["color", "colour", "kleur"]),
    ("target", &["output", "outputs", "format", "formats"]),
    ("mail", &["email", "e-mail", "e_mail", "mailto", "courriel"]),
    ("phone", &["tel", "telephone", "telefoon", "mobile", "mobiel", "telefon"]),
    ("role", &["function", "functie", "rol", "job", "title", "titel"]),
    ("points", &["items", "markers", "pins", "punten", "places"]),
    ("label", &["name", "naam", "title", "titel", "heading"]),
    ("side", &["align", "float", "position", "kant"]),
    ("link", &["url", "href", "target"]),
    ("width", &["breedte", "wide", "largeur"]),
    ("height", &["hoogte", "high", "hauteur"]),
    ("caption", &["bijschrift", "legend", "title"]),
    ("credit", &["author", "source", "bron", "photographer"]),
];

/// Where a key belongs that is not known where it stands, if it is known elsewhere.
pub fn hint(name: &str, value: &DeValue, problems: &Problems) -> Option<String> {
    let in_workbook = !is_chapter(problems);
    if let Some(kind) = kind(name, in_workbook).filter(|_| value.is_table() || value.is_array()) {
        return Some(kind);
    }
    let known = |homes: &'static [Home]| {
        let homes = homes.iter().filter(|home| home.fields.iter().any(|field| field.name == name));
        homes.map(|home| home.place.as_str()).next()
    };
    let block = || of_blocks(name);
    let (workbook, chapter) = (|| known(&WORKBOOK_HOMES), || known(&CHAPTER_HOMES));
    let place = match in_workbook {
        true => workbook().map(str::to_owned),
        false => chapter().map(str::to_owned).or_else(block),
    };
    let other = || match in_workbook {
        true => of_blocks(name)
            .or_else(|| chapter().map(str::to_owned))
            .map(|place| format!("in a chapter: {place}")),
        false => workbook().map(str::to_owned),
    };
    place.or_else(other).map(|place| format!("`{name}` belongs {place}"))
}

/// Whether a file is a chapter.
pub fn is_chapter(problems: &Problems) -> bool {
    problems.file.get().vpath().get_without_slash() != WORKBOOK
}

/// What to write where the name of a kind stands for a key, as in `[[team]]`.
fn kind(name: &str, in_workbook: bool) -> Option<String> {
    if in_workbook {
        let kind = ["screen", "print", "booklet"].into_iter().find(|kind| *kind == name)?;
        return Some(format!("write `[target.{kind}]`, and `kind = \"{kind}\"` under it"));
    }
    let single = name.strip_suffix('s').unwrap_or(name);
    let kind = Block::TYPES.iter().find(|kind| **kind == name || **kind == single)?;
    Some(format!("write `[[block]]`, and `type = \"{kind}\"` under it"))
}

/// The blocks that have a key, in words.
fn of_blocks(name: &str) -> Option<String> {
    let has = |shape: &Shape| shape.fields().iter().any(|field| field.name == name);
    let types: Vec<&str> = SHAPES.iter().filter(|(_, shape)| has(shape)).map(|(kind, _)| *kind).collect();
    (!types.is_empty()).then(|| format!("in a block of the type {}, under a `[[block]]`", list(types, "or")))
}

/// Whether a key is one that blocks have, and not the head of a table that is meant as a block.
pub fn is_of_a_block(name: &str, value: &DeValue) -> bool {
    let block = kind(name, false).is_some() && (value.is_table() || value.is_array());
    name == "type" || of_blocks(name).is_some() && !block
}

/// The first key of a block that stands at the head of a chapter, before any `[[block]]`.
pub fn loose_block<'t, 'i>(fields: &[Field], table: &'t DeTable<'i>) -> Option<&'t Spanned<DeString<'i>>> {
    let is_head = fields.iter().any(|field| field.name == "block");
    let known = |name: &str| fields.iter().any(|field| field.name == name);
    let loose = |(key, value): &(&Spanned<DeString>, &Spanned<DeValue>)| {
        !known(key.get_ref()) && is_of_a_block(key.get_ref(), value.get_ref())
    };
    table.iter().find(loose).map(|(key, _)| key).filter(|_| is_head)
}

/// The key that somebody means who calls it in another way.
pub fn synonym<'a>(name: &str, fields: &'a [Field]) -> Option<&'a str> {
    let name = name.to_lowercase();
    let means = |field: &&Field| {
        SYNONYMS.iter().any(|(key, words)| *key == field.name && words.contains(&name.as_str()))
    };
    fields.iter().find(means).map(|field| field.name.as_str())
}
