//! What a clause may be: whether a field takes an operator and a value. One judgement for every form.

mod checked;
pub(crate) mod field;
mod lint;
pub(crate) mod operand;
mod options;
pub(crate) mod unsupported;

pub(crate) use checked::checked;
pub(crate) use field::{
    NEAR, custom as custom_field, legacy_names, suggestions as field_suggestions, unknown as unknown_field,
    unknown_kept,
};
pub(crate) use lint::{Form, Lint, Place, lint};
pub(crate) use operand::{explain, record_types_near, text_warnings, unknown_choice};
pub(crate) use options::Options;
pub(crate) use unsupported::{nearest_operator, under_not, unsupported};

pub use checked::Checked;
