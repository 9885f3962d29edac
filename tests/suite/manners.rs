//! How the program behaves among others: exit codes of every command, silence where it was asked for, colour on
//! terminals alone.

#![cfg(unix)]

use std::process::Command;

use crate::book::{Book, CHAPTER, Run, WORKBOOK, program};

/// A chapter with nothing but a warning.
const WARNED: &str = "style = \"material\"\ntitle = \"x\"\n";

/// What colours and clears a terminal begins with this.
const ESCAPE: char = '\u{1b}';

/// What sets a colour or a weight.
fn is_coloured(text: &str) -> bool {
    let ends = text
        .split("\u{1b}[")
        .skip(1)
        .filter_map(|part| part.find(|c: char| c.is_ascii_alphabetic()).map(|end| &part[end..=end]));
    ends.into_iter().any(|end| end == "m")
}

/// Folders and files that commands are tried on: a book that holds, one that does not, and files that are none.
fn place() -> Book {
    let place =
        Book::with(CHAPTER).file("bad/workbook.toml", WORKBOOK).file("bad/chapters/01.toml", "title = ");
    let warned = place.file("warn/workbook.toml", WORKBOOK).file("warn/chapters/01.toml", WARNED);
    warned.file("junk.pdf", "junk").file("junk.docx", "junk").file("kop.md", "# Kop\n")
}

#[test]
fn every_command_ends_as_is_documented() {
    let place = place();
    assert_eq!(place.run(&["build", "-q", "-o", "fine.pdf"]).code, 0);
    for (code, lines) in [
        (
            0,
            "|-V|--version|--help|check|check warn|build|build warn|build --format junit|plates --ppi 10|fonts\
             |inspect fine.pdf|new made|import kop.md --dir made|eject --list|docs|schema workbook\
             |completions bash|man|man clean|clean|clean bad",
        ),
        (
            1,
            "check bad|check --strict warn|build bad|build --strict warn|build bad --format gitlab|plates bad\
             |fonts bad|inspect junk.pdf|import junk.docx|new other --from junk.docx",
        ),
        (
            2,
            "bild|check gone|check --format x|check junk.pdf|build gone|build --pages 0|build --target gone\
             |build --out-dir -|build --out-dir new.pdf|plates gone|fonts gone|inspect gone.pdf|inspect bad\
             |new bad|new odd --language x|import gone.md|import kop.md --dir gone|import bad|eject gone\
             |docs gone|schema x|schema chapter gone|completions x|man gone|clean gone|clean junk.pdf\
             |clean --out-dir gone|preview gone|watch gone|watch --out-dir gone/deep",
        ),
        (3, "build -o junk.pdf/a.pdf|build -o /dev/full"),
    ] {
        for line in lines.split('|') {
            let run = place.run(&line.split_whitespace().collect::<Vec<_>>());
            assert_eq!(run.code, code, "{line}: {}", run.err);
            // Who is not told why has been told nothing.
            assert!(code == 0 || !run.err.is_empty() || !run.out.is_empty(), "{line}");
            assert!(!run.err.contains(ESCAPE) && !run.text().contains(ESCAPE), "{line}: {}", run.err);
        }
    }
}

#[test]
fn quiet_is_silent_where_all_is_well() {
    let place = place();
    for line in [
        "check -q",
        "check -q --strict",
        "build -q",
        "build -q --png pics --ppi 10",
        "build -q --format short",
        "build -q --format github",
        "build --quiet --out-dir out",
        "clean -q --out-dir out",
        "clean --quiet",
        "clean --quiet",
    ] {
        let run = place.run(&line.split_whitespace().collect::<Vec<_>>());
        assert_eq!((run.code, run.err.as_str(), run.text().as_str()), (0, "", ""), "{line}");
    }
    // What is found is told all the same.
    for line in ["check -q warn", "build -q warn", "check -q bad", "build -q bad"] {
        let run = place.run(&line.split_whitespace().collect::<Vec<_>>());
        assert!(run.text().contains("chapters/01.toml") || run.err.contains("chapters/01.toml"), "{line}");
    }
}

/// A run on a terminal; `script` lends one.
fn on_a_terminal(place: &Book, args: &str, variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new("script");
    let program = program();
    let line = format!("'{}' {args}", program.get_program().to_str().unwrap());
    command.args(["-qec", &line, "/dev/null"]).current_dir(place.path());
    command.env_remove("NO_COLOR").env("TERM", "xterm-256color").envs(variables.iter().copied());
    Run::of(command)
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let place = place();
    for args in ["check bad", "build bad", "check warn", "bild", "--help"] {
        let plain = on_a_terminal(&place, args, &[("NO_COLOR", "1")]);
        assert!(!is_coloured(&plain.text()), "{args}: {}", plain.text());
        // A terminal that knows no signs gets none at all.
        let dumb = on_a_terminal(&place, args, &[("TERM", "dumb"), ("NO_COLOR", "1")]);
        assert!(!dumb.text().contains(ESCAPE), "{args}: {}", dumb.text());
        assert_eq!(plain.code, dumb.code, "{args}");
        let coloured = on_a_terminal(&place, args, &[]);
        assert!(is_coloured(&coloured.text()) || args == "bild", "{args}: {}", coloured.text());
        // Colour says nothing that the words do not.
        let bare = dumb.text().replace("\r\n", "\n");
        assert!(!bare.trim().is_empty(), "{args}");
    }
    for (format, args) in [("json", "check bad"), ("junit", "check bad"), ("gitlab", "build bad")] {
        let run = on_a_terminal(&place, &format!("{args} --format {format}"), &[]);
        assert!(!run.text().contains(ESCAPE), "{format}: {}", run.text());
    }
}
