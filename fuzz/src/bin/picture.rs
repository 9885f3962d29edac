//! Drawings, photographs and pages of PDF files, each told by its first bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use typst_library::foundations::Bytes;
use werkboek::picture::{inks, read_picture, seen};
use werkboek_fuzz::chapter;

fuzz_target!(|data: &[u8]| {
    let bytes = Bytes::new(data.to_vec());
    let _ = (seen(&bytes), inks(&bytes));
    // The pixels of a picture that is large and sound are Typst's to read, and slow.
    if read_picture(&bytes, 1).is_ok_and(|picture| u64::from(picture.width) * u64::from(picture.height) > 4_000_000) {
        return;
    }
    let figure =
        "style = \"material\"\ntitle = \"a\"\n[[block]]\ntype = \"figure\"\nimage = \"a\"\nalt = \"a\"\n";
    chapter(figure, &[("a", data)]);
});
