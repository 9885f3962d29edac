//! Embeds `layouts/`, `fonts/`, `starter/`, `web/` and `docs/reference/` in the program, and tells it what sums
//! layouts and fonts have.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (folder, extension) in [("layouts", Some("typ")), ("starter", None)] {
        let list = texts(&root.join(folder), extension)?;
        fs::write(out.join(folder).with_extension("rs"), list)?;
    }
    fs::write(out.join("web.rs"), bytes(&root.join("web"))?)?;
    let mut list = String::from("&[");
    for path in
        [files(&root.join("docs/reference"), Some("md"))?, files(&root.join("docs/reference"), Some("toml"))?]
            .concat()
    {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let _ = write!(list, "({name:?}, include_str!({path:?})),");
    }
    fs::write(out.join("reference.rs"), list + "]")?;
    let mut list = String::from("&[");
    for path in files(&root.join("fonts"), Some("ttf"))? {
        let _ = write!(list, "include_bytes!({path:?}),");
    }
    fs::write(out.join("fonts.rs"), list + "]")?;
    for (variable, folder, extension) in
        [("WERKBOEK_LAYOUTS", "layouts", "typ"), ("WERKBOEK_FONTS", "fonts", "ttf")]
    {
        println!("cargo::rustc-env={variable}={}", fingerprint(&root.join(folder), extension)?);
    }
    println!("cargo::rerun-if-changed=layouts");
    println!("cargo::rerun-if-changed=fonts");
    println!("cargo::rerun-if-changed=starter");
    println!("cargo::rerun-if-changed=web");
    println!("cargo::rerun-if-changed=docs/reference");
    Ok(())
}

/// The texts below a folder, as a list of their paths from it with what is in them.
fn texts(folder: &Path, extension: Option<&str>) -> io::Result<String> {
    let mut list = String::from("&[");
    for path in files(folder, extension)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let _ = write!(list, "({name:?}, include_str!({path:?})),");
    }
    Ok(list + "]")
}

/// The files below a folder, as a list of their paths from it with their bytes.
fn bytes(folder: &Path) -> io::Result<String> {
    let mut list = String::from("&[");
    for path in files(folder, None)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let _ = write!(list, "({name:?}, include_bytes!({path:?})),");
    }
    Ok(list + "]")
}

/// What tells the files below a folder, with their paths, from all others: the start of their SHA-256.
fn fingerprint(folder: &Path, extension: &str) -> io::Result<String> {
    let mut sum = Sha256::new();
    for path in files(folder, Some(extension))? {
        let bytes = fs::read(&path)?;
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        sum.update(format!("{name}\0{}\0", bytes.len()));
        sum.update(bytes);
    }
    Ok(sum.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// All files below a folder, or those with an extension, sorted.
fn files(folder: &Path, extension: Option<&str>) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if extension.is_none_or(|extension| path.extension().is_some_and(|known| known == extension)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
