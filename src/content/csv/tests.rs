use super::{Csv, Fault, decode, read_csv};

/// The rows, with `|` between cells.
fn rows(csv: &Csv) -> Vec<String> {
    let row =
        |row: &Vec<super::Cell>| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|");
    csv.rows.iter().map(row).collect()
}

#[test]
fn what_spreadsheets_write() {
    let cases: &[(&str, &[&str])] = &[
        ("a,b\n1,2\n", &["a|b", "1|2"]),
        ("a;b\n\"1;5\";2", &["a|b", "1;5|2"]),
        ("a\tb\n1\t2,5\n", &["a|b", "1|2,5"]),
        ("a|b\n1|2\n", &["a|b", "1|2"]),
        // A separator in quotation marks is no separator.
        ("\"a;b;c\",d\n1,2\n", &["a;b;c|d", "1|2"]),
        ("\"naam, plaats, land\";aantal\nx;2\n", &["naam, plaats, land|aantal", "x|2"]),
        // Commas in the header, semicolons between cells, and the other way round.
        ("naam, plaats;aantal\nx;2,5\ny;3,5\n", &["naam, plaats|aantal", "x|2,5", "y|3,5"]),
        ("naam;plaats,aantal\nx,2\ny,3\n", &["naam;plaats|aantal", "x|2", "y|3"]),
        // One lone column.
        ("naam\nriool, kabels\nbomen\n", &["naam", "riool, kabels", "bomen"]),
        ("naam\nbomen", &["naam", "bomen"]),
        // Quotation marks first, doubled, around line ends, and within a cell that has none around it.
        ("\"a\",\"b\"\n\"1\",\"2\"\n", &["a|b", "1|2"]),
        ("\"a\"\n\"\"\"x\"\" zei hij\"\n", &["a", "\"x\" zei hij"]),
        ("a,b\n\"een\ntwee\",2\n", &["a|b", "een\ntwee|2"]),
        ("a,b\n\"een\r\ntwee\",2\r\n", &["a|b", "een\r\ntwee|2"]),
        ("a,b\n5\" buis,de \"grote\" straat\n", &["a|b", "5\" buis|de \"grote\" straat"]),
        ("a, b\n1, \"2\"\n", &["a|b", "1|2"]),
        // Excel's first line, its mark of UTF-8, its line ends.
        ("sep=;\na;b\n1;2\n", &["a|b", "1|2"]),
        ("\u{feff}sep=,\r\na,b\r\n1;5,2\r\n", &["a|b", "1;5|2"]),
        ("SEP=\t\na\tb\n1\t2\n", &["a|b", "1|2"]),
        ("\u{feff}a,b\r\n1,2\r\n", &["a|b", "1|2"]),
        ("a,b\r1,2\r", &["a|b", "1|2"]),
        // Short rows, and what Excel leaves behind.
        ("a,b,c\n1\n1,2\n", &["a|b|c", "1||", "1|2|"]),
        ("a;b;;\n1;2;;\n", &["a|b", "1|2"]),
        ("a;b\n1;2;;\n3;4\n", &["a|b", "1|2", "3|4"]),
        ("a;b;;\n1;2\n;;;\n\n3;4;\n", &["a|b", "1|2", "3|4"]),
        ("a;;b\n1;;2\n", &["a|b", "1|2"]),
        (";b\n1;2\n", &["|b", "1|2"]),
        ("a;b;\n1;2;3\n", &["a|b|", "1|2|3"]),
        ("a,b\n,\n,2\n", &["a|b", "|2"]),
        ("\n\na,b\n\n1,2\n\n", &["a|b", "1|2"]),
        ("naïef,é\n1,ø\n", &["naïef|é", "1|ø"]),
    ];
    for (text, wanted) in cases {
        let csv = read_csv(text).expect(text);
        assert_eq!(rows(&csv), *wanted, "{text:?}");
        for cell in csv.rows.iter().flatten().filter(|cell| !cell.text.is_empty()) {
            let raw = text.get(cell.range.clone()).expect(text);
            let bare = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw);
            let bare = if raw.starts_with('"') { bare.replace("\"\"", "\"") } else { raw.into() };
            assert_eq!(bare, cell.text, "{text:?}");
        }
    }
}

#[test]
fn what_is_no_table() {
    let cases = [
        ("", "a table needs a header and at least one row", ""),
        ("a,b\n", "a table needs a header and at least one row", "a,b"),
        ("\u{feff}\n\n", "a table needs a header and at least one row", ""),
        (";;\n;;\n", "a table needs a header and at least one row", ""),
        ("a,b\n1,2,3\n", "this row has 3 cells, and the header has 2 cells", "1,2,3"),
        ("\u{feff}a;b\r\n1;2;\r\n1;2;;4;\r\n", "this row has 4 cells, and the header has 2 cells", "1;2;;4"),
        ("a\n1;2\n", "this row has 2 cells, and the header has 1 cell", "1;2"),
        ("a,b\n\"1,2\n3,4\n", "this quotation mark is not closed", "\"1,2"),
        ("\"", "this quotation mark is not closed", "\""),
        ("a,b\né,\"1\n3,\"x\",4\n", "this quotation mark is not closed", "\"1"),
        ("a,b\n\"1\n3,\"2,3\",4\n", "this quotation mark is not closed", "\"1"),
        ("a,b\n1, \"2, 3\"\n", "this cell starts with a space before its quotation mark", "\"2"),
    ];
    for (text, message, marked) in cases {
        let fault = read_csv(text).expect_err(text);
        assert_eq!(
            (fault.message.as_str(), text.get(fault.range.clone())),
            (message, Some(marked)),
            "{text:?}"
        );
    }
}

#[test]
fn other_encodings() {
    fn range(bytes: &[u8]) -> Result<&str, (&'static str, std::ops::Range<usize>)> {
        decode(bytes).map_err(|Fault { name, range, .. }| (name, range))
    }
    assert_eq!(range("a,é".as_bytes()), Ok("a,é"));
    assert_eq!(range(b"a,b\n\xe9,2\n"), Err(("not-utf8", 4..5)));
    assert_eq!(range(b"\xff\xfea\0,\0"), Err(("not-utf8", 0..0)));
    assert_eq!(range(b"\xfe\xff\0a\0,"), Err(("not-utf8", 0..0)));
    assert_eq!(range(b"a\0,\0b\0"), Err(("not-utf8", 0..0)));
}

/// A file of a megabyte, with every byte a trap: were the time not linear, this would take hours.
#[test]
fn linear_time() {
    let cases =
        [("\"", 1 << 20, false), (",", 1 << 20, false), ("a,\n", 1 << 18, true), ("\"a\n", 1 << 18, false)];
    for (part, times, is_table) in cases {
        assert_eq!(read_csv(&part.repeat(times)).is_ok(), is_table, "{part:?}");
    }
}
