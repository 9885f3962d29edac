//! Takes away what builds made in a folder, and nothing else.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::journal;
use super::lock::Held;
use super::manifest::{Listed, MANIFEST, Manifest, sum};
use super::set::{Failed, hold};

/// What became of the files of a folder.
#[derive(Debug, Default)]
pub struct Cleared {
    /// The files that were taken away, by their names; the manifest is among them where nothing was kept.
    pub removed: Vec<String>,
    /// The files that were kept, with why.
    pub kept: Vec<(String, Kept)>,
    /// How many files of a writer that was killed were taken away or brought to their places.
    pub leftovers: usize,
}

/// Why a file was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It was changed since it was made.
    Changed,
    /// It is a link to another file.
    Link,
    /// It is a folder, a device or a pipe by now, or cannot be read.
    Other,
    /// The manifest names it by a path, and not as a file of its folder.
    Elsewhere,
}

/// What is to be done with a file.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Gone,
    Removed,
    Kept(Kept),
}

/// Takes away the files that the manifest of a folder lists, and the manifest; ends first what a writer that was
/// killed had begun.
///
/// Files with another sum and links are kept unless it is forced; a link is taken away itself, and never what it
/// leads to. What is kept stays in the manifest. Errors with the path that cannot be removed or written.
pub fn clear(folder: &Path, force: bool) -> Result<Cleared, Failed> {
    let at = folder.join(MANIFEST);
    // A manifest that is a link was made by no build.
    let listed =
        || Manifest::read(&at).filter(|_| fs::symlink_metadata(&at).is_ok_and(|known| known.is_file()));
    let leftovers = leftovers(folder);
    if leftovers == 0 && listed().is_none() {
        return Ok(Cleared::default());
    }
    let real = fs::canonicalize(folder).map_err(|error| (folder.to_owned(), error))?;
    let _held = hold([(real, folder.to_owned())].into())?;
    let mut cleared = Cleared { leftovers, ..Cleared::default() };
    let Some(mut manifest) = listed() else { return Ok(cleared) };
    let (mut rest, mut gone): (Vec<Listed>, Vec<Listed>) = (vec![], vec![]);
    for listed in manifest.listed() {
        match fate(folder, &listed, force) {
            Fate::Gone => {}
            Fate::Removed => gone.push(listed),
            Fate::Kept(why) => {
                cleared.kept.push((listed.path.clone(), why));
                rest.extend((why != Kept::Elsewhere).then_some(listed));
            }
        }
    }
    // The manifest goes last: whoever is stopped on the way begins anew.
    for listed in gone {
        let path = folder.join(&listed.path);
        fs::remove_file(&path).map_err(|error| (path, error))?;
        cleared.removed.push(listed.path);
    }
    let ended = if rest.is_empty() {
        cleared.removed.push(MANIFEST.into());
        fs::remove_file(&at)
    } else {
        (manifest.files, manifest.pictures, manifest.earlier) = (vec![], vec![], rest);
        let new = folder.join(journal::name(0, journal::NEW));
        fs::write(&new, manifest.bytes()).and_then(|()| fs::rename(new, &at))
    };
    ended.map_err(|error| (at.clone(), error))?;
    Ok(cleared)
}

/// How many files a writer left in a folder that was killed; none while one is at work.
fn leftovers(folder: &Path) -> usize {
    let (marked, left) = (Held::is_marked(folder), Held::is_left(folder));
    if marked && !left { 0 } else { journal::count(folder) + usize::from(left) }
}

/// What is to be done with a file that a manifest lists.
fn fate(folder: &Path, listed: &Listed, force: bool) -> Fate {
    if !listed.is_plain() {
        return Fate::Kept(Kept::Elsewhere);
    }
    let path = folder.join(&listed.path);
    let known = match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Fate::Gone,
        Err(_) => return Fate::Kept(Kept::Other),
        Ok(known) => known.file_type(),
    };
    let unchanged = || fs::read(&path).map(|bytes| sum(&bytes) == listed.sha256);
    match (known.is_symlink(), known.is_file()) {
        (true, _) | (_, true) if force => Fate::Removed,
        (true, _) => Fate::Kept(Kept::Link),
        (_, true) => match unchanged() {
            Ok(true) => Fate::Removed,
            Ok(false) => Fate::Kept(Kept::Changed),
            Err(_) => Fate::Kept(Kept::Other),
        },
        _ => Fate::Kept(Kept::Other),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use super::super::manifest::{Listed, MANIFEST, Manifest, sum};
    use super::{Kept, clear};

    /// A manifest is data, whoever wrote it: nothing outside of its folder is touched.
    #[test]
    fn nothing_elsewhere_is_taken_away() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("build");
        fs::create_dir_all(folder.join("inner")).expect("a folder");
        let names = ["../out", "inner/a", "inner", "link", "own", "changed"];
        let outside = ["out", "build/inner/a", "build/own", "build/changed"];
        outside.iter().for_each(|name| fs::write(dir.path().join(name), "x").expect("written"));
        std::os::unix::fs::symlink("../out", folder.join("link")).expect("a link");
        let whole = dir.path().join("out").to_string_lossy().into_owned();
        let listed = |path: &str| Listed { path: path.into(), sha256: sum(b"x") };
        let mut manifest = Manifest::new("a", "2021-09-17");
        manifest.earlier = names.iter().map(|name| listed(name)).chain([listed(&whole)]).collect();
        fs::write(folder.join(MANIFEST), manifest.bytes()).expect("written");
        fs::write(folder.join("changed"), "y").expect("written");
        for force in [false, true] {
            let cleared = clear(&folder, force).expect("cleared");
            let kept: Vec<(&str, Kept)> =
                cleared.kept.iter().map(|(name, why)| (name.as_str(), *why)).collect();
            let own = [("changed", Kept::Changed), ("inner", Kept::Other), ("link", Kept::Link)];
            match force {
                false => {
                    assert_eq!(cleared.removed, ["own"]);
                    assert!(own.iter().all(|own| kept.contains(own)), "{kept:?}");
                    let rest = Manifest::read(&folder.join(MANIFEST)).expect("a manifest").earlier;
                    assert_eq!(rest.len(), 3);
                    assert!(kept.contains(&("../out", Kept::Elsewhere)) && kept.len() == 6, "{kept:?}");
                }
                true => {
                    assert_eq!(cleared.removed, ["changed", "link"]);
                    assert_eq!(kept, [("inner", Kept::Other)]);
                }
            }
            assert_eq!(fs::read(dir.path().join("out")).expect("read"), b"x");
            assert_eq!(fs::read(folder.join("inner/a")).expect("read"), b"x");
        }
    }
}
