//! Whether a picture can be set, and the end of its name.

use typst_library::foundations::Bytes;

use crate::picture::{kind, read_picture};

/// The end of the name of a picture that can be set.
///
/// Errors with why it cannot be, as the end of a sentence that begins with the picture.
pub fn fits(bytes: &[u8]) -> Result<&'static str, String> {
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
    read_picture(&data, 1).map(|_| extension).map_err(|faults| {
        let said = faults.first().map(|fault| format!("{}: {}", fault.message, fault.hint));
        let known = || kind(&data).map(|kind| format!("is {kind}"));
        said.or_else(known).unwrap_or_else(|| "cannot be set".into())
    })
}

fn is_metafile(bytes: &[u8]) -> bool {
    [&[0xD7, 0xCD, 0xC6, 0x9A], &[1, 0, 0, 0], &[1, 0, 9, 0]].iter().any(|start| bytes.starts_with(*start))
}
