//! The typefaces that a workbook can be set in, and which of them it is set in.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;
use typst_layout::PagedDocument;
use typst_library::World;
use typst_library::layout::{Frame, FrameItem};
use typst_library::text::{Font, FontInfo, FontStyle};
use unicode_script::{Script, UnicodeScript};

use super::faults::{caught, placed};
use crate::book::{Book, Design, Embedding, FontFile, font_files};
use crate::check::{Checked, Coverage, check};
use crate::source::Finding;
use crate::typeset::{self, Workspace};

/// A typeface with all its faces.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Family {
    /// Its name, as `[design]` takes it.
    pub name: String,
    /// For what the book uses it; nothing where it does not, and null where the book cannot be set.
    pub uses: Option<Vec<Use>>,
    /// The scripts of the letters that it sets, by their names in Unicode.
    pub scripts: Vec<String>,
    /// Its faces, those of the workbook first.
    pub faces: Vec<Face>,
}

/// For what a typeface is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// The running text.
    Text,
    /// Titles, numbers and rails.
    Titles,
    /// Code.
    Code,
    /// Letters that the others lack.
    OtherLetters,
}

/// A face: one weight and style, or a range of them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Face {
    /// The style: `normal`, `italic` or `oblique`.
    pub style: String,
    /// The weight, from 100 to 900; of a variable face, that which it has by itself.
    pub weight: u16,
    /// The width in percent of the normal one.
    pub stretch: f64,
    /// What can be varied.
    pub axes: Vec<Axis>,
    /// The file in the workbook's folder; null where the face is in the program.
    pub file: Option<String>,
    /// Its place in the file, counted from 0, which holds several in a collection.
    pub index: u32,
    /// Whether it may be embedded: `allowed`, `forbidden`, `whole-only` or `bitmaps-only`.
    pub embedding: String,
    /// How many letters and digits the book sets in it.
    pub letters: usize,
}

/// What can be varied of a face.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Axis {
    /// Its four letters, such as `wght`.
    pub tag: String,
    /// The least value.
    pub min: f32,
    /// The value by itself.
    pub default: f32,
    /// The greatest value.
    pub max: f32,
}

/// What a face sets in the book.
#[derive(Debug, Default)]
struct Set {
    letters: usize,
    scripts: BTreeSet<&'static str>,
}

/// Lists all typefaces, by their names, and what stops the book, if anything does.
pub fn fonts(workspace: &Workspace) -> (Vec<Family>, Vec<Finding>) {
    let files = font_files(workspace.store()).files;
    match caught(|| set(workspace)) {
        Ok((book, document)) => {
            let used = used(workspace, &document);
            (families(workspace, &files, Some((&book, &used))), vec![])
        }
        Err(findings) => (families(workspace, &files, None), findings),
    }
}

/// The laid-out book.
///
/// Errors with what stops it.
fn set(workspace: &Workspace) -> Result<(Book, PagedDocument), Vec<Finding>> {
    let Checked { book, findings } = check(workspace.store(), &Coverage::new(workspace.book()));
    let Some(book) = book else { return Err(findings) };
    let laid = caught(|| typeset::layout(workspace)).map_err(|faults| placed(workspace, &book, faults))?;
    Ok((book, laid.document))
}

/// What each face sets, by its place in the font book.
fn used(workspace: &Workspace, document: &PagedDocument) -> HashMap<usize, Set> {
    let mut faces: HashMap<Font, usize> = HashMap::new();
    for index in (0..).take_while(|index| workspace.book().info(*index).is_some()) {
        // Of two faces that are one, the first is used.
        if let Some(font) = workspace.font(index) {
            faces.entry(font).or_insert(index);
        }
    }
    let mut used: HashMap<usize, Set> = HashMap::new();
    for page in document.pages() {
        walk(&page.frame, &faces, &mut used);
    }
    used
}

fn walk(frame: &Frame, faces: &HashMap<Font, usize>, used: &mut HashMap<usize, Set>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, faces, used),
            FrameItem::Text(text) => {
                let Some(index) = faces.get(text.font.font()) else { continue };
                let set = used.entry(*index).or_default();
                set.letters += text.text.chars().filter(|c| c.is_alphanumeric()).count();
                let scripts = text.text.chars().map(|c| c.script());
                let own =
                    |script: &Script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown);
                set.scripts.extend(scripts.filter(own).map(|script| script.full_name()));
            }
            _ => {}
        }
    }
}

/// The families with their faces; what they set is known where the book is.
fn families(
    workspace: &Workspace,
    files: &[FontFile],
    known: Option<(&Book, &HashMap<usize, Set>)>,
) -> Vec<Family> {
    let own = files.iter().flat_map(|file| file.faces.iter().map(move |face| (file, face)));
    let own: Vec<_> = own.collect();
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    for index in 0.. {
        let Some(info) = workspace.book().info(index) else { break };
        let set = known.and_then(|(_, used)| used.get(&index));
        let stored = own.get(index);
        let face = Face {
            file: stored.map(|(file, _)| file.file.get().vpath().get_without_slash().to_owned()),
            index: stored.map_or(0, |(_, face)| face.index),
            embedding: stored.map_or(Embedding::Allowed, |(_, face)| face.embedding).name().into(),
            letters: set.map_or(0, |set| set.letters),
            ..face(info)
        };
        let family = families.entry(info.family.to_lowercase()).or_insert_with(|| Family {
            name: info.family.clone(),
            uses: known.map(|_| vec![]),
            scripts: vec![],
            faces: vec![],
        });
        if let (Some((book, _)), Some(set), Some(uses)) = (known, set, &mut family.uses) {
            uses.extend(uses_of(book, &info.family));
            family.scripts.extend(set.scripts.iter().map(|script| script.replace('_', " ")));
        }
        family.faces.push(face);
    }
    families.into_values().map(sorted).collect()
}

fn sorted(mut family: Family) -> Family {
    family.scripts.sort();
    family.scripts.dedup();
    if let Some(uses) = &mut family.uses {
        uses.sort();
        uses.dedup();
    }
    family
}

/// A face as it describes itself.
fn face(info: &FontInfo) -> Face {
    let style = match info.variant.style {
        FontStyle::Normal => "normal",
        FontStyle::Italic => "italic",
        FontStyle::Oblique => "oblique",
    };
    let axes = info.axes.iter().map(|axis| Axis {
        tag: axis.tag.to_string(),
        min: axis.min.0,
        default: axis.default.0,
        max: axis.max.0,
    });
    Face {
        style: style.into(),
        weight: info.variant.weight.to_number(),
        stretch: (info.variant.stretch.to_ratio().get() * 1000.0).round() / 10.0,
        axes: axes.collect(),
        file: None,
        index: 0,
        embedding: String::new(),
        letters: 0,
    }
}

/// For what a book uses a family that sets anything in it.
fn uses_of(book: &Book, family: &str) -> Vec<Use> {
    let faces = Design::new(&book.workbook.design).faces;
    let leads = |list: &[String]| list.first().is_some_and(|name| name.eq_ignore_ascii_case(family));
    let all = [(Use::Text, &faces.text), (Use::Titles, &faces.titles), (Use::Code, &faces.code)];
    let uses: Vec<Use> = all.into_iter().filter(|(_, list)| leads(list)).map(|(of, _)| of).collect();
    if uses.is_empty() { vec![Use::OtherLetters] } else { uses }
}
