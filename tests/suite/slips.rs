//! What people write by mistake: each names what was meant, at its place, with what to write.

use std::fs;

use typst_library::foundations::Bytes;
use werkboek::content::{read_chapter, read_workbook};
use werkboek::source::{Finding, file_id};

use crate::book::{Book, CHAPTER, WORKBOOK, sample};

/// What is found in a file, and the text at each place.
fn found(path: &str, text: &str) -> Vec<(Finding, String)> {
    let file = file_id(path).unwrap();
    let bytes = Bytes::from_string(text.to_owned());
    let findings = match path {
        "workbook.toml" => read_workbook(file, &bytes).findings.clone(),
        _ => read_chapter(file, &bytes).findings.clone(),
    };
    let at = |finding: &Finding| {
        let range = finding.place.clone().map_or(0..0, |place| place.range);
        text.get(range).unwrap_or_else(|| panic!("{text}: {finding:?}")).to_owned()
    };
    findings.into_iter().map(|finding| (at(&finding), finding)).map(|(at, finding)| (finding, at)).collect()
}

/// One finding is at a place that begins so, and its message and first hint hold these words.
fn slip(path: &str, text: &str, (at, message, hint): (&str, &str, &str)) {
    let found = found(path, text);
    let told: Vec<String> = found
        .iter()
        .map(|(finding, at)| format!("{at:?}: {} ({:?})", finding.message, finding.hints))
        .collect();
    assert_eq!(found.len(), 1, "{text}\n{told:#?}");
    let hints = found[0].0.hints.join("; ");
    let fits = found[0].1.starts_with(at) && found[0].0.message.contains(message) && hints.contains(hint);
    assert!(fits, "{text}\n{told:#?}\nexpected {at:?}: {message} ({hint})");
}

/// A chapter with a line, and with a block.
fn chapters(cases: &[(&str, &str, &str, &str)]) {
    for (lines, at, message, hint) in cases {
        let text = format!("style = \"material\"\ntitle = \"x\"\n{lines}\n");
        slip("chapters/01.toml", &text, (at, message, hint));
    }
}

#[test]
fn quotes_and_signs() {
    chapters(&[
        ("lede = “Straat”", "“Straat”", "curly quotes", "`lede = \"Straat\"`"),
        ("lede = „Straat“", "„Straat“", "curly quotes", "`lede = \"Straat\"`"),
        ("lede = «Straat»", "«Straat»", "curly quotes", "`lede = \"Straat\"`"),
        ("lede = ‘x’", "‘x’", "curly quotes", "`lede = \"x\"`"),
        ("lede = `x`", "`x`", "curly quotes", "`lede = \"x\"`"),
        ("“lede” = \"x\"", "“lede”", "a key stands without quotes", "`lede = ...`"),
        ("lede = \"Straat”", "\"Straat”", "does not end on its line", "curly quote"),
        ("lede: \"x\"", ":", "stands `=`, not `:`", "`lede = \"x\"`"),
        ("lede: een straat", ":", "stands `=`, not `:`", "`lede = \"een straat\"`"),
        ("lede := \"x\"", ":=", "stands `=`, not `:=`", "`lede = \"x\"`"),
        ("\"lede\": \"x\",", ":", "stands `=`, not `:`", "`lede = \"x\"`"),
        ("lede = een straat", "een straat", "is a text", "`lede = \"een straat\"`"),
        ("lede = Foto's", "Foto's", "is a text", "`lede = \"Foto's\"`"),
        ("lede \"x\"", "lede \"x\"", "`=` is missing", "`lede = \"x\"`"),
        ("lede", "lede", "has no value", "`lede = ...`"),
        ("lede =", "lede =", "has no value", "after the `=`"),
        ("lede = \"x\",", "", "nothing stands behind a value", "`lede = \"x\"`"),
        ("lede = \"zei \"hoi\" tegen\"", "", "inside this text", "`lede = 'zei \"hoi\" tegen'`"),
        ("lede = 'foto's'", "", "inside this text", "`lede = \"foto's\"`"),
        ("// een noot", "// een noot", "a comment begins with `#`", "`# een noot`"),
        ("/* een noot */", "/*", "a comment begins with `#`", "`# een noot`"),
        ("lede = \"x\" // noot", "", "a comment begins with `#`", "`#`"),
        ("• lede = \"x\"", "•", "the sign of a list", "\"\"\""),
        ("\u{f0b7} een", "\u{f0b7}", "the sign of a list", "\"\"\""),
        ("- een", "- een", "the sign of a list", "\"\"\""),
        ("---", "---", "no meaning", "#"),
        ("lede\u{a0}= \"x\"", "\u{a0}", "non-breaking space", "plain space"),
        ("lede =\u{a0}\"x\"", "\u{a0}", "non-breaking space", "plain space"),
        ("lede = \"a\u{1}b\"", "\u{1}", "U+0001", "delete"),
        ("lede = \"C:\\Users\"", "", "begins a sign of its own", "with `/`"),
        ("lede = \"x\\qy\"", "", "begins a sign of its own", "`/`"),
        ("lede = \"images\\\"", "\"images", "does not end on its line", "`/`"),
        ("lede = null", "null", "TOML has no `null`", "take the line away"),
        ("foo bar = 1", "foo bar", "cannot be a key", "`foo_bar = ...`"),
        ("{lede = \"x\"}", "{", "belongs to nothing", "take it away"),
        ("title = \"y\"", "title", "`title` is there twice", "line 2"),
        ("[[block]\ntype = \"text\"", "", "do not match", "`[[block]]`"),
    ]);
}

