//! The typefaces that the workbook names, and those that step in: whether they are there, whole, and may be embedded.

use std::collections::{BTreeMap, BTreeSet};

use typst_library::text::{FontInfo, FontStyle, FontVariant, StandardAxes};

use super::glyphs::Coverage;
use super::letters::{Letters, letters};
use crate::book::{Design, Draft, Embedding, FONTS, FontFile};
use crate::content::{At, Workbook, defaults};
use crate::source::{Finding, Place, count, did_you_mean, list};

/// The lightest weight that stands out as bold.
const BOLD: f32 = 600.0;

/// The finding about a font that may be embedded in another way only.
const RESTRICTED: &str = "restricted-font";

/// How many letters a finding shows.
const SHOWN: usize = 8;

/// Checks the typefaces.
pub fn check_faces(draft: &Draft, files: &[FontFile], coverage: &Coverage, findings: &mut Vec<Finding>) {
    let Some(workbook) = &draft.workbook else { return };
    findings.extend(unknown(draft, workbook, files, coverage));
    let letters = letters(draft);
    let mut steps_in = BTreeSet::new();
    findings.extend(lacking(draft, workbook, &letters, coverage, &mut steps_in));
    let named = workbook.design.named_faces().map(|(_, name)| name.value.to_lowercase());
    let used: BTreeSet<String> = named.chain(steps_in.iter().cloned()).collect();
    let licensed = workbook.preflight.ignore.iter().any(|name| name.value == RESTRICTED);
    findings.extend(restricted(files, &used, licensed));
    let text = workbook.design.face.iter().flat_map(|faces| &faces.value);
    let places =
        text.clone().map(|name| (name.value.to_lowercase(), Place::new(draft.file, name.range.clone())));
    let places: BTreeMap<String, Place> = places.collect();
    let of_text = text.map(|name| name.value.to_lowercase()).chain(steps_in);
    let first = workbook.design.face.as_ref().and_then(|faces| faces.value.first());
    let mut seen = BTreeSet::new();
    for family in of_text.filter(|family| seen.insert(family.clone())) {
        let file = || files.iter().find(|file| file.faces.iter().any(|face| is_of(&face.info, &family)));
        let place = places.get(&family).cloned().or_else(|| file().map(|file| Place::file(file.file)));
        let leads = first.is_some_and(|first| first.value.to_lowercase() == family);
        findings.extend(incomplete(&family, leads, coverage, place));
    }
}

/// Whether a face belongs to a family.
fn is_of(info: &FontInfo, family: &str) -> bool {
    info.family.to_lowercase() == family
}

/// The findings about typefaces that are named and not there.
fn unknown(draft: &Draft, workbook: &Workbook, files: &[FontFile], coverage: &Coverage) -> Vec<Finding> {
    let missing = workbook.design.named_faces().filter(|(_, name)| !coverage.has_family(&name.value));
    let told = missing.map(|(key, name)| {
        let families = || coverage.families().iter().map(String::as_str);
        let near = did_you_mean(&name.value, families()).or_else(|| beginning(&name.value, families()));
        let hint = near.unwrap_or_else(|| format!("the typefaces are {}", list(families(), "and")));
        let message = format!("there is no typeface called `{}` for `{key}`", name.value);
        let looked = match files.len() {
            0 => format!(
                "the program looks in the workbook's folder `{FONTS}`, where no font is, and among its own"
            ),
            found => format!(
                "the program looks in `{FONTS}`, where {} {}, and among its own",
                count(found, "font file"),
                if found == 1 { "is" } else { "are" }
            ),
        };
        let place = Place::new(draft.file, name.range.clone());
        Finding::error("unknown-face", place, message).hint(hint).hint(looked)
    });
    told.collect()
}

/// The family whose name begins as what was written does, or the other way round: `Source Serif` for `Source Serif 4`.
fn beginning<'a>(written: &str, mut families: impl Iterator<Item = &'a str>) -> Option<String> {
    let written = written.trim().to_lowercase();
    let begins = |family: &&str| {
        let family = family.to_lowercase();
        !written.is_empty() && (family.starts_with(&written) || written.starts_with(&family))
    };
    families.find(begins).map(|family| format!("did you mean `{family}`?"))
}

