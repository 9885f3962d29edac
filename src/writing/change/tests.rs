//! Each change beside the file that a person would have written.

use serde_json::{Value as Json, json};

use super::{Change, changed};
use crate::writing::parts::Path;
use crate::writing::refused::Refused;
use crate::writing::value::of_json;

fn path(json: Json) -> Path {
    serde_json::from_value(json).expect("a path")
}

fn made(text: &str, change: &Change) -> String {
    changed(text, change).expect("a change that is made")
}

fn set(text: &str, at: Json, value: Json) -> String {
    made(text, &Change::Set(path(at), of_json(&value).expect("a value")))
}

const CHAPTER: &str = "#:schema x\nstyle = \"material\" # why\ntitle = 'Een \"titel\"'\n\n# first\n[[block]]\ntype = \"text\"\nbody = \"\"\"\nEen\ntwee\n\"\"\"\n\n# second\n# still second\n[[block]]\ntype = \"glossary\" # note\nterms = [\n  { term = \"a\", meaning = \"b\" }, # of a\n  { term = \"c\", meaning = \"d\" },\n]\n\n[[block]]\ntype = \"team\"\n\n[[block.groups]]\nname = \"x\"\n\n[[block.groups]]\nname = \"y\"\n";

#[test]
fn values_change_and_nothing_else() {
    let cases = [
        (json!(["title"]), json!("Een \"titels\""), "'Een \"titel\"'", "'Een \"titels\"'"),
        (json!(["block", 0, "body"]), json!("Een\ntwee drie\n"), "twee\n", "twee drie\n"),
        (json!(["block", 1, "terms", 1, "meaning"]), json!("dé"), "\"d\"", "\"dé\""),
        (json!(["block", 2, "groups", 1, "name"]), json!("yy"), "\"y\"", "\"yy\""),
        (json!(["style"]), json!("redline"), "\"material\"", "\"redline\""),
    ];
    for (at, value, old, new) in cases {
        assert_eq!(set(CHAPTER, at, value), CHAPTER.replacen(old, new, 1));
    }
}

#[test]
fn keys_come_and_go() {
    let cases = [
        (json!(["lede"]), "\n\n# first", "\nlede = \"x\"\n\n# first"),
        (json!(["block", 0, "heading"]), "\"\"\"\n\n# second", "\"\"\"\nheading = \"x\"\n\n# second"),
        (json!(["block", 1, "terms", 0, "id"]), "meaning = \"b\" }", "meaning = \"b\", id = \"x\" }"),
        (json!(["block", 2, "heading"]), "\"team\"\n", "\"team\"\nheading = \"x\"\n"),
    ];
    for (at, old, new) in cases {
        let with = set(CHAPTER, at.clone(), json!("x"));
        assert_eq!(with, CHAPTER.replacen(old, new, 1));
        assert_eq!(made(&with, &Change::Unset(path(at))), CHAPTER);
    }
    let bare = "[[block]]\ntype = \"text\"\n";
    assert_eq!(set(bare, json!(["title"]), json!("x")), "title = \"x\"\n\n[[block]]\ntype = \"text\"\n");
    assert_eq!(set("", json!(["title"]), json!("x")), "title = \"x\"\n");
    assert_eq!(set("a = 1", json!(["b"]), json!(2)), "a = 1\nb = 2");
    assert_eq!(set("# c", json!(["b"]), json!(2)), "# c\nb = 2\n");
    assert_eq!(set("a = 1\n", json!(["d", "e"]), json!(true)), "a = 1\n\n[d]\ne = true\n");
    assert_eq!(set("d.f = 1\n", json!(["d", "e"]), json!(1.5)), "d.f = 1\nd.e = 1.5\n");
    assert_eq!(
        set("[d]\nx.f = 1\n", json!(["d", "x", "e"]), json!({ "date": "2021-09-17" })),
        "[d]\nx.f = 1\nx.e = 2021-09-17\n"
    );
    assert_eq!(
        set("[[block]]\n", json!(["block", 0, "a", "b"]), json!("x")),
        "[[block]]\na = { b = \"x\" }\n"
    );
    assert_eq!(set("a = {}\n", json!(["a", "b"]), json!("x\ny")), "a = { b = \"\"\"\nx\ny\"\"\" }\n");
    assert_eq!(made("a = { b = 1 }\n", &Change::Unset(path(json!(["a", "b"])))), "a = {}\n");
    assert_eq!(made("a = { b = 1, c = 2 }\n", &Change::Unset(path(json!(["a", "c"])))), "a = { b = 1 }\n");
    assert_eq!(made("a = { b = 1, c = 2 }\n", &Change::Unset(path(json!(["a", "b"])))), "a = { c = 2 }\n");
}

