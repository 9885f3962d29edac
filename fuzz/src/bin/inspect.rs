//! PDF files of any origin, looked into.

#![no_main]

use libfuzzer_sys::fuzz_target;
use werkboek::inspect::inspect;

fuzz_target!(|data: &[u8]| {
    if let Ok(seen) = inspect(data) {
        assert!(seen.page_count > 0 || seen.boxes.is_empty());
    }
});
