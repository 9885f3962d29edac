//! Where the files of a build go: paths that are no files, folders, names, rights, and full disks.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use crate::book::{Book, CHAPTER, Run, WORKBOOK, program};

pub fn book() -> Book {
    Book::with(CHAPTER)
}

/// A book with a booklet, a file for two inks, and one for screens that comes last.
fn several() -> Book {
    let targets = "\n[target.fold]\nkind = \"booklet\"\nsides = \"apart\"\n[target.ink]\nkind = \"print\"\nmarks = true\n[target.mail]\nkind = \"screen\"\n";
    book().file("workbook.toml", format!("{WORKBOOK}{targets}"))
}

/// The names in a folder, sorted.
pub fn names(folder: impl AsRef<Path>) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The names of what a build made in a folder, but for its manifest.
pub fn pdfs_or_pictures(folder: impl AsRef<Path>) -> Vec<String> {
    names(folder).into_iter().filter(|name| name != "manifest.json").collect()
}

pub fn is_pdf(path: impl AsRef<Path>) -> bool {
    let bytes = fs::read(path).unwrap_or_default();
    bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF")
}

/// The program in a shell that sets it up first; `$W` is the program.
pub fn shell(book: &Book, script: &str) -> Run {
    let mut command = Command::new("sh");
    let program = program();
    command.args(["-c", script]).env("W", program.get_program()).current_dir(book.path());
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_WORKSPACE").env_remove("CI_PROJECT_DIR");
    Run::of(command)
}

#[test]
fn symlinks_are_followed() {
    let book = book();
    let at = |name: &str| book.path().join(name);
    fs::create_dir(at("far")).unwrap();
    fs::write(at("real.pdf"), "").unwrap();
    for (link, to) in [
        ("one.pdf", "real.pdf"),
        ("two.pdf", "one.pdf"),
        ("dangling.pdf", "far/new.pdf"),
        ("folder", "far"),
        ("null", "/dev/null"),
    ] {
        symlink(to, at(link)).unwrap();
    }
    for (output, real) in [
        ("one.pdf", "real.pdf"),
        ("two.pdf", "real.pdf"),
        ("dangling.pdf", "far/new.pdf"),
        ("folder/in.pdf", "far/in.pdf"),
    ] {
        fs::write(at("real.pdf"), "").unwrap();
        let run = book.run(&["build", "-o", output]);
        assert_eq!(run.code, 0, "{output}: {}", run.err);
        assert!(run.err.starts_with(&format!("wrote {output}: ")), "{}", run.err);
        assert!(is_pdf(at(real)), "{output}");
        assert!(!fs::symlink_metadata(at(real)).unwrap().is_symlink(), "{output}");
    }
    for link in ["one.pdf", "two.pdf", "dangling.pdf", "folder", "null"] {
        assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink(), "{link}");
    }
    assert_eq!(book.run(&["build", "-o", "null"]).code, 0);
    assert!(fs::symlink_metadata(at("null")).unwrap().is_symlink());
    assert_eq!(names(at("far")), ["in.pdf", "new.pdf"]);
    assert!(!at("build").exists());
}

/// The files of `build` and of other folders are followed, too.
#[test]
fn symlinks_in_folders_are_followed() {
    let book = book();
    let at = |name: &str| book.path().join(name);
    fs::create_dir_all(at("elsewhere/pics")).unwrap();
    symlink("elsewhere", at("build")).unwrap();
    symlink("../kept.pdf", at("elsewhere/werkboek-2021-09-17-email.pdf")).unwrap();
    symlink("../../first.png", at("elsewhere/pics/page-01.png")).unwrap();
    assert_eq!(book.run(&["build", "--out-dir", "build", "--png", "build/pics", "--ppi", "10"]).code, 0);
    assert!(is_pdf(at("kept.pdf")) && at("first.png").is_file());
    assert_eq!(
        names(at("elsewhere")),
        ["manifest.json", "pics", "werkboek-2021-09-17-email.pdf", "werkboek-2021-09-17-print.pdf"]
    );
    assert_eq!(names(at("elsewhere/pics")), ["manifest.json", "page-01.png", "page-02.png", "page-03.png"]);
}

