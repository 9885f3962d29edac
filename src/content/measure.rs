//! Lengths, file sizes and sheets of paper, as they are written in quotes.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use super::at::string_schema;

/// A length in millimetres, written as `3mm`, `1.2cm`, `9pt` or `0.125in`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Length(pub f64);

/// The size of a file in bytes, written as `5 MB` or `800 kB`: powers of ten, as mailboxes count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileSize(pub u64);

/// A sheet of paper on its long side, width and height in millimetres: `a3`, `sra3`, or `450mm x 320mm`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet(pub f64, pub f64);

/// The pages of a book, width and height in millimetres: `a5`, `a4 landscape`, `square`, or `170mm x 240mm`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper(pub f64, pub f64);

/// Millimetres in a point.
const POINT: f64 = 25.4 / 72.0;

/// The sheets that have a name (ISO 216 and ISO 217), in millimetres.
const SHEETS: &[(&str, f64, f64)] = &[
    ("a5", 210.0, 148.0),
    ("a4", 297.0, 210.0),
    ("a3", 420.0, 297.0),
    ("a2", 594.0, 420.0),
    ("sra4", 320.0, 225.0),
    ("sra3", 450.0, 320.0),
    ("sra2", 640.0, 450.0),
];

/// The papers that have a name (ISO 216, ANSI, and what printers call square), upright, in millimetres.
const PAPERS: &[(&str, f64, f64)] = &[
    ("a4", 210.0, 297.0),
    ("a5", 148.0, 210.0),
    ("b5", 176.0, 250.0),
    ("letter", 215.9, 279.4),
    ("square", 210.0, 210.0),
];

/// The word for paper on its side.
const LANDSCAPE: &str = "landscape";

impl Length {
    /// The length in points.
    pub fn points(self) -> f64 {
        self.0 / POINT
    }
}

impl Paper {
    /// The names of the papers that have one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PAPERS.iter().map(|paper| paper.0)
    }

    /// Width and height, in points.
    pub fn points(self) -> [f64; 2] {
        [self.0, self.1].map(|side| Length(side).points())
    }
}

impl Sheet {
    /// The names of the sheets that have one.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHEETS.iter().map(|sheet| sheet.0)
    }
}

/// Splits `3 mm` into its number and its unit, in small letters; decimals may follow a comma.
pub fn split(text: &str) -> Option<(f64, String)> {
    let text = text.trim();
    let at = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(at)?;
    let number: f64 = number.trim().replacen(',', ".", 1).parse().ok()?;
    number.is_finite().then(|| (number, unit.trim().to_lowercase()))
}

impl FromStr for Length {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (number, unit) = split(text).ok_or(())?;
        let factor = match unit.as_str() {
            "mm" => 1.0,
            "cm" => 10.0,
            "pt" => POINT,
            "in" => 25.4,
            _ => return Err(()),
        };
        Ok(Self(number * factor))
    }
}

impl FromStr for FileSize {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (number, unit) = split(text).ok_or(())?;
        let factor = match unit.as_str() {
            "b" => 1.0,
            "kb" => 1e3,
            "mb" => 1e6,
            "gb" => 1e9,
            _ => return Err(()),
        };
        if number > 0.0 { Ok(Self((number * factor) as u64)) } else { Err(()) }
    }
}

impl FromStr for Paper {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().to_lowercase();
        let mut words: Vec<&str> = text.split_whitespace().collect();
        let is_turned = words.contains(&LANDSCAPE);
        words.retain(|word| *word != LANDSCAPE);
        if let [name] = words.as_slice()
            && let Some((_, width, height)) = PAPERS.iter().find(|paper| paper.0 == *name)
        {
            return Ok(if is_turned { Self(*height, *width) } else { Self(*width, *height) });
        }
        let Some((width, height)) = text.split_once(['x', '\u{d7}']).filter(|_| !is_turned) else {
            return Err(());
        };
        let (width, height) = (width.parse::<Length>()?.0, height.parse::<Length>()?.0);
        if width > 0.0 && height > 0.0 { Ok(Self(width, height)) } else { Err(()) }
    }
}

impl FromStr for Sheet {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().to_lowercase();
        if let Some((_, width, height)) = SHEETS.iter().find(|sheet| sheet.0 == text) {
            return Ok(Self(*width, *height));
        }
        let (width, height) = text.split_once(['x', '\u{d7}']).ok_or(())?;
        let (width, height) = (width.parse::<Length>()?.0, height.parse::<Length>()?.0);
        let real = |side: f64| (10.0..=5000.0).contains(&side);
        if real(width) && real(height) { Ok(Self(width.max(height), width.min(height))) } else { Err(()) }
    }
}

/// A value that is written as a string of a certain form.
macro_rules! written {
    ($name:ident, $format:literal) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(|()| serde::de::Error::custom(concat!("not a ", $format)))
            }
        }

        string_schema!($name, $format);
    };
}

written!(Length, "length");
written!(FileSize, "file size");
written!(Paper, "paper");
written!(Sheet, "sheet");

#[cfg(test)]
mod tests {
    use super::{FileSize, Length, Paper, Sheet};

    #[test]
    fn lengths_have_units() {
        assert_eq!("3mm".parse(), Ok(Length(3.0)));
        assert_eq!(" 0.5 cm".parse(), Ok(Length(5.0)));
        assert_eq!("3,5mm".parse(), Ok(Length(3.5)));
        assert_eq!("3 MM".parse(), Ok(Length(3.0)));
        assert_eq!("72pt".parse::<Length>().map(|length| (length.0 * 10.0).round()), Ok(254.0));
        for bad in ["3", "mm", "3 furlongs", "3,5,5mm", "NaNmm", "3.5,1mm", ""] {
            assert_eq!(bad.parse::<Length>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn sizes_count_in_tens() {
        assert_eq!("5 MB".parse(), Ok(FileSize(5_000_000)));
        assert_eq!("800kB".parse(), Ok(FileSize(800_000)));
        for bad in ["5", "-1 MB", "0 MB", "five MB"] {
            assert_eq!(bad.parse::<FileSize>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn papers_stand_as_they_are_written() {
        assert_eq!("a4".parse(), Ok(Paper(210.0, 297.0)));
        assert_eq!(" A5 Landscape".parse(), Ok(Paper(210.0, 148.0)));
        assert_eq!("landscape a5".parse(), Ok(Paper(210.0, 148.0)));
        assert_eq!("square".parse(), Ok(Paper(210.0, 210.0)));
        assert_eq!("170mm x 240mm".parse(), Ok(Paper(170.0, 240.0)));
        assert_eq!("24 cm × 17 cm".parse(), Ok(Paper(240.0, 170.0)));
        for bad in ["a9", "landscape", "170 x 240", "170mm x 240mm landscape", "a4 a5", "0mm x 9mm", ""] {
            assert_eq!(bad.parse::<Paper>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn sheets_lie_on_their_long_side() {
        assert_eq!("a3".parse(), Ok(Sheet(420.0, 297.0)));
        assert_eq!("SRA3 ".parse(), Ok(Sheet(450.0, 320.0)));
        assert_eq!("320mm x 450mm".parse(), Ok(Sheet(450.0, 320.0)));
        assert_eq!("45cm × 32cm".parse(), Ok(Sheet(450.0, 320.0)));
        assert_eq!("a9".parse::<Sheet>(), Err(()));
    }
}