#[test]
fn what_is_not_closed_is_told_at_its_start() {
    chapters(&[
        ("lede = \"\"\"\nx\ny", "\"\"\"", "does not end", "\"\"\""),
        ("lede = '''\nx\ny", "'''", "does not end", "'''"),
        (
            "lede = \"\"\"\nx\n\n[[block]]\ntype = \"text\"\nbody = \"\"\"\nzzz\n\"\"\"",
            "\"\"\"",
            "does not end",
            "\"\"\"",
        ),
        (
            "lede = \"\"\"x\n\n[[block]]\ntype = \"text\"\nbody = \"\"\"z\"\"\"",
            "\"\"\"",
            "does not end",
            "\"\"\"",
        ),
        ("lede = \"x\nnumber = 2", "\"x", "does not end on its line", "several lines"),
        ("lede = \"een\ntwee\"", "\"een", "does not end on its line", "several lines"),
        (
            "[[block]]\ntype = \"cards\"\nitems = [\n  { body = \"x\" },\n\n[[block]]\ntype = \"text\"",
            "[",
            "list",
            "`]`",
        ),
        ("[[block]]\ntype = \"cards\"\nitems = [\n  { body = \"x\",\n]", "{", "table", "`}`"),
    ]);
}

#[test]
fn keys_in_the_wrong_place() {
    let above = "above the first `[[block]]`";
    chapters(&[
        ("type = \"text\"\nbody = \"x\"", "type", above, "write `[[block]]`"),
        ("body = \"x\"", "body", above, "write `[[block]]`"),
        ("heading = \"h\"\ntype = \"cards\"\nitems = []", "heading", above, "write `[[block]]`"),
        ("[[team]]\nnumber = 1", "team", "unknown key", "`type = \"team\"`"),
        ("[text]\nbody = \"x\"", "text", "unknown key", "`type = \"text\"`"),
        ("[[blocks]]\ntype = \"text\"", "blocks", "unknown key", "`block`"),
        ("organisation = \"x\"", "organisation", "unknown key", "at the top of `workbook.toml`"),
        (
            "[[block]]\ntype = \"text\"\nbody = \"x\"\nstyle = \"redline\"",
            "style",
            "unknown key",
            "at the top of the chapter",
        ),
        ("[[block]]\ntype = \"text\"\nbody = \"x\"\nitems = []", "items", "unknown key", "`cards`"),
        (
            "[[block]]\ntype = \"text\"\nbody = \"x\"\ntitle = \"y\"",
            "title",
            "unknown key",
            "did you mean `heading`?; `title` belongs",
        ),
    ]);
    for (lines, at, hint) in [
        (
            "[edition]\nnumber = 1\ndate = 2021-09-17\ntitle = \"x\"",
            "title",
            "`title` belongs at the top of `workbook.toml`",
        ),
        (
            "[edition]\nnumber = 1\ndate = 2021-09-17\naccent = 3",
            "accent",
            "`accent` belongs under `[design]`",
        ),
        (
            "[edition]\nnumber = 1\ndate = 2021-09-17\n[design]\nnumber = 2",
            "number",
            "`number` belongs under `[edition]`",
        ),
        ("kind = \"print\"\n[edition]\nnumber = 1\ndate = 2021-09-17", "kind", "a `[target.NAME]`"),
        ("type = \"text\"\n[edition]\nnumber = 1\ndate = 2021-09-17", "type", "in a chapter"),
        ("[edition]\nnumber = 1\ndate = 2021-09-17\n[print]\nkind = \"print\"", "print", "`[target.print]`"),
        ("[edition]\nnumber = 1\ndate = 2021-09-17\n[design]\ncolour = \"red\"", "colour", "`accent`"),
    ] {
        let text = format!("title = \"W\"\nlanguage = \"nl\"\norganisation = \"V\"\n{lines}\n");
        slip("workbook.toml", &text, (at, "unknown key", hint));
    }
}

