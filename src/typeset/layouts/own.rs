//! The layouts in a workbook, each of which stands before the program's of that name.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Mutex;

use typst_kit::files::FileLoader;
use typst_library::diag::{FileError, FileResult};
use typst_library::foundations::Bytes;
use typst_syntax::package::PackageSpec;
use typst_syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};

use super::embedded::LAYOUTS_FOLDER;
use crate::source::{Folder, file_id};

/// Loads the layouts of a workbook by the ids that those of the program have.
pub struct OwnLayouts {
    folder: Folder,
    asked: Mutex<BTreeSet<String>>,
}

/// The root of all layouts, apart from the workbook's files.
fn root() -> Option<VirtualRoot> {
    Some(VirtualRoot::Package(PackageSpec::from_str("@werkboek/layouts:0.1.0").ok()?))
}

/// The id of a layout, from its path below `layouts/`.
pub fn layout_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(root()?, VirtualPath::new(path).ok()?).intern())
}

/// Whether an id is that of a layout, or of what lies beside layouts.
pub fn is_layout(id: FileId) -> bool {
    root().is_some_and(|root| *id.get().root() == root)
}

/// The id of a layout among the workbook's files.
pub fn content_id(id: FileId) -> Option<FileId> {
    let path = id.get().vpath().get_without_slash();
    file_id(&format!("{LAYOUTS_FOLDER}/{path}")).ok().filter(|_| is_layout(id))
}

impl OwnLayouts {
    /// The layouts in a workbook's folder.
    pub fn new(folder: Folder) -> Self {
        Self { folder, asked: Mutex::default() }
    }

    /// Whether the layouts asked for a file, by its path below `layouts/`.
    pub fn was_asked(&self, path: &str) -> bool {
        self.asked.lock().is_ok_and(|asked| asked.contains(path))
    }
}

impl FileLoader for OwnLayouts {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let content = content_id(id).ok_or(FileError::AccessDenied)?;
        if let Ok(mut asked) = self.asked.lock() {
            asked.insert(id.get().vpath().get_without_slash().to_owned());
        }
        self.folder.load(content)
    }
}
