//! What a clause may be: whether a field takes an operator and a value. One judgement for every form.

pub(crate) mod field;
mod lint;
pub(crate) mod operand;
pub(crate) mod unsupported;

pub(crate) use field::{
    NEAR, custom as custom_field, legacy_names, suggestions as field_suggestions, unknown as unknown_field,
    unknown_kept,
};
pub(crate) use lint::{Form, Lint, Place, lint};
pub(crate) use operand::{OTHER_UNITS, explain, record_types_near, text_warnings, unknown_choice};
pub(crate) use unsupported::{is_period, nearest_operator, under_not, unsupported};
