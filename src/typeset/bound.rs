//! Spaces at which no line ends: between an amount and its currency or unit, and before the number of a thing.

/// The signs of currencies.
const CURRENCIES: &str = "€$£¥";

/// What stands after a number and belongs to it.
const UNITS: &[&str] = &[
    "%", "‰", "°", "°C", "°F", "€", "$", "£", "EUR", "euro", "Euro", "m", "m²", "m2", "m³", "m3", "mm", "cm",
    "dm", "km", "km²", "km2", "ha", "kg", "g", "t", "l", "L", "s", "min", "min.", "u", "u.", "h", "uur",
    "Uhr", "km/u", "km/h", "m/s", "kW", "kWh", "MW", "MWh", "GW", "dB", "dB(A)", "Hz", "kB", "MB", "GB",
    "ppi", "dpi", "pt", "px", "mln", "mln.", "mld", "mld.", "Mio", "Mio.", "Mrd", "Mrd.", "miljoen",
    "miljard",
];

/// What stands before the number of a thing.
const THINGS: &[&str] = &[
    "p.", "pp.", "blz.", "nr.", "nrs.", "art.", "fig.", "Fig.", "no.", "No.", "n°", "Nr.", "S.", "Abb.",
    "Art.", "§",
];

/// Whether a space binds what stands before it to what stands after it.
pub fn is_bound(before: &[char], after: &[char]) -> bool {
    let blank = |c: &char| c.is_whitespace();
    let left = before.rsplit(blank).next().unwrap_or_default();
    let right = after.split(blank).next().unwrap_or_default();
    let starts_with_digit =
        right.iter().find(|c| !matches!(c, '-' | '–' | '−' | '+')).is_some_and(char::is_ascii_digit);
    let opening = |c: &&char| matches!(c, '(' | '[' | '"' | '\'' | '“' | '„' | '«');
    let word: String = left.iter().skip_while(opening).collect();
    let is_currency = left.last().is_some_and(|c| CURRENCIES.contains(*c));
    if starts_with_digit && (is_currency || THINGS.contains(&word.as_str())) {
        return true;
    }
    // The marks after a unit are none of it, but for the full stop of some.
    let unit: String = right.iter().collect();
    let bare = unit.trim_end_matches([',', ';', ':', ')', ']', '"', '\'', '”', '’', '»', '!', '?', '…']);
    let is_unit = UNITS.contains(&bare) || UNITS.contains(&bare.trim_end_matches('.'));
    left.last().is_some_and(char::is_ascii_digit) && is_unit
}

#[cfg(test)]
mod tests {
    use super::is_bound;

    #[test]
    fn amounts_keep_their_currencies_and_units() {
        for (text, wanted) in [
            ("kost € 12.500,00 samen", "kost €~12.500,00 samen"),
            ("(€ 5)", "(€~5)"),
            ("€ -5", "€~-5"),
            ("12 km, 30 % en 5 m².", "12~km, 30~% en 5~m²."),
            ("om 9.30 uur (20 min)", "om 9.30~uur (20~min)"),
            ("zie blz. 12 en art. 3", "zie blz.~12 en art.~3"),
            ("§ 5", "§~5"),
            ("12 mensen en 5 minuten", "12 mensen en 5 minuten"),
            ("de € is", "de € is"),
            ("m 5", "m 5"),
            ("", ""),
            (" ", " "),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let bind = |(at, c): (usize, &char)| {
                let is_bound = *c == ' ' && is_bound(&chars[..at], &chars[at + 1..]);
                if is_bound { '~' } else { *c }
            };
            assert_eq!(chars.iter().enumerate().map(bind).collect::<String>(), wanted);
        }
    }
}
