//! What people write by mistake: each names what was meant, at its place, with what to write.

use typst_library::foundations::Bytes;
use werkboek::content::{OwnTypes, read_chapter, read_workbook};
use werkboek::source::{Finding, file_id};

use crate::book::WORKBOOK;

/// What is found in a file, and the text at each place.
fn found(path: &str, text: &str) -> Vec<(Finding, String)> {
    let file = file_id(path).unwrap();
    let bytes = Bytes::from_string(text.to_owned());
    let findings = match path {
        "workbook.toml" => read_workbook(file, &bytes).findings.clone(),
        _ => read_chapter(file, &bytes, &OwnTypes::default()).findings.clone(),
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
        ("\"nl\"", "nl", "is a text", "`language = \"nl\"`"),
        (
            "[edition]\nnumber = 1\ndate = 2021-09-17\n",
            "",
            "`edition` is missing",
            "`[edition]`, `number = 1`, `date = 2021-09-17`",
        ),
        ("17\n", "17\n[design]\ncover = \"omslag.jpg\"\n", "`cover` must be", "write `cover = { image"),
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