/// The findings about letters that the named typefaces lack, so that others step in; gathers these.
fn lacking(
    draft: &Draft,
    workbook: &Workbook,
    letters: &Letters,
    coverage: &Coverage,
    steps_in: &mut BTreeSet<String>,
) -> Vec<Finding> {
    let faces = Design::new(&workbook.design).faces;
    let own = |key: &str, name: &String| {
        // What stands at the end of each list by itself was not asked for.
        let given = workbook.design.named_faces().any(|(named, _)| named == key);
        let named = |at: &At<String>| at.value == *name;
        !given || workbook.design.named_faces().any(|(named_key, at)| named_key == key && named(at))
    };
    let lists = [("face", &faces.text, &letters.text), ("code", &faces.code, &letters.code)];
    let mut findings = Vec::new();
    for (key, families, letters) in lists {
        let mut names: Vec<&str> =
            families.iter().filter(|name| own(key, name)).map(String::as_str).collect();
        if !workbook.design.named_faces().any(|(named, _)| named == key) {
            // The program's typefaces stand in for each other.
            names.extend([defaults::FACE, defaults::CODE]);
        }
        // One that is not there is told, and lacks every letter.
        if !names.iter().all(|name| coverage.has_family(name)) {
            continue;
        }
        let named = coverage.only(&names);
        let mut missing: BTreeMap<String, Vec<(char, &Place)>> = BTreeMap::new();
        for (c, place) in letters.iter().filter(|(c, _)| !named.has(**c) && coverage.has(**c)) {
            if let Some(family) = coverage.stand_in(names.first().copied().unwrap_or_default(), *c) {
                missing.entry(family).or_default().push((*c, place));
            }
        }
        for (family, letters) in missing {
            steps_in.insert(family.to_lowercase());
            findings.push(told_lacking(draft, key, &names, &family, &letters));
        }
    }
    findings
}

fn told_lacking(
    draft: &Draft,
    key: &str,
    names: &[&str],
    family: &str,
    letters: &[(char, &Place)],
) -> Finding {
    let shown: Vec<String> = letters.iter().take(SHOWN).map(|(c, _)| c.to_string()).collect();
    let more = if letters.len() > SHOWN { " and others" } else { "" };
    let first = names.first().copied().unwrap_or(defaults::FACE);
    let lack = if letters.len() == 1 { "a letter" } else { "letters" };
    let message = format!(
        "`{first}` lacks {lack} of the text, which `{family}` sets: {}{more}",
        list(shown.iter().map(String::as_str), "and")
    );
    let place = letters.first().map(|(_, place)| (*place).clone()).unwrap_or_else(|| Place::file(draft.file));
    let mut wanted: Vec<&str> = Vec::new();
    names.iter().chain([&family]).for_each(|name| {
        if !wanted.contains(name) {
            wanted.push(name)
        }
    });
    let wanted: Vec<String> = wanted.iter().map(|name| format!("\"{name}\"")).collect();
    Finding::warning("fallback-face", place, message).hint(format!(
        "where that is meant, write `{key} = [{}]` under `[design]` in `workbook.toml`",
        wanted.join(", ")
    ))
}

/// The findings about fonts that the book uses, and that do not allow it; who has a licence passes over some.
fn restricted(files: &[FontFile], used: &BTreeSet<String>, licensed: bool) -> Vec<Finding> {
    let told = |file: &FontFile| {
        let mut faces = file.faces.iter().filter(|face| used.contains(&face.info.family.to_lowercase()));
        let face = faces.find(|face| face.embedding != Embedding::Allowed)?;
        let family = &face.info.family;
        let (name, message) = match face.embedding {
            Embedding::Allowed => return None,
            Embedding::Forbidden => {
                ("forbidden-font", format!("`{family}` forbids that it is embedded in a file"))
            }
            Embedding::Whole => (
                RESTRICTED,
                format!("`{family}` may be embedded whole only, and a PDF holds the letters that it uses"),
            ),
            Embedding::Bitmaps => (
                RESTRICTED,
                format!("`{family}` lets pictures of its letters be embedded, and not the letters"),
            ),
        };
        let finding = Finding::error(name, Place::file(file.file), message);
        match name {
            RESTRICTED if licensed => None,
            RESTRICTED => Some(finding.hint("take another typeface; where its maker gave you a licence, write `ignore = [\"restricted-font\"]` under `[preflight]`")),
            _ => Some(finding.hint("take another typeface, or ask its maker for a font that may be embedded")),
        }
    };
    files.iter().filter_map(told).collect()
}

/// The finding about a family of the running text without bold, or, where it leads, without italics.
fn incomplete(family: &str, leads: bool, coverage: &Coverage, place: Option<Place>) -> Option<Finding> {
    let infos: Vec<&FontInfo> = coverage.infos(family).collect();
    let first = infos.first()?;
    let bold = infos.iter().any(|info| heaviest(info) >= BOLD);
    let sloped = |info: &&&FontInfo| {
        let axes = StandardAxes::parse(&info.axes);
        info.variant.style != FontStyle::Normal || axes.ital.is_some() || axes.slnt.is_some()
    };
    let italics = !leads || infos.iter().any(|info| sloped(&info));
    let (what, comes) = match (bold, italics) {
        (true, true) => return None,
        (false, true) => ("bold", "headings and **strong** words"),
        (true, false) => ("italics", "*stressed* words"),
        (false, false) => ("bold and no italics", "headings, **strong** and *stressed* words"),
    };
    let message = format!("`{}` has no {what}: {comes} look like all others", first.family);
    let hint = format!("put the fonts that are missing into `{FONTS}`, or take a typeface that has them");
    Some(Finding::warning("missing-style", place, message).hint(hint))
}

/// The heaviest weight that a face has.
fn heaviest(info: &FontInfo) -> f32 {
    let FontVariant { weight, .. } = info.variant;
    let axes = StandardAxes::parse(&info.axes);
    axes.wght.map_or(f32::from(weight.to_number()), |axis| axis.max.0)
}
