//! Printing conditions: ICC profiles of printers (ICC.1:2010).

use std::fmt;
use std::sync::{Arc, LazyLock};

use moxcms::{ColorProfile, DataColorSpace, Layout, ProfileClass, ProfileText};
use moxcms::{RenderingIntent, TransformExecutor, TransformOptions};
use typst_library::foundations::Bytes;

use crate::picture::through;

/// The profile that is shipped: coated paper, offset.
static FOGRA39: &[u8] = include_bytes!("../../profiles/FOGRA39L_coated.icc");

/// A transform of whole pixels of eight bits a channel.
type Transform = Arc<dyn TransformExecutor<u8> + Send + Sync>;

/// The profile of a printing condition: class `prtr`, space CMYK.
#[derive(Clone)]
pub struct Profile {
    /// The file, as it is embedded.
    pub data: Bytes,
    /// The identifier of the printing condition, such as `FOGRA39`.
    pub identifier: String,
    /// The printing condition in words.
    pub condition: String,
    /// Whether the identifier is in the registry at color.org.
    pub registered: bool,
    from_rgb: Transform,
    to_rgb: Transform,
}

/// Why a file is not the profile of a printing condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileFault {
    /// It is no ICC profile, or one that cannot be understood.
    NoProfile,
    /// It ends before the length in its header.
    Truncated,
    /// It is of another colour space than CMYK.
    NotCmyk,
    /// It describes a screen, a scanner or a colour space, and no printer.
    NoPrinter,
}

impl fmt::Display for ProfileFault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::NoProfile => "is not a sound ICC profile",
            Self::Truncated => "is an ICC profile that ends too early",
            Self::NotCmyk => "is not a CMYK profile",
            Self::NoPrinter => "is not the profile of a printer",
        })
    }
}

/// The name of the shipped profile.
const SHIPPED: &str = "FOGRA39";

impl Profile {
    /// Whether a profile of a name is shipped; such a one need not be read to be known as sound.
    pub fn is_shipped(name: &str) -> bool {
        SHIPPED.eq_ignore_ascii_case(name)
    }

    /// The shipped profile of a name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        static PROFILE: LazyLock<Option<Profile>> = LazyLock::new(|| {
            let profile = Profile::read(Bytes::new(FOGRA39)).ok()?;
            let condition = "Offset, ISO 12647-2:2004/Amd 1, paper type 1 or 2: coated, 115 g/m2";
            Some(Profile {
                identifier: SHIPPED.into(),
                condition: condition.into(),
                registered: true,
                ..profile
            })
        });
        if Self::is_shipped(name) { PROFILE.clone() } else { None }
    }

    /// Reads a profile; its description names the printing condition.
    ///
    /// Errors where it is broken, truncated, not CMYK, or not of a printer.
    pub fn read(data: Bytes) -> Result<Self, ProfileFault> {
        let header = data.get(..128).filter(|header| &header[36..40] == b"acsp");
        let header = header.ok_or(ProfileFault::NoProfile)?;
        let length = u32::from_be_bytes([header[0], header[1], header[2], header[3]]) as usize;
        if data.len() < length {
            return Err(ProfileFault::Truncated);
        }
        if &header[16..20] != b"CMYK" {
            return Err(ProfileFault::NotCmyk);
        }
        if &header[12..16] != b"prtr" {
            return Err(ProfileFault::NoPrinter);
        }
        let parsed = ColorProfile::new_from_slice(&data).map_err(|_| ProfileFault::NoProfile)?;
        let complete = parsed.color_space == DataColorSpace::Cmyk
            && parsed.profile_class == ProfileClass::OutputDevice
            && parsed.lut_b_to_a_perceptual.is_some()
            && parsed.lut_a_to_b_perceptual.is_some();
        if !complete {
            return Err(ProfileFault::NoProfile);
        }
        let name = parsed.description.as_ref().map(text).filter(|text| !text.is_empty());
        let name = name.unwrap_or_else(|| "Custom".into());
        let srgb = ColorProfile::new_srgb();
        let perceptual = options(RenderingIntent::Perceptual);
        let from_rgb = srgb.create_transform_8bit(Layout::Rgb, &parsed, Layout::Rgba, perceptual);
        // Not all profiles have a table for the other intent.
        let to_rgb = [RenderingIntent::RelativeColorimetric, RenderingIntent::Perceptual].map(|intent| {
            parsed.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, options(intent)).ok()
        });
        let to_rgb = to_rgb.into_iter().flatten().next();
        Ok(Self {
            data,
            identifier: name.clone(),
            condition: name,
            registered: false,
            from_rgb: from_rgb.map_err(|_| ProfileFault::NoProfile)?,
            to_rgb: to_rgb.ok_or(ProfileFault::NoProfile)?,
        })
    }

    /// The inks of sRGB pixels, 3 bytes each; gives 4 bytes a pixel, 255 being full ink.
    pub fn separate(&self, rgb: &[u8]) -> Vec<u8> {
        run(&self.from_rgb, rgb, 3, 4)
    }

    /// sRGB pixels of inks, 4 bytes a pixel, 255 being full ink; gives 3 bytes a pixel.
    pub fn proof(&self, inks: &[u8]) -> Vec<u8> {
        run(&self.to_rgb, inks, 4, 3)
    }

    /// The most ink in one spot that the profile itself ever asks for, in percent of all plates.
    pub fn total_ink(&self) -> f64 {
        const STEPS: u8 = 17;
        let levels = || (0..STEPS).map(|step| (u16::from(step) * 255 / u16::from(STEPS - 1)) as u8);
        let cube: Vec<u8> = levels()
            .flat_map(|r| levels().flat_map(move |g| levels().flat_map(move |b| [r, g, b])))
            .collect();
        let inks = self.separate(&cube);
        let total = |pixel: &[u8]| pixel.iter().map(|ink| f64::from(*ink)).sum::<f64>();
        let most = inks.chunks_exact(4).map(total).fold(0.0, f64::max);
        (most / 2.55).ceil()
    }
}

