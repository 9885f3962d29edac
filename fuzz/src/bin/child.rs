//! Pictures that the process that opens them lets pass, all the way to files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use werkboek_fuzz::{End, picture};

fuzz_target!(|data: &[u8]| picture(data, End::Files));
