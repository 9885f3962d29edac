//! Targets that cannot be made: each with its message at its line, and nothing written.

use crate::book::{Book, CHAPTER, WORKBOOK, sample};
use crate::problems::refused;

/// A book with a target of these keys.
fn target(keys: &str) -> Book {
    workbook(&format!("[target.own]\n{keys}\n"))
}

fn workbook(lines: &str) -> Book {
    Book::with(CHAPTER).file("workbook.toml", format!("{WORKBOOK}\n{lines}"))
}

/// A book whose accent has these keys.
fn accent(keys: &str) -> Book {
    workbook(&format!("[design]\naccent = {{ rgb = \"#D81E05\", {keys} }}\n"))
}

/// A book whose target is printed by a profile of these bytes.
fn profile(bytes: impl AsRef<[u8]>) -> Book {
    target("kind = \"print\"\nprofile = \"press.icc\"").file("press.icc", bytes)
}

/// The shipped profile, with other letters at a place of its header.
fn changed(at: usize, word: &[u8; 4]) -> Vec<u8> {
    let mut data = shipped();
    data[at..at + 4].copy_from_slice(word);
    data
}

fn shipped() -> Vec<u8> {
    std::fs::read(sample().join("profiles/FOGRA39L_coated.icc")).unwrap()
}

macro_rules! bad {
    ($($name:ident => $book:expr;)*) => {
        $(#[test] fn $name() { refused(concat!("target_", stringify!($name)), &$book); })*
    };
}

bad! {
    unknown_kind => target("kind = \"printt\"");
    far_kind => target("kind = \"epub\"");
    missing_kind => target("inks = \"two\"");
    unknown_key => target("kind = \"print\"\nbleeds = \"3mm\"");
    key_of_another_kind => target("kind = \"screen\"\nbleed = \"3mm\"");
    unknown_inks => target("kind = \"print\"\ninks = \"three\"");
    missing_profile => target("kind = \"print\"\nprofile = \"prss.icc\"").file("press.icc", shipped());
    profile_not_cmyk => profile(changed(16, b"RGB "));
    profile_no_printer => profile(changed(12, b"mntr"));
    profile_truncated => profile(&shipped()[..60_000]);
    profile_rubbish => profile(b"rubbish");
    profile_empty => profile(b"");
    profile_out => target("kind = \"print\"\nprofile = \"../press.icc\"");
    small_sheet => target("kind = \"booklet\"\nsheet = \"a4\"");
    small_sheet_with_marks => target("kind = \"booklet\"\nsheet = \"a3\"\nmarks = true");
    unknown_sheet => target("kind = \"booklet\"\nsheet = \"foolscap\"");
    wide_bleed => target("kind = \"print\"\nbleed = \"25mm\"");
    negative_bleed => target("kind = \"print\"\nbleed = \"-1mm\"");
    thick_paper => target("kind = \"booklet\"\npaper-thickness = \"2mm\"");
    thin_paper => target("kind = \"booklet\"\npaper-thickness = \"-0.1mm\"");
    coarse_print => target("kind = \"print\"\nmin-ppi = 250\nppi = 200");
    coarse_booklet => target("kind = \"booklet\"\nppi = 72");
    bare_length => target("kind = \"print\"\nbleed = \"3\"");
    number_for_length => target("kind = \"print\"\nbleed = 3");
    bad_size => target("kind = \"screen\"\nmax-size = \"5 megs\"");
    empty_extract => target("kind = \"screen\"\nstyle = \"redline\"");
    bad_name => workbook("[target.\"own file\"]\nkind = \"print\"\n");
    same_file => workbook("[target.fold]\nkind = \"booklet\"\nsides = \"apart\"\n[target.fold-front]\nkind = \"print\"\n[target.Fold-Back]\nkind = \"print\"\n");
    no_table => Book::with(CHAPTER).file("workbook.toml", format!("target = 3\n{WORKBOOK}"));
    unknown_finding => workbook("[preflight]\nignore = [\"image-resolutoin\"]\n");
    wrong_limit => workbook("[preflight]\ntotal-ink = 4000\n");
    ink_of_all_plates => accent("name = \"all\"");
    ink_of_no_plate => accent("name = \" None \"");
    ink_of_the_press => accent("name = \"BLACK\"");
    ink_without_a_name => accent("name = \"\"");
    ink_with_a_tab => accent("name = \"PANTONE\\t485 C\"");
    ink_with_blanks => accent("name = \" PANTONE 485 C\"");
    ink_too_long => accent(&format!("name = \"{}\"", "rood ".repeat(30).trim()));
    ink_of_nothing => accent("name = \"PANTONE 485 C\", cmyk = [0, 0, 0, 0]");
    all_at_once => workbook("[target.a]\nkind = \"print\"\nbleed = \"30mm\"\nprofile = \"no.icc\"\n[target.b]\nkind = \"booklet\"\nsheet = \"a5\"\n[target.c]\nkind = \"screen\"\nstyle = \"redline\"\n");
}

/// A profile of the printer's own is taken, and embedded.
#[test]
fn a_printers_own_profile() {
    let book = profile(shipped());
    assert_eq!(book.run(&["build"]).code, 0);
    let run = book.run(&["inspect", "build/werkboek-2021-09-17-own.pdf"]);
    assert!(run.code == 0 && run.text().contains("GTS_PDFX, FOGRA39L Coated"), "{}", run.text());
}

/// A target that is not declared is a wrong call.
#[test]
fn a_target_that_is_not_there() {
    let book = target("kind = \"print\"");
    let run = book.run(&["build", "--target", "onw"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: there is no target `onw`: did you mean `own`?\n"));
    assert!(!book.path().join("build").exists());
}
