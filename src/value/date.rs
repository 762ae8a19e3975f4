//! Days and instants.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Invalid;

/// An instant in RFC 3339, its fraction and offset as written, `T` and `Z` in capitals.
///
/// It lies elsewhere, so that two of them do not make every [`Value`] larger.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Datetime(Box<Written>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Written {
    text: String,
    instant: DateTime<FixedOffset>,
}

impl Datetime {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The instant.
    pub const fn instant(&self) -> DateTime<FixedOffset> {
        self.0.instant
    }
}

impl fmt::Debug for Datetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Written { text, instant } = &*self.0;
        f.debug_struct("Datetime").field("text", text).field("instant", instant).finish()
    }
}

/// The day that `text` writes as `2025-01-31`, years 0001 to 9999.
///
/// # Errors
/// [`Invalid::Date`].
pub fn date(text: &str) -> Result<NaiveDate, Invalid> {
    let number = |digits: &[u8]| {
        let next = |number, digit: &u8| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'));
        digits.iter().try_fold(0, next)
    };
    let parse = || {
        let digits: &[u8; 10] = text.as_bytes().try_into().ok()?;
        let year = number(&digits[..4]).filter(|&year| digits[4] == b'-' && digits[7] == b'-' && year >= 1)?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(&digits[5..7])?, number(&digits[8..])?)
    };
    parse().ok_or_else(|| Invalid::Date { text: text.to_owned() })
}

/// The instant that `text` writes in RFC 3339 with seconds and zone, as `2025-01-31T09:30:00Z`. `t` and `z` become
/// capitals; fraction and offset stay as written.
///
/// # Errors
/// [`Invalid::Datetime`].
pub fn datetime(text: &str) -> Result<Datetime, Invalid> {
    let wrong = || Invalid::Datetime { text: text.to_owned() };
    // chrono also takes a space for the `T`, and years before 1.
    if !matches!(text.as_bytes().get(10), Some(b'T' | b't')) || date(&text[..10]).is_err() {
        return Err(wrong());
    }
    let text = text.to_ascii_uppercase();
    let instant = DateTime::parse_from_rfc3339(&text).map_err(|_| wrong())?;
    Ok(Datetime(Box::new(Written { text, instant })))
}
