//! What is written through the preview: blocks, chapters, cells, pictures, and where others write, too.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use werkboek::content::block::Block;

use crate::book::{Book, CHAPTER, sample};
use crate::new::new;
use crate::previewed::Served;

impl Served {
    /// Has something written; gives the status and what is told.
    pub fn write(&self, wish: &Value) -> (u16, Value) {
        self.posted("write", wish.to_string().as_bytes())
    }

    /// Sends bytes as the page does.
    pub fn posted(&self, path: &str, body: &[u8]) -> (u16, Value) {
        let own = format!("{}Origin: http://127.0.0.1:{}\r\n", self.host(), self.port);
        let (status, _, answer) = self.sent("POST", &format!("/{}/{path}", self.secret), &own, body);
        (status, serde_json::from_slice(&answer).unwrap_or_default())
    }

    /// A part of a file as a form.
    pub fn form(&self, file: &str, wanted: &str) -> Value {
        self.json(&format!("form?file={file}&{wanted}"))
    }

    /// Sets a value to which a path leads, having seen the file as it is.
    pub fn set(&self, file: &str, path: &Value, value: &Value) -> (u16, Value) {
        let version = self.form(file, "path=[]")["version"].clone();
        self.write(&json!({ "do": "set", "file": file, "version": version, "path": path, "value": value }))
    }

    /// Waits until the book has these chapters.
    fn until_listed(&self, chapters: &Value) {
        let mut events = self.events();
        while self.json("types")["chapters"] != *chapters {
            events.next();
        }
    }

    /// A file of the workbook.
    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.book.path().join(file)).unwrap()
    }
}

/// A new block of each type holds as it is, in each language; all of it can be taken back.
#[test]
fn new_blocks_hold() {
    for language in ["nl", "en", "fr", "de"] {
        let (book, _) = new(&["--language", language]);
        let root = book.path().join("new");
        let served = Served::new(book, &["new"]);
        served.events().until(|told| told["pages"].is_array());
        let chapters = served.json("types")["chapters"].clone();
        let file = chapters[1].as_str().unwrap();
        let before = fs::read_to_string(root.join(file)).unwrap();
        for kind in Block::TYPES {
            let form = served.form(file, "path=[]");
            let wish = json!({ "do": "block", "file": file, "version": form["version"], "path": ["block", form["count"]], "kind": kind });
            assert_eq!(served.write(&wish).0, 200, "{kind}");
        }
        let told = served.events().until(|told| told["findings"].is_array());
        let errors: Vec<&Value> =
            told["findings"].as_array().unwrap().iter().filter(|each| each["error"] == true).collect();
        assert_eq!(errors, Vec::<&Value>::new(), "{language}");
        let text = fs::read_to_string(root.join(file)).unwrap();
        assert!(text.starts_with(before.trim_end()), "{text}");
        // Every key of every one can be set from its form, and every list takes an item.
        let count = served.form(file, "path=[]")["count"].as_u64().unwrap();
        for index in 0..count {
            let form = served.form(file, &format!("path=[%22block%22,{index}]"));
            assert!(form["fields"].as_array().is_some_and(|fields| !fields.is_empty()), "{form}");
            for each in form["fields"].as_array().unwrap().iter().filter(|each| each["kind"] == "list") {
                let mut path = each["path"].as_array().unwrap().clone();
                path.push(json!(each["items"].as_array().unwrap().len()));
                let version = served.form(file, "path=[]")["version"].clone();
                let (status, told) =
                    served.write(&json!({ "do": "insert", "file": file, "version": version, "path": path }));
                assert_eq!(status, 200, "{told} {path:?}");
            }
        }
        while served.write(&json!({ "do": "undo" })).0 == 200 {}
        assert_eq!(fs::read_to_string(root.join(file)).unwrap(), before);
        while served.write(&json!({ "do": "redo" })).0 == 200 {}
        assert!(fs::read_to_string(root.join(file)).unwrap().len() > text.len());
    }
}

