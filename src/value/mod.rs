//! The values of the language, each of its sort and valid by construction.

mod calendar;
mod date;
mod datetime;
mod day_month;
mod id;
mod instant;
mod invalid;
pub(crate) mod month;
mod moving;
mod notation;
mod number;
mod period;
mod present;
mod quantity;
mod record_type;
mod zone;

pub(crate) use calendar::Calendar;
pub(crate) use id::is_id;
pub(crate) use moving::Moving;
pub(crate) use notation::{Notation, notation};
pub(crate) use number::{is_number, number_end, plain_number};
pub(crate) use period::period;
pub(crate) use present::Present;

pub use date::Date;
pub(crate) use date::date;
pub use datetime::Datetime;
pub(crate) use datetime::{datetime, is_after_leap_second};
pub use day_month::DayMonth;
pub(crate) use id::id;
pub use instant::Instant;
pub(crate) use invalid::Invalid;
pub use moving::Anchor;
pub(crate) use number::number;
pub use number::{MAX_INTEGER, Number};
pub use present::WeekStart;
pub use quantity::{Quantity, Unit};
pub use record_type::RecordType;
pub(crate) use record_type::record_type;
pub(crate) use zone::Tz;
pub use zone::Zone;
