//! No word of a text vanishes or changes in silence: it is set, or there is a finding at its place.

use std::fmt::Write;
use std::time::Instant;

use typst_library::World;
use werkboek::check::{Coverage, check};
use werkboek::source::{Folder, Severity};
use werkboek::typeset::Workspace;

use crate::book::Book;
use crate::pdf::words;

/// A chapter with one `text` block whose body is this literal.
fn chapter(literal: &str) -> String {
    format!("style = \"material\"\ntitle = \"Titel\"\n\n[[block]]\ntype = \"text\"\nbody = {literal}\n")
}

/// What `check` finds: names, `!` where it stops the build, and the words at the place.
fn found(chapter: &str) -> Vec<String> {
    let book = Book::with(chapter);
    let workspace = Workspace::new(Folder::open(book.path()).unwrap());
    let checked = check(workspace.store(), &Coverage::new(workspace.book()));
    let told = |finding: &werkboek::source::Finding| {
        let place = finding.place.clone().unwrap_or_else(|| panic!("{finding:?} has no place"));
        let stops = if finding.severity == Severity::Error { "!" } else { "" };
        assert!(!finding.hints.is_empty(), "{finding:?} says no way out");
        let words = chapter.get(place.range).unwrap_or("?").trim_end().replace('\n', "/");
        format!("{}{stops} {words}", finding.name)
    };
    checked.findings.iter().map(told).collect()
}