/// What somebody else changed meanwhile stays; where it is the same, both are told.
#[test]
fn others_change_files_too() {
    let served = Served::new(Book::with(CHAPTER), &[]);
    let file = "chapters/01.toml";
    let path = served.book.path().join(file);
    let form = served.form(file, "path=[%22block%22,0]");
    let set = |value: &str| json!({ "do": "set", "file": file, "version": form["version"], "path": ["block", 0, "body"], "value": value });
    // Another key, another block before it, a comment: it is found again.
    let others =
        CHAPTER.replace("[[block]]", "# hi\n[[block]]\ntype = \"text\"\nbody = \"Nieuw.\"\n\n[[block]]");
    fs::write(&path, &others).unwrap();
    let (status, told) = served.write(&set("Van mij."));
    assert_eq!((status, &told["path"]), (200, &json!(["block", 1, "body"])));
    assert_eq!(served.text(file), others.replace("Een alinea.", "Van mij."));
    // The form follows its block.
    fs::write(
        &path,
        served.text(file).replace("# hi\n", "[[block]]\ntype = \"text\"\nbody = \"Nog een.\"\n\n"),
    )
    .unwrap();
    let since = told["version"].as_str().unwrap();
    let now = served.form(file, &format!("path=[%22block%22,1]&since={since}"));
    assert_eq!(now["path"], json!(["block", 2]));
    // Where it was changed, too, the one that is most like it is taken.
    let now = served.form(file, &format!("path=[%22block%22,0]&since={}", form["version"].as_str().unwrap()));
    assert_eq!(now["path"][0], "block");
    // The same value: theirs is told, and stays.
    let theirs = CHAPTER.replace("Een alinea.", "Van hen.");
    fs::write(&path, &theirs).unwrap();
    let (status, told) = served.write(&set("Toch van mij."));
    assert_eq!((status, &told["trouble"], &told["theirs"]), (409, &json!("conflict"), &json!("Van hen.")));
    assert_eq!(served.text(file), theirs);
    // Gone altogether.
    fs::write(&path, CHAPTER.split("[[block]]").next().unwrap()).unwrap();
    assert_eq!(served.write(&set("Toch van mij.")).0, 409);
    let gone =
        served.form(file, &format!("path=[%22block%22,0]&since={}", form["version"].as_str().unwrap()));
    assert_eq!(gone["part"], "gone");
    // Broken by somebody else: nothing is written over it.
    fs::write(&path, format!("{CHAPTER}\nbroken = ")).unwrap();
    assert_eq!(served.write(&set("Toch van mij.")).0, 422);
    assert_eq!(served.form(file, "path=[]")["part"], "broken");
    // What is taken back leaves what others did.
    fs::write(&path, CHAPTER).unwrap();
    assert_eq!(served.set(file, &json!(["title"]), &json!("Mijn titel")).0, 200);
    let text = served.text(file);
    fs::write(&path, text.replace("Een alinea.", "Van hen.")).unwrap();
    assert_eq!(served.write(&json!({ "do": "undo" })).0, 200);
    assert_eq!(served.text(file), CHAPTER.replace("Een alinea.", "Van hen."));
    assert_eq!(served.write(&json!({ "do": "redo" })).0, 200);
    fs::write(&path, served.text(file).replace("Mijn titel", "Hun titel")).unwrap();
    assert_eq!(served.write(&json!({ "do": "undo" })).0, 409);
    assert!(served.text(file).contains("Hun titel"));
}

/// Chapters come between others, go, and come back, listed or not.
#[test]
fn chapters_come_and_go() {
    for listed in [false, true] {
        let mut book =
            Book::with(CHAPTER).file("chapters/02.toml", CHAPTER.replace("number = 0", "number = 1"));
        if listed {
            let text = fs::read_to_string(book.path().join("workbook.toml")).unwrap();
            book = book.file(
                "workbook.toml",
                format!("chapters = [\"chapters/01.toml\", \"chapters/02.toml\"]\n{text}"),
            );
        }
        let served = Served::new(book, &[]);
        let (status, told) =
            served.write(&json!({ "do": "chapter", "file": "chapters/01.toml", "style": "redline" }));
        assert_eq!(status, 200, "{told}");
        let file = told["file"].as_str().unwrap();
        let chapters = json!(["chapters/01.toml", file, "chapters/02.toml"]);
        served.until_listed(&chapters);
        let shown = served.events().until(|told| told["findings"].as_array().is_some_and(Vec::is_empty));
        assert_eq!(shown["broken"], false);
        let version = served.form(file, "path=[]")["version"].clone();
        let old = json!({ "do": "remove-chapter", "file": file, "version": "0" });
        assert_eq!(served.write(&old).0, 409);
        assert_eq!(served.write(&json!({ "do": "remove-chapter", "file": file, "version": version })).0, 200);
        assert!(!served.book.path().join(file).exists());
        let turns = if listed { 2 } else { 1 };
        (0..turns).for_each(|_| assert_eq!(served.write(&json!({ "do": "undo" })).0, 200));
        assert!(served.book.path().join(file).exists());
        served.until_listed(&chapters);
    }
}

/// A cell is changed in its CSV file.
#[test]
fn cells_are_changed_in_their_file() {
    let chapter = CHAPTER
        .replace("type = \"text\"", "type = \"table\"\nfile = \"chapters/cijfers.csv\"\n#")
        .replace("\nbody", "\n#body");
    let book = Book::with(&chapter).file("chapters/cijfers.csv", "naam;jaar\nEen;1\n\"Twee; drie\";2\n");
    let served = Served::new(book, &[]);
    served.events().until(|told| told["pages"].is_array());
    let file = "chapters/cijfers.csv";
    let text = served.text(file);
    let form = served.form(file, &format!("byte={}", text.find("drie").unwrap()));
    assert_eq!((&form["part"], &form["fields"][0]["value"]), (&json!("cell"), &json!("Twee; drie")));
    let wish = json!({ "do": "set", "file": file, "version": form["version"], "path": form["path"], "value": "Twee \"en\" drie" });
    assert_eq!(served.write(&wish).0, 200);
    assert_eq!(served.text(file), text.replace("Twee; drie", "Twee \"\"en\"\" drie"));
    let found = served.json("search?view=&q=Twee");
    assert!(found.is_array());
}

