//! The one place that looks at the environment and the clock.

use std::env::VarError;
use std::path::PathBuf;
use std::time::{Instant, SystemTime};

use typst_library::foundations::Datetime;

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

/// The date that files carry in place of the edition's, if `SOURCE_DATE_EPOCH` is set.
///
/// Errors with what to tell where that is no second between 1970 and 9999.
/// See <https://reproducible-builds.org/specs/source-date-epoch/>.
#[expect(clippy::disallowed_methods, reason = "the one variable that may reach a file")]
pub fn source_date() -> Result<Option<Datetime>, String> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) if !seconds.is_empty() => from_epoch(&seconds).map(Some).ok_or_else(|| {
            format!(
                "`SOURCE_DATE_EPOCH` must be a number of seconds since 1970, such as 1631836800, not `{}`",
                seconds.escape_debug()
            )
        }),
        Ok(_) | Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err("`SOURCE_DATE_EPOCH` must be a number of seconds since 1970".into())
        }
    }
}

/// The day, in UTC, or that of `SOURCE_DATE_EPOCH` if it is set.
///
/// Errors as [`source_date`] does.
#[expect(
    clippy::disallowed_methods,
    reason = "a new workbook's first edition is of the day on which it is made"
)]
pub fn today() -> Result<Datetime, String> {
    let seconds = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let given = source_date()?;
    let wrong = || "the clock of this machine cannot be right".to_owned();
    given.or_else(|| from_epoch(&seconds().to_string())).ok_or_else(wrong)
}

/// The root of the repository that a workflow of GitHub or a job of GitLab runs in, if one does.
///
/// See <https://docs.github.com/actions/reference/workflows-and-actions/variables> and
/// <https://docs.gitlab.com/ci/variables/predefined_variables/>.
pub fn repository() -> Option<PathBuf> {
    let roots = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().filter_map(std::env::var_os);
    roots.map(PathBuf::from).find(|root| !root.as_os_str().is_empty())
}

/// Whether the terminal says of itself that it knows no signs but letters.
pub fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|kind| kind == "dumb")
}

fn from_epoch(seconds: &str) -> Option<Datetime> {
    let seconds = seconds.parse().ok().filter(|seconds| *seconds >= 0)?;
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
        let date = from_epoch("1631880000").expect("a date");
        assert_eq!(
            (date.year(), date.month(), date.day(), date.hour()),
            (Some(2021), Some(9), Some(17), Some(12))
        );
        for bad in ["-1", "1e9", "today", "99999999999999", " 1"] {
            assert!(from_epoch(bad).is_none(), "{bad}");
        }
    }
}
