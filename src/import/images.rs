//! Whether a picture can be set, and the end of its name.

use typst_library::foundations::Bytes;

use crate::picture::{kind, read_picture};

/// A picture that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// The end of its name.
    pub extension: &'static str,
    /// How many pixels it is wide, if it is made of such.
    pub pixels: Option<u32>,
}

/// What a picture is, if it can be set.
///
/// Errors with why it cannot be, as the end of a sentence that begins with the picture.
pub fn fits(bytes: &[u8]) -> Result<Fit, String> {
    let extension = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpg",
        [b'R', b'I', b'F', b'F', ..] => "webp",
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        _ => "svg",
    };
    if is_metafile(bytes) {
        return Err("is a drawing in the format of Windows (EMF or WMF): export it as an SVG".into());
    }
    let data = Bytes::new(bytes.to_vec());
    let drawn = matches!(extension, "svg" | "pdf");
    let fit = |width| Fit { extension, pixels: (!drawn).then_some(width) };
    read_picture(&data, 1).map(|picture| fit(picture.width)).map_err(|faults| {
        let said = faults.first().map(|fault| format!("{}: {}", fault.message, fault.hint));
        let known = || kind(&data).map(|kind| format!("is {kind}"));
        said.or_else(known).unwrap_or_else(|| "cannot be set".into())
    })
}

fn is_metafile(bytes: &[u8]) -> bool {
    [&[0xD7, 0xCD, 0xC6, 0x9A], &[1, 0, 0, 0], &[1, 0, 9, 0]].iter().any(|start| bytes.starts_with(*start))
}
