//! What a press has: its inks, its spot ink, its paper; and which of them a colour takes.

use super::profile::Profile;
use crate::content::target::Inks;

/// The accent as an ink.
#[derive(Debug, Clone, PartialEq)]
pub struct SpotInk {
    /// The name on the plate, such as `PANTONE 485 C`.
    pub name: String,
    /// The colour on screens.
    pub rgb: [u8; 3],
    /// The four inks that stand for it, each from 0 to 1.
    pub cmyk: [f32; 4],
}

/// How colours come onto paper.
#[derive(Clone)]
pub struct Press {
    /// The inks.
    pub inks: Inks,
    /// The accent.
    pub spot: SpotInk,
    /// The printing condition.
    pub profile: Profile,
}

/// The ink that a colour takes, each from 0 (none) to 1 (full).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mix {
    /// Cyan, magenta, yellow and black.
    pub cmyk: [f32; 4],
    /// The spot ink.
    pub spot: f32,
}

/// How far a channel may be off, of 1, for a colour to count as a shade of the accent.
const LIKENESS: f32 = 0.035;

impl Mix {
    /// Black alone.
    pub fn black(ink: f32) -> Self {
        Self { cmyk: [0.0, 0.0, 0.0, ink], spot: 0.0 }
    }

    /// Whether it is full black and nothing else, and so may print over what lies under it.
    pub fn overprints(&self) -> bool {
        *self == Self::black(1.0)
    }

    /// All ink together, in percent.
    pub fn total(&self) -> f64 {
        let cmyk: f32 = self.cmyk.iter().sum();
        f64::from(cmyk + self.spot) * 100.0
    }
}

impl Press {
    /// The ink that an sRGB colour takes.
    ///
    /// Grays take black alone. Tints and shades of the accent take the accent, with black for the
    /// shade. With two inks all else turns gray; with four, the profile separates it. Where the
    /// printer separates, the accent is a colour as any other.
    pub fn mix(&self, rgb: [u8; 3]) -> Mix {
        let [r, g, b] = rgb;
        if self.inks != Inks::Rgb
            && let Some((tint, shade)) = self.spot.shade(rgb)
        {
            return self.accent(tint, shade);
        }
        if r == g && g == b {
            return Mix::black(1.0 - f32::from(r) / 255.0);
        }
        match self.inks {
            Inks::Two => Mix::black(1.0 - f32::from(super::gray(rgb)) / 255.0),
            Inks::Cmyk | Inks::Rgb => {
                let inks = self.profile.separate(&rgb);
                let ink = |plate: usize| inks.get(plate).map_or(0.0, |ink| f32::from(*ink) / 255.0);
                Mix { cmyk: [ink(0), ink(1), ink(2), ink(3)], spot: 0.0 }
            }
        }
    }

    /// A tint of the accent under a shade of black.
    pub(super) fn accent(&self, tint: f32, shade: f32) -> Mix {
        if self.inks == Inks::Two {
            return Mix { cmyk: [0.0, 0.0, 0.0, shade], spot: tint };
        }
        let mut cmyk = self.spot.cmyk.map(|ink| ink * tint);
        cmyk[3] = 1.0 - (1.0 - cmyk[3]) * (1.0 - shade);
        Mix { cmyk, spot: 0.0 }
    }

    /// The names of the plates, in the order in which they print.
    pub fn plates(&self) -> Vec<Plate> {
        match self.inks {
            Inks::Two => vec![Plate::Process(3), Plate::Spot],
            Inks::Cmyk | Inks::Rgb => (0..4).map(Plate::Process).collect(),
        }
    }

    /// What a plate is called.
    pub fn plate_name(&self, plate: Plate) -> String {
        match plate {
            Plate::Process(ink) => ["Cyan", "Magenta", "Yellow", "Black"][ink.min(3)].into(),
            Plate::Spot => self.spot.name.clone(),
        }
    }
}

/// One of the plates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plate {
    /// Cyan, magenta, yellow or black, from 0 to 3.
    Process(usize),
    /// The spot ink.
    Spot,
}

