//! The names and sizes of files.

use crate::content::Workbook;

/// `<title>-<edition date>-<target>.pdf`, in plain letters.
pub fn file_name(workbook: &Workbook, target: &str) -> String {
    let date = workbook.edition.date.value.date;
    let date = date.map_or_else(String::new, |date| format!("{date}-"));
    format!("{}-{date}{target}.pdf", slug(&workbook.title.value))
}

/// A title in small letters, digits and hyphens.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "workbook".into() } else { slug.chars().take(80).collect() }
}

/// A size in the units of mailboxes.
pub fn size(bytes: usize) -> String {
    match bytes as f64 {
        bytes if bytes < 1e6 => format!("{:.0} kB", (bytes / 1e3).max(1.0)),
        bytes => format!("{:.1} MB", bytes / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn titles_become_plain_names() {
        assert_eq!(slug("Werkboek: één & twee!"), "werkboek-één-twee");
        assert_eq!(slug("../.."), "workbook");
    }
}
