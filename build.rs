//! Embeds `layouts/` and `fonts/` in the program.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let layouts = files(&root.join("layouts"), "typ")?;
    let mut list = String::from("&[");
    for path in &layouts {
        let name =
            path.strip_prefix(root.join("layouts")).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let _ = write!(list, "({name:?}, include_str!({path:?})),");
    }
    fs::write(out.join("layouts.rs"), list + "]")?;
    let mut list = String::from("&[");
    for path in files(&root.join("fonts"), "ttf")? {
        let _ = write!(list, "include_bytes!({path:?}),");
    }
    fs::write(out.join("fonts.rs"), list + "]")?;
    println!("cargo::rerun-if-changed=layouts");
    println!("cargo::rerun-if-changed=fonts");
    Ok(())
}

/// All files below a folder with an extension, sorted.
fn files(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
