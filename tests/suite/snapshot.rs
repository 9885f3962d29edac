//! Expectations in files: `SNAPSHOTS=overwrite cargo test --release` updates them.

use std::fs;
use std::path::{Path, PathBuf};

/// Whether expectations are to be written anew.
fn overwrite() -> bool {
    #[expect(clippy::disallowed_methods, reason = "the one word that updates the snapshots")]
    std::env::var("SNAPSHOTS").is_ok_and(|word| word == "overwrite")
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name)
}

/// Compares a text with the one that is expected.
pub fn text(name: &str, found: &str) {
    let path = path(name);
    if overwrite() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == found,
        "{name} differs\n--- expected\n{expected}\n--- found\n{found}\n(SNAPSHOTS=overwrite accepts it)"
    );
}

/// Compares a picture with the one that is expected: at most one pixel in 500 may differ visibly.
pub fn picture(name: &str, found: &[u8]) {
    let path = path(name);
    if overwrite() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read(&path)
        .unwrap_or_else(|_| panic!("there is no picture {name}: SNAPSHOTS=overwrite makes it"));
    let decode = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().into_rgb8();
    let (expected, found) = (decode(&expected), decode(found));
    assert_eq!(expected.dimensions(), found.dimensions(), "{name} has another size");
    let differ = |(a, b): &(&image::Rgb<u8>, &image::Rgb<u8>)| (0..3).any(|c| a.0[c].abs_diff(b.0[c]) > 24);
    let count = expected.pixels().zip(found.pixels()).filter(differ).count();
    let most = (expected.width() * expected.height() / 500) as usize;
    assert!(count <= most, "{name}: {count} pixels differ (SNAPSHOTS=overwrite accepts them)");
}
