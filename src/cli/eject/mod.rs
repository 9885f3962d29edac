//! `werkboek eject`: layouts of the program for a workbook to change.

mod told;

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::open;
use super::outcome::Outcome;
use super::say::{say, unprinted};
use crate::export::{File, replace_all};
use crate::source::{WORKBOOK, count, file_id};
use crate::typeset::{LAYOUTS_FOLDER, Layout, Workspace, layout_named, layouts, marked};

/// What is wanted of the layouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// They are written into the workbook.
    Files,
    /// They are listed, with what the workbook has in their place.
    List,
    /// How the workbook's differ from the program's.
    Difference,
}

/// Which layouts, and what is wanted of them.
#[derive(Debug, Clone)]
pub struct EjectOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// The names of layouts; all if there are none.
    pub names: Vec<String>,
    /// What is wanted.
    pub wanted: Wanted,
}

/// Writes, lists or compares layouts.
pub fn run(options: &EjectOptions) -> Outcome {
    let workspace = match open(&options.dir) {
        Ok(workspace) => workspace,
        Err(outcome) => return outcome,
    };
    let chosen = match chosen(&options.names) {
        Ok(chosen) => chosen,
        Err(message) => return refused(&message),
    };
    match options.wanted {
        Wanted::List => unprinted(told::list(&workspace, &chosen)).unwrap_or(Outcome::Fine),
        Wanted::Difference => unprinted(told::differences(&workspace, &chosen)).unwrap_or(Outcome::Fine),
        Wanted::Files => write(&workspace, options, &chosen),
    }
}

fn refused(message: &str) -> Outcome {
    say(&format!("error: {message}"));
    Outcome::Usage
}

/// The layouts of these names, each once; all if there are none.
///
/// Errors with a name that no layout has.
fn chosen(names: &[String]) -> Result<Vec<Layout>, String> {
    if names.is_empty() {
        return Ok(layouts().collect());
    }
    let mut chosen: Vec<Layout> = Vec::new();
    for name in names {
        let layout = layout_named(name).map_err(|near| {
            let hint = near.unwrap_or_else(|| "`werkboek eject --list` says which there are".into());
            format!("there is no layout `{name}`: {hint}")
        })?;
        if !chosen.contains(&layout) {
            chosen.push(layout);
        }
    }
    Ok(chosen)
}

/// Where a layout goes in a workbook.
fn place(root: &Path, layout: &Layout) -> PathBuf {
    root.join(LAYOUTS_FOLDER).join(layout.path)
}

/// Writes those layouts that are not there; one that is named and there is refused, and nothing is written.
fn write(workspace: &Workspace, options: &EjectOptions, chosen: &[Layout]) -> Outcome {
    let root = workspace.store().loader().root();
    if !root.join(WORKBOOK).exists() {
        let dir = options.dir.display();
        return refused(&format!("`{dir}` has no `{WORKBOOK}`: name the workbook's folder with `--dir`"));
    }
    let there = |layout: &&Layout| fs::symlink_metadata(place(root, layout)).is_ok();
    if let Some(layout) = chosen.iter().find(there).filter(|_| !options.names.is_empty()) {
        return refused(&format!(
            "`{LAYOUTS_FOLDER}/{}` is there already: delete it first, or see `werkboek eject --diff {}`",
            layout.path,
            layout.name()
        ));
    }
    let files: Vec<File> = chosen
        .iter()
        .filter(|layout| !there(layout))
        .map(|layout| File { path: place(root, layout), bytes: marked(layout).into_bytes() })
        .collect();
    for folder in files.iter().filter_map(|file| file.path.parent()) {
        if let Err((path, why)) = made(root, folder) {
            say(&format!("error: `{}` {why}", path.display()));
            return Outcome::Machine;
        }
    }
    if let Err((path, error)) = replace_all(&files) {
        say(&format!("error: `{}` cannot be written ({error})", path.display()));
        return Outcome::Machine;
    }
    written(&options.dir, &files, root, chosen.len() - files.len());
    Outcome::Fine
}

/// Makes a folder of the workbook where there is none.
///
/// Errors where it cannot be made, or leads out of the workbook.
fn made(root: &Path, folder: &Path) -> Result<(), (PathBuf, String)> {
    let failed = |error: std::io::Error| (folder.to_owned(), format!("cannot be made ({error})"));
    fs::create_dir_all(folder).map_err(failed)?;
    let real = fs::canonicalize(folder).map_err(failed)?;
    let leads_out = || (folder.to_owned(), "leads out of the workbook's folder".into());
    if real.starts_with(root) { Ok(()) } else { Err(leads_out()) }
}

fn written(dir: &Path, files: &[File], root: &Path, passed: usize) {
    for file in files {
        let path = file.path.strip_prefix(root).unwrap_or(&file.path);
        let path = if dir == Path::new(".") { path.to_owned() } else { dir.join(path) };
        say(&format!("wrote {}", path.display()));
    }
    if passed > 0 {
        say(&format!("{} left as they are", count(passed, "layout")));
    }
    if files.len() > 1 {
        say("delete those that you leave as they are: the program's own are better kept up");
    }
}

/// What the workbook has in the place of a layout, if anything.
fn own(workspace: &Workspace, layout: &Layout) -> Option<String> {
    let id = file_id(&format!("{LAYOUTS_FOLDER}/{}", layout.path)).ok()?;
    let bytes = workspace.store().file(id).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}