#[test]
fn dates_languages_and_looks() {
    for (from, to, message, hint) in [
        ("2021-09-17", "\"8 oktober 2026\"", "must be a date", "`date = 2026-10-08`"),
        ("2021-09-17", "8 oktober 2026", "not a date", "`date = 2026-10-08`"),
        ("2021-09-17", "\"1er août 2026\"", "must be a date", "`date = 2026-08-01`"),
        ("2021-09-17", "08-10-2026", "not a date", "`date = 2026-10-08` or `date = 2026-08-10`"),
        ("2021-09-17", "13-10-2026", "not a date", "`date = 2026-10-13`"),
        ("2021-09-17", "2026/10/08", "not a date", "`date = 2026-10-08`"),
        ("2021-09-17", "2026-10-8", "not a date", "`date = 2026-10-08`"),
        ("2021-09-17", "2026-13-01", "there is no day `2026-13-01`", "as in `date = 2021-09-17`"),
        ("2021-09-17", "\"2026-10-08\"", "must be a date", "`date = 2026-10-08`"),
        ("2021-09-17", "2026-10-08T12:00:00", "a date with a time", "`date = 2026-10-08`"),
        ("2021-09-17", "20261008", "must be a date", "`date = 2026-10-08`"),
        ("\"nl\"", "\"es\"", "not `es`", "`language = \"es\"`"),
        ("\"nl\"", "\"Nederlands\"", "not `Nederlands`", "`language = \"nl\"`"),
        ("\"nl\"", "\"nl-NL\"", "not `nl-NL`", "`language = \"nl\"`"),
        ("\"nl\"", "\"en_US\"", "not `en_US`", "`language = \"en\"`"),
        ("\"nl\"", "\"NL\"", "not `NL`", "`language = \"nl\"`"),
        ("\"nl\"", "\"Dutch\"", "not `Dutch`", "`language = \"nl\"`"),
        ("\"nl\"", "\"german\"", "not `german`", "`language = \"de\"`"),
        ("\"nl\"", "\"Français\"", "not `Français`", "`language = \"fr\"`"),
        ("\"nl\"", "nl", "is a text", "`language = \"nl\"`"),
        (
            "[edition]\nnumber = 1\ndate = 2021-09-17\n",
            "",
            "`edition` is missing",
            "`[edition]`, `number = 1`, `date = 2021-09-17`",
        ),
        (
            "17\n",
            "17\n[design]\ncover = \"omslag.jpg\"\n",
            "`cover` must be",
            "a picture on the cover is not possible yet",
        ),
        ("17\n", "17\n[design]\ncover = \"Werk boek\"\n", "`cover` must be", "`cover = [\"Werk boek\"]`"),
        (
            "17\n",
            "17\n[design]\naccent = \"#005EB8\"\n",
            "`accent` must be",
            "`accent = { name = \"...\", rgb = \"#005EB8\" }`",
        ),
        ("17\n", "17\n[design]\naccent = \"#05B\"\n", "`accent` must be", "rgb = \"#0055BB\""),
        ("17\n", "17\n[design]\naccent = \"rgb(0, 94, 184)\"\n", "`accent` must be", "rgb = \"#005EB8\""),
        (
            "17\n",
            "17\n[design]\naccent = \"PANTONE 300 C\"\n",
            "`accent` must be",
            "name = \"PANTONE 300 C\"",
        ),
        ("17\n", "17\n[edition]\nname = \"x\"\n", "`[edition]` is there twice", "line 5"),
        ("17\n", "17\n[target.a]\nkind = \"print\"\nbleed = 3\n", "`bleed` must be", "`bleed = \"3mm\"`"),
        ("17\n", "17\n[target.a]\nkind = \"print\"\nbleed = \"3\"\n", "`bleed` must be", "`bleed = \"3mm\"`"),
        ("17\n", "17\n[target.a]\nkind = \"print\"\nbleed = 3mm\n", "is a text", "`bleed = \"3mm\"`"),
        (
            "17\n",
            "17\n[target.a]\nkind = \"screen\"\nmax-size = 5\n",
            "`max-size` must be",
            "`max-size = \"5 MB\"`",
        ),
        ("17\n", "17\n[target.a]\nkind = \"print\"\nmarks = \"ja\"\n", "`marks` must be", "`marks = true`"),
        ("17\n", "17\n[target.a]\nkind = \"print\"\nmarks = False\n", "`False`", "`marks = false`"),
        (
            "17\n",
            "17\n[target.a]\nkind = \"booklet\"\nsheet = \"450x320\"\n",
            "`sheet` must be",
            "\"450mm x 320mm\"",
        ),
        (
            "17\n",
            "17\n[target.a]\nkind = \"print\"\nprofile = \"profiles\\fogra.icc\"\n",
            "written with `/`",
            "\"profiles/fogra.icc\"",
        ),
    ] {
        assert!(WORKBOOK.contains(from));
        slip("workbook.toml", &WORKBOOK.replacen(from, to, 1), ("", message, hint));
    }
    for fine in ["bleed = \"3,5mm\"", "bleed = \"3 mm\"", "bleed = \"3 MM\""] {
        assert!(
            found("workbook.toml", &format!("{WORKBOOK}[target.a]\nkind = \"print\"\n{fine}\n")).is_empty(),
            "{fine}"
        );
    }
}

