//! What a clause may be: whether a field takes an operator and a value. One judgement for every form.
//!
//! A form resolves its own spelling and hands over a field, an operator and what stands after it as [`Raw`]. It gets the
//! [`clause`], or findings: a problem or a lint, which part it is about, and as data what to write instead. The form knows
//! where each part stands and how that is written there.

mod argument;
mod checked;
mod choice;
mod clause;
mod decided;
pub mod dynamic;
mod expected;
mod explain;
mod field;
mod finding;
mod foreign_date;
mod form;
mod judge;
mod lint;
mod lists;
mod misfit;
mod moving;
mod notation;
mod odd;
mod operator;
mod options;
mod pass;
mod past;
mod pattern;
mod placeholder;
mod places;
mod range;
mod raw;
mod repeated;
mod simplified;
mod unsupported;

pub(crate) use checked::checked;
pub(crate) use clause::clause;
pub(crate) use expected::label as expected;
pub(crate) use field::{custom_field, near_fields, unknown_field};
pub(crate) use finding::{Finding, Instead, Part, Sink, What};
pub(crate) use form::Form;
pub(crate) use lint::Lint;
pub(crate) use operator::unknown_operator;
pub(crate) use options::Options;
pub(crate) use pass::{Place, lint};
pub(crate) use past::range_of as range_of_past;
pub(crate) use pattern::pattern;
pub(crate) use range::is_datetime_like;
pub(crate) use raw::{End, Moving, Raw, Scalar, Sort, Written};
pub(crate) use unsupported::{ends_of, supported};

pub use argument::Argument;
pub use checked::{Checked, Resolved};
pub use places::{ClausePlace, Places};
