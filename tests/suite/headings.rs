//! Subheadings in texts stand one level under the heading that is there, in every block.

use toml::{Table, Value};
use werkboek::content::block::SHAPES;
use werkboek::content::{Field, Markup, Shape};

use crate::book::{Book, WORKBOOK};

/// The least value of a key; rich texts open with a subheading.
fn least(field: &Field) -> Option<Value> {
    Some(match &field.shape {
        Shape::Text(Markup::Rich) if field.name == "body" && field.required => "# Kop\n\nTekst.".into(),
        Shape::Text(Markup::Rich) => "# Kop".into(),
        Shape::Text(_) if field.name == "alt" => "Tekst".into(),
        _ if !field.required && !matches!(field.shape, Shape::List(..)) => return None,
        Shape::Text(Markup::Path) => "a.svg".into(),
        Shape::Text(_) => "Tekst".into(),
        Shape::Word(words) => words.first()?.as_str().into(),
        Shape::Integer(low, _) => Value::Integer((*low).max(1)),
        Shape::Decimal(low, _) => Value::Integer(*low),
        Shape::List(item, ..) if !item.fields().is_empty() => {
            Value::Array(vec![Value::Table(table(item.fields()))])
        }
        _ => return None,
    })
}

fn table(fields: &[Field]) -> Table {
    fields.iter().filter_map(|field| Some((field.name.clone(), least(field)?))).collect()
}

#[test]
fn no_block_skips_a_level() {
    let drawing =
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4'><rect width='8' height='4'/></svg>";
    let mut tried = 0;
    for (name, shape) in SHAPES.iter() {
        let mut block = table(shape.fields());
        if !toml::to_string(&block).unwrap().contains("# Kop") {
            continue;
        }
        block.insert("type".into(), (*name).into());
        // Its axes belong to another kind than the first.
        block.remove("axes");
        if *name == "table" {
            block.insert("body".into(), "| a |\n|---|\n| 1 |".into());
        }
        for (style, before) in
            [("material", ""), ("redline", "[[block]]\ntype = \"part\"\nheading = \"Deel\"\n")]
        {
            let block = toml::to_string(&Table::from_iter([(
                "block".to_owned(),
                Value::Array(vec![Value::Table(block.clone())]),
            )]))
            .unwrap();
            let chapter = format!("style = {style:?}\ntitle = \"Titel\"\n\n{before}{block}");
            let book = Book::empty()
                .file("workbook.toml", WORKBOOK)
                .file("chapters/01.toml", &chapter)
                .file("a.svg", drawing);
            let run = book.run(&["build", "--quiet"]);
            assert_eq!(run.code, 0, "{chapter}\n{}", run.err);
            tried += 1;
        }
    }
    assert!(tried >= 20, "{tried}");
}
