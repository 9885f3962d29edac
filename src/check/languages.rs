//! Languages: whether they are any, and whether the layout has its words in them.

use crate::book::Draft;
use crate::content::{At, Labels, NotATag, Tag, Workbook, lacking, languages};
use crate::source::{Finding, Place, count, did_you_mean, list};

/// What stands in `date-order` in place of the parts of a date.
const PARTS: [&str; 3] = ["{day}", "{month}", "{year}"];

/// Which words each kind of block takes.
const OF_BLOCKS: &[(&str, &[&str])] = &[
    ("case", &["case", "families", "barriers", "questions", "team-short"]),
    ("contents", &["material-toc", "redline", "redlines"]),
    ("figure", &["picture"]),
    ("guide", &["guide", "guide-material", "guide-redline", "material", "redlines", "on-white", "on-red"]),
    ("horizon", &["horizon", "period", "level", "scale"]),
    (
        "overview",
        &[
            "who-with-whom",
            "who-note",
            "names",
            "named",
            "teams",
            "team-short",
            "portfolio",
            "case",
            "place",
            "families",
            "question-count",
            "page-header",
            "by-team",
            "no-team",
            "question",
        ],
    ),
    ("status", &["status"]),
    ("team", &["team", "team-short", "does", "dream", "works-with", "with"]),
];

/// The words that any chapter takes, but that of its style.
const OF_CHAPTERS: [&str; 4] = ["page", "note", "task-open", "task-done"];

/// A language that chapters are in, and the words that these take.
struct Spoken<'a> {
    tag: Tag,
    place: Place,
    words: Vec<&'a str>,
}

/// Checks the languages of the book, of its words, its chapters and their blocks.
pub fn check_languages(draft: &Draft, findings: &mut Vec<Finding>) {
    for entry in &draft.chapters {
        let head = entry.head().and_then(|head| head.language.as_ref());
        let blocks = entry.blocks().filter_map(|block| block.common.language.as_ref());
        let all = head.into_iter().chain(blocks);
        findings.extend(all.filter_map(|language| unknown(language, entry.place(&language.range))));
    }
    let Some(workbook) = &draft.workbook else { return };
    let place = |at: &At<String>| Place::new(draft.file, at.range.clone());
    findings.extend(unknown(&workbook.language, place(&workbook.language)));
    let tables = workbook.translations.iter();
    findings.extend(tables.clone().filter_map(|one| unknown(&one.tag, place(&one.tag))));
    for labels in std::iter::once(&workbook.labels).chain(tables.map(|one| &one.labels)) {
        findings.extend(date_order(labels, place));
        findings.extend(time_order(labels, place));
    }
    if Tag::read(&workbook.language.value).is_ok() {
        findings.extend(missing_words(workbook, &workbook.tag(), None, place(&workbook.language)));
    }
    let spoken = spoken(draft).into_iter().filter(|spoken| spoken.tag != workbook.tag());
    findings.extend(
        spoken.filter_map(|spoken| missing_words(workbook, &spoken.tag, Some(&spoken.words), spoken.place)),
    );
}

/// The languages of chapters, each where it is named first.
fn spoken(draft: &Draft) -> Vec<Spoken<'static>> {
    let mut all: Vec<Spoken> = Vec::new();
    for entry in &draft.chapters {
        let Some((head, language)) = entry.head().and_then(|head| Some((head, head.language.as_ref()?)))
        else {
            continue;
        };
        let Ok(tag) = Tag::read(&language.value) else { continue };
        let kinds = entry.blocks().filter_map(|placed| {
            let name = placed.common.kind.value.as_str();
            OF_BLOCKS.iter().find(|(kind, _)| *kind == name).map(|(_, words)| *words)
        });
        let words = kinds.flatten().copied().chain(OF_CHAPTERS).chain([head.style.name()]);
        match all.iter_mut().find(|spoken| spoken.tag == tag) {
            Some(spoken) => spoken.words.extend(words),
            None => {
                let place = entry.place(&language.range);
                all.push(Spoken { tag, place, words: words.collect() });
            }
        }
    }
    all
}

/// The finding about the words that the layout lacks in a language: one for all of them.
///
/// `taken` are those that are needed, where these are not all.
fn missing_words(workbook: &Workbook, tag: &Tag, taken: Option<&[&str]>, place: Place) -> Option<Finding> {
    let lacking = lacking(workbook, tag);
    let needed = |key: &&String| taken.is_none_or(|taken| taken.contains(&key.as_str()));
    let keys: Vec<&str> = lacking.keys.iter().filter(needed).map(String::as_str).collect();
    if keys.is_empty() {
        return None;
    }
    let book = workbook.tag();
    let (instead, table) = match *tag == book {
        true => ("en".to_owned(), "labels".to_owned()),
        false => (book.to_string(), format!("labels.{tag}")),
    };
    let words = count(keys.len(), "word");
    let (are, stand) = if keys.len() == 1 { ("is", "stands") } else { ("are", "stand") };
    let message = match lacking.some {
        true => format!("{words} of the layout {are} missing in `{tag}`, and {stand} in `{instead}`"),
        false => format!("the layout has no words in `{tag}`: {words} {stand} in `{instead}`"),
    };
    let own = list(languages(), "and");
    Some(
        Finding::warning("missing-words", place, message)
            .hint(format!("write under `[{table}]` in `workbook.toml`: {}", list(keys, "and")))
            .hint(format!(
                "the program has words of its own in {own}; `docs/format.md` says what each is for"
            )),
    )
}

