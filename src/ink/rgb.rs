//! Colours on screens, as they are written.

/// Reads `#D81E05`.
pub fn parse_rgb(text: &str) -> Option<[u8; 3]> {
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

#[cfg(test)]
mod tests {
    use super::parse_rgb;

    #[test]
    fn six_digits_after_a_hash() {
        assert_eq!(parse_rgb("#D81E05"), Some([216, 30, 5]));
        for bad in ["D81E05", "#D81E0", "#D81E0é", "#GG0000", ""] {
            assert_eq!(parse_rgb(bad), None, "{bad}");
        }
    }
}
