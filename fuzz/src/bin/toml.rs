//! A `workbook.toml` and a chapter, or a chapter alone, of any bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use werkboek_fuzz::{BETWEEN, WORKBOOK, all_the_way};

/// A drawing and a table that the chapter can name.
const DRAWING: &[u8] =
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4'><rect width='8' height='4'/></svg>";
const TABLE: &[u8] = b"a,b\n1,2\n";

fuzz_target!(|data: &[u8]| {
    let between = BETWEEN.as_bytes();
    let at = data.windows(between.len()).position(|part| part == between);
    let (workbook, chapter) = match at.and_then(|at| data.split_at_checked(at)) {
        Some((workbook, rest)) => (workbook, rest.strip_prefix(between).unwrap_or(rest)),
        None => (WORKBOOK.as_bytes(), data),
    };
    all_the_way(&[
        ("workbook.toml", workbook),
        ("chapters/01.toml", chapter),
        ("a.svg", DRAWING),
        ("a.csv", TABLE),
    ]);
});
