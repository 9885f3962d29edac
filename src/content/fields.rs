//! What a value holds, field by field: its struct is the only list.
//!
//! `#[apply(fields!)]` over a struct gives it [`Fields`]: its keys in their order, each with what
//! it holds, which follows from its type ([`Field`]). Whatever looks into texts, images and
//! references walks over that: the checks, the places of laid-out text, and what the layouts get.

use super::at::{At, Inline, Rich};
use super::measure::Length;
use super::named::{Alt, CsvPath, ImagePath, LinkTarget, TeamNumber, TeamRef};
use super::time::Time;
use super::width::{Percent, Width};

/// What a field holds.
#[derive(Clone)]
pub enum Held<'a> {
    /// Nothing: it is not there.
    Nothing,
    /// Rich text.
    Rich(&'a Rich),
    /// Inline text.
    Inline(&'a Inline),
    /// A plain string that is not set.
    Plain(&'a At<String>),
    /// What an image shows.
    Alt(&'a Alt),
    /// The path of an image.
    Image(&'a ImagePath),
    /// The path of a file with comma-separated values.
    Csv(&'a CsvPath),
    /// Where a link leads.
    Link(&'a LinkTarget),
    /// A number.
    Number(i64),
    /// A share of a hundred.
    Percent(Percent),
    /// A length.
    Length(&'a At<Length>),
    /// How wide a picture is.
    Width(Width),
    /// The number of a team that must exist.
    Team(&'a TeamNumber),
    /// The number of a team that must exist, or the name of a partner.
    Partner(&'a At<TeamRef>),
    /// One of some words.
    Word(&'static str),
    /// A time of the day.
    Time(&'a Time),
    /// Whether something holds.
    Switch(bool),
    /// Several values.
    List(Vec<Held<'a>>),
    /// A table of its own.
    Table(&'a dyn Fields),
}

/// A struct whose fields can be walked over.
pub trait Fields {
    /// Its keys in their order, with what they hold.
    fn fields(&self) -> Vec<(&'static str, Held<'_>)>;
}

/// A type that says what a field of it holds.
pub trait Field {
    /// What the field holds.
    fn held(&self) -> Held<'_>;
}

/// Hands over all that a value holds, lists and tables inside walked through, in the order of its keys.
pub fn each<'a>(value: &'a dyn Fields, visit: &mut dyn FnMut(&'static str, Held<'a>)) {
    value.fields().into_iter().for_each(|(key, held)| leaves(key, held, visit));
}

fn leaves<'a>(key: &'static str, held: Held<'a>, visit: &mut dyn FnMut(&'static str, Held<'a>)) {
    match held {
        Held::Nothing => {}
        Held::List(items) => items.into_iter().for_each(|item| leaves(key, item, visit)),
        Held::Table(table) => each(table, visit),
        leaf => visit(key, leaf),
    }
}

/// Gives a struct [`Fields`], and lets it be a field itself.
macro_rules! fields {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident { $( $(#[$about:meta])* $seen:vis $field:ident: $type:ty ),* $(,)? }
    ) => {
        $(#[$meta])*
        $vis struct $name { $( $(#[$about])* $seen $field: $type, )* }

        impl $crate::content::fields::Fields for $name {
            fn fields(&self) -> Vec<(&'static str, $crate::content::fields::Held<'_>)> {
                // A key that is a word of Rust is written `r#key` there.
                vec![$( (
                    stringify!($field).trim_start_matches("r#"),
                    $crate::content::fields::Field::held(&self.$field),
                ), )*]
            }
        }

        impl $crate::content::fields::Field for $name {
            fn held(&self) -> $crate::content::fields::Held<'_> {
                $crate::content::fields::Held::Table(self)
            }
        }
    };
}
pub(super) use fields;

impl<T: Field> Field for Option<T> {
    fn held(&self) -> Held<'_> {
        self.as_ref().map_or(Held::Nothing, T::held)
    }
}

impl<T: Field> Field for Vec<T> {
    fn held(&self) -> Held<'_> {
        Held::List(self.iter().map(T::held).collect())
    }
}

/// Types whose fields hold a reference to themselves.
macro_rules! referred {
    ($($type:ty => $held:ident),* $(,)?) => {
        $( impl Field for $type { fn held(&self) -> Held<'_> { Held::$held(self) } } )*
    };
}

referred! {
    Rich => Rich,
    Inline => Inline,
    At<String> => Plain,
    Alt => Alt,
    ImagePath => Image,
    CsvPath => Csv,
    LinkTarget => Link,
    At<Length> => Length,
    TeamNumber => Team,
    At<TeamRef> => Partner,
    Time => Time,
}

impl Field for At<u32> {
    fn held(&self) -> Held<'_> {
        Held::Number(self.value.into())
    }
}

impl Field for At<usize> {
    fn held(&self) -> Held<'_> {
        Held::Number(self.value.try_into().unwrap_or(i64::MAX))
    }
}

impl Field for Percent {
    fn held(&self) -> Held<'_> {
        Held::Percent(*self)
    }
}

impl Field for Width {
    fn held(&self) -> Held<'_> {
        Held::Width(*self)
    }
}

impl Field for bool {
    fn held(&self) -> Held<'_> {
        Held::Switch(*self)
    }
}
