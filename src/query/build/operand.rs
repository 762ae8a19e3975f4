//! What Rust values stand for which values of a query.

use super::{Problem, Value};
use crate::diagnostic::Error;
use crate::value::{self, Date, Datetime, Instant, Invalid, Number, RecordType};

/// The sorts of value that fields compare with.
pub mod sort {
    /// Text, a tag.
    #[derive(Clone, Copy, Debug)]
    pub struct Words;
    /// A number.
    #[derive(Clone, Copy, Debug)]
    pub struct Number;
    /// A day or an instant.
    #[derive(Clone, Copy, Debug)]
    pub struct Moment;
    /// 24 hexadecimal digits.
    #[derive(Clone, Copy, Debug)]
    pub struct Id;
    /// The id of a choice.
    #[derive(Clone, Copy, Debug)]
    pub struct Choice;
    /// `true` or `false`.
    #[derive(Clone, Copy, Debug)]
    pub struct Boolean;
    /// `person`, `company` or `all`.
    #[derive(Clone, Copy, Debug)]
    pub struct RecordType;
}

/// A Rust value that can stand for a value of the sort `S`.
///
/// # Examples
/// ```
/// use nse_query::query::build::{created, rating};
///
/// // What a field compares with is a matter of types: numbers with a number, days and instants with a time.
/// assert_eq!(rating().is(4).build()?.to_string(), "rating = 4");
/// let day: nse_query::value::Date = "2026-03-31".parse()?;
/// assert_eq!(created().range("2026-01-01", day).build()?.to_string(), "created in 2026-01-01..2026-03-31");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait IntoOperand<S> {
    /// The value.
    ///
    /// # Errors
    /// What is wrong with it, where it is not one of this sort.
    fn into_operand(self) -> Result<Value, Error>;
}

impl<S, T: IntoOperand<S> + Clone> IntoOperand<S> for &T {
    fn into_operand(self) -> Result<Value, Error> {
        self.clone().into_operand()
    }
}

/// One line a pair: a Rust type, the sort it stands for, how.
macro_rules! operands {
    ($($rust:ty, $sort:ident, $value:ident => $operand:expr;)*) => {
        $(impl IntoOperand<sort::$sort> for $rust {
            fn into_operand(self) -> Result<Value, Error> {
                let $value = self;
                $operand
            }
        })*
    };
}

operands! {
    &str, Words, text => Ok(Value::Text(text.to_owned()));
    String, Words, text => Ok(Value::Text(text));
    i32, Number, number => finite(number.into());
    u32, Number, number => finite(number.into());
    f64, Number, number => finite(number);
    Date, Moment, day => Ok(Value::Date(day));
    Datetime, Moment, instant => Ok(Value::Datetime(instant));
    Instant, Moment, instant => moment(&instant.to_string());
    &str, Moment, text => moment(text);
    String, Moment, text => moment(&text);
    &str, Id, text => value::id(text).map_err(Error::from).map(Value::Id);
    String, Id, text => value::id(&text).map_err(Error::from).map(Value::Id);
    &str, Choice, id => choice(id.to_owned());
    String, Choice, id => choice(id);
    bool, Boolean, value => Ok(Value::Boolean(value));
    RecordType, RecordType, value => Ok(Value::RecordType(value));
}

fn finite(number: f64) -> Result<Value, Error> {
    let wrong = || Error::from(Invalid::NumberTooLarge { text: number.to_string() });
    Number::new(number).map(Value::Number).ok_or_else(wrong)
}

/// `2025-01-31`, or with a time in RFC 3339.
fn moment(text: &str) -> Result<Value, Error> {
    if text.len() > 10 {
        value::datetime(text).map_err(Error::from).map(Value::Datetime)
    } else {
        value::date(text).map_err(Error::from).map(Value::Date)
    }
}

/// Without the account's metadata nothing tells whether the field has this choice.
fn choice(id: String) -> Result<Value, Error> {
    if crate::fold::is_blank(&id) { Err(Problem::Blank.into()) } else { Ok(Value::Choice { id, label: None }) }
}
