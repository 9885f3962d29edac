//! Photographs: fine enough where they stand, and described.

use typst_library::visualize::ImageKind;

use super::drawn::Drawn;
use super::sheets::Sheet;
use super::subject::{Subject, asked, takes};
use crate::book::Target;
use crate::edition::resolution;
use crate::source::Finding;

/// Looks at all images.
pub fn coarse_photos(subject: &Subject, sheets: &[Sheet], targets: &[Target]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sheet in sheets {
        for thing in &sheet.things {
            let Drawn::Image(image) = &thing.drawn else { continue };
            if !thing.is_artifact && image.alt().is_none_or(|alt| alt.trim().is_empty()) {
                let message = format!("an image on page {} has no description", sheet.number);
                let finding = Finding::warning("missing-description", thing.owner.clone(), message);
                findings.push(finding.hint("say what it shows in `alt`"));
            }
            let ImageKind::Raster(raster) = image.kind() else { continue };
            let found = resolution(raster, thing.size);
            let asks = |target: &&Target| found < target.min_ppi && takes(subject, target, sheet.index);
            let short: Vec<&Target> = targets.iter().filter(asks).collect();
            let most = short.iter().map(|target| target.min_ppi).fold(0.0, f64::max);
            if short.is_empty() {
                continue;
            }
            let message = format!(
                "the photograph on page {} has {found:.0} pixels per inch where it stands, and {}",
                sheet.number,
                asked(&short, |target| format!("{:.0}", target.min_ppi))
            );
            let finding = Finding::warning("image-resolution", thing.place(subject), message);
            findings.push(finding.hint(advice(raster.width(), found, most)));
        }
    }
    findings
}

fn advice(width: u32, found: f64, wanted: f64) -> String {
    let needed = (f64::from(width) * wanted / found).ceil();
    format!("take one of {needed:.0} pixels across, or set it smaller")
}
