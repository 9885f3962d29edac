//! Targets: profiles that can be used, bleeds, sheets, and extracts that hold a page.

use crate::book::{Design, Draft, LONGEST_NAME, MARKS, Medium, Printing, Target, file_name, profile_fault};
use crate::content::defaults::THICKEST_PAPER;
use crate::content::target::{self as declared, Declared};
use crate::content::{At, Length, Workbook};
use crate::source::{CATALOGUE, Finding, FindingKind, Place, Store, count, did_you_mean, finding_kind, list};

/// The widest bleed.
const WIDEST_BLEED: f64 = 20.0;

/// Checks all targets by themselves.
pub fn check_targets(draft: &Draft, store: &Store, findings: &mut Vec<Finding>) {
    let Some(workbook) = &draft.workbook else { return };
    let targets: Vec<Target> =
        workbook.targets.iter().map(|declared| Target::new(declared, draft.file)).collect();
    for (declared, target) in workbook.targets.iter().zip(&targets) {
        findings.extend(bleed(draft, declared));
        findings.extend(paper(draft, declared));
        findings.extend(resolution(draft, declared, target));
        findings.extend(target.printing().and_then(|printing| profile_fault(printing, store)));
        findings.extend(sheet(draft, Design::new(&workbook.design).paper, declared, target));
        findings.extend(extract(draft, declared));
    }
    same_file(&targets, findings);
    findings.extend(targets.iter().filter_map(|target| long_name(workbook, target)));
    findings.extend(workbook.preflight.ignore.iter().filter_map(|name| ignored(draft, name)));
}

/// No two targets may be written to one file; many systems take capitals for small letters.
fn same_file(targets: &[Target], findings: &mut Vec<Finding>) {
    let mut seen: Vec<(String, &str)> = Vec::new();
    for target in targets {
        for name in target.file_names() {
            let file = name.to_ascii_lowercase();
            if let Some((_, other)) = seen.iter().find(|(known, _)| *known == file) {
                let message =
                    format!("the targets `{other}` and `{}` are written to the same file", target.name);
                let finding = Finding::error("same-file", target.place.clone(), message);
                findings.push(finding.hint("give one of them another name"));
                break;
            }
            seen.push((file, &target.name));
        }
    }
}

/// A file's name has an end on every system.
fn long_name(workbook: &Workbook, target: &Target) -> Option<Finding> {
    let most = target.file_names().iter().map(|name| file_name(workbook, name).len()).max()?;
    let over = most.checked_sub(LONGEST_NAME).filter(|over| *over > 0)?;
    let message =
        format!("the target's name makes a file's name of {most} bytes, and {LONGEST_NAME} are the most");
    let finding = Finding::error("bad-target-name", target.place.clone(), message);
    Some(finding.hint(format!("take a name that is {} shorter", count(over, "letter"))))
}

/// What is passed over must be a finding that can be.
fn ignored(draft: &Draft, name: &At<String>) -> Option<Finding> {
    let kind = finding_kind(&name.value);
    if kind.is_some_and(FindingKind::can_be_ignored) {
        return None;
    }
    let place = Place::new(draft.file, name.range.clone());
    if kind.is_some() {
        let message = format!("`{}` cannot be passed over: it stops the build", name.value);
        return Some(Finding::error("unknown-finding", place, message).hint("take it out of `ignore`"));
    }
    let known = || CATALOGUE.iter().filter(|kind| kind.can_be_ignored()).map(|kind| kind.name);
    let hint = did_you_mean(&name.value, known())
        .unwrap_or_else(|| format!("what can be passed over is {}", list(known(), "and")));
    let message = format!("no finding is called `{}`", name.value);
    Some(Finding::error("unknown-finding", place, message).hint(hint))
}

