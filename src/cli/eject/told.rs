//! What is printed of layouts.

use std::io::{self, Write, stdout};

use super::super::report::shown_whole;
use super::own;
use crate::source::count;
use crate::typeset::{Difference, Layout, Workspace};

/// Prints each layout with what it does, and what the workbook has in its place.
pub fn list(workspace: &Workspace, chosen: &[Layout]) -> io::Result<()> {
    let mut out = stdout().lock();
    let wide = chosen.iter().map(|layout| layout.name().len()).max().unwrap_or(0);
    for layout in chosen {
        let own = own(workspace, layout).map(|text| match Difference::new(layout, &text).lines {
            0 => " [in the workbook, as it was]".to_owned(),
            lines => format!(" [in the workbook, {} apart]", count(lines, "line")),
        });
        writeln!(out, "{:wide$}  {}{}", layout.name(), layout.about(), own.unwrap_or_default())?;
    }
    out.flush()
}

/// Prints how the workbook's layouts differ from those of the program.
pub fn differences(workspace: &Workspace, chosen: &[Layout]) -> io::Result<()> {
    let mut out = stdout().lock();
    for layout in chosen {
        if let Some(text) = own(workspace, layout) {
            write!(out, "{}", shown_whole(&Difference::new(layout, &text).text))?;
        }
    }
    out.flush()
}
