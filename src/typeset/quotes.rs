//! What each straight quote stands for: an opening or a closing mark, an apostrophe or a prime.
//!
//! A quote by itself is often ambiguous (`'s` may open a quotation or have lost its `de`), so all quotes
//! of a paragraph are read together: every way to read them has a price, and the cheapest is taken.

use super::elisions;

/// What a straight quote stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The opening mark of a quotation.
    Open,
    /// Its closing mark.
    Close,
    /// An apostrophe.
    Apostrophe,
    /// Feet and inches, minutes and seconds.
    Prime,
}

/// In place of code and addresses, which are words whose quotes are none of ours.
pub const OBJECT: char = '\u{fffc}';

/// How deeply quotations nest.
const DEEPEST: u32 = 4;

/// How many stacks of open quotations there are: a one, and a bit for the kind of each.
const STACKS: usize = 1 << (DEEPEST + 1);

/// No quotation is open.
const EMPTY: usize = 1;

/// What a quotation costs that is opened and not closed, or closed and not opened.
const UNPAIRED: u32 = 40;

/// What something costs that hardly ever is so.
const HARDLY: u32 = 90;

/// What is beside a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Space,
    /// Something after which a quotation may begin.
    Opening,
    /// Something with which a sentence or a bracket ends.
    Closing,
    Word,
    /// Another straight quote.
    Quote,
}

/// A quote with all around it that matters.
struct Seen<'a> {
    double: bool,
    before: Side,
    after: Side,
    /// The letters and digits before and after it.
    ending: &'a [char],
    beginning: &'a [char],
    /// What follows upon these letters.
    next: Option<char>,
    /// The letters of the word before it, where only a space is between.
    previous: String,
    /// Whether a bracket stands before it, right after a letter, as in `foto('s)`.
    attached: bool,
    language: &'a str,
}

/// Reads all straight quotes of a paragraph; `language` has two or three letters.
pub fn read_quotes(text: &[char], language: &str) -> Vec<(usize, Mark)> {
    let quotes: Vec<usize> = (0..text.len()).filter(|&at| matches!(text.get(at), Some('"' | '\''))).collect();
    // By stack, what it costs to come there, and how one came there.
    let mut costs = [None; STACKS];
    if let Some(empty) = costs.get_mut(EMPTY) {
        *empty = Some(0);
    }
    let mut ways = Vec::with_capacity(quotes.len());
    for &at in &quotes {
        let seen = Seen::at(text, at, language);
        let mut next: [Option<u32>; STACKS] = [None; STACKS];
        let mut way = [(EMPTY, Mark::Apostrophe); STACKS];
        for (stack, cost) in costs.iter().enumerate() {
            let Some(cost) = cost else { continue };
            for (mark, to, more) in seen.readings(stack) {
                let Some((known, from)) = next.get_mut(to).zip(way.get_mut(to)) else { continue };
                if known.is_none_or(|known| cost + more < known) {
                    *known = Some(cost + more);
                    *from = (stack, mark);
                }
            }
        }
        costs = next;
        ways.push(way);
    }
    let open = |stack: usize| stack.max(1).ilog2() * UNPAIRED;
    let ends = costs.iter().enumerate().filter_map(|(stack, cost)| Some(((*cost)? + open(stack), stack)));
    let mut stack = ends.min().map_or(EMPTY, |(_, stack)| stack);
    let mut marks = Vec::with_capacity(quotes.len());
    for (at, way) in quotes.into_iter().zip(&ways).rev() {
        let (from, mark) = way.get(stack).copied().unwrap_or((EMPTY, Mark::Apostrophe));
        marks.push((at, mark));
        stack = from;
    }
    marks.reverse();
    marks
}

fn side(c: Option<char>) -> Side {
    match c {
        None => Side::Space,
        Some(c) if c.is_whitespace() => Side::Space,
        Some('"' | '\'') => Side::Quote,
        Some(c) if "([{<“„‘‚‟‛«‹¿¡–—-‐‑/\\=+|~*_→".contains(c) => Side::Opening,
        Some(c) if ")]}>”’»›.,;:!?…%".contains(c) => Side::Closing,
        Some(_) => Side::Word,
    }
}

impl<'a> Seen<'a> {
    fn at(text: &'a [char], at: usize, language: &'a str) -> Self {
        let (start, rest) = text.split_at_checked(at).unwrap_or((text, &[]));
        let rest = rest.get(1..).unwrap_or_default();
        let ending = start.iter().rev().take_while(|c| c.is_alphanumeric()).count();
        let (earlier, ending) = start.split_at_checked(start.len() - ending).unwrap_or((&[], start));
        let beginning = rest.iter().take_while(|c| c.is_alphanumeric()).count();
        let (beginning, later) = rest.split_at_checked(beginning).unwrap_or((rest, &[]));
        let previous = match (earlier.split_last(), ending) {
            (Some((' ', words)), []) => {
                words.iter().rev().take_while(|c| c.is_alphabetic()).copied().collect::<Vec<_>>()
            }
            _ => vec![],
        };
        Self {
            double: text.get(at) == Some(&'"'),
            before: side(start.last().copied()),
            after: side(rest.first().copied()),
            ending,
            beginning,
            next: later.first().copied(),
            attached: matches!(start, [.., letter, '(' | '['] if letter.is_alphanumeric()),
            previous: previous.iter().rev().flat_map(|c| c.to_lowercase()).collect(),
            language,
        }
    }

