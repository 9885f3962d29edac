//! Printing conditions that people name, and which are not shipped.

use crate::source::{Finding, Place, did_you_mean};

/// Conditions by their names without signs: for which paper each is, and the file of its profile.
const CONDITIONS: &[(&str, &str, &str)] = &[
    ("fogra51", "coated paper", "PSOcoated_v3.icc"),
    ("psocoatedv3", "coated paper", "PSOcoated_v3.icc"),
    ("fogra52", "uncoated paper", "PSOuncoated_v3_FOGRA52.icc"),
    ("psouncoatedv3", "uncoated paper", "PSOuncoated_v3_FOGRA52.icc"),
    ("fogra47", "uncoated paper", "PSO_Uncoated_ISO12647_eci.icc"),
    ("psouncoated", "uncoated paper", "PSO_Uncoated_ISO12647_eci.icc"),
    ("isouncoatedyellowish", "yellowish uncoated paper", "ISOuncoatedyellowish.icc"),
    ("fogra30", "yellowish uncoated paper", "ISOuncoatedyellowish.icc"),
    ("fogra29", "uncoated paper", "ISOuncoated.icc"),
    ("isouncoated", "uncoated paper", "ISOuncoated.icc"),
    ("fogra27", "coated paper", "CoatedFOGRA27.icc"),
    ("fogra28", "light coated paper", "ISOwebcoated.icc"),
    ("fogra40", "supercalendered paper", "SC_paper_eci.icc"),
    ("fogra41", "machine-finished paper", "PSO_MFC_Paper_eci.icc"),
    ("fogra42", "newsprint", "PSO_SNP_Paper_eci.icc"),
    ("fogra45", "light coated paper", "PSO_LWC_Improved_eci.icc"),
    ("fogra46", "light coated paper", "PSO_LWC_Standard_eci.icc"),
    ("fogra48", "improved newsprint", "PSO_INP_Paper_eci.icc"),
    ("fogra54", "supercalendered paper", "PSOsc-b_paper_v3_FOGRA54.icc"),
    ("gracol", "coated paper", "GRACoL2006_Coated1v2.icc"),
    ("swop", "coated paper on web presses", "SWOP2006_Coated3v2.icc"),
    ("japancolor", "paper in Japan", "JapanColor2011Coated.icc"),
    ("ifra", "newsprint", "ISOnewspaper26v4.icc"),
    ("uncoated", "uncoated paper", "PSOuncoated_v3_FOGRA52.icc"),
];

/// Names of the condition that is shipped, without signs.
const SHIPPED: [&str; 3] = ["fogra39", "isocoatedv2", "coatedfogra39"];

/// A finding for a known condition that is not shipped, or for the shipped one by another name.
pub fn not_shipped(name: &str, place: Option<Place>) -> Option<Finding> {
    let bare: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let error = |message: String| Finding::error("missing-profile", place, message);
    let stem = bare.strip_suffix("icc").or_else(|| bare.strip_suffix("icm")).unwrap_or(&bare);
    if SHIPPED.iter().any(|known| stem.starts_with(known)) {
        let message = format!("there is no file `{name}`, and no condition is called so");
        return Some(error(message).hint("that condition is shipped: write `profile = \"FOGRA39\"`"));
    }
    if let Some((_, paper, file)) = CONDITIONS.iter().find(|(known, ..)| stem.contains(known)) {
        let message = format!("the printing condition `{name}`, for {paper}, is not shipped");
        return Some(error(message).hint(fetch(file)));
    }
    let numbered = stem.strip_prefix("fogra").is_some_and(|rest| !rest.is_empty());
    let other = numbered || stem.starts_with("pso") || stem.starts_with("crpc");
    other.then(|| error(format!("the printing condition `{name}` is not shipped")).hint(fetch("press.icc")))
}

/// How to come by a profile.
fn fetch(file: &str) -> String {
    let american = ["GRACoL", "SWOP", "Japan"].iter().any(|start| file.starts_with(start));
    let eci = if american { "" } else { " or fetch it from the ECI (eci.org)," };
    format!(
        "ask the printer for its ICC profile,{eci} put it into the workbook's folder, and write `profile = \"{file}\"`"
    )
}

/// What may have been meant, among the names in a folder; never a condition of another number.
pub fn near(name: &str, listing: &str) -> Option<String> {
    let number = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = number(name);
    let known = listing.lines().chain(["FOGRA39"]);
    did_you_mean(name, known.filter(|known| wanted.is_empty() || number(known) == wanted))
}
