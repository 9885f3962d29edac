//! Numbers with their nouns.

/// A number with its noun, which takes an `s` unless the number is 1: `1 page`, `3 pages`.
pub fn count(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn one_is_single() {
        let counts = [0, 1, 2, 1000].map(|number| count(number, "page"));
        assert_eq!(counts, ["0 pages", "1 page", "2 pages", "1000 pages"]);
    }
}
