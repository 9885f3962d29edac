//! The editor that a click opens, at the line behind it.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};
use std::str::FromStr;
use std::thread;

/// An editor, as words of a command with places for file, line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(Vec<String>);

/// Editors that are known by name.
const KNOWN: [(&str, &str); 4] = [
    ("vscode", "code --goto {file}:{line}:{column}"),
    ("zed", "zed {file}:{line}:{column}"),
    ("idea", "idea --line {line} --column {column} {file}"),
    ("sublime", "subl {file}:{line}:{column}"),
];

impl FromStr for Editor {
    type Err = String;

    /// Reads the name of an editor, or a command.
    ///
    /// Errors with what to tell where it names no file, or its quotes do not end.
    fn from_str(written: &str) -> Result<Self, String> {
        let known = KNOWN.iter().find(|(name, _)| *name == written);
        let command = known.map_or(written, |(_, command)| command);
        let words = shlex::split(command).filter(|words| !words.is_empty());
        let words = words.ok_or("this is no command: its quotes do not end, or it is empty")?;
        if !words.iter().skip(1).any(|word| word.contains("{file}")) {
            let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "write one of {}, or a command such as \"vim {{file}} +{{line}}\"",
                names.join(", ")
            ));
        }
        Ok(Self(words))
    }
}

impl Editor {
    /// Opens a file at a line and a column, both counted from 1, and does not wait until it is closed.
    ///
    /// Errors with what to tell where the program cannot be started.
    pub fn open(&self, file: &Path, line: usize, column: usize) -> Result<(), String> {
        let mut words = self.words(file, line, column).into_iter();
        let program = words.next().unwrap_or_default();
        let quiet = Stdio::null;
        let child = Command::new(&program).args(words).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
        let mut child =
            child.map_err(|error| format!("`{}` cannot be started ({error})", program.to_string_lossy()))?;
        // Whoever is not waited for stays in the list of processes.
        thread::spawn(move || child.wait());
        Ok(())
    }

    /// The words of the command; no shell reads them.
    fn words(&self, file: &Path, line: usize, column: usize) -> Vec<OsString> {
        let numbered =
            |part: &str| part.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
        let word = |word: &String| {
            let mut whole = OsString::new();
            for (index, part) in word.split("{file}").enumerate() {
                if index > 0 {
                    whole.push(file);
                }
                whole.push(numbered(part));
            }
            whole
        };
        self.0.iter().map(word).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Editor;

    #[test]
    fn commands() {
        let words = |written: &str| {
            let editor: Editor = written.parse().expect("an editor");
            let words = editor.words(Path::new("/a b/{line};x.toml"), 7, 3);
            words.iter().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(words("vscode"), "code|--goto|/a b/{line};x.toml:7:3");
        assert_eq!(words("idea"), "idea|--line|7|--column|3|/a b/{line};x.toml");
        assert_eq!(words("'my editor' +{line} \"{file}\""), "my editor|+7|/a b/{line};x.toml");
        for bad in ["", "vim", "emacs 'x {file}", "{file}"] {
            assert!(bad.parse::<Editor>().is_err(), "{bad}");
        }
    }
}
