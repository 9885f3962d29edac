//! What each kind of Markdown becomes, with honest places.

use super::node::plain;
use super::shown::{honest, shown};
use super::{read, read_inline};

fn rich(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let nodes = read(text);
        assert_eq!(shown(&nodes), *expected, "{text:?}");
        honest(text, &nodes);
    }
}

fn inline(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let nodes = read_inline(text);
        assert_eq!(shown(&nodes), *expected, "{text:?}");
        honest(text, &nodes);
    }
}

#[test]
fn definitions_are_words_unless_they_are_needed() {
    rich(&[
        ("[MIRT]: programma", "p[[MIRT]: programma]"),
        ("- [MIRT]: Rijks\n- [BO]: x", "ul[li[[MIRT]: Rijks]li[[BO]: x]]"),
        ("> [Wethouder]: Akkoord.", "q[p[[Wethouder]: Akkoord.]]"),
        ("1. [a]: b\n   [c]: d", "ol1[li[[a]: b [c]: d]]"),
        ("[MIRT]:\nprogramma", "p[[MIRT]: programma]"),
        ("[a]: b \"titel\"", "p[[a]: b \"titel\"]"),
        ("[a]: b\n[a]: c\n[A]: d", "p[[a]: b [a]: c [A]: d]"),
        ("[1]: https://a.nl", "p[[1]: https://a.nl]"),
        ("Zie [x][1].\n\n[1]: https://a.nl", "p[Zie <https://a.nl>[x].]"),
        ("Zie [1].\n\n[1]: https://a.nl\n[1]: https://b.nl", "p[Zie <https://a.nl>[1].]p[[1]: https://b.nl]"),
        ("Het [MIRT] is\n\n[mirt]: programma", "p[Het [MIRT] is]p[[mirt]: programma]"),
        ("[x][a]\n\n[a]: www.a.nl", "p[<www.a.nl>[x]]"),
        ("`[a]: b`", "p[`[a]: b`]"),
        ("```\n[a]: b\n```", "code[[a]: b\n]"),
        ("[^a]: b[c]: d", "!UnusedNote(\"a\")[p[b[c]: d]]"),
        ("- [x][1]\n\n  [1]: https://a.nl\n  [2]: b", "ul[li[p[<https://a.nl>[x]]p[[2]: b]]]"),
        ("é [a]\n\n[a]: é [b]: c", "p[é [a]]p[[a]: é [b]: c]"),
    ]);
}

#[test]
fn notes_are_set_once() {
    rich(&[
        ("One[^a] two.\n\n[^a]: The *note*.", "p[One^a[p[The em[note].]] two.]"),
        ("a[^B] b[^b]\n\n[^b]: n", "p[a^b+[p[n]] b^b]"),
        ("a[^1] b[^1] c[^1]\n\n[^1]: n", "p[a^1+[p[n]] b^1 c^1]"),
        ("a\n\n[^a]: n", "p[a]!UnusedNote(\"a\")[p[n]]"),
        ("a[^a]\n\n[^a]: n\n\n[^A]: m", "p[a^a[p[n]]]!SecondNote(\"A\")[p[m]]"),
        (
            "a[^a] b[^b]\n\n[^a]: n[^b]\n\n[^b]: m[^a]",
            "p[a^a[p[n!NestedNote(\"b\")[]]] b^b[p[m!NestedNote(\"a\")[]]]]",
        ),
        ("a[^a]\n\n[^a]:", "p[a^a[]]"),
        ("| a[^a] |\n|---|\n| b[^a] |\n\n[^a]: n", "table[tr[td[a^a+[p[n]]]]tr[td[b^a]]]"),
        ("a[^x]", "p[a[^x]]"),
    ]);
}

