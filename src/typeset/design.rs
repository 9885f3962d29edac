//! The design as the layouts take it, and what they ask of its typefaces.

use comemo::Tracked;
use typst_library::World;
use typst_library::diag::StrResult;
use typst_library::engine::Engine;
use typst_library::foundations::{Array, Dict, IntoValue, dict};
use typst_library::layout::Abs;
use typst_library::text::{FontInstance, FontStretch, FontStyle, FontVariant, FontVariations, FontWeight};

use super::families::families;
use super::files::read;
use crate::book::Design;
use crate::content::{defaults, read_workbook};
use crate::source::{WORKBOOK, file_id};

/// Languages whose capitals hardly ever have marks over them.
const BARE: [&str; 4] = ["en", "nl", "id", "sw"];

/// The weight of titles: black.
const BLACK: u16 = 900;

/// Letters and spaces as often as they are in running text, over the languages that the layouts know.
const TYPICAL: &str = "eeeeeeeeeeeeennnnnnnnaaaaaaatttttttiiiiiiirrrrrrooooosssssddddlllluuuhhhggccmmvkkbpwzfj                 ";

/// The design as a dictionary: sizes as lengths, faces by what they set, and what their letters measure.
pub fn design(engine: &Engine) -> StrResult<Dict> {
    let file = file_id(WORKBOOK)?;
    let parsed = read_workbook(file, &read(engine, file)?);
    let Some(workbook) = &parsed.value else { return Err("the workbook did not pass the checks".into()) };
    let design = Design::new(&workbook.design);
    let names = |list: &[String]| list.iter().map(|name| name.as_str().into_value()).collect::<Array>();
    let face = |list: &[String], weight: u16| -> Dict {
        let font = instance(engine.world, list, weight);
        let cap = font.as_ref().map_or(0.0, cap_height);
        dict! {
            "names" => names(list),
            "font" => families(engine.world.book(), list),
            "cap-height" => cap,
            "letter" => font.as_ref().map_or(0.0, |font| advance(font, TYPICAL) / TYPICAL.chars().count() as f64),
            "stem" => font.as_ref().map_or(0.0, |font| bearing(font, 'H')),
        }
    };
    let margins = design.margins;
    Ok(dict! {
        "width" => Abs::pt(design.paper[0]),
        "height" => Abs::pt(design.paper[1]),
        "top" => Abs::pt(margins.top),
        "bottom" => Abs::pt(margins.bottom),
        "inside" => Abs::pt(margins.inside),
        "outside" => Abs::pt(margins.outside),
        "size" => Abs::pt(design.size),
        "usual" => Abs::pt(Design::new(&Default::default()).size),
        "line" => Abs::pt(design.line),
        "faces" => names(&design.leading_faces()),
        "is-own" => design.leading_faces() == [defaults::FACE],
        "ground" => design.ground.name(),
        "bare-capitals" => BARE.contains(&workbook.tag().language.as_str()),
        "text" => face(&design.faces.text, FontWeight::REGULAR.to_number()),
        "titles" => face(&design.faces.titles, BLACK),
        "code" => face(&design.faces.code, FontWeight::REGULAR.to_number()),
    })
}

/// How wide a text is without kerning, in ems.
pub fn width(world: Tracked<dyn World + '_>, text: &str, families: &[String], weight: u16) -> f64 {
    instance(world, families, weight).map_or(0.0, |font| advance(&font, text))
}

/// How far the first letter of a text stands off to its left, in ems.
pub fn first_bearing(world: Tracked<dyn World + '_>, text: &str, families: &[String], weight: u16) -> f64 {
    let first = text.chars().next();
    first.zip(instance(world, families, weight)).map_or(0.0, |(first, font)| bearing(&font, first))
}

/// The first of some families that the world has, upright and in a weight.
fn instance(world: Tracked<dyn World + '_>, families: &[String], weight: u16) -> Option<FontInstance> {
    let variant = FontVariant::new(FontStyle::Normal, FontWeight::from_number(weight), FontStretch::NORMAL);
    let index = families.iter().find_map(|family| world.book().select(&family.to_lowercase(), variant))?;
    Some(world.font(index)?.instantiate(variant, Abs::pt(10.0), &FontVariations::default()))
}

/// The height of a capital, in ems.
fn cap_height(font: &FontInstance) -> f64 {
    font.metrics().cap_height.get()
}

/// The advances of a text's letters, in ems; a letter that the font lacks is as wide as an em.
fn advance(font: &FontInstance, text: &str) -> f64 {
    let of = |c: char| font.ttf().glyph_index(c).and_then(|glyph| font.x_advance(glyph.0));
    text.chars().map(|c| of(c).map_or(1.0, |advance| advance.get())).sum()
}

/// The left bearing of a letter, in ems.
fn bearing(font: &FontInstance, letter: char) -> f64 {
    let glyph = font.ttf().glyph_index(letter);
    let units = glyph.and_then(|glyph| font.ttf().glyph_hor_side_bearing(glyph));
    units.map_or(0.0, |units| font.to_em(units).get())
}