#[test]
fn values_of_another_type() {
    for (block, message, hint) in [
        ("type = \"write\"\nfields = [\"Wie?\"]", "each of `fields`", "`fields = [{ prompt = \"Wie?\" }]`"),
        (
            "type = \"write\"\nfields = [\"Wie?\", \"Wat?\"]",
            "each of `fields`",
            "`fields = [{ prompt = \"Wie?\" }, ...]`",
        ),
        ("type = \"write\"\nfields = \"Wie?\"", "`fields` must be", "`fields = [{ prompt = \"Wie?\" }]`"),
        (
            "type = \"write\"\nfields = { prompt = \"x\" }",
            "`fields` must be",
            "`fields = [{ prompt = \"x\" }]`",
        ),
        ("type = \"write\"\n[block.fields]\nprompt = \"x\"", "`fields` must be", "`[[block.fields]]`"),
        (
            "type = \"case\"\nname = \"x\"\nquestions = [\"Hoe?\"]",
            "each of `questions`",
            "[{ text = \"Hoe?\" }]",
        ),
        (
            "type = \"case\"\nname = \"x\"\nfamilies = \"Zand\"",
            "`families` must be",
            "`families = [\"Zand\"]`",
        ),
        ("type = \"cards\"\nitems = [\"Een\"]", "each of `items`", "[{ body = \"Een\" }]"),
        (
            "type = \"glossary\"\nterms = [\"Straat\"]",
            "each of `terms`",
            "[{ term = \"Straat\", meaning = \"...\" }]",
        ),
        (
            "type = \"horizon\"\nrows = [\"3 jaar\"]",
            "each of `rows`",
            "[{ period = \"3 jaar\", level = \"...\" }]",
        ),
        (
            "type = \"team\"\nnumber = 1\nname = \"x\"\ntracks = [\"a\"]",
            "each of `tracks`",
            "[{ heading = \"a\" }]",
        ),
        (
            "type = \"team\"\nnumber = 1\nname = \"x\"\ndreams = [\"a\"]",
            "each of `dreams`",
            "[{ text = \"a\" }]",
        ),
        (
            "type = \"team\"\nnumber = 1\nname = \"x\"\nworks_with = 2",
            "`works_with` must be",
            "`works_with = [2]`",
        ),
        (
            "type = \"team\"\nnumber = 1\nname = \"x\"\nfigure = \"a.png\"",
            "`figure` must be",
            "{ image = \"a.png\", alt = \"...\" }",
        ),
        ("type = \"team\"\nnumber = \"1\"\nname = \"x\"", "`number` must be", "`number = 1`"),
        ("type = \"team\"\nnumber = 1.0\nname = \"x\"", "`number` must be", "`number = 1`"),
        (
            "type = \"team\"\nnumber = 99999999999999999999\nname = \"x\"",
            "between 0 and 999, not 99999999999999999999",
            "",
        ),
        (
            "type = \"horizon\"\nteam = \"2\"\nrows = [{ period = \"x\", level = \"y\" }]",
            "`team` must be",
            "`team = 2`",
        ),
        (
            "type = \"horizon\"\nteam = \"COB\"\nrows = [{ period = \"x\", level = \"y\" }]",
            "`team` must be",
            "`works_with`",
        ),
        ("type = \"text\"\nbody = \"x\"\ncolumns = 0", "between 1 and 3, not 0", ""),
        ("type = \"text\"\nbody = \"x\"\ncolumns = 1e3", "`columns` must be", "`columns = 1000`"),
        ("type = \"text\"\nbody = 2026", "`body` must be", "`body = \"2026\"`"),
        (
            "type = \"figure\"\nimage = \"beeld\\foto.png\"\nalt = \"x\"",
            "written with `/`",
            "\"beeld/foto.png\"",
        ),
    ] {
        let text = format!("style = \"material\"\ntitle = \"x\"\n[[block]]\n{block}\n");
        slip("chapters/01.toml", &text, ("", message, hint));
    }
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> = "\u{feff}x = 1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, said) in [
        (utf16.clone(), "chapters/01.toml: error: the file is UTF-16"),
        (utf16[2..].to_vec(), "the file is UTF-16"),
        (
            b"title = \"x\"\nlede = \"caf\xe9\"\n".to_vec(),
            "chapters/01.toml:2:12: error: the file is not UTF-8: line 2 holds the byte E9, which is `é`",
        ),
        (
            b"title = \x93x\x94\n".to_vec(),
            "chapters/01.toml:1:9: error: the file is not UTF-8: line 1 holds the byte 93, which is `“`",
        ),
    ] {
        let run = Book::empty()
            .file("workbook.toml", WORKBOOK)
            .file("chapters/01.toml", bytes)
            .run(&["check", "--format", "short"]);
        let said = said.replace("chapters/01.toml: error: ", "");
        assert!(run.code == 1 && run.text().contains(&said), "{}", run.text());
    }
}

