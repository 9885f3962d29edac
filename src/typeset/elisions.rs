//! Words that lost a letter at their beginning or end, by language: their quote is an apostrophe.

/// Words that lost their beginning, as in `'s ochtends`, `'em` and `'ne`.
pub fn clipped(language: &str) -> &'static [&'static str] {
    match language {
        "nl" => &["d", "er", "ie", "k", "m", "n", "ns", "r", "s", "t"],
        "fry" | "fy" => &["k", "n", "s", "t"],
        "en" => &[
            "bout", "cause", "coz", "cos", "cuz", "em", "er", "fraid", "hood", "im", "kay", "n", "neath",
            "nother", "nuff", "round", "til", "till", "tis", "twas", "tween", "twere", "twill", "twixt",
            "twould", "un",
        ],
        "de" => &[
            "m", "mal", "n", "nauf", "naus", "ne", "nem", "nen", "ner", "nunter", "r", "ran", "rauf", "raus",
            "rein", "rüber", "ruf", "rum", "runter", "s", "was",
        ],
        "fr" => &["tain", "tit", "tite"],
        _ => &[],
    }
}

/// Words that lose their end before a vowel or a quotation mark, as in `l'« eau »`.
pub fn elided(language: &str) -> &'static [&'static str] {
    match language {
        "fr" => &[
            "c", "ç", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "presqu", "puisqu", "qu", "quelqu",
            "quoiqu", "s", "t",
        ],
        "it" => &["all", "c", "d", "dall", "dell", "l", "nell", "quell", "quest", "sull", "un"],
        "ca" => &["d", "l", "m", "n", "s", "t"],
        _ => &[],
    }
}

/// Words that are often written without their last letter, as in `hab' ich` and `ol' man`.
pub fn cut(word: &str, language: &str) -> bool {
    let known: &[&str] = match language {
        "en" => &["an", "n", "o", "ol", "th"],
        "de" => &[
            "geh", "hab", "hatt", "hätt", "heut", "hör", "komm", "könnt", "lass", "mach", "möcht", "sag",
            "seh", "sollt", "steh", "wär", "werd", "wollt", "würd",
        ],
        "nl" => &["da", "wa"],
        _ => &[],
    };
    known.contains(&word) || language == "en" && word.len() > 4 && word.ends_with("in")
}

/// Words before `'n'` that make it a short `and`, in whatever language they stand.
pub const BEFORE_AND: &[&str] = &["drum", "guns", "rock", "surf"];