#[test]
fn items_of_lists_come_go_and_move() {
    let at = |index: usize| path(json!(["k", index]));
    let x = || of_json(&json!("x")).expect("a value");
    let cases = [
        ("k = [\"a\", \"b\"]", Change::Insert(at(0), x()), "k = [\"x\", \"a\", \"b\"]"),
        ("k = [\"a\", \"b\"]", Change::Insert(at(2), x()), "k = [\"a\", \"b\", \"x\"]"),
        ("k = []", Change::Insert(at(0), x()), "k = [\"x\"]"),
        ("", Change::Insert(at(0), x()), "k = [\"x\"]\n"),
        ("k = [\n  1, # one\n  2\n]", Change::Insert(at(2), x()), "k = [\n  1, # one\n  2,\n  \"x\",\n]"),
        (
            "k = [\n  1, # one\n  2, # two\n]",
            Change::Insert(at(2), x()),
            "k = [\n  1, # one\n  2, # two\n  \"x\",\n]",
        ),
        ("k = [\n  1,\n  2,\n]", Change::Insert(at(1), x()), "k = [\n  1,\n  \"x\",\n  2,\n]"),
        ("k = [1, 2, 3]", Change::Remove(at(0)), "k = [2, 3]"),
        ("k = [1, 2, 3]", Change::Remove(at(2)), "k = [1, 2]"),
        ("k = [1]", Change::Remove(at(0)), "k = []"),
        ("k = [1,]", Change::Remove(at(0)), "k = []"),
        ("k = [\n  1, # one\n  2, # two\n  3\n]", Change::Remove(at(1)), "k = [\n  1, # one\n  3\n]"),
        ("k = [\n  1,\n  2, # two\n]", Change::Remove(at(1)), "k = [\n  1,\n]"),
        ("k = [\n  1,\n  2\n]", Change::Remove(at(1)), "k = [\n  1,\n]"),
        ("k = [\n  1, 2,\n  3\n]", Change::Remove(at(0)), "k = [\n  2,\n  3\n]"),
        ("k = [1, 2, 3]", Change::Move(at(0), 2), "k = [2, 3, 1]"),
        ("k = [1, 2, 3]", Change::Move(at(2), 0), "k = [3, 1, 2]"),
        ("k = [{ a = 1 }]", Change::Copy(at(0)), "k = [{ a = 1 }, { a = 1 }]"),
    ];
    for (text, change, wanted) in cases {
        assert_eq!(made(text, &change), wanted, "{change:?}");
        assert_eq!(
            made(&text.replace('\n', "\r\n"), &change),
            wanted
                .replace('\n', "\r\n")
                .replace("\"x\"]\r\n", if text.is_empty() { "\"x\"]\n" } else { "\"x\"]\r\n" }),
            "{change:?}"
        );
    }
}

#[test]
fn blocks_come_go_and_move() {
    let at = |index: usize| path(json!(["block", index]));
    let (first, rest) = CHAPTER.split_at(CHAPTER.find("# first").expect("it"));
    let (one, rest) = rest.split_at(rest.find("\n\n# second").expect("it"));
    let (two, three) = rest.split_at(rest.find("\n\n[[block]]\ntype = \"team\"").expect("it"));
    let (two, three) = (two.trim_start(), three.trim());
    let joined = |parts: &[&str]| format!("{first}{}\n", parts.join("\n\n"));
    assert_eq!(joined(&[one, two, three]), CHAPTER);
    let new = "[[block]]\ntype = \"quote\"\nbody = 'a \"b\"'";
    let value = toml::Value::Table("type = 'quote'\nbody = 'a \"b\"'".parse().expect("a table"));
    for (change, wanted) in [
        (Change::Move(at(0), 2), joined(&[two, three, one])),
        (Change::Move(at(2), 0), joined(&[three, one, two])),
        (Change::Move(at(1), 1), joined(&[one, two, three])),
        (Change::Remove(at(0)), joined(&[two, three])),
        (Change::Remove(at(1)), joined(&[one, three])),
        (Change::Remove(at(2)), joined(&[one, two])),
        (Change::Copy(at(1)), joined(&[one, two, two, three])),
        (Change::Copy(at(2)), joined(&[one, two, three, three])),
        (Change::Insert(at(0), value.clone()), joined(&[new, one, two, three])),
        (Change::Insert(at(3), value.clone()), joined(&[one, two, three, new])),
        (
            Change::Remove(path(json!(["block", 2, "groups", 0]))),
            CHAPTER.replace("[[block.groups]]\nname = \"x\"\n\n", ""),
        ),
        (
            Change::Insert(
                path(json!(["block", 2, "groups", 1])),
                of_json(&json!({ "name": "z" })).expect("it"),
            ),
            CHAPTER.replace("name = \"x\"\n\n", "name = \"x\"\n\n[[block.groups]]\nname = \"z\"\n\n"),
        ),
    ] {
        assert_eq!(made(CHAPTER, &change), wanted, "{change:?}");
        let windows = made(&CHAPTER.replace('\n', "\r\n"), &change);
        assert_eq!(windows, wanted.replace('\n', "\r\n"), "{change:?}");
    }
    assert_eq!(made("title = \"x\"\n", &Change::Insert(at(0), value)), format!("title = \"x\"\n\n{new}\n"));
    assert_eq!(made("a = 1\n\n[[block]]\n", &Change::Remove(at(0))), "a = 1\n");
}

#[test]
fn what_cannot_be_is_refused() {
    let at = |json: Json| path(json);
    for (text, change, why) in [
        ("a = ", Change::Unset(at(json!(["a"]))), Refused::Broken),
        ("a = 1\na = 2", Change::Unset(at(json!(["a"]))), Refused::Broken),
        ("a = 1", Change::Unset(at(json!(["b"]))), Refused::Gone),
        ("a = 1", Change::Unset(at(json!([]))), Refused::Gone),
        ("a = 1", Change::Remove(at(json!(["a", 0]))), Refused::Gone),
        ("a = [1]", Change::Remove(at(json!(["a", 1]))), Refused::Gone),
        ("a = [1]", Change::Move(at(json!(["a", 0])), 1), Refused::Gone),
        ("a = [1]", Change::Set(at(json!(["a", 2])), toml::Value::Integer(1)), Refused::Gone),
        ("a = [1]", Change::Set(at(json!(["a", "b"])), toml::Value::Integer(1)), Refused::Gone),
    ] {
        assert_eq!(changed(text, &change), Err(why), "{text} {change:?}");
    }
}
