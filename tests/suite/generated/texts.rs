//! Texts of every kind that people write: long and short, foreign, marked up, and marked up wrongly.

/// How many letters a text has.
const LENGTHS: [usize; 6] = [0, 1, 7, 8, 25, 200];

/// What a text ends in.
const ENDS: [&str; 14] = ["", ".", "…", "\"", "'", "’", "”", "»", ")", "]", "é", "ß", "²", "e\u{301}"];

/// What stands in a line, meant or not meant as Markdown.
const LINES: [&str; 106] = [
    "Een *schuin* woord",
    "Een **vet** woord",
    "Een ***vet schuin*** woord",
    "Een `stuk code` erin",
    "Een [koppeling](https://www.example.nl/pad) erin",
    "[Alles](https://www.example.nl)",
    "Zie [de tekst](#here) hier",
    "Zie <https://nl.wikipedia.org/wiki/Straat_(verkeer)>.",
    "Mail <info@example.nl>",
    "https://www.example.nl/a/b?c=d&e=f#g",
    "(https://www.example.nl/a)",
    "HTTPS://WWW.EXAMPLE.NL",
    "www.example.nl",
    "info@example.nl",
    "[*Schuin*](https://www.example.nl)",
    "*[Schuin](https://www.example.nl)*",
    "[`code`](https://www.example.nl)",
    "Een  \nharde regel",
    "Een\\\nharde regel",
    "Een\nzachte regel",
    "Een\r\nzachte regel",
    "Twee\n\nalinea's",
    "![beeld](beeld.png)",
    "<b>vet</b>",
    "regel<br>regel",
    "<!-- weg -->",
    "a < b en c > d",
    "<",
    "&amp; &eacute; &#39; &nbsp; &x;",
    "~~weg~~",
    "H~2~O en m^2^",
    "Een noot[^a]",
    "[^a]: De noot.",
    "[MIRT]: programma",
    "[Wethouder]: Akkoord.",
    "[1]: https://www.example.nl",
    "[MIRT]",
    "[MIRT][]",
    "[a][b]",
    "[]",
    "[]()",
    "[](https://www.example.nl)",
    "[leeg]()",
    "[plaats](<a b>)",
    "[t](https://www.example.nl \"t\")",
    "[ver](#nergens)",
    "[fout](example.nl)",
    "\\*geen sterren\\*",
    "\\[geen\\] \\# haken",
    "\\",
    "C:\\Users\\foto.jpg",
    "$x^2$",
    "#a",
    "@a",
    "#let x = 1",
    "# Kop",
    "### Kop ###",
    "1. Wat willen *wij*?",
    "2026.",
    "2026. Een jaar",
    "1)",
    "+",
    "-",
    "*",
    "**",
    "_",
    "`",
    "``a`b``",
    ">",
    "> citaat",
    "- punt",
    "* punt",
    "---",
    "***",
    "===",
    "```",
    "~~~",
    "| a | b |",
    "|",
    "    ingesprongen",
    "\tingesprongen",
    " vooraan",
    "achteraan ",
    "**vet zonder eind",
    "*schuin zonder eind",
    "[open",
    "dicht]",
    "- [ ] tafel",
    "[x] tafel",
    "• punt",
    "\u{f0b7} punt",
    "'Zo'n straat wil ik ook!' zei ze.",
    "\"Een 'woord' erin\"",
    "A4'tjes, 65'ers, '90s",
    "„So geht's“, „aber ja“",
    "« Bien sûr », l'été",
    "“Ik dacht zand.”",
    "smal\u{202f}wit\u{2009}en\u{a0}vast",
    "harde\u{2011}streep en\u{2010}streep",
    "2\u{1d49} stap",
    "links\u{200e}rechts\u{200f}op",
    "een\ttab",
    "regel\u{2028}regel",
    "zacht\u{ad}streep en nul\u{200b}breed\u{2060}heid\u{feff}",
    "字 שלום 🙂",
    "kleine\u{85}regel en \u{7}bel",
];

/// What stands in several lines.
const BLOCKS: [&str; 58] = [
    "Een alinea.\n\nNog een alinea.",
    "# Een\n\nTekst.",
    "## Twee\n\nTekst.",
    "###### Zes",
    "Kop\n===\n\nTekst.",
    "Kop\n---",
    "- een\n- twee\n- drie",
    "- een\n\n- twee\n\n  alinea",
    "* een\n* twee\n  * drie\n  * vier",
    "- een\n  - twee\n    - drie\n      - vier",
    "1. een\n2. twee",
    "7. zeven\n8. acht",
    "0. nul",
    "1) een\n2) twee",
    "999999999. ver\n1000000000. verder",
    "- een\n1. twee\n* drie",
    "- [ ] tafel\n- [x] stoel",
    "1. [ ] tafel",
    "- een\n\n  > citaat\n\n  ```\n  code\n  ```",
    "- | a | b |\n  |---|---|\n  | 1 | 2 |",
    "-",
    "-\n-\n-",
    "- \n\n  later",
    "> citaat",
    "> citaat\n>> dieper",
    "> - punt\n> - punt\n>\n> alinea",
    "Boven.\n\n---\n\nOnder.",
    "---",
    "```\ncode\n  code\n```",
    "```rust\nfn main() {}\n```",
    "```\nzonder eind",
    "~~~\ncode\n~~~",
    "    code\n    code",
    "Tekst.\n\n\tcode",
    "```\n```",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "| a |\n|---|\n| 1 |",
    "| a | b | c |\n|:--|:-:|--:|\n| 1 |\n| 1 | 2 | 3 | 4 |\n|  |  |  |",
    "| a | b |\n| 1 | 2 |",
    "| [kop](https://www.example.nl) | noot[^a] |\n|---|---|\n| 1 | 2 |\n\n[^a]: De noot.",
    "|---|---|\n| 1 | 2 |",
    "Een noot[^a].\n\n[^a]: De noot.",
    "Een[^a], nog eens[^a].\n\n[^a]: De noot.",
    "Geen verwijzing.\n\n[^a]: De noot.",
    "Een[^B].\n\n[^b]: De noot.",
    "Een[^a].\n\n[^a]: Noot[^b].\n[^b]: Dieper.",
    "Een[^a].\n\n[^a]: Eerst.\n[^a]: Dan.",
    "Een[^a].\n\n[^a]: Een lijst:\n\n    - een\n    - twee",
    "Een[^a].\n\n[^a]: Zich[^a].",
    "Een[^a].\n\n[^a]:",
    "Zie [MIRT].\n\n[MIRT]: https://www.example.nl",
    "- [MIRT]: Rijksprogramma\n- [B]: https://www.example.nl",
    "[MIRT]: een\n[MIRT]: twee",
    "<div>\n\n*tekst*\n\n</div>",
    "<!--\nweg\n-->\n\nTekst.",
    "• een\n• twee",
    "\n\n\n",
    "a\r\n\r\n- b\r\n",
];

