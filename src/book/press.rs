//! The press of a target: its profile, and the accent as an ink.

use super::missing::missing;
use super::settings::Accent;
use super::target::Printing;
use crate::ink::{Press, Profile, Spot};
use crate::source::{Finding, Store, did_you_mean, file_id, listing_id};

/// The press of a target, with the workbook's own accent.
///
/// Errors where its profile cannot be used.
pub fn press(printing: &Printing, accent: &Accent, store: &Store) -> Result<Press, Box<Finding>> {
    let profile = profile(printing, store)?;
    let spot = spot(accent, &profile);
    Ok(Press { inks: printing.inks, spot, profile })
}

/// The accent as an ink; its four inks come from the profile where the workbook does not give them.
fn spot(accent: &Accent, profile: &Profile) -> Spot {
    let separated = || {
        let inks = profile.separate(&accent.rgb);
        std::array::from_fn(|ink| inks.get(ink).map_or(0.0, |ink| f32::from(*ink) / 255.0))
    };
    Spot { name: accent.name.clone(), rgb: accent.rgb, cmyk: accent.cmyk.unwrap_or_else(separated) }
}

/// The profile of a target: one that is shipped, or a file of the workbook.
///
/// Errors where it cannot be used.
pub fn profile(printing: &Printing, store: &Store) -> Result<Profile, Box<Finding>> {
    let name = &printing.profile;
    if let Some(profile) = Profile::named(name) {
        return Ok(profile);
    }
    let place = printing.profile_place.clone();
    let fault = |finding: Finding| Err(Box::new(finding));
    let file = match file_id(name) {
        Ok(file) => file,
        Err(reason) => return fault(Finding::error("bad-path", place, reason)),
    };
    let data = match store.file(file) {
        Ok(data) => data,
        Err(error) => return fault(missing("missing-profile", place, name, &error).hint(near(name, store))),
    };
    Profile::read(data).or_else(|reason| {
        let finding = Finding::error("wrong-profile", place, format!("`{name}` {reason}"));
        fault(
            finding.hint(
                "ask the printer for the ICC profile of the press and the paper, or leave `profile` out",
            ),
        )
    })
}

/// What may have been meant by a profile that is not there.
fn near(path: &str, store: &Store) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    let listing = listing_id(folder).and_then(|listing| store.file(listing).ok());
    let near =
        listing.and_then(|listing| did_you_mean(name, listing.as_str().ok()?.lines().chain(["FOGRA39"])));
    near.unwrap_or_else(|| "write `FOGRA39`, which is shipped, or the path of an ICC file".into())
}
