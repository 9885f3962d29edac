//! Looks for a file of the workbook by its name, where its path leads nowhere.

use std::collections::VecDeque;
use std::fs;
use std::path::PathBuf;

use unicode_normalization::UnicodeNormalization;

use super::Folder;

/// How many folders deep a file is looked for.
const DEEPEST: usize = 6;

/// How many names are looked at.
const MOST: usize = 5000;

/// Folders in which no content lies.
const PASSED_OVER: [&str; 3] = ["build", "target", "node_modules"];

impl Folder {
    /// The paths of all files of a name, in capitals or not; symlinks and hidden folders are left out.
    ///
    /// Looks six folders deep and at 5000 names at most, nearer ones first.
    pub fn named(&self, name: &str) -> Vec<String> {
        let name = folded(name);
        let (mut found, mut looked) = (Vec::new(), 0);
        let mut folders = VecDeque::from([(self.root().to_owned(), PathBuf::new(), 0)]);
        while let Some((folder, path, depth)) = folders.pop_front() {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(MOST - looked);
            let mut entries: Vec<fs::DirEntry> = entries.collect();
            entries.sort_by_key(fs::DirEntry::file_name);
            looked += entries.len();
            for entry in entries {
                let Ok(own) = entry.file_name().into_string() else { continue };
                let Ok(kind) = entry.file_type() else { continue };
                let here = path.join(&own);
                if kind.is_file() && folded(&own) == name {
                    found.extend(here.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/")));
                }
                let is_content = !own.starts_with('.') && !PASSED_OVER.contains(&own.as_str());
                if kind.is_dir() && is_content && depth < DEEPEST {
                    folders.push_back((entry.path(), here, depth + 1));
                }
            }
        }
        found
    }
}

/// A name without the difference of capitals, and with its accents composed.
fn folded(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::Folder;

    #[test]
    fn files_by_name() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in [
            "a.JPG",
            "x/a.jpg",
            "x/y/A.jpg",
            ".git/a.jpg",
            "build/a.jpg",
            "x/b.jpg",
            "re\u{301}.svg",
            "c.jpg/d",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, "").expect("a file");
        }
        let folder = Folder::open(folder.path()).expect("a folder");
        assert_eq!(folder.named("a.jpg"), ["a.JPG", "x/a.jpg", "x/y/A.jpg"]);
        assert_eq!(folder.named("r\u{e9}.svg"), ["re\u{301}.svg"]);
        assert_eq!(folder.named("c.jpg"), [""; 0]);
        assert_eq!(folder.named(""), [""; 0]);
    }
}
