//! `werkboek clean`.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::open;
use super::outcome::Outcome;
use super::outputs;
use super::say::say;
use crate::export::{Cleared, Kept, clear};
use crate::source::count;

/// The end of the names of pictures, which are told by their number.
const PICTURE: &str = ".png";

/// What to clean.
#[derive(Debug, Clone)]
pub struct CleanOptions {
    /// The workbook's folder.
    pub dir: PathBuf,
    /// The folder to clean, if not the workbook's `build`.
    pub out_dir: Option<PathBuf>,
    /// Whether files that were changed since go, too.
    pub force: bool,
    /// Whether to say nothing when all is well.
    pub quiet: bool,
}

/// Removes what builds made, and tells of it.
pub fn run(options: &CleanOptions) -> Outcome {
    let folders = match folders(options) {
        Ok(folders) => folders,
        Err(outcome) => return outcome,
    };
    let mut nothing = true;
    for folder in &folders {
        let cleared = match clear(folder, options.force) {
            Ok(cleared) => cleared,
            Err((path, error)) => {
                say(&format!("error: `{}` cannot be removed ({error})", path.display()));
                return Outcome::Machine;
            }
        };
        nothing &= cleared.removed.is_empty() && cleared.kept.is_empty() && cleared.leftovers == 0;
        tell(folder, &cleared, options.quiet);
        // Builds make `build` and what is in it; another folder is the user's.
        let emptied = !cleared.removed.is_empty() || cleared.leftovers > 0;
        if options.out_dir.is_none() && emptied {
            // It stays where anything else is in it.
            let _ = fs::remove_dir(folder);
        }
    }
    if nothing && !options.quiet {
        say("nothing to remove: no build left a manifest here");
    }
    Outcome::Fine
}

/// The folders to clean, those in others first.
///
/// Errors where one cannot be meant, which is told.
fn folders(options: &CleanOptions) -> Result<Vec<PathBuf>, Outcome> {
    let wrong = |message: String| {
        say(&format!("error: {message}"));
        Err(Outcome::Usage)
    };
    if let Some(folder) = &options.out_dir {
        return match folder.is_dir() {
            true => Ok(vec![folder.clone()]),
            false => wrong(format!("`--out-dir`: there is no folder `{}`", folder.display())),
        };
    }
    open(&options.dir)?;
    let build = outputs::build(&options.dir);
    match fs::symlink_metadata(&build) {
        Ok(known) if known.is_symlink() => {
            wrong(format!("`{}` is a link: name the folder itself with `--out-dir`", build.display()))
        }
        Ok(known) if known.is_dir() => Ok(inner(&build)),
        _ => Ok(vec![]),
    }
}

/// The folders in a folder, and itself at last; links are not followed.
fn inner(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut paths: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| inner(path)).chain([folder.to_owned()]).collect()
}

/// Says what was removed and what was kept, a line each, but for pictures, which are many.
fn tell(folder: &Path, cleared: &Cleared, quiet: bool) {
    let at = |name: &str| folder.join(name).display().to_string();
    let say_unless_quiet = |line: &str| {
        if !quiet {
            say(line)
        }
    };
    let (pictures, others): (Vec<&String>, Vec<&String>) =
        cleared.removed.iter().partition(|name| name.ends_with(PICTURE));
    if !pictures.is_empty() {
        let pictures = count(pictures.len(), "picture");
        say_unless_quiet(&format!("removed {pictures} from {}", folder.display()));
    }
    others.iter().for_each(|name| say_unless_quiet(&format!("removed {}", at(name))));
    if cleared.leftovers > 0 {
        let files = count(cleared.leftovers, "file");
        say_unless_quiet(&format!("removed {files} of a build that was killed from {}", folder.display()));
    }
    for (name, why) in &cleared.kept {
        let why = match why {
            Kept::Changed => "it was changed since it was built: `--force` removes it, too",
            Kept::Link => "it is a link: `--force` removes the link, and not the file",
            Kept::Other => "it is no file that can be read",
            Kept::Elsewhere => "it is not in the folder of the manifest",
        };
        say(&format!("kept {}: {why}", at(name)));
    }
}