    /// All ways to read the quote where these quotations are open: the mark, what is open then, the price.
    fn readings(&self, stack: usize) -> Vec<(Mark, usize, u32)> {
        let mut readings = Vec::with_capacity(5);
        if stack << 1 < STACKS {
            readings.push((Mark::Open, stack << 1 | usize::from(self.double), self.open()));
        }
        // An outer quotation may close over an inner one that was left open.
        let (mut below, mut popped) = (stack, 0);
        while below > EMPTY {
            if (below & 1 == 1) == self.double {
                readings.push((Mark::Close, below >> 1, self.close() + popped));
                break;
            }
            below >>= 1;
            popped += UNPAIRED;
        }
        if below == EMPTY {
            readings.push((Mark::Close, stack, self.close() + UNPAIRED));
        }
        if !self.double {
            readings.push((Mark::Apostrophe, stack, self.apostrophe()));
        }
        if let Some(price) = self.prime() {
            readings.push((Mark::Prime, stack, price));
        }
        readings
    }

    fn open(&self) -> u32 {
        let before = match self.before {
            Side::Space | Side::Opening => 0,
            Side::Quote => 1,
            Side::Closing => 50,
            Side::Word if self.double => 45,
            Side::Word => HARDLY,
        };
        let after = match self.after {
            Side::Space => 60,
            Side::Closing => 15,
            _ => 0,
        };
        let short = if self.double || self.before == Side::Word {
            0
        } else if self.is_clipped() {
            if self.next == Some('\'') { 45 } else { 22 }
        } else if self.is_year() {
            if self.beginning.len() > 2 { 31 } else { 15 }
        } else {
            0
        };
        before + after + short
    }

    fn close(&self) -> u32 {
        let before = match (self.before, self.after) {
            (Side::Space, Side::Space | Side::Closing) => 30,
            (Side::Space, _) => HARDLY,
            (Side::Opening, _) => 25,
            _ => 0,
        };
        let after = match (self.after, self.before) {
            (Side::Word, _) if self.double => 25,
            (Side::Word, Side::Word) => HARDLY,
            (Side::Word, _) => 60,
            _ => 0,
        };
        before + after
    }

    fn apostrophe(&self) -> u32 {
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        match (self.before, self.after) {
            (Side::Word, Side::Word) if digit(self.ending.last()) && digit(self.beginning.first()) => 60,
            (Side::Word, Side::Word) => 0,
            (Side::Closing, Side::Word) => 5,
            (Side::Word, after) => self.ended(after),
            (_, Side::Word) if self.is_clipped() || self.is_year() => 5,
            (_, Side::Word) => 60,
            (Side::Space, Side::Space) => 50,
            (Side::Closing, _) => 45,
            _ => HARDLY,
        }
    }

    /// The price of an apostrophe with which a word ends.
    fn ended(&self, after: Side) -> u32 {
        let word: String = self.ending.iter().flat_map(|c| c.to_lowercase()).collect();
        let goes_on = matches!(after, Side::Opening | Side::Quote);
        if elisions::elided(self.language).contains(&word.as_str()) && goes_on {
            return 5;
        }
        match word.chars().last() {
            _ if elisions::cut(&word, self.language) => 8,
            Some('s' | 'x' | 'z' | 'ß') => 20,
            Some(c) if c.is_numeric() => 35,
            _ => 30,
        }
    }

    /// The price of a prime, which stands after a number alone.
    fn prime(&self) -> Option<u32> {
        let digits = self.ending.iter().all(|c| c.is_numeric());
        if self.ending.is_empty() || !digits {
            return None;
        }
        let long = if self.ending.len() > 3 { 40 } else { 0 };
        let word = self.after == Side::Word && !self.beginning.first().is_some_and(|c| c.is_ascii_digit());
        let price = match self.after {
            Side::Word if !self.double && !word => 5,
            Side::Word if !self.double => HARDLY,
            Side::Word => 40,
            _ if self.double => 30,
            _ => 25,
        };
        Some(price + long)
    }

    /// Whether a word follows that has lost its beginning.
    fn is_clipped(&self) -> bool {
        let word: String = self.beginning.iter().flat_map(|c| c.to_lowercase()).collect();
        if self.next == Some('\'') {
            // `rock 'n' roll`, but `the letter 's'`.
            let and = word == "n" && !self.previous.is_empty();
            return and && (self.language == "en" || elisions::BEFORE_AND.contains(&self.previous.as_str()));
        }
        let ending = self.attached && matches!(self.next, Some(')' | ']')) && self.beginning.len() < 3;
        ending || elisions::clipped(self.language).contains(&word.as_str())
    }

    /// Whether a year follows without its century, as in `'68` and `'90s`.
    fn is_year(&self) -> bool {
        let digits = self.beginning.iter().take_while(|c| c.is_ascii_digit()).count();
        let letters = self.beginning.iter().skip(digits).all(|c| c.is_alphabetic());
        digits == 2 && letters && !(self.next == Some('\'') && self.beginning.len() == 2)
    }
}
