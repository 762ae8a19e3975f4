//! Days, months and years as the ends of ranges of dates.

use chrono::{Days, Months};

use super::{Date, date};

/// The first and the last day of a day (`2025-03-01`), a month (`2025-03`) or a year (`2025`).
pub(crate) fn period(text: &str) -> Option<(Date, Date)> {
    // The first days of month and year are written out, so that the digits are checked in one place.
    let (first, months) = match text.len() {
        10 => return date(text).ok().map(|day| (day, day)),
        7 => (date(&format!("{text}-01")).ok()?, 1),
        4 => (date(&format!("{text}-01-01")).ok()?, 12),
        _ => return None,
    };
    let last = first.naive().checked_add_months(Months::new(months))?.checked_sub_days(Days::new(1))?;
    Some((first, Date::of(last)?))
}

#[cfg(test)]
mod tests {
    use super::period;

    fn ends(text: &str) -> Option<String> {
        period(text).map(|(first, last)| format!("{first} {last}"))
    }

    #[test]
    fn a_period_stands_for_its_first_and_last_day() {
        assert_eq!(ends("2025-03-07").as_deref(), Some("2025-03-07 2025-03-07"));
        assert_eq!(ends("2024-02").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(ends("9999").as_deref(), Some("9999-01-01 9999-12-31"));
        assert_eq!(ends("0001").as_deref(), Some("0001-01-01 0001-12-31"));
    }

    #[test]
    fn what_no_calendar_has_is_no_period() {
        for text in ["0000", "2025-13", "2025-02-30", "20a5", "2025-3", "", "é25", "2025-0é"] {
            assert_eq!(ends(text), None, "{text}");
        }
    }
}
