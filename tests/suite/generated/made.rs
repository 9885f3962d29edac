//! A workbook as it is made: tables of TOML, written into a folder.

use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// `workbook.toml`.
    pub workbook: Table,
    /// The chapters in the order of the book.
    pub chapters: Vec<Table>,
    /// Whether texts stand in the strings that suit them best, or all in plain ones.
    pub pretty: bool,
}

impl Made {
    /// Its files with their texts.
    pub fn texts(&self) -> Vec<(String, String)> {
        let text = |table: &Table| {
            let text = if self.pretty { toml::to_string_pretty(table) } else { toml::to_string(table) };
            text.unwrap()
        };
        let chapters = self.chapters.iter().enumerate();
        let chapters =
            chapters.map(|(index, table)| (format!("chapters/{:02}.toml", index + 1), text(table)));
        [("workbook.toml".into(), text(&self.workbook))].into_iter().chain(chapters).collect()
    }

    /// Writes it in place of the workbook that was there.
    pub fn write(&self, folder: &Path) {
        let chapters = folder.join("chapters");
        if chapters.exists() {
            fs::remove_dir_all(&chapters).unwrap();
        }
        fs::create_dir_all(&chapters).unwrap();
        for (path, text) in self.texts() {
            fs::write(folder.join(path), text).unwrap();
        }
    }

    /// All its text in one, to be read.
    pub fn shown(&self) -> String {
        let shown = self.texts().into_iter().map(|(path, text)| format!("# {path}\n{}\n", text.trim_end()));
        shown.collect()
    }
}

/// The blocks of a chapter.
pub fn blocks(chapter: &mut Table) -> Option<&mut Vec<Value>> {
    chapter.get_mut("block")?.as_array_mut()
}

/// Reads TOML that the generator itself wrote.
pub fn table(text: &str) -> Table {
    toml::from_str(text).unwrap()
}

/// A workbook file with nothing unusual in it, in which no photograph is too coarse to be printed.
pub fn plain_workbook(language: &str) -> Table {
    let own = crate::book::WORKBOOK.replace("\"nl\"", &format!("{language:?}"));
    table(&format!("{own}\n[preflight]\nerror-ppi = 0\n"))
}

/// A chapter's head with nothing unusual in it.
pub fn plain_head(style: &str) -> Table {
    table(&format!("style = {style:?}\ntitle = \"Een hoofdstuk\"\n"))
}

/// A chapter to which others refer: teams 1 and 2, and the id `here`.
pub fn referred() -> Table {
    table(
        "style = \"material\"\ntitle = \"Ploegen\"\nid = \"here\"\n[[block]]\ntype = \"team\"\nnumber = 1\nname = \"Een\"\n\
         [[block]]\ntype = \"team\"\nnumber = 2\nname = \"Twee\"\nworks_with = [1]\n",
    )
}
