//! Gradients that krilla writes as PostScript calculator functions (ISO 32000-1, 7.10.5): those that
//! are repeated, mirrored, or run around a point.

use super::stops::{Inked, Run};

/// A word of a function, or a part in braces.
#[derive(Debug, Clone, PartialEq)]
enum Item {
    Word(String),
    Part(Vec<Item>),
}

/// A function: what finds the place on the gradient, and the stops.
pub struct Calculator {
    prefix: Vec<Item>,
    /// The stops with their components.
    pub stops: Run,
}

impl Calculator {
    /// Reads a function as krilla writes it; nothing where it is another.
    pub fn read(code: &str) -> Option<Self> {
        let spaced = code.replace('{', " { ").replace('}', " } ");
        let mut words = spaced.split_whitespace();
        let (Some("{"), items) = (words.next(), parts(&mut words, 0)?) else { return None };
        let (prefix, _) = split(&items)?;
        let mut stops = Vec::new();
        collect(items.get(prefix..)?, &mut stops)?;
        Some(Self { prefix: items.get(..prefix)?.to_vec(), stops })
    }

    /// The function with other components at its stops; those between run in a straight line.
    pub fn written(&self, inked: &Inked) -> String {
        let mut code = String::from("{ ");
        self.prefix.iter().for_each(|item| write(item, &mut code));
        let mut ends = 0;
        let mut windows = inked.windows(2);
        if let Some((at, inks)) = inked.first() {
            code.push_str(&format!("dup {at} le {{ pop {} }} {{ ", numbers(inks)));
            ends += 1;
        }
        while let Some([(low, from), (high, to)]) = windows.next() {
            if high > low {
                code.push_str(&format!("dup {high} le {{ {low} sub {} div ", high - low));
                for (from, to) in from.iter().zip(to) {
                    code.push_str(&format!("dup {} mul {from} add exch ", to - from));
                }
                code.push_str("pop } { ");
                ends += 1;
            }
        }
        if let Some((_, inks)) = inked.last() {
            code.push_str(&format!("pop {} ", numbers(inks)));
        }
        code.push_str(&"} ifelse ".repeat(ends));
        code.push('}');
        code
    }
}

fn numbers(inks: &[f32]) -> String {
    inks.iter().map(f32::to_string).collect::<Vec<_>>().join(" ")
}

fn write(item: &Item, code: &mut String) {
    match item {
        Item::Word(word) => {
            code.push_str(word);
            code.push(' ');
        }
        Item::Part(items) => {
            code.push_str("{ ");
            items.iter().for_each(|item| write(item, code));
            code.push_str("} ");
        }
    }
}

/// How deep parts may stand in each other: krilla nests one for each stop, up to about a hundred.
const DEPTH: usize = 250;

/// The items up to the brace that closes them.
fn parts<'a>(words: &mut impl Iterator<Item = &'a str>, depth: usize) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    loop {
        match words.next()? {
            "}" => return Some(items),
            "{" if depth < DEPTH => items.push(Item::Part(parts(words, depth + 1)?)),
            "{" => return None,
            word => items.push(Item::Word(word.into())),
        }
    }
}

/// Where the choice between stops begins, which ends a function: `dup PLACE le { .. } { .. } ifelse`.
fn split(items: &[Item]) -> Option<(usize, f32)> {
    let start = items.len().checked_sub(6)?;
    let [Item::Word(dup), place, Item::Word(le), Item::Part(_), Item::Part(_), Item::Word(ifelse)] =
        items.get(start..)?
    else {
        return None;
    };
    (dup == "dup" && le == "le" && ifelse == "ifelse").then_some(())?;
    Some((start, number(place)?))
}

/// Collects the stops of a choice, and of those in it.
fn collect(items: &[Item], stops: &mut Run) -> Option<()> {
    let (0, high) = split(items)? else { return None };
    let (Item::Part(here), Item::Part(rest)) = (items.get(3)?, items.get(4)?) else { return None };
    match here.split_first()? {
        (Item::Word(pop), colour) if pop == "pop" => {
            stops.push((high, colour.iter().map(number).collect::<Option<_>>()?));
        }
        (low, _) => {
            // For each component: INDEX index FROM exch TO FROM sub mul add.
            let components = here.get(6..)?.chunks_exact(9);
            let ends: Option<Vec<(f32, f32)>> =
                components.map(|part| Some((number(part.get(2)?)?, number(part.get(4)?)?))).collect();
            let (from, to) = ends?.into_iter().unzip();
            stops.push((number(low)?, from));
            stops.push((high, to));
        }
    }
    // The last part holds the components beyond the last stop, which are that stop's.
    if split(rest).is_some() { collect(rest, stops) } else { Some(()) }
}

fn number(item: &Item) -> Option<f32> {
    let Item::Word(word) = item else { return None };
    word.parse().ok().filter(|number: &f32| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::Calculator;

    const CODE: &str = "{ pop 2 1 index floor sub dup 0.25 le {0 sub 0.25 0 sub div 0 index 1 exch 0 1 sub mul add \
        1 index 0.5 exch 0 0.5 sub mul add 2 index 0 exch 1 0 sub mul add 4 -1 roll pop} \
        {dup 0.25 le {pop 0 0 1}{0 0 1} ifelse} ifelse}";

    #[test]
    fn stops_are_read_and_written() {
        let read = Calculator::read(CODE).expect("a function");
        assert_eq!(
            read.stops,
            [(0.0, vec![1.0, 0.5, 0.0]), (0.25, vec![0.0, 0.0, 1.0]), (0.25, vec![0.0, 0.0, 1.0])]
        );
        let written = read.written(&vec![(0.0, vec![1.0]), (0.25, vec![0.5])]);
        assert_eq!(
            written,
            "{ pop 2 1 index floor sub dup 0 le { pop 1 } { dup 0.25 le { 0 sub 0.25 div dup -0.5 mul 1 add exch pop } \
             { pop 0.5 } ifelse } ifelse }"
        );
    }

    #[test]
    fn other_functions_are_not_guessed() {
        for code in
            ["", "{ pop 0 0 1 }", "{ dup 0.25 le { 0 } ifelse }", "{ dup x le { pop 0 } { 1 } ifelse }", "{{"]
        {
            assert!(Calculator::read(code).is_none(), "{code}");
        }
    }
}
