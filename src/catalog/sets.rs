//! The sets of operators that fields have (documentation, "Field and operator table"), here in one place so that a new
//! operator finds all its fields.

use crate::operator::{Operator as O, Operators};

/// `__any`.
pub(super) const SYNTHETIC: Operators = Operators::of(&[O::Contain, O::NotContain, O::StartsWith]);
/// `names` and whole addresses.
pub(super) const ADDRESS: Operators = Operators::of(&[O::Contain, O::NotContain, O::StartsWith, O::IsEmpty]);
pub(super) const TEXT: Operators =
    Operators::of(&[O::Is, O::IsNot, O::Contain, O::NotContain, O::StartsWith, O::IsEmpty, O::In]);
pub(super) const EMPLOYMENT: Operators =
    Operators::of(&[O::Is, O::IsNot, O::Contain, O::NotContain, O::StartsWith, O::IsEmpty, O::In, O::NotIn]);
/// Of an address.
pub(super) const COMPONENT: Operators =
    Operators::of(&[O::Is, O::IsNot, O::Contain, O::NotContain, O::StartsWith, O::IsEmpty]);
pub(super) const NUMBER: Operators =
    Operators::of(&[O::Is, O::IsNot, O::IsEmpty, O::Gt, O::Gte, O::Lt, O::Lte, O::Range, O::NotInRange, O::In]);
/// `created` and `updated`.
pub(super) const TIMESTAMP: Operators = Operators::of(&[O::InTheLast, O::NotInTheLast, O::Range, O::NotInRange]);
/// The documented datetime list, without `day_month_range`, which is for birthdays.
pub(super) const DATETIME: Operators =
    Operators::of(&[O::InTheLast, O::NotInTheLast, O::Range, O::NotInRange, O::IsEmpty]);
pub(super) const BIRTHDAY: Operators =
    Operators::of(&[O::InTheLast, O::NotInTheLast, O::Range, O::NotInRange, O::DayMonthRange, O::IsEmpty]);
/// The times of the last contact.
pub(super) const CONTACTED: Operators =
    Operators::of(&[O::IsEmpty, O::Gt, O::Gte, O::Lt, O::Lte, O::Range, O::NotInRange, O::InTheLast, O::NotInTheLast]);
/// Drop-downs, booleans and users.
pub(super) const CHOICE: Operators = Operators::of(&[O::Is, O::IsNot, O::IsEmpty]);
pub(super) const ID: Operators = Operators::of(&[O::Is, O::In, O::NotIn]);
pub(super) const TAG: Operators = Operators::of(&[O::Is, O::IsNot, O::IsEmpty, O::In]);
pub(super) const ONLY_IS: Operators = Operators::of(&[O::Is]);
pub(super) const ONLY_IS_EMPTY: Operators = Operators::of(&[O::IsEmpty]);
/// `custom."x"` before the account's metadata tells its kind (evidence 5).
pub(super) const CUSTOM: Operators = Operators::of(&[O::Is, O::IsNot, O::Contain, O::NotContain, O::IsEmpty]);
