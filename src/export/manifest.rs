//! What a build made in a folder, written beside it: so one can tell what is of this run, and take it away again.

use std::fs;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of the file.
pub const MANIFEST: &str = "manifest.json";

/// The longest that is read, in bytes.
const LONGEST: u64 = 64_000_000;

/// What a build made in a folder; its keys are promised in `docs/json.md`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "The `manifest.json` beside what `werkboek build` made")]
pub struct Manifest {
    /// The version of this format; it changes only when a key goes or changes its meaning.
    pub version: u32,
    /// The version of the program.
    pub werkboek: String,
    /// The title of the book.
    pub title: String,
    /// The date of the edition, as `2021-09-17`.
    pub date: String,
    /// The PDFs that this run made in the folder.
    pub files: Vec<ListedFile>,
    /// The pictures of pages that this run made in the folder.
    pub pictures: Vec<ListedPicture>,
    /// What earlier runs made in the folder and this one did not, as far as it is still there.
    pub earlier: Vec<Listed>,
}

/// A PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListedFile {
    /// Its name in the folder of the manifest.
    pub path: String,
    /// The target, with the side of its sheets where fronts and backs stand apart.
    pub target: String,
    /// The number of its pages.
    pub pages: usize,
    /// Its size in bytes.
    pub bytes: usize,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// A picture of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListedPicture {
    /// Its name in the folder of the manifest.
    pub path: String,
    /// The target, with the side of its sheets where fronts and backs stand apart.
    pub target: String,
    /// The page of the whole file, counted from 1; of a booklet, the side of a sheet.
    pub page: usize,
    /// Its size in bytes.
    pub bytes: usize,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// A file of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Listed {
    /// Its name in the folder of the manifest.
    pub path: String,
    /// The SHA-256 that it had when it was made, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// A manifest of nothing, for a book of this title and date.
    pub fn new(title: &str, date: &str) -> Self {
        Self {
            version: 1,
            werkboek: env!("CARGO_PKG_VERSION").into(),
            title: title.into(),
            date: date.into(),
            files: vec![],
            pictures: vec![],
            earlier: vec![],
        }
    }

    /// The manifest at a path; there is none where no file is, or one of something else.
    pub fn read(path: &Path) -> Option<Self> {
        let known = fs::metadata(path).ok()?;
        let sound = known.is_file() && known.len() <= LONGEST;
        serde_json::from_slice(&fs::read(path).ok().filter(|_| sound)?).ok()
    }

    /// Whether something else has its name in a folder, which a build must not write over.
    pub fn is_taken(folder: &Path) -> bool {
        let path = folder.join(MANIFEST);
        fs::metadata(&path).is_ok_and(|known| !known.is_dir()) && Self::read(&path).is_none()
    }

    /// Takes over what the manifest before had, as far as it is still in the folder and was not made again.
    pub fn follow(&mut self, before: Self, folder: &Path) {
        let own: Vec<Listed> = self.listed();
        let is_left = |listed: &Listed| {
            let again = own.iter().any(|own| own.path == listed.path);
            !again && listed.is_plain() && fs::symlink_metadata(folder.join(&listed.path)).is_ok()
        };
        self.earlier = before.listed().into_iter().filter(is_left).collect();
    }

    /// All that it lists, by their names.
    pub fn listed(&self) -> Vec<Listed> {
        let one = |path: &str, sum: &str| Listed { path: path.into(), sha256: sum.into() };
        let files = self.files.iter().map(|file| one(&file.path, &file.sha256));
        let pictures = self.pictures.iter().map(|picture| one(&picture.path, &picture.sha256));
        let mut all: Vec<Listed> = files.chain(pictures).chain(self.earlier.iter().cloned()).collect();
        all.sort();
        all.dedup_by(|next, one| next.path == one.path);
        all
    }

    /// Its bytes: the same ones for the same files.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

impl Listed {
    /// Whether it names a file in the folder itself, and not one of the manifest's or of a writer on its way.
    pub fn is_plain(&self) -> bool {
        let name = Path::new(&self.path);
        let hidden = self.path.starts_with('.') || self.path == MANIFEST;
        !hidden && name.file_name() == Some(name.as_os_str())
    }
}

/// The SHA-256 of some bytes in hexadecimal digits.
pub fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Listed, Manifest, sum};

    #[test]
    fn sums_are_those_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(sum(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn only_names_in_the_folder_are_plain() {
        let plain = |path: &str| Listed { path: path.into(), sha256: String::new() }.is_plain();
        assert!(plain("a.pdf") && plain("a b.pdf"));
        for path in
            ["", ".", "..", "../a.pdf", "/a.pdf", "b/a.pdf", "a/", "./a", ".werkboek", "manifest.json"]
        {
            assert!(!plain(path), "{path}");
        }
    }

    #[test]
    fn what_is_not_made_again_is_earlier() {
        let dir = tempfile::tempdir().expect("a folder");
        let earlier = |path: &str| Listed { path: path.into(), sha256: sum(b"") };
        let mut before = Manifest::new("a", "2021-09-17");
        before.earlier = ["b", "gone", "../out", "a"].map(earlier).to_vec();
        ["a", "b"].iter().for_each(|name| std::fs::write(dir.path().join(name), "").expect("written"));
        let mut now = Manifest::new("a", "2021-09-17");
        now.follow(before, dir.path());
        assert_eq!(now.earlier, ["a", "b"].map(earlier));
        let path = dir.path().join("manifest.json");
        std::fs::write(&path, now.bytes()).expect("written");
        assert!(Manifest::read(&path) == Some(now) && !Manifest::is_taken(dir.path()));
        std::fs::write(&path, "{ \"name\": \"an app of the web\" }").expect("written");
        assert!(Manifest::is_taken(dir.path()));
    }
}