/// A letter that no dictionary breaks, many times.
const UNBREAKABLE: [(&str, usize); 5] = [("q", 25), ("w", 60), ("x", 300), ("é", 24), ("字", 30)];

/// Words in the order of a sentence, so that lengths can be met to the letter.
const SENTENCE: &str = "De straat van morgen moet meer kunnen dan die van vandaag en dat vraagt om een plan dat verder \
     kijkt dan het volgende bestek want onder de stenen liggen de leidingen waar later de bomen komen te staan ";

/// A text of so many letters, spaces included.
pub fn of_length(letters: usize) -> String {
    SENTENCE.chars().cycle().take(letters).collect::<String>()
}

/// A text of so many letters whose last are these.
fn ending(letters: usize, end: &str) -> String {
    let body = of_length(letters.saturating_sub(end.chars().count()));
    format!("{body}{end}")
}

/// Texts of every length with every end.
fn lengths() -> Vec<String> {
    let all = LENGTHS.iter().flat_map(|letters| ENDS.map(|end| ending(*letters, end)));
    let mut all: Vec<String> = all.collect();
    all.extend([" ", "\n", "\u{a0}"].map(str::to_owned));
    all
}

/// Words that cannot be broken, whole and with what may follow a word.
fn unbreakable() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (letter, count) in UNBREAKABLE {
        let word = letter.repeat(count);
        all.extend(["", "é", "’", ".", ")", "-", "…"].map(|end| format!("{word}{end}")));
    }
    all.push("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".into());
    all.push(format!("https://www.example.nl/{}", "pad-zonder-einde/".repeat(9)));
    all.push(format!("https://www.example.nl/{}", "x".repeat(150)));
    all.push(format!("{}@example.nl", "voornaam.achternaam".repeat(4)));
    all
}

/// Markup within markup, beyond what is sane.
fn deep() -> Vec<String> {
    vec![
        "*".repeat(60),
        "[".repeat(60),
        format!("{}a{}", "*(".repeat(30), ")*".repeat(30)),
        format!("{}diep", "> ".repeat(30)),
        (0..20).map(|level| format!("{}- punt\n", "  ".repeat(level))).collect(),
        "- ".repeat(30),
        "| a ".repeat(30) + "|\n" + &"|---".repeat(30) + "|\n" + &"| 1 ".repeat(30) + "|",
        (0..200).map(|item| format!("- punt {item}\n")).collect(),
        of_length(200) + &of_length(3000),
    ]
}

/// All texts for a field that takes plain or inline text.
pub fn lines() -> Vec<String> {
    [lengths(), unbreakable(), LINES.map(str::to_owned).to_vec()].concat()
}

/// All texts for a field that takes rich text.
pub fn rich() -> Vec<String> {
    [lines(), BLOCKS.map(str::to_owned).to_vec(), deep()].concat()
}

/// Markdown tables that hold a text in head and body.
pub fn tables() -> Vec<String> {
    let mut all: Vec<String> = lines()
        .iter()
        .map(|text| text.replace(['\n', '\r'], " ").replace('|', "\\|"))
        .map(|text| format!("| {text} | kop |\n|---|--:|\n| cel | {text} |\n| {text} |  |"))
        .collect();
    all.extend(BLOCKS.iter().filter(|text| text.contains('|')).map(|text| (*text).to_owned()));
    for columns in [1, 2, 5, 12, 30] {
        for cell in [1, 8, 25] {
            let row = |text: &str| format!("|{}\n", format!(" {text} |").repeat(columns));
            let word = of_length(cell).replace(' ', "e");
            all.push(row(&word) + &row("---") + &row(&word).repeat(40));
        }
    }
    all
}

/// A text as it mostly is: some words, a full stop.
pub fn ordinary(rng: &mut fastrand::Rng) -> String {
    let start = rng.usize(0..6) * 10;
    let words: Vec<&str> = SENTENCE.split(' ').cycle().skip(start).take(1 + rng.usize(0..14)).collect();
    format!("{}.", words.join(" "))
}

/// Any text of a list, or two of them after each other.
pub fn any(list: &[String], rng: &mut fastrand::Rng) -> String {
    let one = rng.choice(list).cloned().unwrap_or_default();
    if rng.u8(..) > 40 {
        return one;
    }
    let join = *rng.choice([" ", "\n\n", "", "\n"].iter()).unwrap_or(&" ");
    format!("{one}{join}{}", rng.choice(list).cloned().unwrap_or_default())
}
