//! The workbook's folder, as the preview writes in it: nothing outside, and each file whole.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Mutex;

use super::Trouble;
use super::history::Text;
use crate::export::{Destination, File, destination, replace_all};
use crate::source::file_id;

/// A workbook's folder.
pub struct Disk {
    root: PathBuf,
    /// Held while a name is found for a file that is no text.
    placing: Mutex<()>,
}

impl Disk {
    /// A folder, by its path without symlinks.
    pub fn new(root: PathBuf) -> Self {
        Self { root, placing: Mutex::default() }
    }

    /// Puts a picture, or another file, beside the texts: under a name that none has yet.
    ///
    /// Errors where the disk does not take it.
    pub fn lay(&self, folder: &str, name: &str, bytes: &[u8]) -> Result<String, Trouble> {
        let _held = self.placing.lock();
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
        for count in 1.. {
            let more = if count > 1 { format!("-{count}") } else { String::new() };
            let path = format!("{folder}/{stem}{more}.{end}");
            match fs::read(self.root.join(&path)) {
                Ok(known) if known == bytes => return Ok(path),
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    self.put(&path, bytes)?;
                    return Ok(path);
                }
                Err(error) => return Err(Trouble::Disk(error.to_string())),
            }
        }
        Err(Trouble::Foreign)
    }

    /// What is in a file, if there is one.
    pub fn text(&self, file: &str) -> Result<Text, Trouble> {
        let path = self.within(file)?;
        match fs::read(path) {
            Ok(bytes) => String::from_utf8(bytes).map(|text| Some(text.into())).map_err(|_| Trouble::Foreign),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Trouble::Disk(error.to_string())),
        }
    }

    /// The path of a text, which lies within the workbook's folder, wherever symlinks lead.
    fn within(&self, file: &str) -> Result<PathBuf, Trouble> {
        let is_text = file.ends_with(".toml") || file.ends_with(".csv");
        let hidden = file.split('/').any(|part| part.starts_with('.'));
        if !is_text || hidden || file_id(file).is_err() {
            return Err(Trouble::Foreign);
        }
        self.led(file)
    }

    fn led(&self, file: &str) -> Result<PathBuf, Trouble> {
        match destination(&self.root.join(file)) {
            Ok(Destination::File(path)) if path.starts_with(&self.root) => Ok(path),
            Ok(_) => Err(Trouble::Foreign),
            Err(closed) => Err(Trouble::Disk(closed.to_string())),
        }
    }

    pub fn save(&self, file: &str, text: &Text) -> Result<(), Trouble> {
        let path = self.within(file)?;
        match text {
            Some(text) => {
                let all = [File { path, bytes: text.as_bytes().to_vec() }];
                replace_all(&all).map_err(|(_, error)| Trouble::Disk(error.to_string()))
            }
            None => fs::remove_file(path).map_err(|error| Trouble::Disk(error.to_string())),
        }
    }

    /// Whether a path is free for some bytes: nothing is there, or they are.
    pub fn is_free(&self, file: &str, bytes: &[u8]) -> bool {
        match fs::read(self.root.join(file)) {
            Ok(known) => known == bytes,
            Err(error) => error.kind() == ErrorKind::NotFound,
        }
    }

    /// Writes a file that is no text, in a folder that is made where there is none.
    ///
    /// Errors where the disk does not take it.
    pub fn put(&self, file: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let failed = |error: std::io::Error| Trouble::Disk(error.to_string());
        let path = self.root.join(file);
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
        let path = self.led(file)?;
        replace_all(&[File { path, bytes: bytes.to_vec() }]).map_err(|(_, error)| failed(error))
    }
}