#[test]
fn text_of_one_line_never_starts_a_block() {
    #[rustfmt::skip]
    let same = [
        "1. Teams", "2026.", "1)", "+", "-", "*", "#", "# 1", "## A", "> ", "> a", "- a", "+ a", "* a",
        "***", "---", "___", "===", "|", "| a | b |", "~~~", "```", "[a]: b", "[MIRT]: programma",
        "[^a]: b", "[ ] a", "- [ ] a", "Titel #", "a | b", "~tilde~", "x", "x ", "x x", "5 * 3",
        "* not", "_", "•", "é", "‘s", "C#", "=", ":", "\u{a0}",
    ];
    for text in same {
        inline(&[(text, text.trim_end_matches(' '))]);
    }
    inline(&[
        ("1. Wat willen *wij*?", "1. Wat willen em[wij]?"),
        ("# **A** `b`", "# strong[A] `b`"),
        ("    vier `x`", "vier `x`"),
        ("\ttab *x*", "tab em[x]"),
        ("> _a_ ~~b~~", "> em[a] strike[b]"),
        ("*a* b", "em[a] b"),
        ("**\"a\"**", "strong[\"a\"]"),
        ("een\ntwee", "een twee"),
        ("een\r\n\r\n- twee\n", "een - twee"),
        ("een  \ntwee\\\ndrie", "een/twee/drie"),
        ("een\\\\\ntwee", "een\\ twee"),
        ("een<br>twee\u{2028}drie\u{85}vier", "een/twee/drie vier"),
        ("Titel\n---", "Titel ---"),
        ("a\n| b |\n|---|", "a | b | |---|"),
        ("[a](https://a.nl)", "<https://a.nl>[a]"),
        ("*een\ntwee*", "em[een twee]"),
        ("&eacute;n", "én"),
        ("a\tb", "a b"),
        ("", ""),
        (" \n ", ""),
        ("<!-- a -->", "{<!-- a -->}"),
    ]);
}

#[test]
fn pasted_text_is_what_it_was() {
    rich(&[
        ("    a\n    b", "p[a b]"),
        ("\ta\n\n\tb", "p[a]p[b]"),
        ("    a\n\n\tb\n  \tc", "p[a]p[b c]"),
        ("    a\n\n        b", "p[a]!IndentedCode[b]"),
        ("Kop\n\n    a\n\n    b", "p[Kop]p[a]p[b]"),
        ("- a\n    - b\n    - c", "ul[li[aul[li[b]li[c]]]]"),
        ("  - a\n    - b\n  - c", "ul[li[aul[li[b]]]li[c]]"),
        ("a\n\n      b\n\nc", "p[a]!IndentedCode[  b\n]p[c]"),
        ("  ```\n  a\n    b\n  ```", "code[a\n  b\n]"),
        ("• een\n• twee", "ul[li[een]li[twee]]"),
        ("Kop:\n•een\n•twee", "p[Kop:]ul[li[een]li[twee]]"),
        ("·         een\n·         twee", "ul[li[een]li[twee]]"),
        (
            "\u{f0b7}\teen\no\ttwee\n\u{f0a7}\tdrie\n\u{f0b7}\tvier",
            "ul[li[eenul[li[tweeul[li[drie]]]]]li[vier]]",
        ),
        ("• een\n    ◦ twee\n    ◦ drie\n• vier", "ul[li[eenul[li[twee]li[drie]]]li[vier]]"),
        ("▪ a\n▪ b\n\nTekst.\n\n● c", "ul[li[a]li[b]]p[Tekst.]ul[li[c]]"),
        ("– een\n– twee", "ul[li[een]li[twee]]"),
        ("Kop\n– een\n– twee", "p[Kop]ul[li[een]li[twee]]"),
        ("Een zin\n– met een streep –\nloopt door.", "p[Een zin – met een streep – loopt door.]"),
        ("1. een\n   • a\n   • b\n2. twee", "ol1[li[eenul[li[a]li[b]]]li[twee]]"),
        ("- een\n  • a", "ul[li[eenul[li[a]]]]"),
        ("```\n• a\n```\n• b", "code[• a\n]ul[li[b]]"),
        ("☐ a\n☑ b", "ul[li[( ) a]li[(x) b]]"),
        ("•", "p[•]"),
        ("o ja", "p[o ja]"),
        ("a\tb", "p[a b]"),
        ("a\u{2028}b\u{2029}c\u{b}d", "p[a b]p[c d]"),
    ]);
}

