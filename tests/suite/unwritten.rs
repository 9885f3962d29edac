//! What the preview does not write: for whom it must not, and halves of files.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::book::{Book, CHAPTER};
use crate::previewed::Served;

/// How many previews are killed while they write.
const KILLS: usize = 100;

/// Only texts of the workbook are written, by its own page alone, and only where that is wanted.
#[test]
fn only_its_own_texts_are_written() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("x.toml");
    fs::write(&secret, "a = \"1\"\n").unwrap();
    let book = Book::with(CHAPTER)
        .file(".hidden/x.toml", "a = \"1\"\n")
        .file("notes.txt", "a = \"1\"\n")
        .file("Cargo.lock", "");
    std::os::unix::fs::symlink(&secret, book.path().join("chapters/out.toml")).unwrap();
    std::os::unix::fs::symlink(outside.path(), book.path().join("away")).unwrap();
    let served = Served::new(book, &[]);
    let name = outside.path().file_name().unwrap().to_str().unwrap();
    for file in [
        "chapters/out.toml",
        "away/x.toml",
        "away/new.toml",
        ".hidden/x.toml",
        "notes.txt",
        "Cargo.lock",
        "",
        "/etc/x.toml",
        &format!("../{name}/x.toml"),
        "chapters/../../x.toml",
        "chapters\\01.toml",
        "C:/x.toml",
        "chapters",
        "chapters/",
        "chapters/01.toml/",
        "chapters/\0.toml",
        "nowhere/x.toml",
    ] {
        let wish = json!({ "do": "set", "file": file, "version": "0", "path": ["a"], "value": "2" });
        let (status, told) = served.write(&wish);
        assert!((400..=500).contains(&status), "{file}: {status} {told}");
        let encoded: String = url::form_urlencoded::byte_serialize(file.as_bytes()).collect();
        let (status, ..) = served.get(&format!("form?file={encoded}&path=[]"));
        assert_eq!(status, 404, "{file}");
        let wish = json!({ "do": "chapter", "file": file, "style": "../x" });
        assert_eq!(served.write(&wish).0, 403);
    }
    assert_eq!(fs::read_to_string(&secret).unwrap(), "a = \"1\"\n");
    assert_eq!(outside.path().read_dir().unwrap().count(), 1);
    // Pictures, too, stay inside.
    std::os::unix::fs::symlink(outside.path(), served.book.path().join("images")).unwrap();
    let version = served.form("chapters/01.toml", "path=[]")["version"].clone();
    let query = format!(
        "drop?file=chapters/01.toml&version={}&path=[%22block%22,0,%22x%22]&name=x",
        version.as_str().unwrap()
    );
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>";
    assert_eq!(served.posted(&query, svg).0, 403);
    assert_eq!(outside.path().read_dir().unwrap().count(), 1);
    pages_from_elsewhere(&served);
}

fn pages_from_elsewhere(served: &Served) {
    let text = served.text("chapters/01.toml");
    let version = served.form("chapters/01.toml", "path=[]")["version"].clone();
    let wish = json!({ "do": "set", "file": "chapters/01.toml", "version": version, "path": ["title"], "value": "x" }).to_string();
    let host = served.host();
    let secret = &served.secret;
    let own = format!("Origin: http://127.0.0.1:{}\r\n", served.port);
    for (path, headers) in [
        (format!("/{secret}/write"), host.clone()),
        (format!("/{secret}/write"), format!("{host}Origin: http://example.org\r\n")),
        (format!("/{secret}/write"), format!("{host}Origin: null\r\n")),
        (format!("/{secret}/write"), format!("{host}{own}Sec-Fetch-Site: cross-site\r\n")),
        (format!("/{secret}/write"), format!("Host: example.org:{}\r\n{own}", served.port)),
        ("/write".into(), format!("{host}{own}")),
        (format!("/{}/write", "0".repeat(secret.len())), format!("{host}{own}")),
    ] {
        let (status, ..) = served.asked("POST", &path, &headers, &wish);
        assert!((400..500).contains(&status), "{path} {headers}");
    }
    assert_eq!(served.get("write").0, 404);
    assert_eq!(served.text("chapters/01.toml"), text);
    assert_eq!(served.posted("write", wish.as_bytes()).0, 200);
    assert_ne!(served.text("chapters/01.toml"), text);
}

#[test]
fn nothing_is_written_where_it_is_only_to_be_read() {
    let served = Served::new(Book::with(CHAPTER), &["--read-only"]);
    let told = served.events().until(|_| true);
    assert_eq!((&told["writes"], &told["turns"]), (&json!(false), &Value::Null));
    let wish =
        json!({ "do": "set", "file": "chapters/01.toml", "version": "0", "path": ["title"], "value": "x" });
    assert_eq!(served.write(&wish).0, 403);
    assert_eq!(served.posted("drop?file=chapters/01.toml&version=0&path=[]&name=x", b"x").0, 403);
    assert_eq!(served.get("form?file=chapters/01.toml&path=[]").0, 404);
    assert_eq!(served.text("chapters/01.toml"), CHAPTER);
}

