//! Writes what a build made, and tells of it.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;
use typst_layout::Page;
use typst_library::layout::Abs;

use super::manifests::Manifests;
use super::outputs::{self, BuildOptions};
use super::report::Findings;
use super::say::{print, say};
use crate::book::{Medium, Target};
use crate::edition::{Edition, Output};
use crate::export::{self, Failed, Set, size};
use crate::pipeline::{Made, Ready};
use crate::plates::{at_once, proof};
use crate::source::count;

/// What `build --format json` prints; its keys are promised in `docs/json.md`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "What `werkboek build --format json` prints")]
pub struct BuildReport<'a> {
    /// What was found.
    #[serde(flatten)]
    pub findings: Findings<'a>,
    /// What was written; nothing where there are errors.
    #[serde(flatten)]
    pub written: Written,
}

/// What was written.
#[derive(Default, Serialize, JsonSchema)]
pub struct Written {
    /// The PDFs that were written; none where there are errors.
    pub files: Vec<Built>,
    /// The pictures of pages that were written.
    pub pictures: Vec<Drawn>,
}

/// A file that was written.
#[derive(Serialize, JsonSchema)]
pub struct Built {
    /// The target, with the side of its sheets where fronts and backs stand apart.
    target: String,
    /// Where it is; null on standard output.
    path: Option<String>,
    /// The number of its pages.
    pages: usize,
    /// Its size in bytes.
    bytes: usize,
    /// The resolution to which photographs had to come down, in pixels per inch, if they had.
    ppi: Option<f64>,
}

/// A picture that was written.
#[derive(Serialize, JsonSchema)]
pub struct Drawn {
    /// The target, with the side of its sheets where fronts and backs stand apart.
    target: String,
    /// The page of the whole file, counted from 1; of a booklet, the side of a sheet.
    page: usize,
    /// Where it is.
    path: String,
}

/// Writes files and pictures: all of them, or none.
///
/// Errors with what could not be written.
pub fn write(ready: &Ready, made: Vec<Made>, options: &BuildOptions) -> Result<Written, Failed> {
    let paths: Vec<Option<PathBuf>> =
        made.iter().map(|made| options.output.path(&options.dir, ready, &made.name)).collect();
    let drawn = options.png.as_deref().map_or_else(Vec::new, |folder| drawn(ready, folder, options));
    folders(options)?;
    let pictures = drawn.iter().flat_map(|(_, paths)| paths).map(PathBuf::as_path);
    let own = options.output.folder(&options.dir);
    let mut manifests = Manifests::new(ready, own.into_iter().chain(options.png.clone()));
    let beside = manifests.paths();
    let all = paths.iter().flatten().chain(&beside).map(PathBuf::as_path).chain(pictures);
    let mut set = Set::open(all)?;
    let mut written = Written::default();
    for (Made { name, pages, exported }, path) in made.into_iter().zip(paths) {
        match &path {
            Some(path) => {
                manifests.file(path, &name, pages, &exported.bytes);
                set.add(path, &exported.bytes)?;
            }
            None => print(&exported.bytes).map_err(|error| ("standard output".into(), error))?,
        }
        let path = path.map(|path| path.display().to_string());
        let (bytes, ppi) = (exported.bytes.len(), exported.ppi);
        written.files.push(Built { target: name, path, pages, bytes, ppi });
    }
    for (edition, paths) in drawn {
        let pages: Vec<(usize, &PathBuf)> = ready.numbers(edition).into_iter().zip(&paths).collect();
        draw(edition, &pages, options.ppi, &mut |page, path, bytes| {
            manifests.picture(path, &edition.name, page, bytes);
            set.add(path, bytes)
        })?;
        let drawn = pages.into_iter().map(|(page, path)| Drawn {
            target: edition.name.clone(),
            page,
            path: path.display().to_string(),
        });
        written.pictures.extend(drawn);
    }
    manifests.add(&mut set)?;
    set.commit()?;
    Ok(written)
}