/// Whole pixels of so many channels through a transform.
fn run(transform: &Transform, pixels: &[u8], from: usize, to: usize) -> Vec<u8> {
    let whole = pixels.get(..pixels.len() / from * from).unwrap_or_default();
    let made = through(transform.as_ref(), whole, (from, to));
    // Other inks than the profile's would be worse than no file.
    assert!(made.is_some(), "a colour profile converts no pixels");
    made.unwrap_or_default()
}

fn options(rendering_intent: RenderingIntent) -> TransformOptions {
    TransformOptions { rendering_intent, ..TransformOptions::default() }
}

/// The first text of a tag.
fn text(text: &ProfileText) -> String {
    let text = match text {
        ProfileText::PlainString(text) => text.clone(),
        ProfileText::Localizable(texts) => texts.first().map(|text| text.value.clone()).unwrap_or_default(),
        ProfileText::Description(text) => text.ascii_string.clone(),
    };
    text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use typst_library::foundations::Bytes;

    use super::{FOGRA39, Profile, ProfileFault};

    #[test]
    fn the_shipped_profile_is_a_printers() {
        let profile = Profile::named("fogra39").expect("the shipped profile");
        assert_eq!(profile.identifier, "FOGRA39");
        assert!((250.0..=340.0).contains(&profile.total_ink()), "{}", profile.total_ink());
        let inks = profile.separate(&[255, 255, 255, 0, 0, 0]);
        assert!(inks[..4].iter().all(|ink| *ink < 4), "{inks:?}");
        assert!(inks[7] > 200, "{inks:?}");
        let red = profile.proof(&[0, 242, 255, 0]);
        assert!(red[0] > 190 && red[1] < 70 && red[2] < 60, "{red:?}");
    }

    #[test]
    fn what_is_no_printers_profile_is_refused() {
        let read = |data: &[u8]| Profile::read(Bytes::new(data.to_vec())).err();
        assert_eq!(read(b"rubbish"), Some(ProfileFault::NoProfile));
        assert_eq!(read(&FOGRA39[..60_000]), Some(ProfileFault::Truncated));
        let changed = |at: usize, word: &[u8; 4]| {
            let mut data = FOGRA39.to_vec();
            data[at..at + 4].copy_from_slice(word);
            data
        };
        assert_eq!(read(&changed(16, b"RGB ")), Some(ProfileFault::NotCmyk));
        assert_eq!(read(&changed(12, b"mntr")), Some(ProfileFault::NoPrinter));
    }
}
