//! Runs of text as Markdown: what is written reads back as what was meant, or it is written otherwise.

use super::back::reads_back;
use super::escape::{Care, Place, address, cleaned, code, escaped, spaced, start_of_line};
use super::piece::{Line, Marks, Run};

/// Where links lead, and what notes are called.
pub struct Targets<'a> {
    /// Where a link leads on paper; nothing where it leads nowhere.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// The name of a note in the text that is written.
    pub note: &'a dyn Fn(&str) -> String,
}

/// A line as Markdown in one line, but for its own line ends.
pub fn markdown(line: &Line, targets: &Targets, cell: Place) -> String {
    let line = resolved(line, targets, cell);
    let mut written = String::new();
    for care in [Care::Light, Care::Tight, Care::Heavy, Care::Plain] {
        written = with_care(&line, care, cell);
        if reads_back(&written, &line, care, cell) {
            break;
        }
    }
    written
}

/// The line with its links as they are to be written, without anchors, and one space between words.
fn resolved(line: &Line, targets: &Targets, place: Place) -> Line {
    let mut out: Line = Vec::new();
    for run in line {
        let run = match run {
            Run::Anchor(_) => continue,
            Run::Note(_) if place == Place::Line => continue,
            Run::Break if place == Place::Line => Run::Text(" ".into(), Marks::default(), None),
            Run::Note(label) => Run::Note((targets.note)(label)),
            Run::Break => Run::Break,
            Run::Text(text, marks, link) => {
                let link = link.as_deref().and_then(|link| (targets.link)(link)).map(|link| address(&link));
                Run::Text(cleaned(text), *marks, link)
            }
        };
        match (out.last_mut(), run) {
            (Some(Run::Text(last, known, to)), Run::Text(text, marks, link))
                if *known == marks && *to == link =>
            {
                last.push_str(&text);
            }
            (_, run) => out.push(run),
        }
    }
    spaced(&mut out);
    out
}

