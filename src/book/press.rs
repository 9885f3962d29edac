//! The press of a target: its profile, and the accent as an ink.

use super::conditions;
use super::missing::missing;
use super::settings::Accent;
use super::target::Printing;
use crate::ink::{Press, Profile, SpotInk};
use crate::source::{Finding, Store, Unread, listing_id, look_up};

/// The press of a target, with the workbook's own accent.
///
/// Errors where its profile cannot be used.
pub fn press(printing: &Printing, accent: &Accent, store: &Store) -> Result<Press, Box<Finding>> {
    let profile = profile(printing, store)?;
    let spot = spot(accent, &profile);
    Ok(Press { inks: printing.inks, spot, profile })
}

/// The accent as an ink; its four inks come from the profile where the workbook does not give them.
fn spot(accent: &Accent, profile: &Profile) -> SpotInk {
    let separated = || {
        let inks = profile.separate(&accent.rgb);
        std::array::from_fn(|ink| inks.get(ink).map_or(0.0, |ink| f32::from(*ink) / 255.0))
    };
    SpotInk { name: accent.name.clone(), rgb: accent.rgb, cmyk: accent.cmyk.unwrap_or_else(separated) }
}

/// What is wrong with the profile of a target; one that is shipped is sound.
pub fn profile_fault(printing: &Printing, store: &Store) -> Option<Finding> {
    if Profile::is_shipped(&printing.profile) {
        return None;
    }
    profile(printing, store).err().map(|fault| *fault)
}

/// The profile of a target: one that is shipped, or a file of the workbook.
///
/// Errors where it cannot be used.
fn profile(printing: &Printing, store: &Store) -> Result<Profile, Box<Finding>> {
    let name = &printing.profile;
    if let Some(profile) = Profile::named(name) {
        return Ok(profile);
    }
    let place = printing.profile_place.clone();
    let fault = |finding: Finding| Err(Box::new(finding));
    let data = match look_up(name, store) {
        Ok((_, data)) => data,
        Err(reason) => return fault(Finding::error("bad-path", place, reason)),
    };
    let data = match data {
        Ok(data) => data,
        Err(error) => {
            let absent = missing("missing-profile", place.clone(), name, &error);
            if Unread::of(&error).is_some() {
                return fault(absent);
            }
            if let Some(hint) = near(name, store) {
                return fault(absent.hint(hint));
            }
            let general = "write `FOGRA39`, which is shipped, or the path of an ICC file";
            return fault(conditions::not_shipped(name, place).unwrap_or_else(|| absent.hint(general)));
        }
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
fn near(path: &str, store: &Store) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    let listing = store.file(listing_id(folder)?).ok()?;
    conditions::near(name, listing.as_str().ok()?)
}
