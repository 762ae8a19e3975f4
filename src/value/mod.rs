//! The values of the language, each of its sort and valid by construction.

mod date;
mod day_month;
mod id;
mod invalid;
pub(crate) mod month;
mod number;
mod period;
mod quantity;
mod record_type;

pub(crate) use number::{is_number, number_end, plain_number};
pub(crate) use period::period;

pub use date::{Datetime, date, datetime};
pub use day_month::DayMonth;
pub use id::id;
pub use invalid::Invalid;
pub use number::{MAX_INTEGER, Number, number};
pub use quantity::{Quantity, Unit};
pub use record_type::{RecordType, record_type};
