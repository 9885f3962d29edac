//! Times of the day, as they are written in quotes.

use std::ops::Range;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::at::{At, string_schema};

/// A time of the day and its place: `9.30`, `09.30`, `9:30` or `09:30`, and `24.00` where a day ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Time {
    /// The hour, from 0 to 24.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
    /// Its bytes in the TOML file, quotes included.
    pub range: Range<usize>,
}

string_schema!(Time, "time-of-day");

/// The minutes of a day.
const DAY: i32 = 24 * 60;

impl Time {
    /// The minutes since midnight.
    pub fn minutes(&self) -> i32 {
        i32::from(self.hour) * 60 + i32::from(self.minute)
    }

    /// How many minutes later another time is, past midnight where it must be.
    pub fn until(&self, later: &Self) -> i32 {
        (later.minutes() - self.minutes()).rem_euclid(DAY)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let At { value, range } = At::<String>::deserialize(deserializer)?;
        let Clock(hour, minute) = value.parse().map_err(|()| D::Error::custom("not a time"))?;
        Ok(Self { hour, minute, range })
    }
}

/// An hour and a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock(pub u8, pub u8);

impl Clock {
    fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60 || hour == 24 && minute == 0).then_some(Self(hour, minute))
    }
}

impl FromStr for Clock {
    type Err = ();

    /// Reads a time as it is to be written.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (hour, minute) = text.split_once(['.', ':']).ok_or(())?;
        let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
            return Err(());
        }
        Self::new(hour.parse().map_err(drop)?, minute.parse().map_err(drop)?).ok_or(())
    }
}

/// The time that is meant by one that is written otherwise: `9:30 uur`, `9u30`, `9h`, `0930`, `9.30 pm`, `09:30:00`.
pub fn meant(text: &str) -> Option<Clock> {
    const WORDS: [&str; 13] =
        ["", "uur", "u", "h", "hr", "hrs", "uhr", "am", "pm", "o'clock", "oclock", "heures", "heure"];
    let small = text.trim().to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let is_word = |c: char| c.is_alphabetic() || c == '\'';
    let mut words = small.split(|c: char| !is_word(c));
    if !words.all(|word| WORDS.contains(&word)) {
        return None;
    }
    let numbers: Vec<&str> =
        small.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (hour, minute) = match numbers.as_slice() {
        [all] if (3..=4).contains(&all.len()) => all.split_at(all.len() - 2),
        [hour] => (*hour, "00"),
        [hour, minute] if minute.len() == 2 => (*hour, *minute),
        [hour, minute, "00"] if minute.len() == 2 => (*hour, *minute),
        _ => return None,
    };
    let hour: u8 = hour.parse().ok()?;
    let hour = match (small.contains("pm"), small.contains("am")) {
        (true, false) if hour < 12 => hour + 12,
        (false, true) if hour == 12 => 0,
        _ => hour,
    };
    Clock::new(hour, minute.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{Clock, meant};

    #[test]
    fn times_are_written_with_a_stop_or_a_colon() {
        for (text, expected) in [
            ("9.30", Some(Clock(9, 30))),
            ("09:30", Some(Clock(9, 30))),
            ("24.00", Some(Clock(24, 0))),
            ("0.00", Some(Clock(0, 0))),
            ("24.01", None),
            ("9.60", None),
            ("9.3", None),
            ("9", None),
            ("009.30", None),
            ("9:30 uur", None),
            (" 9.30", None),
            ("é.30", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok(), expected, "{text}");
        }
    }

    #[test]
    fn other_ways_to_write_a_time_are_understood() {
        for (text, expected) in [
            ("9:30 uur", Some(Clock(9, 30))),
            ("9u30", Some(Clock(9, 30))),
            ("9 h", Some(Clock(9, 0))),
            ("0930", Some(Clock(9, 30))),
            ("9.30 pm", Some(Clock(21, 30))),
            ("12 a.m.", Some(Clock(0, 0))),
            ("09:30:00", Some(Clock(9, 30))),
            ("half tien", None),
            ("25.00", None),
            ("9.30-10.00", None),
            ("", None),
        ] {
            assert_eq!(meant(text), expected, "{text}");
        }
    }
}
