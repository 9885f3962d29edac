//! Commands that are shown, to be typed in a shell.

/// A path as a shell takes it for one word.
pub fn in_shell(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+,@:".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::in_shell;

    #[test]
    fn paths_are_one_word() {
        assert_eq!(in_shell("a/b-1.x"), "a/b-1.x");
        assert_eq!(in_shell("één"), "één");
        assert_eq!(in_shell("our book"), "'our book'");
        assert_eq!(in_shell("it's"), "'it'\\''s'");
        assert_eq!(in_shell("$HOME"), "'$HOME'");
    }
}