#[test]
fn marks_mean_what_they_were_meant_for() {
    rich(&[
        ("- [ ] a\n- [x] b\n- [X] *c*", "ul[li[( ) a]li[(x) b]li[(x) em[c]]]"),
        ("~~weg~~ ~a~", "p[strike[weg] ~a~]"),
        ("Leser*innen und Schüler*innen", "p[Leser*innen und Schüler*innen]"),
        ("3*4*5 on*ge*looflijk", "p[3*4*5 onem[ge]looflijk]"),
        ("foto`s en auto`s", "p[foto`s en auto`s]"),
        ("2026.", "p[2026.]"),
        ("-", "p[-]"),
        ("#", "p[#]"),
        ("> a", "q[p[a]]"),
        (">", "p[>]"),
        ("1. a\n1. b", "ol1[li[a]li[b]]"),
        ("3. a\n7. b", "ol3[li3[a]li7[b]]"),
        ("1. a\n2. b", "ol1[li[a]li[b]]"),
        ("a<br>b<BR/>c", "p[a/b/c]"),
        ("Titel\n---", "h[Titel]"),
        ("a&nbsp;b &amp; c", "p[a\u{a0}b & c]"),
        ("<info@a.nl>", "p[<mailto:info@a.nl>[info@a.nl]]"),
        ("a [^x] b & c < d", "p[a [^x] b & c < d]"),
        ("\\[a]: b", "p[[a]: b]"),
    ]);
}

#[test]
fn no_cell_and_no_line_is_lost() {
    let head = "| a | b |\n|---|---|\n";
    let table = |row: &str| read(&format!("{head}{row}"));
    let rows = |row: &str| shown(&table(row)).replace("table[tr[td[a]td[b]]", "");
    assert_eq!(rows("| 1 | 2 |"), "tr[td[1]td[2]]]");
    assert_eq!(rows("| 1 |"), "tr[td[1]td[]]]");
    assert_eq!(rows("|  | 2 |"), "tr[td[]td[2]]]");
    assert_eq!(rows("| 1 | 2 | |"), "tr[td[1]td[2]]]");
    assert_eq!(rows("| 1 | 2\\|3 |"), "tr[td[1]td[2|3]]]");
    assert_eq!(rows("| 1 | 2 | 3 |"), "tr[td[1]td[2]!SurplusCells { found: 3, wanted: 2 }[]]]");
    assert_eq!(rows("1|2|3|4"), "tr[td[1]td[2]!SurplusCells { found: 4, wanted: 2 }[]]]");
    rich(&[
        ("```\na", "code[a!OpenCode[]]"),
        ("```x y\na\n```", "code[a\n]"),
        ("~~~\na\n~~~", "code[a\n]"),
        ("[a](https://b.nl \"c\")", "p[<https://b.nl>[!LinkTitle(\"c\")[]a]]"),
        ("<div>\na\n</div>", "{<div>\na\n</div>}"),
    ]);
}

#[test]
fn what_is_nested_too_deeply_is_told() {
    let deep = format!("{}a", "> ".repeat(400));
    assert!(shown(&read(&deep)).contains("!TooDeep"));
    let deep: String = (0..40).map(|level| format!("{}- a\n", "  ".repeat(level))).collect();
    assert!(shown(&read(&deep)).contains("!TooDeep"));
}

#[test]
fn neighbours_of_text_are_one() {
    assert_eq!(read("a [^x] b & c < d")[0].children.len(), 1);
    assert_eq!(plain(&read_inline("a *b* `c`")), "a b c");
}
