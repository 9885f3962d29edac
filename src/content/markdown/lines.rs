//! The lines of a text, and the blanks at their start.

/// From how many columns on CommonMark takes a line for code.
pub const CODE: usize = 4;

/// The lines of a text with their first bytes, without their line ends.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// The blanks at the start of a line.
pub fn indent(line: &str) -> &str {
    line.split_at_checked(line.len() - line.trim_start_matches([' ', '\t']).len())
        .map_or("", |(head, _)| head)
}

/// The columns that blanks take, a tab reaching to the next multiple of four.
pub fn columns(blanks: &str) -> usize {
    blanks.chars().fold(0, after)
}

/// The bytes of blanks that lie within so many columns.
pub fn within(blanks: &str, most: usize) -> usize {
    let mut column = 0;
    let fits = |c: &char| {
        column = after(column, *c);
        column <= most
    };
    blanks.chars().take_while(fits).map(char::len_utf8).sum()
}

/// The column after a blank.
fn after(column: usize, c: char) -> usize {
    if c == '\t' { column / CODE * CODE + CODE } else { column + 1 }
}