impl Mix {
    /// The ink on a plate, from 0 to 1.
    pub fn on(&self, plate: Plate) -> f32 {
        match plate {
            Plate::Process(ink) => self.cmyk[ink.min(3)],
            Plate::Spot => self.spot,
        }
    }
}

impl SpotInk {
    /// How much accent and how much black make a colour, if the two can: the colour is the
    /// accent mixed with white, times what the black leaves.
    pub(super) fn shade(&self, rgb: [u8; 3]) -> Option<(f32, f32)> {
        if rgb == self.rgb {
            return Some((1.0, 0.0));
        }
        let channels = |rgb: [u8; 3]| rgb.map(|channel| f32::from(channel) / 255.0);
        let (own, colour) = (channels(self.rgb), channels(rgb));
        let by = |order: fn(f32, f32) -> bool| {
            (1..3).fold(0, |best, at| if order(own[at], own[best]) { at } else { best })
        };
        let (high, low) = (by(|a, b| a > b), by(|a, b| a < b));
        // A gray accent has no tints that could be told from tints of black.
        if own[high] - own[low] < 0.1 || colour[high] <= 0.0 {
            return None;
        }
        let ratio = colour[low] / colour[high];
        let tint = (1.0 - ratio) / ((1.0 - own[low]) - ratio * (1.0 - own[high]));
        if !(0.02..=1.0 + LIKENESS).contains(&tint) {
            return None;
        }
        let tint = tint.min(1.0);
        let mixed = own.map(|channel| 1.0 - tint * (1.0 - channel));
        let left = colour[high] / mixed[high];
        let alike = (0..3).all(|at| (mixed[at] * left - colour[at]).abs() < LIKENESS);
        (left <= 1.0 + LIKENESS && alike).then_some((tint, (1.0 - left).max(0.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Mix, Press, SpotInk};
    use crate::content::target::Inks;
    use crate::ink::Profile;

    fn press(inks: Inks) -> Press {
        let spot =
            SpotInk { name: "PANTONE 485 C".into(), rgb: [0xD8, 0x1E, 0x05], cmyk: [0.0, 0.95, 1.0, 0.0] };
        Press { inks, spot, profile: Profile::named("FOGRA39").expect("the shipped profile") }
    }

    #[test]
    fn grays_are_black_ink_alone() {
        for inks in [Inks::Two, Inks::Cmyk, Inks::Rgb] {
            assert_eq!(press(inks).mix([0, 0, 0]), Mix::black(1.0));
            assert_eq!(press(inks).mix([255, 255, 255]), Mix::default());
            assert!((press(inks).mix([128, 128, 128]).cmyk[3] - 0.498).abs() < 0.01);
        }
    }

    #[test]
    fn the_accent_and_its_tints_are_spot_ink() {
        let press = press(Inks::Two);
        assert_eq!(press.mix([0xD8, 0x1E, 0x05]), Mix { cmyk: [0.0; 4], spot: 1.0 });
        let tint = press.mix([236, 143, 130]);
        assert!((tint.spot - 0.5).abs() < 0.02 && tint.cmyk[3] < 0.02, "{tint:?}");
        let shade = press.mix([108, 15, 3]);
        assert!(shade.spot > 0.95 && (shade.cmyk[3] - 0.5).abs() < 0.02, "{shade:?}");
    }

    #[test]
    fn with_two_inks_other_colours_turn_gray() {
        let press = press(Inks::Two);
        for rgb in [[0, 90, 200], [20, 160, 60], [250, 220, 0]] {
            let mix = press.mix(rgb);
            assert!(mix.spot == 0.0 && mix.cmyk[..3] == [0.0; 3] && mix.cmyk[3] > 0.05, "{mix:?}");
        }
    }

    #[test]
    fn with_four_inks_the_accent_takes_its_own() {
        assert_eq!(press(Inks::Cmyk).mix([0xD8, 0x1E, 0x05]).cmyk, [0.0, 0.95, 1.0, 0.0]);
        let blue = press(Inks::Cmyk).mix([0, 90, 200]).cmyk;
        assert!(blue[0] > 0.7 && blue[2] < 0.2, "{blue:?}");
    }
}
