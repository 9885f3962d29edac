//! The one place that looks at the environment and the clock.

use std::time::Instant;

use typst_library::foundations::Datetime;

use crate::content::Workbook;

/// A running clock, for the line that says how long it took.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts.
    #[expect(clippy::disallowed_methods, reason = "times are shown and never written to a file")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Seconds since the start.
    pub fn seconds(self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

/// The date that a file carries: `SOURCE_DATE_EPOCH` if it is set, else the edition's.
///
/// See <https://reproducible-builds.org/specs/source-date-epoch/>.
#[expect(clippy::disallowed_methods, reason = "the one variable that may reach a file")]
pub fn date(workbook: &Workbook) -> Option<Datetime> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    epoch.and_then(from_epoch).or_else(|| {
        let date = workbook.edition.date.value.date?;
        Datetime::from_ymd_hms(date.year.into(), date.month, date.day, 0, 0, 0)
    })
}

fn from_epoch(seconds: i64) -> Option<Datetime> {
    let time = time::OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    Datetime::from_ymd_hms(
        time.year(),
        time.month().into(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
    )
}

#[cfg(test)]
mod tests {
    use super::from_epoch;

    #[test]
    fn epochs_are_read_in_utc() {
        let date = from_epoch(1_631_880_000).expect("a date");
        assert_eq!(
            (date.year(), date.month(), date.day(), date.hour()),
            (Some(2021), Some(9), Some(17), Some(12))
        );
    }
}
