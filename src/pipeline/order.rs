//! What is to be made, and why nothing was.

use typst_library::foundations::Datetime;

use crate::book::{Medium, Target};
use crate::content::target::Flip;
use crate::export::Pages;
use crate::source::{Finding, did_you_mean, list};

/// What to make.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The names of targets; all that are declared if there are none.
    pub targets: Vec<String>,
    /// Whether one target is enough: the first for screens, or else the first.
    pub single: bool,
    /// The pages, if not all.
    pub pages: Option<Pages>,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// The edge over which sheets are turned, if not the one that booklets declare.
    pub flip: Option<Flip>,
    /// The date that the files carry, in UTC, if not the edition's.
    pub date: Option<Datetime>,
}

/// Where a run is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The content is checked.
    Checking,
    /// Typst lays the book out.
    LayingOut,
    /// The editions are made of the pages.
    Preparing,
    /// The pages are held to their targets.
    Preflight,
    /// The files are written, in memory.
    Exporting,
}

/// Why nothing was made.
pub enum Refused {
    /// There are problems in the content.
    Content(Vec<Finding>),
    /// The program was called wrongly.
    Usage(String),
}

impl Refused {
    /// The problems in the content, if it is for them.
    pub fn findings(self) -> Vec<Finding> {
        match self {
            Self::Content(findings) => findings,
            Self::Usage(_) => vec![],
        }
    }
}

impl From<Vec<Finding>> for Refused {
    fn from(findings: Vec<Finding>) -> Self {
        Self::Content(findings)
    }
}

impl Order {
    /// The targets that are wanted, with their sheets turned as is wanted.
    ///
    /// Errors with what to tell where there is no target of a name.
    pub fn chosen(&self, all: &[Target]) -> Result<Vec<Target>, String> {
        let mut chosen = self.named(all)?;
        if let Some(flip) = self.flip {
            chosen.iter_mut().for_each(|target| target.turn(flip));
        }
        Ok(chosen)
    }

    fn named(&self, all: &[Target]) -> Result<Vec<Target>, String> {
        if self.targets.is_empty() {
            let first = all.iter().find(|target| matches!(target.medium, Medium::Screen(_)));
            let single = first.or(all.first()).into_iter().cloned();
            return Ok(if self.single { single.collect() } else { all.to_vec() });
        }
        let names = || all.iter().map(|target| target.name.as_str());
        for name in &self.targets {
            if !names().any(|known| known == name) {
                let hint = did_you_mean(name, names());
                let hint = hint.unwrap_or_else(|| format!("the targets are {}", list(names(), "and")));
                return Err(format!("there is no target `{name}`: {hint}"));
            }
        }
        Ok(all.iter().filter(|target| self.targets.contains(&target.name)).cloned().collect())
    }
}