/// A picture that is dropped lies beside the texts under a name made fit, and is named in its block.
#[test]
fn pictures_are_dropped() {
    let chapter =
        format!("{CHAPTER}\n[[block]]\ntype = \"figure\"\nimage = \"images/none.png\"\nalt = \"x\"\n");
    let served = Served::new(Book::with(&chapter), &[]);
    let file = "chapters/01.toml";
    let drop = |name: &str, bytes: &[u8], path: &str| {
        let version = served.form(file, "path=[]")["version"].clone();
        let query = format!("drop?file={file}&version={}&path={path}&name={name}", version.as_str().unwrap());
        served.posted(&query, bytes)
    };
    let image = "[%22block%22,1,%22image%22]";
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>";
    for (name, wanted) in [
        ("../../%C3%89%C3%A9n%20Straat.SVG", "images/een-straat.svg"),
        ("%00/x.png", "images/x.svg"),
        ("...", "images/image.svg"),
        ("CON.svg", "images/con.svg"),
    ] {
        let (status, told) = drop(name, svg.as_bytes(), image);
        assert_eq!((status, &told["image"]), (200, &json!(wanted)), "{told}");
        assert!(served.text(file).contains(&format!("image = \"{wanted}\"")));
        assert!(Path::new(&served.book.path().join(wanted)).is_file());
    }
    // Another picture of the name has another name; the same one is there already.
    assert_eq!(drop("x.svg", svg.as_bytes(), image).1["image"], "images/x.svg");
    assert_eq!(drop("x.svg", svg.replace('9', "8").as_bytes(), image).1["image"], "images/x-2.svg");
    served.events().until(|told| {
        told["findings"].as_array().is_some_and(|all| all.iter().all(|each| each["error"] == false))
    });
    for (bytes, path) in [(&b"no picture"[..], image), (b"", image), (b"PK\x03\x04", image), (b"<svg", image)]
    {
        assert_eq!(drop("x.png", bytes, path).0, 422, "{bytes:?}");
    }
    assert_eq!(drop("x.svg", svg.as_bytes(), "[]").0, 403);
    assert_eq!(drop("x.svg", svg.as_bytes(), "no").0, 403);
}

/// Texts from elsewhere become chapters where they are dropped; what has no place is told, and nothing is half there.
#[test]
fn texts_that_are_dropped_become_chapters() {
    let served = Served::new(
        Book::with(CHAPTER).file("chapters/02.toml", CHAPTER.replace("number = 0", "number = 1")),
        &[],
    );
    let drop =
        |name: &str, bytes: &[u8]| served.posted(&format!("drop?file=chapters/01.toml&name={name}"), bytes);
    let word = fs::read(sample().join("tests/docx/word.docx")).unwrap();
    let (status, told) = drop("Nota%20%C3%A9%C3%A9n.docx", &word);
    assert_eq!(status, 200, "{told}");
    let file = told["file"].as_str().unwrap().to_owned();
    assert!(file.starts_with("chapters/01-b-"), "{file}");
    assert!(told["left"].is_array());
    served.until_listed(&json!(["chapters/01.toml", file, "chapters/02.toml"]));
    let shown = served.events().until(|told| told["findings"].is_array());
    let errors: Vec<&Value> =
        shown["findings"].as_array().unwrap().iter().filter(|each| each["error"] == true).collect();
    assert!(errors.iter().all(|each| each["name"] == "image-resolution"), "{errors:#?}");
    for (name, bytes) in
        [("een.md", &b"# Kop\n\nEen *alinea*.\n\n![x](weg.png)\n"[..]), ("cijfers.csv", b"a,b\n1,2\n")]
    {
        let (status, told) = drop(name, bytes);
        assert_eq!(status, 200, "{told}");
        assert!(served.book.path().join(told["file"].as_str().unwrap()).is_file());
    }
    let there = || crate::new::files(&served.book.path().join("chapters"));
    let before = there();
    for (name, bytes) in [
        ("x.docx", &b"no"[..]),
        ("x.pdf", b"%PDF"),
        ("x", b"x"),
        ("x.md", b"\xFF"),
        ("x.docx", &word[..word.len() / 2]),
    ] {
        let (status, told) = drop(name, bytes);
        assert_eq!((status, &told["trouble"]), (422, &json!("file")), "{name} {told}");
        assert!(told["why"].as_str().unwrap().contains(name), "{told}");
    }
    assert_eq!(there(), before);
    // One step back, and the chapter is gone.
    let (_, told) = drop("weg.md", b"Weg.");
    let file = served.book.path().join(told["file"].as_str().unwrap());
    assert!(file.is_file());
    assert_eq!(served.write(&json!({ "do": "undo" })).0, 200);
    assert!(!file.exists());
}
