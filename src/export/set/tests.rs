//! Writers that are killed at every step, files that stand in the way, and journals that nobody of ours wrote.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::journal::{self, Journal};
use super::super::lock::Held;
use super::{File, Set, recover, replace_all};

/// The places of the set, in two folders; there was none of the last before.
const NAMES: [&str; 5] = ["a/one.pdf", "a/two.pdf", "b/page-1.png", "b/page-2.png", "b/page-3.png"];

fn files(root: &Path, of: &str) -> Vec<File> {
    NAMES.iter().map(|name| File { path: root.join(name), bytes: format!("{of} {name}").into() }).collect()
}

/// A folder with the earlier set in it.
fn earlier() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a folder");
    let root = fs::canonicalize(dir.path()).expect("a folder");
    ["a", "b"].iter().for_each(|name| fs::create_dir(root.join(name)).expect("a folder"));
    replace_all(&files(&root, "old")[..4]).expect("written");
    (dir, root)
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Nothing is there but the files of one set.
fn holds(root: &Path, of: &str, step: &str) {
    let count = if of == "old" { 4 } else { 5 };
    for file in &files(root, of)[..count] {
        assert_eq!(fs::read(&file.path).ok().as_ref(), Some(&file.bytes), "{step}: {}", file.path.display());
    }
    assert_eq!(names(&root.join("a")), ["one.pdf", "two.pdf"], "{step}");
    assert_eq!(names(&root.join("b")).len(), count - 2, "{step}: {:?}", names(&root.join("b")));
}

impl Set {
    /// Leaves all as it is at this moment, as a kill does.
    fn killed(mut self) {
        self.staged.clear();
        for held in &mut self.held {
            (held.sure, held.kept) = (false, true);
        }
    }
}

/// A set of which all new files lie beside their places.
fn staged(root: &Path) -> Set {
    let new = files(root, "new");
    let mut set = Set::open(new.iter().map(|file| file.path.as_path())).expect("a set");
    new.iter().for_each(|file| set.add(&file.path, &file.bytes).expect("written"));
    set
}

/// The next writer may be in either folder alone.
fn next(root: &Path, folder: &str) {
    recover([root.join(folder).as_path()]).expect("recovered");
}

#[test]
fn killed_while_files_are_written() {
    for (count, folder) in (0..=5).zip(["a", "b"].iter().cycle()) {
        let (_dir, root) = earlier();
        let new = files(&root, "new");
        let mut set = Set::open(new.iter().map(|file| file.path.as_path())).expect("a set");
        new.iter().take(count).for_each(|file| set.add(&file.path, &file.bytes).expect("written"));
        set.killed();
        next(&root, folder);
        next(&root, if *folder == "a" { "b" } else { "a" });
        holds(&root, "old", &format!("{count} written"));
    }
}

#[test]
fn killed_between_two_moves() {
    for folder in ["a", "b"] {
        for count in 0..=5 {
            let (_dir, root) = earlier();
            let mut set = staged(&root);
            let journals = set.prepare().expect("prepared");
            let moves = journals.iter().flat_map(|(index, journal)| {
                journal.moves.iter().map(|step| (set.held[*index].folder.clone(), step))
            });
            for (folder, step) in moves.take(count) {
                fs::rename(folder.join(&step.new), folder.join(&step.name)).expect("moved");
            }
            set.killed();
            next(&root, folder);
            holds(&root, "new", &format!("{count} moved"));
        }
    }
}

#[test]
fn killed_while_the_journals_are_written() {
    let (_dir, root) = earlier();
    let mut set = staged(&root);
    let journals = set.prepare().expect("prepared");
    let lengths: Vec<usize> = journals.iter().map(|(index, _)| set.held[*index].read().len()).collect();
    assert_eq!(lengths.len(), 2);
    drop(set);
    holds(&root, "old", "given up");
    // The journal that decides is written last: it is cut off here, and the other one is whole.
    for length in (0..lengths[0]).step_by(7).chain([lengths[0] - 1]) {
        let mut set = staged(&root);
        set.prepare().expect("prepared");
        let whole = set.held[0].read();
        // Names of temporary files differ in length from one set to the next.
        set.held[0].write(&whole[..length.min(whole.len() - 1)]).expect("written");
        set.killed();
        next(&root, "a");
        next(&root, "b");
        holds(&root, "old", &format!("{length} bytes"));
    }
}

#[test]
fn killed_while_all_is_put_back() {
    for moved in 0..=5 {
        for undone in 0..=2 {
            let (_dir, root) = earlier();
            let mut set = staged(&root);
            let journals = set.prepare().expect("prepared");
            let all: Vec<_> = journals
                .iter()
                .flat_map(|(index, journal)| {
                    journal.moves.iter().map(|step| (set.held[*index].folder.clone(), step.clone()))
                })
                .collect();
            for (folder, step) in all.iter().take(moved) {
                fs::rename(folder.join(&step.new), folder.join(&step.name)).expect("moved");
            }
            Journal::back(&set.held[0]).expect("written");
            for (folder, step) in all.iter().take(undone) {
                journal::back(folder, std::slice::from_ref(step));
            }
            set.killed();
            next(&root, "b");
            holds(&root, "old", &format!("{moved} moved, {undone} undone"));
        }
    }
}