#[test]
fn what_is_no_file_is_written_into() {
    let book = book();
    let at = |name: &str| book.path().join(name);
    let whole = book.run(&["build", "-q", "-o", "-"]).out;
    assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
    let reader = std::thread::spawn({
        let path = at("pipe");
        move || fs::read(path).unwrap()
    });
    assert_eq!(book.run(&["build", "-o", "pipe"]).code, 0);
    assert!(reader.join().unwrap() == whole);
    assert!(fs::symlink_metadata(at("pipe")).unwrap().file_type().is_fifo());
    for path in ["/dev/stdout", "/dev/fd/1", "-"] {
        assert!(book.run(&["build", "-q", "-o", path]).out == whole, "{path}");
    }
    // What an open file holds stays before what is added.
    for script in [
        "printf before > out; \"$W\" build -q -o /dev/fd/3 3>> out",
        "printf before > out; \"$W\" build -q -o - >> out",
        "(printf before; \"$W\" build -q -o /dev/stdout) > out",
        "(printf before >&3; \"$W\" build -q -o /dev/fd/3) 3> out",
    ] {
        assert_eq!(shell(&book, script).code, 0, "{script}");
        assert!(fs::read(at("out")).unwrap() == [b"before", &whole[..]].concat(), "{script}");
    }
    let run = book.run(&["build", "-o", "/dev/full"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("`/dev/full` cannot be written (No space left"), "{}", run.err);
    let run = book.run(&["build", "--format", "json", "-o", "/dev/stdout"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    assert_eq!(names(book.path()), ["chapters", "out", "pipe", "workbook.toml"]);
}

/// Paths that cannot be meant, each with what is said; nothing is made on the way.
#[test]
fn paths_that_lead_nowhere() {
    let book = book().file("notes.txt", "notes").file("folder/x", "");
    let at = |name: &str| book.path().join(name);
    let _socket = UnixListener::bind(at("socket")).unwrap();
    symlink("notes.txt", at("link.pdf")).unwrap();
    symlink("gone/away.pdf", at("far.pdf")).unwrap();
    symlink("gone", at("lost")).unwrap();
    let before = names(book.path());
    for (option, path, said) in [
        ("-o", "folder", "`folder` is a folder"),
        ("-o", "folder/", "`folder/` is a folder"),
        ("-o", "new/", "`new/` is a folder"),
        ("-o", "socket", "`socket` is a socket"),
        ("-o", "new/a.pdf", "there is no folder `new`: make it first"),
        ("-o", "new/deep/a.pdf", "there is no folder `new/deep`: make it first"),
        ("-o", "builder/a.pdf", "there is no folder `builder`"),
        ("-o", "build/../new/a.pdf", "there is no folder `build/../new`"),
        ("-o", "far.pdf", "there is no folder `gone`"),
        ("-o", "notes.txt", "`notes.txt` is there and is no PDF"),
        ("-o", "link.pdf", "`link.pdf` is there and is no PDF"),
        ("-o", "workbook.toml", "`workbook.toml` is there and is no PDF"),
        ("-o", "", "--output"),
        ("--png", "", "--png"),
        ("--png", "notes.txt", "`notes.txt` is a file: `--png` takes a folder"),
        ("--png", "socket", "`socket` is a file: `--png` takes a folder"),
        ("--png", "/dev/null", "`/dev/null` is a file: `--png` takes a folder"),
        ("--png", "new/deep", "there is no folder `new`: make it first"),
        ("--png", "lost", "`lost` is a link that leads nowhere"),
        ("--out-dir", "new/deep", "there is no folder `new`: make it first"),
        ("--out-dir", "notes.txt", "`notes.txt` is a file: `--out-dir` takes a folder"),
        ("--out-dir", "", "--out-dir"),
        ("--out-dir", "-", "`--out-dir` takes a folder, and `-` is none: write `--output -`"),
        ("--out-dir", "a.pdf", "`--out-dir` takes a folder, and `a.pdf` is none: write `--output a.pdf`"),
        ("-o", &format!("{}.pdf", "a".repeat(252)), "is too long a name"),
        ("-o", &format!("{}/a.pdf", "a".repeat(256)), "is too long a name"),
        ("--png", &"a".repeat(256), "is too long a name"),
    ] {
        let run = book.run(&["build", option, path]);
        assert!(run.code == 2 && run.err.contains(said), "{option} {path}: {} {}", run.code, run.err);
        if option == "--png" {
            let run = book.run(&["plates", option, path]);
            assert!(run.code == 2 && run.err.contains(said), "plates {path}: {} {}", run.code, run.err);
        }
        assert_eq!(names(book.path()), before, "{option} {path}");
    }
    assert_eq!(book.run(&["build", "-o", "notes.txt/a.pdf"]).code, 3);
    assert_eq!(book.run(&["build", "-o", "a.pdf", "--out-dir", "folder"]).code, 2);
}

#[test]
fn folders_are_made_in_build_alone() {
    let book = book();
    let at = |name: &str| book.path().join(name);
    assert_eq!(book.run(&["build", "-o", "build/a/b/c.pdf"]).code, 0);
    assert_eq!(book.run(&["build", "--png", "build/p/q", "--ppi", "10"]).code, 0);
    assert_eq!(book.run(&["build", "-t", "email", "--out-dir", "build/x/y"]).code, 0);
    assert_eq!(book.run(&["plates", "--png", "build/plates", "--ppi", "10"]).code, 0);
    assert_eq!(names(at("build")), ["a", "p", "plates", "x"]);
    // A folder that an option names is made by itself.
    assert_eq!(book.run(&["build", "--png", "pics", "--ppi", "10"]).code, 0);
    assert_eq!(names(book.path()), ["build", "chapters", "pics", "workbook.toml"]);
    // It is the workbook's own `build`, wherever the program runs.
    let other = tempfile::tempdir().unwrap();
    let from_there = |output: &Path| {
        let mut command = program();
        command.arg("build").arg(book.path()).arg("-o").arg(output).current_dir(other.path());
        Run::of(command).code
    };
    assert_eq!(from_there(&at("build/z/a.pdf")), 0);
    assert_eq!(from_there(Path::new("build/a.pdf")), 2);
    assert!(names(other.path()).is_empty());
}

#[test]
fn pictures_by_themselves() {
    let book = several();
    let at = |name: &str| book.path().join(name);
    let pictures = |args: &[&str]| {
        let _ = fs::remove_dir_all(at("pics"));
        let run = book.run(&[&["build", "--png", "pics", "--ppi", "18"], args].concat());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        pdfs_or_pictures(at("pics"))
    };
    let size = |name: &str| image::image_dimensions(at("pics").join(name)).unwrap();
    let colours = |name: &str| {
        let picture = image::open(at("pics").join(name)).unwrap().into_rgb8();
        let middle = *picture.get_pixel(picture.width() / 2, picture.height() / 2);
        middle.0
    };
    let pages = ["page-01.png", "page-02.png", "page-03.png"];
    assert_eq!(pictures(&[]), pages);
    assert_eq!((size(pages[0]), colours(pages[0])), ((149, 210), [0xD8, 0x1E, 0x05]));
    // With its marks around it.
    assert_eq!(pictures(&["-t", "ink"]), pages);
    assert!(size(pages[0]).0 > 155 && size(pages[0]).1 > 216, "{:?}", size(pages[0]));
    assert_eq!(colours(pages[0]), [0xD8, 0x1E, 0x05]);
    // Two pages on each side of a sheet, fronts and backs apart.
    assert_eq!(pictures(&["-t", "fold"]), ["fold-back-page-01.png", "fold-front-page-01.png"]);
    assert_eq!(size("fold-front-page-01.png"), (298, 210));
    let both = ["ink-page-01.png", "ink-page-02.png", "ink-page-03.png", "mail-page-01.png"];
    assert_eq!(pictures(&["-t", "mail", "-t", "ink"])[..4], both);
}

/// A folder of one's own for PDFs, with and without pictures.
#[test]
fn a_folder_for_pdfs() {
    let book = several();
    let at = |name: &str| book.path().join(name);
    assert_eq!(book.run(&["build", "--out-dir", "out"]).code, 0);
    let all =
        ["fold-back", "fold-front", "ink", "mail"].map(|name| format!("werkboek-2021-09-17-{name}.pdf"));
    assert_eq!(pdfs_or_pictures(at("out")), all);
    fs::remove_dir_all(at("out")).unwrap();
    let run = book.run(&["build", "--out-dir", "out", "--png", "out", "--ppi", "10", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(pdfs_or_pictures(at("out")).len(), 7);
    let said: serde_json::Value = serde_json::from_slice(&run.out).unwrap();
    assert_eq!(said["files"].as_array().unwrap().len(), 4);
    let picture = serde_json::json!({ "target": "mail", "page": 2, "path": "out/page-02.png" });
    assert_eq!(said["pictures"][1], picture);
    assert!(!at("build").exists());
}

#[test]
fn some_pages_are_a_file_of_their_own() {
    let book = several();
    let at = |name: &str| book.path().join(name);
    assert_eq!(book.run(&["build"]).code, 0);
    let whole: Vec<Vec<u8>> =
        pdfs_or_pictures(at("build")).iter().map(|name| fs::read(at("build").join(name)).unwrap()).collect();
    for (args, name, pages) in [
        (&["--pages", "2"][..], "mail-p2", 1),
        (&["--pages", "1, 3"], "mail-p1,3", 2),
        (&["--pages", "-2"], "mail-p1-2", 2),
        (&["--pages", "2-"], "mail-p2-", 2),
        (&["--pages", "2-3", "-t", "ink"], "ink-p2-3", 2),
    ] {
        let run = book.run(&[&["build"], args].concat());
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        let path = at("build").join(format!("werkboek-2021-09-17-{name}.pdf"));
        assert_eq!(lopdf::Document::load(path).unwrap().get_pages().len(), pages, "{args:?}");
    }
    let still: Vec<Vec<u8>> = pdfs_or_pictures(at("build"))
        .iter()
        .filter(|name| !name.contains("-p"))
        .map(|name| fs::read(at("build").join(name)).unwrap())
        .collect();
    assert!(whole == still);
    assert_eq!(pdfs_or_pictures(at("build")).len(), 9);
    let many: Vec<String> = (1..200).step_by(2).map(|page| page.to_string()).collect();
    let run = book.run(&["build", "--pages", &many.join(",")]);
    assert!(run.code == 2 && run.err.contains("too long a file's name"), "{}", run.err);
    assert_eq!(book.run(&["build", "--pages", &many.join(","), "-o", "a.pdf"]).code, 0);
}

#[test]
fn rights_follow_the_umask() {
    let book = book();
    let mode = |path: &str| fs::metadata(book.path().join(path)).unwrap().permissions().mode() & 0o777;
    for (umask, file, folder) in [("027", 0o640, 0o750), ("077", 0o600, 0o700), ("002", 0o664, 0o775)] {
        let _ = fs::remove_dir_all(book.path().join("build"));
        let script = format!("umask {umask}; \"$W\" build --out-dir build --png build/p --ppi 10");
        assert_eq!(shell(&book, &script).code, 0);
        for path in ["build/werkboek-2021-09-17-email.pdf", "build/p/page-01.png"] {
            assert_eq!(mode(path), file, "{umask} {path}");
        }
        assert_eq!((mode("build"), mode("build/p")), (folder, folder), "{umask}");
    }
    let email = "build/werkboek-2021-09-17-email.pdf";
    fs::set_permissions(book.path().join(email), fs::Permissions::from_mode(0o604)).unwrap();
    assert_eq!(shell(&book, "umask 077; \"$W\" build").code, 0);
    assert_eq!(mode(email), 0o604);
}

#[test]
fn names_that_are_too_long() {
    let long = |length: usize| {
        let target = format!("\n[target.{}]\nkind = \"screen\"\n", "a".repeat(length));
        book().file("workbook.toml", format!("{WORKBOOK}{target}"))
    };
    // `werkboek-2021-09-17-` and `.pdf` around it.
    let book = long(255 - 24);
    assert_eq!(book.run(&["check"]).code, 0);
    assert_eq!(book.run(&["build"]).code, 0);
    assert_eq!(pdfs_or_pictures(book.path().join("build"))[0].len(), 255);
    for (length, said) in [(255 - 23, "1 letter shorter"), (1000, "769 letters shorter")] {
        let book = long(length);
        let run = book.run(&["check"]);
        assert_eq!(run.code, 1, "{}", run.text());
        assert!(run.text().contains(said) && run.text().contains("workbook.toml:9"), "{}", run.text());
        assert_eq!(book.run(&["build"]).code, 1);
    }
    let apart = format!("\n[target.{}]\nkind = \"booklet\"\nsides = \"apart\"\n", "a".repeat(255 - 24 - 5));
    let run = book.file("workbook.toml", format!("{WORKBOOK}{apart}")).run(&["check"]);
    assert!(run.code == 1 && run.text().contains("1 letter shorter"), "{}", run.text());
    let title = WORKBOOK.replace("Werkboek", &"街".repeat(70));
    let run = self::book().file("workbook.toml", title.replace("\"nl\"", "\"zh\"")).run(&["build"]);
    assert!(!run.err.contains("cannot be written"), "{}", run.err);
}
