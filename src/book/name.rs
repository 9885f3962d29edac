//! The names of files that are made of a book.

use crate::content::Workbook;

/// The longest name of a file that all systems take, in bytes.
pub const LONGEST_NAME: usize = 255;

/// The most letters of a title in a file's name, and the most bytes that they take.
const MOST: (usize, usize) = (80, 160);

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
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= MOST.1
    };
    if slug.is_empty() { "workbook".into() } else { slug.chars().take(MOST.0).take_while(fits).collect() }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn titles_become_plain_names() {
        assert_eq!(slug("Werkboek: één & twee!"), "werkboek-één-twee");
        assert_eq!(slug("../.."), "workbook");
    }

    #[test]
    fn long_titles_leave_room_for_the_rest() {
        assert_eq!(slug(&"a".repeat(200)), "a".repeat(80));
        assert_eq!(slug(&"街".repeat(200)), "街".repeat(53));
        assert_eq!(slug(&"𐀀".repeat(200)), "𐀀".repeat(40));
    }
}