#[test]
fn files_that_are_called_otherwise() {
    let book = || Book::empty().file("workbook.toml", WORKBOOK);
    for (book, said) in [
        (book().file("chapters/01.toml.txt", CHAPTER), "rename `chapters/01.toml.txt` to `chapters/01.toml`"),
        (book().file("chapters/01.TOML", CHAPTER), "rename `chapters/01.TOML` to `chapters/01.toml`"),
        (book().file("Chapters/01.toml", CHAPTER), "rename the folder `Chapters` to `chapters`"),
        (book().file("hoofdstukken/01.toml", CHAPTER), "rename the folder `hoofdstukken` to `chapters`"),
        (book().file("01.toml", CHAPTER), "move `01.toml` into a folder `chapters`"),
        (book(), "write the first one in `chapters/01.toml`"),
        (Book::empty().file("workbook.toml.txt", WORKBOOK), "rename `workbook.toml.txt` to `workbook.toml`"),
        (Book::empty().file("werkboek.toml", WORKBOOK), "rename `werkboek.toml` to `workbook.toml`"),
        (Book::empty().file("Workbook.toml", WORKBOOK), "rename `Workbook.toml` to `workbook.toml`"),
        (Book::empty().file("book/workbook.toml", WORKBOOK), "werkboek build book"),
        (
            Book::with(CHAPTER)
                .file("workbook.toml", format!("chapters = [\"chapters/02.toml\"]\n{WORKBOOK}"))
                .file("chapters/02.toml.txt", CHAPTER),
            "rename `02.toml.txt` in that folder to `02.toml`",
        ),
        (Book::with(CHAPTER).file("chapters/a\nb.toml", CHAPTER), "holds something that is not text"),
    ] {
        let run = book.run(&["check"]);
        assert!(run.code == 1 && run.text().contains(said), "{said}\n{}", run.text());
    }
    let locks = Book::with(CHAPTER)
        .file("chapters/~$01.toml", "x")
        .file("chapters/.#01.toml", "x")
        .file("chapters/01.toml~", "x");
    assert_eq!(locks.run(&["check", "-q"]).text(), "");
    let plain = CHAPTER.replace("number = 0\n", "");
    for (name, said) in [
        ("chapters/02.toml.txt", "`chapters/02.toml.txt` is not read as a chapter"),
        ("chapters/01 (copy).toml", "looks like a copy of `01.toml`"),
        ("chapters/more/02.toml", "the chapters in `chapters/more` are not read"),
    ] {
        let run = Book::with(CHAPTER).file(name, &plain).run(&["check"]);
        assert!(run.code == 0 && run.text().contains(said), "{}", run.text());
    }
}

