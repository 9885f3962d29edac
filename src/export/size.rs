//! The sizes of files.

/// A size in the units of mailboxes.
pub fn size(bytes: usize) -> String {
    match bytes as f64 {
        bytes if bytes < 1e6 => format!("{:.0} kB", (bytes / 1e3).max(1.0)),
        bytes => format!("{:.1} MB", bytes / 1e6),
    }
}
