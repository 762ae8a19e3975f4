//! A field to be asked, with the methods of its operators.

use std::marker::PhantomData;

use super::operand::{IntoOperand, sort};
use super::{Filter, Problem};
use crate::catalog::FieldRef;
use crate::diagnostic::Error;
use crate::operator::Operator;
use crate::query::Value;
use crate::value::{DayMonth, Quantity, Unit};

/// A field to be asked; `S` is the set of its operators, see [`set`].
///
/// # Examples
/// ```
/// use nse_query::query::build::rating;
///
/// // A field offers only the operators that it supports.
/// assert_eq!(rating().gte(4).build()?.to_string(), "rating >= 4");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a field alone asks nothing"]
pub struct Ask<S> {
    field: Result<FieldRef, Error>,
    set: PhantomData<S>,
}

impl<S> Ask<S> {
    pub(super) const fn new(field: Result<FieldRef, Error>) -> Self {
        Self { field, set: PhantomData }
    }

    fn clause(self, operator: Operator, value: Result<Value, Error>) -> Filter {
        Filter::clause(self.field, operator, value)
    }

    fn list<O>(self, operator: Operator, values: impl IntoIterator<Item = impl IntoOperand<O>>) -> Filter {
        let values: Result<Vec<Value>, Error> = values.into_iter().map(IntoOperand::into_operand).collect();
        self.clause(operator, values.map(Value::List))
    }

    fn range_of<O>(self, operator: Operator, start: impl IntoOperand<O>, end: impl IntoOperand<O>) -> Filter {
        let ends = start.into_operand().and_then(|start| Ok((start, end.into_operand()?)));
        let range = ends.and_then(|ends| match ends {
            (Value::Number(start), Value::Number(end)) => Ok(Value::NumberRange(start, end)),
            (Value::Date(start), Value::Date(end)) => Ok(Value::DateRange(start, end)),
            (Value::Datetime(start), Value::Datetime(end)) => Ok(Value::DatetimeRange(start, end)),
            _ => Err(Problem::MixedRange.into()),
        });
        self.clause(operator, range)
    }
}

/// Each operator: its trait, and the methods that a field of a set with this trait has.
macro_rules! operators {
    ($($operator:ident { $($methods:tt)* })*) => {
        /// The operators, each as a trait of the sets that have it.
        pub mod has {
            $(
                #[doc = concat!("Sets of operators with [`", stringify!($operator), "`](crate::operator::Operator).")]
                #[diagnostic::on_unimplemented(message = "this field does not support that operator")]
                pub trait $operator: super::set::Set {}
            )*
        }
        $(impl<S: has::$operator> Ask<S> { $($methods)* })*
    };
}