/// The finding about an order of dates that leaves a part of the date out, or has a part that is none.
fn date_order(labels: &Labels, place: impl Fn(&At<String>) -> Place) -> Option<Finding> {
    let order = labels.date_order.as_ref()?;
    let message = format!("`date-order` must have {} once each", list(PARTS, "and"));
    let hint = "write them in the order of a date, such as `date-order = \"{day} {month} {year}\"`";
    (!holds_once(order, &PARTS)).then(|| Finding::error("wrong-value", place(order), message).hint(hint))
}

/// The finding about a way to write times that leaves hours or minutes out.
fn time_order(labels: &Labels, place: impl Fn(&At<String>) -> Place) -> Option<Finding> {
    const PARTS: [&str; 2] = ["{hour}", "{minute}"];
    let order = labels.time_order.as_ref()?;
    let message = "`time-order` must have `{hour}` and `{minute}` once each";
    let hint = "write it as a time is written, such as `time-order = \"{hour}.{minute}\"`";
    (!holds_once(order, &PARTS)).then(|| Finding::error("wrong-value", place(order), message).hint(hint))
}

/// Whether a pattern has each of its parts once, and no other.
fn holds_once(order: &At<String>, parts: &[&str]) -> bool {
    let rest = parts.iter().fold(order.value.clone(), |rest, part| rest.replacen(part, "", 1));
    parts.iter().all(|part| order.value.contains(part)) && !rest.contains(['{', '}'])
}

/// Languages that people name in words, and their codes (ISO 639-1).
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "arabisch", "arabe", "العربية"]),
    ("da", &["danish", "deens", "danois", "dänisch", "dansk"]),
    ("de", &["german", "duits", "allemand", "deutsch", "ger"]),
    ("el", &["greek", "grieks", "grec", "griechisch", "ελληνικά"]),
    ("en", &["english", "engels", "anglais", "englisch"]),
    ("es", &["spanish", "spaans", "espagnol", "spanisch", "español", "castellano"]),
    ("fr", &["french", "frans", "français", "francais", "französisch", "fre"]),
    ("fy", &["frisian", "fries", "frison", "friesisch", "frysk"]),
    ("he", &["hebrew", "hebreeuws", "hébreu", "hebräisch", "עברית"]),
    ("it", &["italian", "italiaans", "italien", "italienisch", "italiano"]),
    ("ja", &["japanese", "japans", "japonais", "japanisch", "日本語"]),
    ("nl", &["dutch", "nederlands", "néerlandais", "niederländisch", "vlaams", "flemish", "dut", "ned"]),
    ("pl", &["polish", "pools", "polonais", "polnisch", "polski"]),
    ("pt", &["portuguese", "portugees", "portugais", "portugiesisch", "português"]),
    ("ru", &["russian", "russisch", "russe", "русский"]),
    ("tr", &["turkish", "turks", "turc", "türkisch", "türkçe"]),
    ("uk", &["ukrainian", "oekraïens", "ukrainien", "ukrainisch", "українська"]),
    ("zh", &["chinese", "chinees", "chinois", "chinesisch", "中文"]),
];

/// The finding about a text that is no language.
fn unknown(language: &At<String>, place: Place) -> Option<Finding> {
    let text = &language.value;
    let Err(NotATag) = Tag::read(text) else { return None };
    let small = text.trim().to_lowercase();
    let joined = small.replace(['_', ' '], "-");
    let named = |name: &str| NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(code, _)| *code);
    let near = || {
        let names = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).filter(|name| name.len() > 3);
        let near = did_you_mean(&small, names)?;
        NAMES.iter().find(|(_, names)| names.iter().any(|name| near.contains(&format!("`{name}`"))))
    };
    let code =
        named(&small).map(str::to_owned).or_else(|| Tag::read(&joined).ok().map(|tag| tag.to_string()));
    let code = code.or_else(|| near().map(|(code, _)| (*code).to_owned()));
    let (message, hint) = match code {
        Some(code) => (format!("`{text}` is not the code of a language"), format!("write `{code}`")),
        None => (
            format!("`{text}` is not a language"),
            "write two or three letters, such as `en`, and a region or a script if it matters, such as `pt-BR` or `sr-Latn`".into(),
        ),
    };
    Some(Finding::error("unknown-language", place, message).hint(hint))
}
