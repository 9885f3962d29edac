//! Pages that end well: a chapter of which a page is all but empty gives way a little, until none is.
//!
//! The book is laid out as it is first. Each chapter with a thin page then tries, one after the other, what a
//! typesetter would: to draw the few lines in, by tighter gaps, pictures less high and more cards beside each
//! other; or to fill the page, by ending the one before it early. All chapters try at once, and Typst sets
//! anew what changed.

mod fill;
mod trial;

use typst_layout::PagedDocument;

use super::anchors::Spot;
use super::ease::Plan;
use super::places::place;
use super::world::Workspace;
use crate::book::Design;
use crate::content::read_workbook;
use crate::source::{Finding, WORKBOOK, count, file_id};

use trial::{Look, Trial};

pub use fill::{Filled, filled};

/// How many layouts are tried after the first.
const ROUNDS: usize = 4;

/// Pages, and what Typst remarked of them.
pub type Set = (PagedDocument, Vec<Finding>);

/// Lays out until the pages end well, or no way is left, and tells how the chapters gave way.
///
/// Errors where the first layout does; a way that cannot be laid out is none.
pub fn end_well(
    workspace: &Workspace,
    lay: &dyn Fn(&Plan) -> Result<Set, Vec<Finding>>,
) -> Result<(Set, Plan), Vec<Finding>> {
    let mut plan = Plan::new();
    let mut set = lay(&plan)?;
    let Some(design) = design(workspace) else { return Ok((set, plan)) };
    let mut trials = Trial::all(&Look::new(workspace, &design, &set.0));
    for _ in 0..ROUNDS {
        if !trials.iter_mut().map(Trial::go_on).fold(false, |any, goes_on| any | goes_on) {
            break;
        }
        plan = trials.iter().filter_map(Trial::tried).collect();
        let Ok(tried) = lay(&plan) else { return Ok((lay(&Plan::new())?, Plan::new())) };
        let look = Look::new(workspace, &design, &tried.0);
        trials.iter_mut().for_each(|trial| trial.judge(&look));
        set = tried;
    }
    let best: Plan = trials.iter().filter_map(Trial::best).collect();
    if best != plan {
        set = lay(&best)?;
    }
    let thin = thin_pages(&Look::new(workspace, &design, &set.0));
    set.1.extend(thin);
    Ok((set, best))
}

/// The design of the book.
fn design(workspace: &Workspace) -> Option<Design> {
    let file = file_id(WORKBOOK).ok()?;
    let parsed = read_workbook(file, &workspace.store().file(file).ok()?);
    parsed.value.as_ref().map(|workbook| Design::new(&workbook.design))
}

/// Tells of the pages that are thin all the same, each at the block with which it begins.
fn thin_pages(look: &Look) -> Vec<Finding> {
    let finding = |page: usize| {
        let begin = look.begins.iter().rev().find(|begin| begin.page <= page)?;
        let place = place(look.workspace, Spot::Block(begin.block).span(begin.chapter))?;
        let fill = look.fills.get(page)?;
        let number = look.document.pages().get(page)?.number;
        let taken = count(fill.taken.ceil().max(1.0) as usize, "line");
        let message = format!("page {number} is all but empty: {taken} of {} are taken", fill.lines);
        let hint = format!(
            "shorten what stands before it by {taken}, such as a text or the height of a picture, or write more"
        );
        Some(Finding::warning("thin-page", place, message).hint(hint))
    };
    look.chapters().iter().flat_map(|chapter| look.thin(chapter)).filter_map(finding).collect()
}