operators! {
    Is {
        /// One of its values is `value`.
        pub fn is(self, value: impl IntoOperand<S::Operand>) -> Filter {
            self.clause(Operator::Is, value.into_operand())
        }
    }
    IsNot {
        /// None of its values is `value`.
        pub fn is_not(self, value: impl IntoOperand<S::Operand>) -> Filter {
            self.clause(Operator::IsNot, value.into_operand())
        }
    }
    Contain {
        /// One of its values holds any whole word of `words`.
        pub fn contain(self, words: impl Into<String>) -> Filter {
            self.clause(Operator::Contain, Ok(Value::Text(words.into())))
        }
    }
    NotContain {
        /// None of its values holds a whole word of `words`.
        pub fn not_contain(self, words: impl Into<String>) -> Filter {
            self.clause(Operator::NotContain, Ok(Value::Text(words.into())))
        }
    }
    StartsWith {
        /// One of its values has a word that starts so.
        pub fn starts_with(self, words: impl Into<String>) -> Filter {
            self.clause(Operator::StartsWith, Ok(Value::Text(words.into())))
        }
    }
    IsEmpty {
        /// It has no value.
        pub fn is_empty(self) -> Filter {
            self.clause(Operator::IsEmpty, Ok(Value::Boolean(true)))
        }

        /// It has a value.
        pub fn is_not_empty(self) -> Filter {
            self.clause(Operator::IsEmpty, Ok(Value::Boolean(false)))
        }
    }
    In {
        /// One of its values is among `values` (`in`, which is a word of Rust).
        pub fn is_in(self, values: impl IntoIterator<Item = impl IntoOperand<S::Operand>>) -> Filter {
            self.list(Operator::In, values)
        }
    }
    NotIn {
        /// None of its values is among `values`.
        pub fn not_in(self, values: impl IntoIterator<Item = impl IntoOperand<S::Operand>>) -> Filter {
            self.list(Operator::NotIn, values)
        }
    }
    Gt {
        /// It is greater, or after the end of that day.
        pub fn gt(self, value: impl IntoOperand<S::Operand>) -> Filter {
            self.clause(Operator::Gt, value.into_operand())
        }
    }
    Gte {
        /// It is at least that, or not before that day.
        pub fn gte(self, value: impl IntoOperand<S::Operand>) -> Filter {
            self.clause(Operator::Gte, value.into_operand())
        }
    }
    Lt {
        /// It is less, or before that day.
        pub fn lt(self, value: impl IntoOperand<S::Operand>) -> Filter {
            self.clause(Operator::Lt, value.into_operand())
        }
    }
    Lte {
        /// It is at most that, or not after the end of that day.
        pub fn lte(self, value: impl IntoOperand<S::Operand>) -> Filter {
            self.clause(Operator::Lte, value.into_operand())
        }
    }
    Range {
        /// It lies between the two, both included.
        pub fn range(self, start: impl IntoOperand<S::Operand>, end: impl IntoOperand<S::Operand>) -> Filter {
            self.range_of(Operator::Range, start, end)
        }
    }
    NotInRange {
        /// It has a value, which does not lie between the two.
        pub fn not_in_range(self, start: impl IntoOperand<S::Operand>, end: impl IntoOperand<S::Operand>) -> Filter {
            self.range_of(Operator::NotInRange, start, end)
        }
    }
    InTheLast {
        /// It lies at most `quantity` units before now.
        pub fn in_the_last(self, quantity: u32, unit: Unit) -> Filter {
            self.clause(Operator::InTheLast, back(quantity, unit))
        }
    }
    NotInTheLast {
        /// It has a value, which does not lie at most `quantity` units before now.
        pub fn not_in_the_last(self, quantity: u32, unit: Unit) -> Filter {
            self.clause(Operator::NotInTheLast, back(quantity, unit))
        }
    }
    DayMonthRange {
        /// Its day of the year lies between the two, both included, over New Year where the first is later.
        pub fn day_month_range(self, start: DayMonth, end: DayMonth) -> Filter {
            self.clause(Operator::DayMonthRange, Ok(Value::DayMonthRange(start, end)))
        }
    }
}

fn back(quantity: u32, unit: Unit) -> Result<Value, Error> {
    let back = Quantity::new(quantity, unit).map(Value::Quantity);
    back.ok_or_else(|| Problem::Quantity { text: quantity.to_string() }.into())
}

/// One line a set: its name, the sort of value it compares with, its operators.
macro_rules! sets {
    ($($set:ident($sort:ident): $($operator:ident)*;)*) => {
        /// The sets of operators that fields have (documentation, "Field and operator table").
        pub mod set {
            /// A set of operators, and the sort of value that they compare with.
            pub trait Set {
                /// The sort of value, see [`sort`](super::super::sort).
                type Operand;
            }

            $(
                #[doc = concat!("`", stringify!($($operator),*), "`.")]
                #[derive(Clone, Copy, Debug)]
                pub struct $set;

                impl Set for $set {
                    type Operand = super::sort::$sort;
                }
                $(impl super::has::$operator for $set {})*
            )*
        }

        /// The operators of each set, for the test that holds them against the catalog.
        #[doc(hidden)]
        pub const SETS: &[(&str, &[Operator])] = &[$((stringify!($set), &[$(Operator::$operator),*]),)*];
    };
}

sets! {
    Synthetic(Words): Contain NotContain StartsWith;
    Names(Words): Contain NotContain StartsWith IsEmpty;
    Text(Words): Is IsNot Contain NotContain StartsWith IsEmpty In;
    Employment(Words): Is IsNot Contain NotContain StartsWith IsEmpty In NotIn;
    Component(Words): Is IsNot Contain NotContain StartsWith IsEmpty;
    Number(Number): Is IsNot IsEmpty In Gt Gte Lt Lte Range NotInRange;
    Timestamp(Moment): Range NotInRange InTheLast NotInTheLast;
    Birthday(Moment): IsEmpty Range NotInRange InTheLast NotInTheLast DayMonthRange;
    Contacted(Moment): IsEmpty Gt Gte Lt Lte Range NotInRange InTheLast NotInTheLast;
    RecordType(RecordType): Is;
    Id(Id): Is In NotIn;
    Tag(Words): Is IsNot IsEmpty In;
    SavedSearch(Id): Is;
    Reminder(Words): IsEmpty;
    Choice(Choice): Is IsNot IsEmpty;
    Boolean(Boolean): Is IsNot IsEmpty;
    Custom(Words): Is IsNot Contain NotContain IsEmpty;
}