fn bleed(draft: &Draft, declared: &Declared) -> Option<Finding> {
    let (declared::Target::Print(press) | declared::Target::Booklet(press, _)) = &declared.target else {
        return None;
    };
    let bleed = press.bleed.as_ref()?;
    if (0.0..=WIDEST_BLEED).contains(&bleed.value.0) {
        return None;
    }
    let message = format!("`bleed` must be between 0 and {WIDEST_BLEED} mm, not {} mm", bleed.value.0);
    let place = Place::new(draft.file, bleed.range.clone());
    Some(Finding::error("wrong-bleed", place, message).hint("printers ask for 3 mm, some for 5 mm"))
}

/// Paper is no thicker than card, and never thinner than nothing.
fn paper(draft: &Draft, declared: &Declared) -> Option<Finding> {
    let declared::Target::Booklet(_, imposition) = &declared.target else { return None };
    let thickness = imposition.paper_thickness.as_ref()?;
    if (0.0..=THICKEST_PAPER).contains(&thickness.value.0) {
        return None;
    }
    let message =
        format!("`paper-thickness` must be between 0 and {THICKEST_PAPER} mm, not {} mm", thickness.value.0);
    let place = Place::new(draft.file, thickness.range.clone());
    Some(
        Finding::error("wrong-number", place, message)
            .hint("paper of 80 grams is about 0.1 mm thick, card about 0.3 mm"),
    )
}

/// Photographs in print are not made coarser than they are asked to be.
fn resolution(draft: &Draft, declared: &Declared, target: &Target) -> Option<Finding> {
    let (declared::Target::Print(press) | declared::Target::Booklet(press, _)) = &declared.target else {
        return None;
    };
    let ppi = press.ppi.as_ref()?;
    if f64::from(ppi.value) >= target.min_ppi {
        return None;
    }
    let message = format!(
        "`ppi` would make photographs as coarse as {}, and `min-ppi` asks for {}",
        ppi.value, target.min_ppi
    );
    let hint = format!("write `ppi = {}` or more, or a smaller `min-ppi`", target.min_ppi);
    Some(Finding::error("wrong-number", Place::new(draft.file, ppi.range.clone()), message).hint(hint))
}

/// Two pages, and around them their marks, must find room on the sheet.
///
/// `page` is width and height of a page, in points.
fn sheet(draft: &Draft, page: [f64; 2], declared: &Declared, target: &Target) -> Option<Finding> {
    let Medium::Booklet(Printing { marks, bleed, .. }, imposition) = &target.medium else { return None };
    let [wide, high] = imposition.sheet.map(|side| side / Length(1.0).points());
    let edge = if *marks { 2.0 * (bleed / Length(1.0).points() + MARKS.0) } else { 0.0 };
    let [width, height] = page.map(|side| side / Length(1.0).points());
    let (width, height) = (2.0 * width + edge, height + edge);
    if wide >= width - 0.01 && high >= height - 0.01 {
        return None;
    }
    let written = match &declared.target {
        declared::Target::Booklet(_, imposition) => {
            imposition.sheet.as_ref().map(|sheet| sheet.range.clone())
        }
        _ => None,
    };
    let range = written.unwrap_or_else(|| declared.range.clone());
    let with = if *marks { " with their bleed and marks" } else { "" };
    let message = format!(
        "the sheet of {wide:.0} x {high:.0} mm is too small: two pages{with} take {width:.0} x {height:.0} mm"
    );
    let hint = if *marks {
        "take a larger sheet, or `marks = false`"
    } else {
        "take a larger sheet, such as `a3`, or a smaller `paper`"
    };
    Some(Finding::error("small-sheet", Place::new(draft.file, range), message).hint(hint))
}

/// An extract must hold a page.
fn extract(draft: &Draft, declared: &Declared) -> Option<Finding> {
    let style = declared.choice.style.as_ref()?;
    let broken = draft.chapters.iter().any(|entry| entry.head().is_none());
    if broken || draft.chapters.iter().any(|entry| entry.head().is_some_and(|head| head.style == style.value))
    {
        return None;
    }
    let word = style.value.name();
    let message = format!("the target `{}` holds no page: no chapter has the style `{word}`", declared.name);
    let finding = Finding::error("no-pages", Place::new(draft.file, style.range.clone()), message);
    Some(finding.hint("take another `style`, or leave it out for the whole book"))
}