/// No wish, however odd, stops it or spoils a file.
#[test]
fn odd_wishes_do_no_harm() {
    let served = Served::new(Book::with(CHAPTER), &[]);
    let file = "chapters/01.toml";
    let mut random = fastrand::Rng::with_seed(5);
    let steps = [
        json!("block"),
        json!("title"),
        json!(""),
        json!("a.b\"\n"),
        json!(0),
        json!(1),
        json!(usize::MAX),
        json!(-1),
        json!(null),
        json!(1.5),
        json!([]),
    ];
    let values = [
        json!("x"),
        json!(""),
        json!("\u{0}\u{7}\"\"\"'''\\"),
        json!(1),
        json!(-1e308),
        json!(true),
        json!(null),
        json!([1, [2]]),
        json!({ "date": "x" }),
        json!({ "date": "2021-09-17" }),
        json!({ "a": { "": [] } }),
    ];
    let acts = ["set", "unset", "insert", "remove", "move", "copy", "block", "chapter", "undo", "redo", "x"];
    for _ in 0..1500 {
        let path: Vec<&Value> = (0..random.usize(..5)).filter_map(|_| random.choice(&steps)).collect();
        let version = served.form(file, "path=[]")["version"].clone();
        let mut wish = json!({ "do": random.choice(acts), "file": file, "version": version, "path": path });
        wish["value"] = random.choice(&values).unwrap().clone();
        for (key, value) in
            [("to", json!(random.usize(..4))), ("kind", json!("text")), ("typed", json!(true))]
        {
            if random.bool() {
                wish[key] = value;
            }
        }
        if random.u8(..) < 200 {
            let keep: &[&str] = match wish["do"].as_str().unwrap() {
                "set" => &["do", "file", "version", "path", "value", "typed"],
                "move" => &["do", "file", "version", "path", "to"],
                "block" => &["do", "file", "version", "path", "kind"],
                "undo" | "redo" => &["do"],
                _ => &["do", "file", "version", "path"],
            };
            wish.as_object_mut().unwrap().retain(|key, _| keep.contains(&key.as_str()));
        }
        let (status, told) = served.write(&wish);
        assert!([200, 400, 403, 409, 422].contains(&status), "{wish}: {status} {told}");
        let text = served.text(file);
        assert!(text.parse::<toml::Table>().is_ok(), "{wish}: {text}");
    }
    // What was done can all be taken back.
    while served.write(&json!({ "do": "undo" })).0 == 200 {}
    assert_eq!(served.text(file), CHAPTER);
}

/// Killed at any moment of a hundred, what is on disk is what was sent last, or just before.
#[test]
fn previews_that_are_killed() {
    let mut random = fastrand::Rng::with_seed(9);
    let mut last = 0;
    let mut book = Some(Book::with(CHAPTER));
    for _ in 0..KILLS {
        let mut served = Served::new(book.take().unwrap(), &[]);
        let wait = Duration::from_micros(random.u64(..60_000));
        let id = served.id();
        let killer = std::thread::spawn(move || {
            sleep(wait);
            std::process::Command::new("kill").args(["-9", &id.to_string()]).status().unwrap();
        });
        let file = "chapters/01.toml";
        let mut version = match served.tried(&format!("form?file={file}&path=[]")) {
            Some(form) => form["version"].clone(),
            None => Value::Null,
        };
        let mut sent = last;
        while !version.is_null() {
            sent += 1;
            let value = format!("Alinea {sent}. {}", "woord ".repeat(2000));
            let wish = json!({ "do": "set", "file": file, "version": version, "path": ["block", 0, "body"], "value": value, "typed": true });
            let (status, told) = served.write(&wish);
            if status != 200 {
                break;
            }
            version = told["version"].clone();
            last = sent;
        }
        killer.join().unwrap();
        let text = served.text(file);
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}: half a file"));
        let body = table["block"][0]["body"].as_str().unwrap().to_owned();
        let number = body
            .strip_prefix("Alinea ")
            .and_then(|rest| rest.split('.').next())
            .map_or(0, |number| number.parse().unwrap());
        assert!(
            number == last || number == sent,
            "{number} is on disk, {last} was answered, {sent} was sent"
        );
        last = number;
        book = Some(served.taken());
    }
    assert!(last > KILLS / 4, "hardly anything was written: {last}");
}
