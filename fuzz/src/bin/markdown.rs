//! Markdown in fields of rich and of inline text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use werkboek::content::markdown::{plain, read, read_inline};
use werkboek_fuzz::{chapter, quoted};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = (plain(&read(text)), plain(&read_inline(text)));
    // What does not stand as inline text may stand as rich text, and the other way round.
    let text = quoted(text);
    let inline = format!(
        "style = \"redline\"\ntitle = {text}\nid = \"a\"\n[[block]]\ntype = \"write\"\nfields = [{{ prompt = {text} }}]\n"
    );
    let rich = format!(
        "style = \"material\"\ntitle = \"a\"\nid = \"a\"\nlede = {text}\n[[block]]\ntype = \"text\"\ncolumns = 3\nbody = {text}\n\
         [[block]]\ntype = \"insight\"\nheading = \"a\"\nbody = {text}\n"
    );
    chapter(&inline, &[]);
    chapter(&rich, &[]);
    chapter(
        &format!("style = \"material\"\ntitle = \"a\"\n[[block]]\ntype = \"table\"\nbody = {text}\n"),
        &[],
    );
});
