//! How people are reached: what is written is what is set, and a link.

use std::ops::Deref;

use serde::{Deserialize, Deserializer};

use super::at::{At, Inline, string_schema};
use super::fields::{Field, Held};
use super::markdown::{Kind, Node};

/// An e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mail(Inline);

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(Inline);

/// The fewest and the most digits of a telephone number; 15 by E.164, and a few to dial out.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=20;

/// Whether a text is an e-mail address: a name, `@`, and a domain with a dot.
pub fn is_mail(text: &str) -> bool {
    let parts = text.split_once('@').map(|(name, domain)| (name, domain.rsplit_once('.')));
    let Some((name, Some((domain, end)))) = parts else { return false };
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"@".contains(c);
    let is_whole = [name, domain, end].iter().all(|part| !part.is_empty() && !part.contains(odd));
    is_whole && !domain.starts_with('.') && !domain.ends_with('.') && !domain.contains("..")
}

/// Whether a text is a telephone number.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    DIGITS.contains(&digits)
        && text.chars().all(|c| c.is_ascii_digit() || " \u{a0}\u{202f}+-–./()".contains(c))
}

/// Where a telephone number leads: its digits; a zero in brackets is left out after a country's code (E.123).
fn dialled(text: &str) -> String {
    let text = if text.trim_start().starts_with('+') { text.replace("(0)", "") } else { text.to_owned() };
    text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// A text as it is written, as a link if it leads somewhere.
fn linked(At { value: text, range }: At<String>, target: Option<String>) -> Inline {
    let whole = text.trim();
    let start = text.len() - text.trim_start().len();
    let own = start..start + whole.len();
    let words = Node { kind: Kind::Text(whole.to_owned()), range: own.clone(), children: vec![] };
    let node = match target {
        Some(target) => Node { kind: Kind::Link(target), range: own, children: vec![words] },
        None => words,
    };
    let nodes = if whole.is_empty() { vec![] } else { vec![node] };
    Inline { text, range, nodes }
}

macro_rules! contact {
    ($name:ident, $format:literal, $target:expr) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let written = At::<String>::deserialize(deserializer)?;
                let target: fn(&str) -> Option<String> = $target;
                let target = target(written.value.trim());
                Ok(Self(linked(written, target)))
            }
        }

        impl Deref for $name {
            type Target = Inline;

            fn deref(&self) -> &Inline {
                &self.0
            }
        }

        impl Field for $name {
            fn held(&self) -> Held<'_> {
                Held::Inline(&self.0)
            }
        }

        string_schema!($name, $format);
    };
}

contact!(Mail, "email", |text| is_mail(text).then(|| format!("mailto:{text}")));
contact!(Phone, "phone", |text| is_phone(text).then(|| format!("tel:{}", dialled(text))));

#[cfg(test)]
mod tests {
    use super::{dialled, is_mail, is_phone};

    #[test]
    fn mail_has_a_name_and_a_domain() {
        for good in ["a@b.nl", "jan.de-boer+werk@post.voorbeeld.nl", "é@voorbeeld.nl"] {
            assert!(is_mail(good), "{good}");
        }
        for bad in
            ["", "a", "a@b", "@b.nl", "a@.nl", "a@b.", "a b@c.nl", "a@b@c.nl", "mailto:a@b.nl", "a@b..nl"]
        {
            assert!(!is_mail(bad), "{bad}");
        }
    }

    #[test]
    fn phones_are_dialled_by_their_digits() {
        for (number, wanted) in [
            ("+31 (0)20 123 45 67", "+31201234567"),
            ("(020) 123-4567", "0201234567"),
            ("112", "112"),
            ("010/123.45.67", "0101234567"),
        ] {
            assert!(is_phone(number), "{number}");
            assert_eq!(dialled(number), wanted);
        }
        for bad in ["", "12", "bel mij", "06 1234 5678 (werk)", "123456789012345678901"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
