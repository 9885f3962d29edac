//! The design: sizes within their bounds, and margins that leave room for the text.

use crate::book::{Design, Draft, least_margins};
use crate::content::{At, Design as Given, Length};
use crate::source::{Finding, Place};

/// The shortest and the longest side of a page, in millimetres.
const SIDES: [f64; 2] = [90.0, 600.0];

/// The smallest and the largest type of the running text, in points.
const SIZES: [f64; 2] = [6.0, 16.0];

/// The closest and the widest lines, in parts of the type size.
const LINES: [f64; 2] = [1.15, 2.0];

/// The widest margin, in millimetres; how narrow one may be is said by what stands near the trim.
const WIDEST: f64 = 150.0;

/// The fewest letters of a column, the part of its size that a letter is wide, and the fewest lines of a page.
const LEAST: (f64, f64, f64) = (28.0, 0.48, 18.0);

/// Checks `[design]` beyond its accent and its cover.
pub fn check_design(draft: &Draft, findings: &mut Vec<Finding>) {
    let Some(workbook) = &draft.workbook else { return };
    let given = &workbook.design;
    findings.extend(paper(draft, given));
    findings.extend(type_size(draft, given));
    findings.extend(sides(draft, given));
    // What is out of its bounds makes no room for anything.
    if findings.iter().all(|finding| finding.name != "wrong-measure") {
        findings.extend(room(draft, given));
    }
}

fn told(draft: &Draft, range: &std::ops::Range<usize>, message: String, hint: String) -> Finding {
    Finding::error("wrong-measure", Place::new(draft.file, range.clone()), message).hint(hint)
}

/// A page is no stamp and no poster.
fn paper(draft: &Draft, given: &Given) -> Option<Finding> {
    let paper = given.paper.as_ref()?;
    let [least, most] = SIDES;
    let (width, height) = (paper.value.0, paper.value.1);
    let is_page = |side: f64| (least..=most).contains(&side);
    (!is_page(width) || !is_page(height)).then(|| {
        let message = format!(
            "`paper` must be between {least} and {most} mm on each side, not {width:.0} x {height:.0} mm"
        );
        told(
            draft,
            &paper.range,
            message,
            "take a name such as \"a5\", or sides such as \"170mm x 240mm\"".into(),
        )
    })
}

/// Type that can be read, on lines that neither touch nor fall apart.
fn type_size(draft: &Draft, given: &Given) -> Option<Finding> {
    let bounds = |at: &At<Length>, key: &str, [least, most]: [f64; 2], hint: String| {
        let points = at.value.points();
        (!(least - 0.005..=most + 0.005).contains(&points)).then(|| {
            let message = format!("`{key}` must be between {least:.1} and {most:.1} pt, not {points:.1} pt");
            told(draft, &at.range, message, hint)
        })
    };
    let size = given.size.as_ref().and_then(|at| {
        bounds(at, "size", SIZES, "running text is set in 8 to 11 pt, such as `size = \"9.25pt\"`".into())
    });
    size.or_else(|| {
        let size = Design::new(given).size;
        let usual = 1.38 * size;
        let hint = format!("lines stand {usual:.1} pt apart where `line` is left out");
        bounds(given.line.as_ref()?, "line", LINES.map(|part| part * size), hint)
    })
}

/// Margins that hold what stands in them.
fn sides(draft: &Draft, given: &Given) -> Vec<Finding> {
    let margins = &given.margins;
    let [furniture, edge] = least_margins(Design::new(given).line).map(|least| least / Length(1.0).points());
    let all = [
        ("top", &margins.top, furniture, "the rail stands in it"),
        ("bottom", &margins.bottom, furniture, "the folio stands in it"),
        ("inside", &margins.inside, edge, "the fold takes some of it"),
        ("outside", &margins.outside, edge, "a knife is never exact"),
    ];
    let narrow = |(key, margin, least, why): (&str, &Option<At<Length>>, f64, &str)| {
        let margin = margin.as_ref()?;
        let given = margin.value.0;
        (!(least - 0.01..=WIDEST).contains(&given)).then(|| {
            let message = format!(
                "the margin `{key}` must be between {least:.0} and {WIDEST:.0} mm, not {given:.1} mm"
            );
            let hint = format!("{why}: write at least `{key} = \"{:.0}mm\"`", least.ceil());
            told(draft, &margin.range, message, hint)
        })
    };
    all.into_iter().filter_map(narrow).collect()
}

/// Room for a column, and for some lines of it.
fn room(draft: &Draft, given: &Given) -> Option<Finding> {
    let design = Design::new(given);
    let margins = &given.margins;
    let place = |first: &Option<At<Length>>, second: &Option<At<Length>>| {
        let margin = first.as_ref().or(second.as_ref()).map(|margin| margin.range.clone());
        let paper = || given.paper.as_ref().map(|paper| paper.range.clone());
        let size = || given.size.as_ref().map(|size| size.range.clone());
        margin.or_else(paper).or_else(size).unwrap_or_default()
    };
    let (letters, wide, lines) = LEAST;
    if design.measure() < letters * wide * design.size {
        let room = design.measure().max(0.0) / (wide * design.size);
        let message =
            format!("the margins leave no room for a column of {letters} letters: it has {room:.0}");
        let hint = "make `inside` and `outside` narrower, the type smaller, or take a wider `paper`";
        return Some(told(draft, &place(&margins.inside, &margins.outside), message, hint.into()));
    }
    if design.height() < lines * design.line {
        let room = (design.height().max(0.0) / design.line).floor();
        let message = format!("the margins leave no room for {lines} lines on a page: it has {room:.0}");
        let hint = "make `top` and `bottom` smaller, the lines closer, or take a higher `paper`";
        return Some(told(
            draft,
            &place(&margins.top, margins.bottom.as_ref().map_or(&given.line, |_| &margins.bottom)),
            message,
            hint.into(),
        ));
    }
    None
}