#[test]
fn what_stands_in_the_way_leaves_all_as_it_was() {
    let (_dir, root) = earlier();
    fs::create_dir_all(root.join("b/page-3.png/inner")).expect("a folder");
    let (path, error) = replace_all(&files(&root, "new")).expect_err("a folder is in the way");
    assert_eq!(path, root.join("b/page-3.png"), "{error}");
    // It comes while the others are moved.
    fs::remove_dir_all(root.join("b/page-3.png")).expect("removed");
    let set = staged(&root);
    fs::create_dir_all(root.join("b/page-3.png/inner")).expect("a folder");
    assert!(set.commit().is_err());
    // It comes after a kill.
    fs::remove_dir_all(root.join("b/page-3.png")).expect("removed");
    let mut set = staged(&root);
    set.prepare().expect("prepared");
    set.killed();
    fs::create_dir_all(root.join("b/page-3.png/inner")).expect("a folder");
    next(&root, "a");
    fs::remove_dir_all(root.join("b/page-3.png")).expect("removed");
    holds(&root, "old", "a folder in the way");
    replace_all(&files(&root, "new")).expect("written");
    holds(&root, "new", "nothing in the way");
}

#[test]
fn two_files_never_go_to_one_place() {
    let (_dir, root) = earlier();
    let twice = [files(&root, "new"), files(&root, "other")].concat();
    assert!(replace_all(&twice).is_err());
    holds(&root, "old", "twice");
}

/// A journal may come with a workbook from anywhere: it moves nothing but what lies beside it, on its way.
#[test]
fn a_journal_reaches_no_other_file() {
    let (_dir, root) = earlier();
    fs::write(root.join("kept"), "kept").expect("a file");
    fs::write(root.join("a/.werkboek-1.new"), "foreign").expect("a file");
    for (new, name, old) in [
        (".werkboek-1.new", "../kept", None),
        ("../kept", "one.pdf", None),
        (".werkboek-9.new", "..", None),
        ("two.pdf", "one.pdf", None),
        (".werkboek-9.new", "one.pdf", Some("../kept")),
        (".werkboek-9.new", "one.pdf", Some("two.pdf")),
        (".werkboek-1.new", "/tmp/kept", None),
        (".werkboek-1.new", "", None),
    ] {
        let folders = vec![root.join("a").into_os_string()];
        let step = journal::Move { new: new.into(), name: name.into(), old: old.map(Into::into) };
        let mut held = Held::take(&root.join("a")).expect("the folder");
        Journal { id: 7, folders, moves: vec![step] }.write(&held).expect("written");
        held.kept = true;
        drop(held);
        next(&root, "a");
        holds(&root, "old", &format!("{new} to {name}"));
        assert_eq!(fs::read(root.join("kept")).expect("the file"), b"kept");
    }
}

/// Names need not be text.
#[cfg(unix)]
#[test]
fn names_of_any_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join(OsStr::from_bytes(b"\xff\n"));
    fs::create_dir(&folder).expect("a folder");
    let names = [&b"\xfe.pdf"[..], b"a\nb.pdf", b" .pdf"];
    let file = |name: &&[u8]| File { path: folder.join(OsStr::from_bytes(name)), bytes: name.to_vec() };
    let new: Vec<File> = names.iter().map(file).collect();
    let mut set = Set::open(new.iter().map(|file| file.path.as_path())).expect("a set");
    new.iter().for_each(|file| set.add(&file.path, &file.bytes).expect("written"));
    set.prepare().expect("prepared");
    set.killed();
    recover([folder.as_path()]).expect("recovered");
    assert!(new.iter().all(|file| fs::read(&file.path).is_ok_and(|bytes| bytes == file.bytes)));
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 3);
}

#[cfg(unix)]
#[test]
fn rights_are_those_of_the_system_or_of_the_earlier_file() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, root) = earlier();
    let mode = |name: &str| fs::metadata(root.join(name)).expect("a file").permissions().mode() & 0o7777;
    fs::write(root.join("plain"), "").expect("a file");
    for (name, mode) in [("a/one.pdf", 0o600), ("a/two.pdf", 0o444), ("b/page-1.png", 0o664)] {
        fs::set_permissions(root.join(name), fs::Permissions::from_mode(mode)).expect("rights");
    }
    replace_all(&files(&root, "new")).expect("written");
    assert_eq!(NAMES.map(mode), [0o600, 0o444, 0o664, mode("plain"), mode("plain")]);
    replace_all(&files(&root, "new")[..1]).expect("written");
    assert_eq!(mode("a/one.pdf"), 0o600);
}