#[test]
fn printing_conditions_are_not_mistaken_for_each_other() {
    for (name, said, hint) in [
        ("FOGRA51", "for coated paper, is not shipped", "PSOcoated_v3.icc"),
        ("FOGRA52", "for uncoated paper, is not shipped", "FOGRA52.icc"),
        ("FOGRA47", "for uncoated paper, is not shipped", "PSO_Uncoated_ISO12647_eci.icc"),
        ("PSO Uncoated", "for uncoated paper, is not shipped", "ask the printer"),
        ("GRACoL", "for coated paper, is not shipped", "ask the printer"),
        ("SWOP", "is not shipped", "ask the printer"),
        ("FOGRA38", "is not shipped", "ask the printer"),
        ("FORGA39", "there is no file", "`FOGRA39`"),
        ("FOGRA 39", "there is no file", "`FOGRA39`"),
        ("ISOcoated_v2_eci.icc", "there is no file", "`profile = \"FOGRA39\"`"),
    ] {
        let workbook = format!("{WORKBOOK}[target.a]\nkind = \"print\"\nprofile = \"{name}\"\n");
        let run = Book::with(CHAPTER).file("workbook.toml", workbook).run(&["check"]);
        let text = run.text();
        assert!(run.code == 1 && text.contains(said) && text.contains(hint), "{name}\n{text}");
        assert!(!name.starts_with("FOGRA5") || !text.contains("FOGRA39"), "{text}");
    }
}

#[test]
fn calls_that_cannot_be_meant() {
    let book = Book::with(CHAPTER).file(
        "workbook.toml",
        format!("{WORKBOOK}[target.a]\nkind = \"screen\"\n[target.b]\nkind = \"print\"\n"),
    );
    for (args, said) in [
        (
            &["build", "-t", "a", "-t", "b", "--pages", "1"][..],
            "`--pages` selects pages of one target, and 2 are named",
        ),
        (
            &["build", "-t", "a", "-t", "b", "-o", "x.pdf"],
            "`--output` takes the file of one target, and 2 are named",
        ),
        (&["plates", "-t", "a"], "the target `a` is for screens and is not printed; those that are: `b`"),
        (&["build", "--pages", "0"], "they count from 1"),
        (&["build", "--pages", "99"], "`--pages` selects no page of `a`, which has 3 pages"),
        (&["build", "--ppi", "0", "--png", "x"], "10..=1200"),
        (&["build", "--format", "xml"], "possible values: human, json"),
        (&["build", "workbook.toml"], "`workbook.toml` is a file: name the workbook's folder, `.`"),
        (&["check", "chapters/01.toml"], "is a file: name the workbook's folder, `.`"),
        (&["build", ".", "chapters"], "unexpected argument 'chapters'"),
        (&["build", "-t", "A"], "did you mean `a`?"),
        (&["build", "-o", "chapters"], "`chapters` is a folder: name a file in it"),
        (&["build", "-o", "workbook.toml"], "name a file that ends in `.pdf`"),
        (&["build", "--png", "workbook.toml"], "`--png` takes a folder"),
        (&["plates", "--png", "workbook.toml"], "`--png` takes a folder"),
    ] {
        let run = book.run(args);
        assert!(run.code == 2 && run.err.contains(said), "{args:?}: {} {}", run.code, run.err);
    }
    assert!(fs::read_to_string(book.path().join("workbook.toml")).unwrap().starts_with(WORKBOOK));
}