/// Whether a text has a mark, and the sign for it.
type Sign = (fn(&Marks) -> bool, &'static str);

/// The marks of text, from the outer to the inner ones.
const SIGNS: [Sign; 3] =
    [(|marks| marks.strong, "**"), (|marks| marks.emphasis, "*"), (|marks| marks.strike, "~~")];

fn with_care(line: &Line, care: Care, cell: Place) -> String {
    let mut out = String::new();
    let mut rest = line.as_slice();
    while let Some(first) = rest.first() {
        let link = target(first);
        let length = rest.iter().take_while(|run| target(run) == link).count();
        let (group, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = after;
        match link {
            Some(link) => {
                let mut inner = String::new();
                marked(group, 0, care, cell, &mut inner);
                let words = inner.trim_matches(' ');
                // A note right before a link would be read as words of its own.
                if out.ends_with(']') {
                    out.push(' ');
                } else if out.ends_with('!') && care < Care::Heavy {
                    out.insert(out.len() - 1, '\\');
                }
                let (before, behind) = (
                    inner.len() - inner.trim_start_matches(' ').len(),
                    inner.len() - inner.trim_end_matches(' ').len(),
                );
                out.push_str(&" ".repeat(before));
                out.push_str(&format!("[{words}]({link})"));
                out.push_str(&" ".repeat(behind));
            }
            None => marked(group, 0, care, cell, &mut out),
        }
    }
    if cell == Place::Text { out.split('\n').map(start_of_line).collect::<Vec<_>>().join("\n") } else { out }
}

fn target(run: &Run) -> Option<&str> {
    match run {
        Run::Text(_, _, link) => link.as_deref(),
        _ => None,
    }
}

/// Writes runs with the marks from a level on.
fn marked(runs: &[Run], level: usize, care: Care, cell: Place, out: &mut String) {
    let Some((has, sign)) = SIGNS.get(level) else {
        return runs.iter().for_each(|run| piece(run, care, cell, out));
    };
    let is_marked = |run: &Run| match run {
        Run::Text(text, marks, _) => has(marks) && (!text.trim().is_empty()),
        _ => false,
    };
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let on = is_marked(first) && care < Care::Plain;
        let length = rest.iter().take_while(|run| (is_marked(run) && care < Care::Plain) == on).count();
        let (group, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = after;
        let mut inner = String::new();
        marked(group, level + 1, care, cell, &mut inner);
        if !on {
            out.push_str(&inner);
            continue;
        }
        let outer = |c: char| {
            c.is_whitespace()
                || care >= Care::Tight && c.is_ascii_punctuation() && !"*_~`[]()\\\"'".contains(c)
        };
        let words = inner.trim_matches(outer);
        let before = inner.len() - inner.trim_start_matches(outer).len();
        let (head, _) = inner.split_at_checked(before).unwrap_or_default();
        let tail = inner.get(before + words.len()..).unwrap_or_default();
        match words.is_empty() {
            true => out.push_str(&inner),
            false => [head, sign, words, sign, tail].iter().for_each(|part| out.push_str(part)),
        }
    }
}

fn piece(run: &Run, care: Care, cell: Place, out: &mut String) {
    match run {
        Run::Text(text, marks, _) if marks.code && care < Care::Plain && !text.trim().is_empty() => {
            let words = text.trim_matches(' ');
            let before = text.len() - text.trim_start_matches(' ').len();
            out.push_str(&" ".repeat(before));
            code(words, cell, out);
            out.push_str(&" ".repeat(text.len() - before - words.len()));
        }
        Run::Text(text, _, link) => escaped(text, care, cell, link.is_some(), out),
        Run::Note(label) => out.push_str(&format!("[^{label}]")),
        Run::Break if cell == Place::Cell => out.push_str("<br>"),
        Run::Break => out.push_str("\\\n"),
        Run::Anchor(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Care, Line, Marks, Place, Run, Targets, markdown, reads_back, resolved};

    const PLACES: [Place; 3] = [Place::Text, Place::Cell, Place::Line];

    fn some(line: &Line, place: Place) -> String {
        let link = |link: &str| Some(link.to_owned());
        let note = |label: &str| label.to_owned();
        let targets = Targets { link: &link, note: &note };
        let written = markdown(line, &targets, place);
        let meant = resolved(line, &targets, place);
        let cares = [Care::Light, Care::Tight, Care::Heavy, Care::Plain];
        let sound = cares.iter().any(|care| reads_back(&written, &meant, *care, place));
        assert!(sound, "{place:?}\n{line:?}\n{written}");
        written
    }

    fn text(text: &str) -> Run {
        Run::Text(text.into(), Marks::default(), None)
    }

    /// Runs of any signs, with any marks, read as what was meant.
    #[test]
    fn anything_is_read_back() {
        let signs: Vec<char> =
            "ab *_`~[]()<>&#!|\\-+=1.2):;\"'/^\u{e9}\u{2022}\u{2013}\u{2610}{}$@\u{a0}".chars().collect();
        fastrand::seed(11);
        for _ in 0..20_000 {
            let run = |_| match fastrand::u8(0..12) {
                0 => Run::Break,
                1 => Run::Note("n".into()),
                kind => {
                    let words =
                        (0..fastrand::usize(1..9)).map(|_| signs[fastrand::usize(0..signs.len())]).collect();
                    let marks = Marks {
                        strong: fastrand::u8(0..4) == 0,
                        emphasis: fastrand::u8(0..4) == 0,
                        strike: fastrand::u8(0..8) == 0,
                        code: fastrand::u8(0..10) == 0,
                    };
                    Run::Text(words, marks, (kind == 2).then(|| "https://example.org/a_(b)".into()))
                }
            };
            let line: Line = (0..fastrand::usize(1..5)).map(run).collect();
            some(&line, PLACES[fastrand::usize(0..3)]);
        }
    }

    /// What is plain stays plain to the eye, too.
    #[test]
    fn little_is_escaped() {
        for plain in [
            "Een zin, met (haken), een snake_case, 50% & meer; a < b, R&D en \u{201c}woorden\u{201d}.",
            "1.5 meter",
            "-5 graden",
            "[MIRT] is een programma",
            "Wat? #ruimte!",
            "C:\\map",
        ] {
            assert_eq!(some(&vec![text(plain)], Place::Text), plain);
        }
        for (plain, written) in [
            ("1. Eerst", "1\\. Eerst"),
            ("# Kop", "\\# Kop"),
            ("- punt", "\\- punt"),
            ("a*b*c", "a\\*b\\*c"),
            ("[x](y)", "\\[x](y)"),
            ("> wie", "\\> wie"),
        ] {
            assert_eq!(some(&vec![text(plain)], Place::Text), written);
        }
        assert_eq!(some(&vec![text("a | b")], Place::Cell), "a \\| b");
        assert_eq!(some(&vec![text("1. Teams")], Place::Line), "1. Teams");
    }

    #[test]
    fn marks_stand_around_words() {
        let strong = Marks { strong: true, ..Marks::default() };
        let both = Marks { emphasis: true, ..strong };
        let run = |words: &str, marks| Run::Text(words.into(), marks, None);
        for (line, written) in [
            (vec![run("Vet ", strong), text("gewoon")], "**Vet** gewoon"),
            (vec![text("half"), run("vet", strong), text("half")], "half**vet**half"),
            (vec![run("a ", strong), run("b", both)], "**a *b***"),
            (vec![run("vet,", strong), text("verder")], "**vet**,verder"),
            (vec![run("  ", strong), text("x")], "x"),
            (vec![text("een"), Run::Break, text("twee")], "een\\\ntwee"),
        ] {
            assert_eq!(some(&line, Place::Text), written);
        }
    }
}
