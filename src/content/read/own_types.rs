//! The types of block that a workbook has of its own, from the files that say what they hold.

use std::sync::{Arc, LazyLock};

use typst_library::foundations::Bytes;

use super::{Lost, Parsed, read_toml};
use crate::content::block::Block;
use crate::content::own::{Definition, OwnType, lasting};
use crate::content::shape::Shape;
use crate::content::validate::Problems;
use crate::source::{FileId, Finding, Place, file_id, listing_id};

/// The folder in which types of block are looked for.
pub const OWN_BLOCKS: &str = "layouts/blocks";

/// The keys that every block has.
const COMMON: [&str; 3] = ["type", "id", "language"];

/// The most types of block of one's own.
const MOST: usize = 100;

/// All types of block of a workbook's own, as the files that say what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct OwnTypes(Vec<(FileId, Bytes)>);

impl OwnTypes {
    /// Looks for them in a workbook whose files are read so.
    pub fn find(read: &dyn Fn(FileId) -> Option<Bytes>) -> Self {
        let listing = listing_id(OWN_BLOCKS).and_then(read);
        let names = listing.as_ref().and_then(|names| names.as_str().ok()).unwrap_or_default();
        let files = names.lines().filter(|name| name.ends_with(".toml")).take(MOST);
        let file = |name: &str| {
            let id = file_id(&format!("{OWN_BLOCKS}/{name}")).ok()?;
            Some((id, read(id)?))
        };
        Self(files.filter_map(file).collect())
    }

    /// What each file says, or what is wrong with it.
    pub fn read(&self) -> impl Iterator<Item = Arc<Parsed<OwnType>>> + '_ {
        self.0.iter().map(|(file, bytes)| read_own_type(*file, bytes))
    }

    /// Those that hold.
    pub fn sound(&self) -> Vec<OwnType> {
        self.read().filter_map(|parsed| parsed.value.clone()).collect()
    }

    /// The type of a name, if there is one.
    pub fn named(&self, name: &str) -> Option<OwnType> {
        let mut own = self.0.iter().filter(|(file, _)| stem(*file) == name);
        own.find_map(|(file, bytes)| read_own_type(*file, bytes).value.clone())
    }

    /// Whether there is a type of a name, sound or not.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(file, _)| stem(*file) == name)
    }
}

/// The name of a type, from its file.
fn stem(file: FileId) -> &'static str {
    let path = file.get().vpath().get_without_slash();
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// Reads what a type of block holds.
#[comemo::memoize]
fn read_own_type(file: FileId, bytes: &Bytes) -> Arc<Parsed<OwnType>> {
    static SHAPE: LazyLock<Shape> = LazyLock::new(Shape::of::<Definition>);
    let (definition, mut problems) =
        read_toml::<Definition>(file, bytes, &SHAPE, "the definition of a block");
    let value = definition.and_then(|definition| own_type(definition, &mut problems));
    Arc::new(Parsed { value, findings: problems.findings, lost: Lost::default() })
}

fn own_type(definition: Definition, problems: &mut Problems) -> Option<OwnType> {
    let name = stem(problems.file);
    let mut refuse = |range: std::ops::Range<usize>, message: String, hint: &str| {
        let place = Place::new(problems.file, range);
        problems.add(Finding::error("bad-block-type", place, message).hint(hint));
        None
    };
    let whole = definition.description.range.clone();
    if Block::TYPES.contains(&name) {
        let hint = "call the file otherwise; the layout of the program's block can be changed without it";
        return refuse(whole, format!("`{name}` is a type of block that the program has"), hint);
    }
    if !is_name(name) {
        let hint = "call the file otherwise, such as `board.toml`";
        return refuse(
            whole,
            format!("`{name}` cannot be a type of block: it is made of small letters, digits and `-`"),
            hint,
        );
    }
    if let Some((key, field)) = definition.fields.iter().find(|(key, _)| COMMON.contains(&key.as_str())) {
        let hint = "call it otherwise";
        return refuse(field.kind.range.clone(), format!("`{key}` is a key that every block has"), hint);
    }
    let fields = match definition.shapes() {
        Ok(fields) => fields,
        Err((field, why)) => {
            let hint = "docs/layouts.md says how the keys of a block are written";
            return refuse(field.kind.range.clone(), why, hint);
        }
    };
    Some(OwnType { name: lasting(name), fields, definition })
}

/// Whether a name can be that of a type of block.
fn is_name(name: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_letter) && name.len() <= 40
}
