//! "Did you mean", and lists of names in a sentence.

/// The most letters of a name that is looked at: longer ones are no slips of the hand.
const LONGEST: usize = 100;

/// The most names that are looked at.
const MOST: usize = 200;

/// The candidate nearest to what was written, as a hint, if one is near.
///
/// Looks at the first 200 names that are about as long, and at none of more than 100 letters.
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let length = letters(written)?;
    let lower = written.to_lowercase();
    let about = |candidate: &'a str| {
        let letters = letters(candidate)?;
        let far = letters.max(2) / 3 + 1;
        (letters.abs_diff(length) <= far).then_some((candidate, letters, far))
    };
    candidates
        .into_iter()
        .filter_map(about)
        .take(MOST)
        .map(|found| (strsim::damerau_levenshtein(&lower, &found.0.to_lowercase()), found))
        .filter(|(distance, (_, letters, far))| distance <= far && distance < letters)
        .filter(|(_, (candidate, ..))| *candidate != written)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, (candidate, ..))| format!("did you mean `{candidate}`?"))
}

/// How many letters a name has, if they are few.
fn letters(name: &str) -> Option<usize> {
    Some(name.chars().take(LONGEST + 1).count()).filter(|count| *count <= LONGEST)
}

/// Names in a sentence: `a`, `b` or `c`.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>, conjunction: &str) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, list};

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        assert_eq!(did_you_mean("titel", ["title", "number"]).as_deref(), Some("did you mean `title`?"));
        assert_eq!(did_you_mean("zzz", ["title", "number"]), None);
        assert_eq!(did_you_mean("x", ["id", "by"]), None);
    }

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(list(["a", "b", "c"], "or"), "`a`, `b` or `c`");
    }
}