/// Makes the folders that may be made.
fn folders(options: &BuildOptions) -> Result<(), Failed> {
    let build = outputs::build(&options.dir);
    if let outputs::Output::File(path) = &options.output
        && export::is_within(export::folder(path), &build)
    {
        outputs::make(export::folder(path), &build)?;
    }
    let folder = options.output.folder(&options.dir);
    folder.iter().chain(&options.png).try_for_each(|folder| outputs::make(folder, &build))
}

/// The editions that are drawn, with the paths of their pictures: those that are named, or else the
/// first for screens, or else the first.
fn drawn<'a>(ready: &'a Ready, folder: &Path, options: &BuildOptions) -> Vec<(&'a Edition, Vec<PathBuf>)> {
    let targets = || ready.editions.iter().map(|(target, _)| target);
    let is_screen = |target: &&Target| matches!(target.medium, Medium::Screen(_));
    let first = targets().find(is_screen).or(targets().next()).map(|target| &target.name);
    let is_wanted = |target: &Target| !options.targets.is_empty() || Some(&target.name) == first;
    let chosen = ready.editions.iter().filter(|(target, _)| is_wanted(target));
    let chosen: Vec<&Edition> = chosen.map(|(_, edition)| edition).collect();
    let alone = chosen.len() == 1;
    let paths = |edition: &'a Edition| (edition, outputs::pictures(folder, ready, edition, alone));
    chosen.into_iter().map(paths).collect()
}

/// The bytes that a pixel takes while its page is drawn.
const BYTES: f64 = 9.0;

/// Takes a picture: the number of its page, its path and its bytes.
type Add<'a> = dyn FnMut(usize, &Path, &[u8]) -> Result<(), Failed> + 'a;

/// Draws the pages of an edition, given by their numbers and paths, and has each added.
fn draw(edition: &Edition, pages: &[(usize, &PathBuf)], ppi: f64, add: &mut Add) -> Result<(), Failed> {
    let pages: Vec<(usize, &(usize, &PathBuf))> = pages.iter().enumerate().collect();
    let size = |page: &Page| [page.frame.width(), page.frame.height()].map(Abs::to_pt);
    let sizes = edition.document.pages().iter().map(size);
    for some in pages.chunks(at_once(sizes, ppi, BYTES)) {
        let drawn: Vec<io::Result<Vec<u8>>> =
            some.par_iter().map(|(index, _)| picture(edition, *index, ppi)).collect();
        for ((_, (page, path)), bytes) in some.iter().zip(drawn) {
            add(*page, path, &bytes.map_err(|error| (path.to_path_buf(), error))?)?;
        }
    }
    Ok(())
}

/// A page of an edition as a PNG file, in the inks that it is printed in.
fn picture(edition: &Edition, index: usize, ppi: f64) -> io::Result<Vec<u8>> {
    let gone = || io::Error::other("the page is not there");
    let page = edition.document.pages().get(index).ok_or_else(gone)?;
    match &edition.output {
        Output::Screen { .. } => export::png(page, ppi),
        Output::Paper { press, papers, .. } => proof(page, papers.get(index).ok_or_else(gone)?, press, ppi),
    }
}

/// Says what was written, a line each.
pub fn tell(written: &Written, options: &BuildOptions, seconds: f64) {
    let (files, time) = (&written.files, format!("{seconds:.1} s"));
    for file in files {
        let name = file.path.as_deref().unwrap_or("the PDF to standard output");
        let pages = count(file.pages, "page");
        let at = file.ppi.map_or_else(String::new, |ppi| format!(" with photographs at {ppi} ppi"));
        let time = if files.len() == 1 { format!(", {time}") } else { String::new() };
        say(&format!("wrote {name}: {pages}, {}{at}{time}", size(file.bytes)));
    }
    if let Some(folder) = options.png.as_ref().filter(|_| !written.pictures.is_empty()) {
        say(&format!("wrote {} into {}", count(written.pictures.len(), "picture"), folder.display()));
    }
    if files.len() > 1 {
        say(&format!("{} in {time}", count(files.len(), "file")));
    }
}

impl Written {
    /// The file to open: the first PDF, or else the first picture.
    pub fn first(&self) -> Option<&Path> {
        let file = self.files.first().and_then(|file| file.path.as_deref());
        file.or(self.pictures.first().map(|picture| picture.path.as_str())).map(Path::new)
    }
}