/// Neither content nor names of files steer the terminal, and no long line is shown whole.
#[test]
fn nothing_steers_the_terminal() {
    let odd = "\\u001b[2J\\u202e\\u0007\\u009b\\r";
    let chapter = format!("style = \"x{odd}\"\ntitle = \"a\u{202e}b [x](y\u{2066}z)\"\nno\u{200f} = 1\n");
    let whole =
        format!("style = \"material\"\ntitle = \"x\"\nid = \"a{odd} b\"\n[[block]]\ntype = \"text{odd}\"\n");
    let workbook = format!("chapters = [\"chapters/01.toml\", \"{odd}.toml\"]\n{WORKBOOK}");
    let books = [
        Book::with(&chapter),
        Book::with(&whole).file("workbook.toml", workbook),
        Book::with(CHAPTER).file("chapters/a\u{1b}[31m\u{202e}.toml", "x\u{1b}]0;y\u{7} = 1"),
    ];
    for (book, format) in
        books.iter().flat_map(|book| ["human", "short", "github"].map(|format| (book, format)))
    {
        let run = book.run(&["check", "--format", format]);
        let said = run.text() + &run.err;
        assert_eq!(run.code, 1, "{said}");
        let steers = |c: &char| c.is_control() && *c != '\n' || "\u{202e}\u{2066}\u{200f}".contains(*c);
        assert_eq!(said.chars().find(steers), None, "{said}");
        assert!(format != "human" || said.contains("\\u{"), "{said}");
    }
    let long = "x".repeat(1_000_000);
    let chapter = CHAPTER.replace("Een alinea.", &format!("{long} ☃ {long}"));
    let run = Book::with(&chapter).run(&["check"]);
    assert!(run.code == 1 && run.text().len() < 2000 && run.text().contains('☃'), "{}", run.text().len());
}

/// Chapters come in natural order.
#[test]
fn ten_comes_after_two() {
    let mut book = Book::empty().file("workbook.toml", WORKBOOK);
    for number in [10, 1, 2] {
        let chapter = format!("style = \"material\"\ntitle = \"Hoofdstuk nummer {number}\"\nlede = \"x\"\n");
        book = book.file(&format!("chapters/{number}.toml"), chapter);
    }
    let (document, _) = book.laid();
    assert_eq!(document.pages().len(), 5);
    let text = crate::slips::outline(&book);
    assert_eq!(text, ["1", "2", "10"]);
}

/// The last words of the bookmarks of a book.
fn outline(book: &Book) -> Vec<String> {
    assert_eq!(book.run(&["build", "-q", "-t", "email", "-o", "a.pdf"]).code, 0);
    let document = lopdf::Document::load(book.path().join("a.pdf")).unwrap();
    let toc = document.get_toc().unwrap().toc;
    let titles = toc.iter().map(|entry| entry.title.clone()).filter(|title| title.contains("nummer"));
    titles.map(|title| title.rsplit(' ').next().unwrap().to_owned()).collect()
}

/// Every name by which a finding is made is in the catalogue, and every name there is made somewhere.
#[test]
fn the_catalogue_is_whole() {
    let mut made: Vec<String> = Vec::new();
    let mut all = String::new();
    for file in rust(&sample().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        if file.ends_with("source/catalogue.rs") {
            continue;
        }
        for start in [
            "Finding::error(",
            "Finding::warning(",
            "Self::error(",
            "Fault::new(",
            "missing(",
            "say(",
            "name: \"",
        ] {
            for part in text.split(start).skip(1) {
                let word = part.trim_start().trim_start_matches('"').split('"').next().unwrap_or_default();
                let quoted = start.ends_with('"') || part.trim_start().starts_with('"');
                if quoted
                    && !word.is_empty()
                    && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                {
                    made.push(word.to_owned());
                }
            }
        }
        all.push_str(&text);
    }
    assert!(made.len() > 60, "{made:?}");
    for name in &made {
        assert!(werkboek::source::finding_kind(name).is_some(), "`{name}` is not in the catalogue");
    }
    let docs = fs::read_to_string(sample().join("docs/format.md")).unwrap();
    for kind in werkboek::source::CATALOGUE {
        assert!(all.contains(&format!("\"{}\"", kind.name)), "nothing makes `{}`", kind.name);
        assert!(docs.contains(&format!("| `{}` | {} |", kind.name, kind.severity())), "{}", kind.name);
    }
}

fn rust(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { rust(&path) } else { vec![path] }).collect()
}
