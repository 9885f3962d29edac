//! Whole numbers within their bounds.

use toml::de::{DeInteger, DeValue};

use super::Problems;
use crate::source::{Finding, Place};

/// Checks a whole number; gives whether it fits.
pub fn check(
    found: &DeInteger,
    (low, high): (i64, i64),
    owner: &str,
    place: Place,
    problems: &mut Problems,
) -> bool {
    if read(found).is_some_and(|number| (low..=high).contains(&number)) {
        return true;
    }
    let bounds = match high < i64::from(u32::MAX) {
        true => format!("between {low} and {high}"),
        false => format!("{} or more, and at most {high}", low.max(0)),
    };
    let message = format!("{owner} must be {bounds}, not {}", found.as_str());
    problems.add(Finding::error("wrong-number", place, message));
    false
}

fn read(number: &DeInteger) -> Option<i64> {
    i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
}

/// Checks a number that may have decimals; gives whether it fits.
pub fn check_decimal(
    found: &DeValue,
    bounds: (i64, i64),
    owner: &str,
    place: Place,
    problems: &mut Problems,
) -> bool {
    let (low, high) = bounds;
    let written = match found {
        DeValue::Integer(number) => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return false,
    };
    let number = match found {
        DeValue::Integer(number) => read(number).map(|number| number as f64),
        _ => written.replace('_', "").parse().ok(),
    };
    if number.is_some_and(|number| (low as f64..=high as f64).contains(&number)) {
        return true;
    }
    let message = format!("{owner} must be between {low} and {high}, not {written}");
    problems.add(
        Finding::error("wrong-number", place, message)
            .hint("count in percent of the picture, from its left or upper edge"),
    );
    false
}

/// The number that a text means, within bounds: `"25%"` or `"12,5"`.
pub fn decimal(found: &DeValue, (low, high): (i64, i64)) -> Option<f64> {
    let text = found.as_str()?.trim().trim_end_matches('%').trim().replacen(',', ".", 1);
    text.parse().ok().filter(|number| (low as f64..=high as f64).contains(number))
}

/// The whole number that a value of another kind means: `"1"`, `1.0` or `1e3`.
pub fn meant(found: &DeValue) -> Option<i64> {
    let text = match found {
        DeValue::String(text) => text.as_ref(),
        DeValue::Float(number) => number.as_str(),
        DeValue::Integer(number) => return read(number),
        _ => return None,
    };
    let number: f64 = text.trim().replace('_', "").replacen(',', ".", 1).parse().ok()?;
    (number.fract() == 0.0 && number.abs() < 1e9).then_some(number as i64)
}
