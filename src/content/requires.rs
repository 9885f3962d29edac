//! Which versions of the program a workbook takes.

use std::str::FromStr;

use semver::{Version, VersionReq};

/// The version of the program, without what marks it as not yet released.
const VERSION: [&str; 3] =
    [env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"), env!("CARGO_PKG_VERSION_PATCH")];

/// What a workbook requires of the program's version, as `>=0.2`.
///
/// See <https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement(VersionReq);

/// What is no requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotARequirement;

impl FromStr for Requirement {
    type Err = NotARequirement;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // `0,2` is a version with a comma, and not the two requirements that Cargo would take it for.
        let commas = text.split(',').skip(1).any(|part| part.starts_with(|c: char| c.is_ascii_digit()));
        let read = if commas { None } else { text.parse().ok() };
        read.map(Self).ok_or(NotARequirement)
    }
}

impl Requirement {
    /// Whether this program meets it.
    pub fn is_met(&self) -> bool {
        let [major, minor, patch] = VERSION.map(|part| part.parse().unwrap_or_default());
        self.0.matches(&Version::new(major, minor, patch))
    }
}

/// What to write for a requirement that cannot be read: the version in it at least, or else that of the program.
pub fn advice(text: &str) -> String {
    let start = text.find(|c: char| c.is_ascii_digit()).and_then(|start| text.get(start..));
    let digits = start.and_then(|rest| rest.split(|c: char| !c.is_ascii_digit() && !".,".contains(c)).next());
    let version = digits.map(|digits| digits.replace(',', ".").trim_matches('.').to_owned());
    let meant =
        version.map(|version| format!(">={version}")).filter(|text| text.parse::<Requirement>().is_ok());
    let [major, minor, _] = VERSION;
    let meant = meant.unwrap_or_else(|| format!(">={major}.{minor}"));
    format!("write the version that it needs at least, as in `requires = \"{meant}\"`")
}

#[cfg(test)]
mod tests {
    use super::{Requirement, advice};

    #[test]
    fn requirements_are_met_or_not() {
        let met = |text: &str| text.parse::<Requirement>().map(|requirement| requirement.is_met()).ok();
        let version = env!("CARGO_PKG_VERSION");
        for text in ["*", ">=0.0.1", ">=0.0.1, <999", &format!("={version}"), version, &format!("^{version}")]
        {
            assert_eq!(met(text), Some(true), "{text}");
        }
        for text in [">=999", "999", "<0.0.1", ">=0.0.1, <0.0.2", &format!(">{version}"), "~998.2"] {
            assert_eq!(met(text), Some(false), "{text}");
        }
        for text in ["", "new", "> = 1", "v1.2", "1.2.3.4", ">=0,2", ">=0.2 <0.4", "latest", "é"] {
            assert_eq!(met(text), None, "{text}");
        }
    }

    #[test]
    fn advice_has_the_version_that_was_meant() {
        for (text, meant) in [("v1.2", ">=1.2"), ("0,2", ">=0.2"), (">= = 1.2.3 x", ">=1.2.3"), ("3.", ">=3")]
        {
            assert!(advice(text).ends_with(&format!("`requires = \"{meant}\"`")), "{}", advice(text));
        }
        for text in ["1.2.3.4", "latest", "", "é", "9999999999999999999999"] {
            let version = env!("CARGO_PKG_VERSION");
            let first = advice(text).split("\">=").nth(1).map(str::to_owned).unwrap_or_default();
            assert!(version.starts_with(first.trim_end_matches("\"`")) && !first.is_empty(), "{first}");
        }
    }
}