/// Each body, as a TOML literal, with what is found in it.
fn findings(cases: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (literal, expected) in cases {
        let found = found(&chapter(literal));
        if found != *expected {
            let _ = writeln!(wrong, "{literal}\n  found    {found:?}\n  expected {expected:?}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn notes_that_lead_nowhere_are_told() {
    findings(&[
        ("'''\na\n\n[^a]: noot'''", &["unused-footnote! [^a]: noot"]),
        ("'''\na[^a]\n\n[^a]: noot\n\n[^A]: nog'''", &["duplicate-footnote! [^A]: nog"]),
        (
            "'''\na[^a]\n\n[^a]: noot[^b]\n\n[^b]: c'''",
            &["nested-footnote! [^b]", "unused-footnote! [^b]: c"],
        ),
        ("'''\na[^a]\n\n[^a]:'''", &["unknown-footnote! [^a]"]),
        ("'''a[^a]'''", &["unknown-footnote! [^a]"]),
        ("\"a\\\\[^a]\"", &[]),
        ("'''\na[^B]\n\n[^b]: noot'''", &[]),
        ("'''\na[^b] en[^b]\n\n[^b]: noot'''", &[]),
    ]);
    assert_eq!(found("style = \"material\"\ntitle = \"A[^a]\"\nlede = \"b\"\n"), ["unknown-footnote! [^a]"]);
}

#[test]
fn links_of_every_spelling_are_checked() {
    findings(&[
        ("'''\n[x][1]\n\n[1]: www.a.nl'''", &["bad-link! [x][1]"]),
        ("'''\n[x][1] [1]\n\n[1]: https://a.nl'''", &[]),
        ("'''\n[x][1]\n\n[1]: #nergens'''", &["unknown-id! [x][1]"]),
        ("'''\n[x]\n\n[1]: #nergens\n[x]: woorden'''", &[]),
        ("'[x](HTTPS://a.nl) <info@a.nl> <https://b.nl>'", &[]),
        ("'[x](https://a.nl \"woorden\")'", &["link-title [x](https://a.nl \"woorden\")"]),
        ("'[x](https://a.nl'", &["unclosed-link [x]("]),
        ("'[x](https://a.nl/een twee)'", &["unclosed-link [x]("]),
        ("'[x] (https://a.nl)'", &["unclosed-link [x]"]),
        ("'\\[x\\](y [een] (twee)'", &[]),
    ]);
}

#[test]
fn marks_without_their_other_half_are_told() {
    findings(&[
        ("'Een **vet woord.'", &["unclosed-mark **"]),
        ("'Een vet** woord.'", &["unclosed-mark **"]),
        ("'Een ** vet ** woord.'", &["unclosed-mark **"]),
        ("'**vet **woord'", &["unclosed-mark **"]),
        ("'Een *schuin woord.'", &["unclosed-mark *"]),
        ("'Een _schuin woord.'", &["unclosed-mark _"]),
        ("'Een `code'", &["unclosed-mark `"]),
        ("'Een ~~weg'", &["unclosed-mark ~~"]),
        ("'(**vet'", &["unclosed-mark **"]),
        ("'''\n- **vet\n- niet'''", &["unclosed-mark **"]),
        ("'5 * 3, * not, _ en __, 2**3, a_b, Leser*innen, hotel **** en € 5*'", &[]),
        ("'Naam: ________ ~5 ~ 6 \\*ster **vet** *a* `b` ~~c~~'", &[]),
    ]);
}

#[test]
fn tables_that_are_none_are_told() {
    let row = "table-without-rule | a | b |";
    findings(&[
        ("'''\n| a | b |\n| 1 | 2 |'''", &[row]),
        ("'''\nKop:\n| a | b |\n|1|2|'''", &[row]),
        ("'''\n| a | b |\n|---|\n| 1 | 2 |'''", &[row]),
        ("'''\n| a | b |\n|——|——|\n| 1 | 2 |'''", &[row]),
        ("'''\na | b\n1 | 2'''", &["table-without-rule a | b"]),
        ("'''\n| a | b |\n|---|---|\n| 1 | 2 |'''", &[]),
        ("'''\n| a | b |\n|---|---|\n\n| 1 | 2 |'''", &["table-without-rule | 1 | 2 |"]),
        ("'''\n| a | b |\n|---|---|\n| 1 | 2 | 3 |'''", &["surplus-cells! 3 |"]),
        ("'''\n| a | b |\n|---|---|\n| 1 | [x]: y | [z]: é |\n| 3 |'''", &["surplus-cells! [z]: é |"]),
        ("'''\n| a | b |\n|---|---|\n| 1 | 2 | |\n||4|'''", &[]),
        ("'Ma | di, |x| en ||'", &[]),
    ]);
    let table = |body: &str| {
        found(&format!(
            "style = \"material\"\ntitle = \"T\"\n\n[[block]]\ntype = \"table\"\nbody = '''\n{body}'''\n"
        ))
    };
    assert_eq!(table("| a |\n|---|\n| 1 | 2 |"), ["surplus-cells! 2 |"]);
    assert!(table("| a | b |\n| 1 | 2 |").contains(&row.to_owned()));
}

#[test]
fn what_toml_swallows_is_told() {
    findings(&[
        ("\"\"\"\nGemeente\\\nPostbus\"\"\"", &["joined-lines! \\"]),
        ("\"\"\"\nGemeente \\\n  Postbus\"\"\"", &[]),
        ("\"\"\"\\\nPostbus\\\n\"\"\"", &[]),
        ("\"\"\"\nGemeente\\\\\nPostbus\"\"\"", &[]),
        ("'''\nGemeente\\\nPostbus'''", &[]),
        ("\"naar\\tabanken\"", &["escaped-tab \\t"]),
        ("\"a\\t\"", &[]),
        (
            "\"naar\\beeld \\foto \\eiland\"",
            &["swallowed-backslash! \\b", "swallowed-backslash! \\f", "swallowed-backslash! \\e"],
        ),
        ("\"C:\\nieuw naar\\rapport\"", &["swallowed-backslash! \\n", "swallowed-backslash! \\r"]),
        ("\"een:\\n- twee\\r\\ndrie\"", &[]),
        ("'naar\\tabanken\\beeld'", &[]),
        ("\"a\\u0007\"", &[]),
    ]);
}

#[test]
fn markup_that_is_not_set_is_told() {
    findings(&[
        ("'''\na\n\n      code\n\nb'''", &["indented-code!   code"]),
        ("'''\n    a\n    b'''", &[]),
        ("'''\n```\ncode'''", &["unclosed-code! ```"]),
        ("'''\n```de eerste regel\ncode\n```'''", &["unclosed-code! ```de eerste regel/code/```"]),
        ("'a <!-- b --> c'", &["comment <!-- b -->"]),
        ("'''\n<!-- b\n\nb -->\n\nc'''", &["comment <!-- b//b -->"]),
        ("'''\n<!-- b --> woorden\n\nc'''", &["raw-html! <!-- b --> woorden"]),
        ("'''\na\n\n<!-- b\n\nc'''", &["raw-html! <!-- b//c"]),
        ("'<!-- b -->'", &["empty-text! '<!-- b -->'", "comment <!-- b -->"]),
        ("'a<br>b&nbsp;c&eacute;'", &[]),
        ("'&#9731;'", &["missing-glyph! &#9731;"]),
        ("'<div>a</div>'", &["raw-html! <div>a</div>"]),
        ("'&nbsp;'", &["empty-text! '&nbsp;'"]),
        ("'\u{f0b7} a'", &[]),
        ("'☑ a'", &[]),
        ("'a \u{f0b7}'", &[]),
    ]);
}

/// Every odd text in a field of one line: its words are on the page.
#[test]
fn text_of_one_line_is_set_as_it_is() {
    let odd = [
        "1. Wat",
        "2026.",
        "+",
        "# x",
        "- y",
        "* z",
        "> q",
        "***",
        "---",
        "___",
        "| a | b |",
        "~~~",
        "```",
        "[MIRT]: programma",
        "[1]: https://example.org",
        "[x]: a \"b\"",
        "    vier",
        "===",
        "o",
        "C#",
        "- [ ] b",
        "a\\\\b",
    ];
    let mut chapter = String::from("style = \"material\"\ntitle = \"[MIRT]: titel\"\n");
    for text in odd {
        let _ = write!(
            chapter,
            "\n[[block]]\ntype = \"insight\"\nheading = '{text}'\nbody = 'b'\n\n[[block]]\ntype = \"write\"\nheading = '{text}'\nfields = [{{ prompt = '{text}' }}]\n"
        );
    }
    let found = words(&Book::with(&chapter).document());
    for text in odd {
        let bare: String =
            text.replace("\\\\", "\\").chars().filter(|c| !c.is_whitespace() && *c != '"').collect();
        let count = found.replace(['“', '”'], "").matches(&bare).count();
        assert!(count >= 3, "`{text}` is {count} times on the pages: {found}");
    }
    assert!(found.contains("[MIRT]:titel"), "{found}");
}

#[test]
fn words_of_rich_text_are_on_the_page() {
    let cases = [
        ("- [MIRT]: Rijksprogramma", "[MIRT]:Rijksprogramma"),
        ("[Wethouder]: Akkoord.", "[Wethouder]:Akkoord."),
        ("[1]: https://example.org/a", "[1]:https://example.org/a"),
        ("\tTabregel", "Tabregel"),
        ("    vierspaties\n    regel", "vierspatiesregel"),
        ("~~weggehaald~~", "weggehaald"),
        ("- [ ] tafel\n- [x] stoel", "tafelstoel"),
        ("•\tWordlijst\no\tdieper", "Wordlijst→dieper"),
        ("3. derde\n7. zevende", "3derde7zevende"),
        ("2027.", "2027."),
        ("Schrijver*innen en lezer*innen", "Schrijver*innenenlezer*innen"),
        ("Naar\tvoren", "Naarvoren"),
        ("| kop | twee |\n|---|---|\n| kort |\n|  | leeg |", "koptweekortleeg"),
        ("Zie [voet][9].\n\n[9]: https://example.org", "Zievoet."),
        ("Regel een<br>regel twee", "Regeleenregeltwee"),
    ];
    let mut chapter = String::from("style = \"redline\"\ntitle = \"Titel\"\n");
    for (text, _) in cases {
        let _ = write!(
            chapter,
            "\n[[block]]\ntype = \"text\"\nbody = '''\n{text}\n'''\n\n[[block]]\ntype = \"insight\"\nheading = \"K\"\nbody = '''\n{text}\n'''\n"
        );
    }
    let found = words(&Book::with(&chapter).document());
    for (text, expected) in cases {
        // One of the two may go over the edge of a page.
        assert!(found.contains(expected), "`{text}` is not on the pages as `{expected}`: {found}");
    }
}

/// Odd texts of some 100 kB are read and checked at once; walked from the start for each place, they took minutes.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test of time looks at the clock")]
fn long_texts_take_time_by_their_length() {
    let units = [
        "a\\\\b ",
        "Zij zegt *dat*. ",
        "[a]: b\n",
        "**vet ",
        "[",
        "](",
        "\u{200d}a",
        "• punt\n",
        "| a | b |\n",
        "`a ",
        "a\n\n",
        "<a ",
        "[^a]: b\n",
        "a[^a] ",
        "\\t",
        "• a\n  ◦ b\n",
    ];
    for unit in units {
        let book = Book::with(&chapter(&format!("\"\"\"\n{}\"\"\"", unit.repeat(40_000))));
        let workspace = Workspace::new(Folder::open(book.path()).unwrap());
        let coverage = Coverage::new(workspace.book());
        let start = Instant::now();
        check(workspace.store(), &coverage);
        let time = start.elapsed().as_secs_f64();
        assert!(time < 15.0, "`{unit}` took {time} s");
    }
}
