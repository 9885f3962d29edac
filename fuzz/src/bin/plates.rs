//! Plates of a page with a picture.

#![no_main]

use libfuzzer_sys::fuzz_target;
use werkboek_fuzz::{End, picture};

fuzz_target!(|data: &[u8]| picture(data, End::Plates));
