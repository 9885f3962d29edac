//! Where a long word of a title breaks: between the words that it is made of, as far as their seams can be told.

/// How many letters stay before a hyphen of ours, and after it.
pub const AROUND: [usize; 2] = [3, 5];

/// How long a part of a word is at most that stays whole since there are seams beside it: in a title, and in
/// text, where it takes two thirds of the narrowest column.
pub const WHOLE: [usize; 2] = [24, 19];

/// What is known of the words of a language that makes others of them.
struct Joints {
    language: &'static str,
    /// The ends of words by which others are joined to them: German and Dutch put an `s` after these.
    links: &'static [&'static str],
    /// Syllables with which a word begins, and that stand nowhere else.
    first: &'static [&'static str],
    /// Syllables that belong to what comes after them.
    before: &'static [&'static str],
}

const JOINTS: [Joints; 2] = [
    Joints {
        language: "de",
        links: &["ungs", "heits", "keits", "schafts", "ions", "täts", "lings", "tums"],
        first: &["ver", "ent", "zer", "um", "auf", "aus", "ein", "vor"],
        before: &["ge", "be", "er", "an", "ab", "zu", "un", "mit"],
    },
    Joints {
        language: "nl",
        links: &["ings", "heids", "teits", "schaps"],
        first: &["ver", "ont", "voor", "uit", "aan", "op", "om"],
        before: &["ge", "be", "her", "er", "af", "in", "on", "toe"],
    },
];

/// Before which letters a word may break: at its seams where there are any, and else between its syllables.
pub fn break_places(word: &[char], language: &str) -> Vec<usize> {
    let Some(syllables) = syllables(word, language) else { return vec![] };
    seams(word, &syllables, language, WHOLE[0]).unwrap_or_else(|| apart(word, syllables))
}

/// Before which letters the syllables of a word begin, but for the first; nothing where there are no rules for
/// the language.
pub fn syllables(word: &[char], language: &str) -> Option<Vec<usize>> {
    let rules = hypher::Lang::from_iso(language.as_bytes().try_into().ok()?)?;
    let text: String = word.iter().collect();
    let mut end = 0;
    let ends = hypher::hyphenate(&text, rules).map(|syllable| {
        end += syllable.chars().count();
        end
    });
    Some(ends.filter(|at| *at < word.len()).collect())
}

/// The places that leave letters enough on either side.
pub fn apart(word: &[char], mut places: Vec<usize>) -> Vec<usize> {
    let [before, after] = AROUND;
    places.retain(|at| *at >= before && at + after <= word.len());
    places
}

/// At which of its syllables the words meet that a word is made of; nothing where none can be told, or
/// a part between them has more letters than that.
pub fn seams(word: &[char], syllables: &[usize], language: &str, most: usize) -> Option<Vec<usize>> {
    let joints = JOINTS.iter().find(|joints| joints.language == language)?;
    let text = |from: usize, to: usize| -> String {
        word.get(from..to).unwrap_or_default().iter().collect::<String>().to_lowercase()
    };
    let bounds: Vec<usize> =
        std::iter::once(0).chain(syllables.iter().copied()).chain([word.len()]).collect();
    let is_seam = |three: &&[usize]| {
        let [from, at, to] = **three else { return false };
        let (last, next, head) = (text(from, at), text(at, to), text(0, at));
        let belongs_on = joints.first.contains(&last.as_str()) || joints.before.contains(&last.as_str());
        let is_linked =
            joints.links.iter().any(|link| head.ends_with(link) && head.len() >= link.len() + AROUND[0]);
        is_linked || joints.first.contains(&next.as_str()) && !belongs_on
    };
    let seams: Vec<usize> =
        bounds.windows(3).filter(is_seam).filter_map(|three| three.get(1).copied()).collect();
    let seams = apart(word, seams);
    let ends = seams.iter().copied().chain([word.len()]);
    let longest = ends.scan(0, |start, end| Some(end - std::mem::replace(start, end))).max();
    (!seams.is_empty() && longest <= Some(most)).then_some(seams)
}

#[cfg(test)]
mod tests {
    use super::break_places;

    /// A word with its breaks shown.
    fn shown(word: &str, language: &str) -> String {
        let letters: Vec<char> = word.chars().collect();
        let mut shown = String::new();
        let places = break_places(&letters, language);
        for (at, c) in letters.iter().enumerate() {
            if places.contains(&at) {
                shown.push('-');
            }
            shown.push(*c);
        }
        shown
    }

    #[test]
    fn compounds_break_between_their_words() {
        for (language, word) in [
            ("de", "Gewährleistungs-abnahme"),
            ("de", "Beteiligungs-verfahren"),
            ("de", "Öffentlichkeits-beteiligung"),
            ("de", "Wissenschafts-kommunikation"),
            ("nl", "Bestemmings-planwijziging"),
            ("nl", "Duurzaamheids-ambities"),
            ("de", "Bestandsstraßen-umgestaltung"),
            ("de", "Wettbewerbs-verfahren"),
            ("nl", "Straat-vernieuwing"),
        ] {
            assert_eq!(shown(&word.replace('-', ""), language), word);
        }
    }

    #[test]
    fn all_keep_five_letters_after_the_last_break() {
        for (language, word) in [
            ("nl", "Omgevingsvergunning"),
            ("de", "Fahrradstraße"),
            ("en", "Neighbourhoods"),
            ("fr", "Aménagement"),
        ] {
            let shown = shown(word, language);
            let last = shown.rsplit('-').next().map_or(0, |part| part.chars().count());
            assert!(shown.contains('-') && last >= 5, "{shown}");
        }
    }

    #[test]
    fn without_rules_there_are_no_breaks() {
        assert_eq!(shown("omjouwingsfergunning", "fy"), "omjouwingsfergunning");
    }
}
