//! Files of comma-separated values.

#![no_main]

use libfuzzer_sys::fuzz_target;
use werkboek_fuzz::chapter;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = werkboek::content::csv::read_csv(text);
    }
    let table = "style = \"material\"\ntitle = \"a\"\n[[block]]\ntype = \"table\"\nfile = \"a.csv\"\n";
    chapter(table, &[("a.csv", data)]);
});
