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
    let error_ppi = subject.book.settings.limits.error_ppi;
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
            // On screens, coarse is not lost.
            let stops = found < error_ppi && short.iter().any(|target| target.printing().is_some());
            let message = format!(
                "the photograph on page {} has {found:.0} pixels per inch where it stands{}, and {}",
                sheet.number,
                if stops { ", too few to print" } else { "" },
                asked(&short, |target| format!("{:.0}", target.min_ppi))
            );
            let place = thing.place(subject);
            let finding = match stops {
                true => Finding::error("image-resolution", place, message),
                false => Finding::warning("image-resolution", place, message),
            };
            let finding = finding.hint(advice(raster.width(), found, most));
            let settle =
                format!("an error under {error_ppi:.0}: `error-ppi` in `[preflight]` says where that begins");
            findings.push(finding.maybe_hint(stops.then_some(settle)));
        }
    }
    findings
}

fn advice(width: u32, found: f64, wanted: f64) -> String {
    let needed = (f64::from(width) * wanted / found).ceil();
    format!("take one of {needed:.0} pixels across, or set it smaller")
}
