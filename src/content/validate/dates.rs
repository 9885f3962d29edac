//! Dates as people write them, in the four languages of the layout.

/// The months' names by their first letters, each in Dutch, English, French and German.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän"],
    &["feb", "fév", "fev"],
    &["maa", "mar", "mrt", "mär"],
    &["apr", "avr"],
    &["mei", "may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû", "aou"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "déc", "dez"],
];

/// A date: year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(u32, u32, u32);

impl Date {
    /// The date, if there is such a day.
    fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1900..=2999).contains(&year) && (1..=days).contains(&day)).then_some(Self(year, month, day))
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0, self.1, self.2)
    }
}

/// What to write for a date that was written otherwise under a key.
pub fn advice(key: &str, written: &str) -> String {
    match readings(written).as_slice() {
        [date] => format!("write `{key} = {date}`: year, month and day, without quotes"),
        [one, other] => format!("write `{key} = {one}` or `{key} = {other}`, whichever is meant"),
        _ => format!("write year, month and day without quotes, as in `{key} = 2021-09-17`"),
    }
}

/// The dates that a text may mean: one where it is plain, two where day and month may be each other.
pub fn readings(text: &str) -> Vec<Date> {
    let text = text.trim().to_lowercase();
    // A time after the date, as in `2026-10-08T12:00`.
    let text =
        text.split_once(['t', ' ']).filter(|(day, _)| is_iso(day)).map_or(text.as_str(), |(day, _)| day);
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let numbers: Vec<u32> = parts.iter().filter_map(|part| number(part)).collect();
    let months: Vec<u32> = parts.iter().filter_map(|part| month(part)).collect();
    match (numbers.as_slice(), months.as_slice()) {
        ([day, year] | [year, day], [month]) if *year > 31 && *day <= 31 => {
            Date::new(*year, *month, *day).into_iter().collect()
        }
        ([year, month, day], []) if *year > 31 => Date::new(*year, *month, *day).into_iter().collect(),
        ([a, b, year], []) => {
            let both = [Date::new(*year, *b, *a), Date::new(*year, *a, *b)];
            let mut dates: Vec<Date> = both.into_iter().flatten().collect();
            dates.dedup();
            dates
        }
        ([whole], []) if text.len() == 8 => {
            Date::new(whole / 10_000, whole / 100 % 100, whole % 100).into_iter().collect()
        }
        _ => vec![],
    }
}

/// Whether a text is written as dates are, whatever they are.
pub fn is_dated(text: &str) -> bool {
    !readings(text).is_empty()
        || text.split(['-', '/', '.']).filter(|part| number(part.trim()).is_some()).count() == 3
}

/// Whether a text is written as a date is, whether or not there is such a day.
pub fn is_iso(text: &str) -> bool {
    text.len() == 10
        && text.find('-') == Some(4)
        && text.split('-').filter(|part| number(part).is_some()).count() == 3
}

/// A number of a date, as `8`, `8e`, `1er` or `8th`.
fn number(part: &str) -> Option<u32> {
    let digits = part.trim_end_matches(char::is_alphabetic);
    let end = part.strip_prefix(digits)?;
    digits.parse().ok().filter(|_| ["", "e", "de", "er", "st", "nd", "rd", "th", "ste"].contains(&end))
}

/// The month that a word names; `maandag` and `mardi` name none.
fn month(word: &str) -> Option<u32> {
    let weekday = ["dag", "tag", "day", "di"].iter().any(|end| word.ends_with(end));
    let found = MONTHS.iter().position(|names| names.iter().any(|start| word.starts_with(start)))?;
    u32::try_from(found + 1).ok().filter(|_| !weekday && word.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::readings;

    fn read(text: &str) -> String {
        readings(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn written_dates() {
        for (text, date) in [
            ("8 oktober 2026", "2026-10-08"),
            ("8 okt. 2026", "2026-10-08"),
            ("donderdag 8 oktober 2026", "2026-10-08"),
            ("maandag 5 oktober 2026", "2026-10-05"),
            ("mardi 6 octobre 2026", "2026-10-06"),
            ("October 8, 2026", "2026-10-08"),
            ("8th of October 2026", "2026-10-08"),
            ("Thursday, 8 October 2026", "2026-10-08"),
            ("le 8 octobre 2026", "2026-10-08"),
            ("1er août 2026", "2026-08-01"),
            ("8. Oktober 2026", "2026-10-08"),
            ("3. März 2026", "2026-03-03"),
            ("3 maart 2026", "2026-03-03"),
            ("15 mei 2026", "2026-05-15"),
            ("15 juin 2026", "2026-06-15"),
            ("15 juillet 2026", "2026-07-15"),
            ("31 décembre 2026", "2026-12-31"),
            ("1. Jänner 2026", "2026-01-01"),
            ("2026-10-08", "2026-10-08"),
            ("2026/10/08", "2026-10-08"),
            ("2026-10-8", "2026-10-08"),
            ("2026.10.8", "2026-10-08"),
            ("20261008", "2026-10-08"),
            ("2026-10-08T12:00:00", "2026-10-08"),
            ("2026-10-08 12:00", "2026-10-08"),
            ("13-10-2026", "2026-10-13"),
            ("10/13/2026", "2026-10-13"),
            ("08-10-2026", "2026-10-08 2026-08-10"),
            ("8.8.2026", "2026-08-08"),
            ("29 februari 2024", "2024-02-29"),
            ("29 februari 2026", ""),
            ("2026-13-01", ""),
            ("oktober 2026", ""),
            ("2026", ""),
            ("8-10-26", ""),
            ("morgen", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), date, "{text}");
        }
    }
}
