//! Days and periods in the notations of other tools: `today-7`, `-30d`, `now/M`, `LAST_N_DAYS:30`, `2025-W10`, `20250131`.

use chrono::{Days, NaiveDate, Weekday};

use super::{Anchor, Calendar, Date, Quantity, Unit};

/// What a notation of another tool says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    Day(Date),
    Period(Date, Date),
    /// One day, or a period, that moves: its words in this language.
    Moving(String),
    /// So long back from now: a day to some, all that time to others.
    Back(Quantity),
    /// All the time so long back from now.
    Last(Quantity),
    /// The day of an instant in seconds or milliseconds since 1970, in UTC.
    Instant(Date),
}

/// Nobody writes a longer one.
const LONGEST: usize = 24;

/// What `text` says in the notation of another tool.
pub(crate) fn notation(text: &str) -> Option<Notation> {
    if text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    named(&lower).or_else(|| reckoned(text, &lower)).or_else(|| calendar(&lower)).or_else(|| instant(&lower))
}

/// `@today`, `LAST_N_DAYS:30`, `N_DAYS_AGO:7`
fn named(lower: &str) -> Option<Notation> {
    if let Some(day) = lower.strip_prefix(['@', '$']).and_then(Anchor::of_day) {
        return Some(Notation::Moving(day.name().to_owned()));
    }
    let (name, count) = lower.split_once(':')?;
    let units = |unit: &str| Quantity::new(count.parse().ok()?, Unit::find(unit)?);
    if let Some(unit) = name.strip_prefix("last_n_") {
        return units(unit).map(Notation::Last);
    }
    let unit = name.strip_prefix("n_")?.strip_suffix("_ago")?;
    units(unit).map(|units| Notation::Moving(format!("{units} ago")))
}

/// `today-7`, `now-30d`, `-4w`, `now/M`
fn reckoned(text: &str, lower: &str) -> Option<Notation> {
    let day = lower.starts_with("today");
    let start = if day {
        "today".len()
    } else if lower.starts_with("now") {
        "now".len()
    } else {
        0
    };
    let rest = text.get(start..)?;
    if let Some(period) = rest.strip_prefix('/').filter(|_| start > 0) {
        let period = match period {
            "d" => return Some(Notation::Moving(Anchor::Today.name().to_owned())),
            "w" => Calendar::Week,
            "M" => Calendar::Month,
            "y" => Calendar::Year,
            _ => return None,
        };
        return Some(Notation::Moving(format!("{} {}", Anchor::This.name(), period.name())));
    }
    let (rest, whole) = rest.strip_suffix("/d").map_or((rest, day), |rest| (rest, true));
    let ahead = rest.starts_with('+');
    let number = rest.strip_prefix(['+', '-'])?;
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = number.split_at_checked(digits)?;
    let unit = match unit {
        "" if day => Unit::Day,
        // A month to some, a minute to others.
        "m" => return None,
        unit => Unit::abbreviated(unit).or_else(|| Unit::find(unit)).filter(|&unit| unit != Unit::Second)?,
    };
    let units = Quantity::new(count.parse().ok()?, unit)?;
    Some(match (ahead, whole) {
        (true, _) => Notation::Moving(format!("{units} {}", Anchor::FromNow.name())),
        (false, true) => Notation::Moving(format!("{units} {}", Anchor::Ago.name())),
        (false, false) => Notation::Back(units),
    })
}

/// `2025-W10`, `2025-W10-1`, `2025-065`, `20250131`, `2025/01`, `01/2025`, `2025-Q1`, `Q1/2025`, `H1-2025`, `Q1 2025`
fn calendar(lower: &str) -> Option<Notation> {
    let number = |digits: &str| -> Option<u16> {
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    if lower.len() == 8
        && let (Some(year), Some(month), Some(day)) = (lower.get(..4), lower.get(4..6), lower.get(6..))
        && let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day))
    {
        return Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(Notation::Day);
    }
    let (first, rest) = lower.split_once(['-', '/', ' ']).or_else(|| {
        let sign = lower.find(['w', 'q', 'h']).filter(|&sign| sign == 4)?;
        lower.split_at_checked(sign)
    })?;
    let (year, part) = if first.len() == 4 { (first, rest) } else { (rest, first) };
    let year = number(year).filter(|_| year.len() == 4)?;
    if let Some(week) = part.strip_prefix('w') {
        return iso_week(year, week);
    }
    let months = |first: u16, count: u16| {
        let month = |month: u16| u8::try_from(month).ok();
        let start = Date::new(year, month(first)?, 1)?;
        let after = first + count;
        let end = if after > 12 { Date::new(year, 12, 31)? } else { Date::new(year, month(after)?, 1)?.previous()? };
        Some(Notation::Period(start, end))
    };
    if let Some(quarter) = part.strip_prefix('q').and_then(number) {
        return if (1..=4).contains(&quarter) { months(quarter * 3 - 2, 3) } else { None };
    }
    if let Some(half) = part.strip_prefix('h').and_then(number) {
        return if (1..=2).contains(&half) { months(half * 6 - 5, 6) } else { None };
    }
    match (part.len(), number(part)?) {
        (1 | 2, month) if lower.contains('/') && (1..=12).contains(&month) => months(month, 1),
        (3, day) if first.len() == 4 && !lower.contains(['/', ' ']) => {
            Date::of(NaiveDate::from_yo_opt(i32::from(year), u32::from(day))?).map(Notation::Day)
        }
        _ => None,
    }
}

fn iso_week(year: u16, week: &str) -> Option<Notation> {
    let (week, day) = week.split_once('-').map_or((week, None), |(week, day)| (week, Some(day)));
    let week = week.parse().ok().filter(|_| (1..=2).contains(&week.len()))?;
    let monday = NaiveDate::from_isoywd_opt(i32::from(year), week, Weekday::Mon)?;
    let after = |days: u64| Date::of(monday.checked_add_days(Days::new(days))?);
    match day.map(str::parse::<u64>) {
        None => Some(Notation::Period(after(0)?, after(6)?)),
        Some(Ok(day @ 1..=7)) => after(day - 1).map(Notation::Day),
        Some(_) => None,
    }
}

/// `1735689600`, `1735689600000`
fn instant(lower: &str) -> Option<Notation> {
    let number: i64 = lower.parse().ok().filter(|_| lower.bytes().all(|byte| byte.is_ascii_digit()))?;
    let instant = match lower.len() {
        10 => chrono::DateTime::from_timestamp(number, 0)?,
        13 => chrono::DateTime::from_timestamp_millis(number)?,
        _ => return None,
    };
    Date::of(instant.date_naive()).map(Notation::Instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match notation(text) {
            None => "-".to_owned(),
            Some(Notation::Day(day)) => day.to_string(),
            Some(Notation::Period(first, last)) => format!("{first}..{last}"),
            Some(Notation::Moving(words)) => words,
            Some(Notation::Back(units)) => format!("back {units}"),
            Some(Notation::Last(units)) => format!("last {units}"),
            Some(Notation::Instant(day)) => format!("instant {day}"),
        }
    }

    #[test]
    fn each_notation_says_what_it_does_where_it_comes_from() {
        for (text, meant) in [
            ("@today", "today"),
            ("$yesterday", "yesterday"),
            ("LAST_N_DAYS:30", "last 30 days"),
            ("last_n_months:1", "last 1 month"),
            ("N_DAYS_AGO:7", "7 days ago"),
            ("TODAY-7", "7 days ago"),
            ("today-7d", "7 days ago"),
            ("today+1w", "1 week from now"),
            ("now-30d", "back 30 days"),
            ("now-30d/d", "30 days ago"),
            ("now/d", "today"),
            ("now/M", "this month"),
            ("-4w", "back 4 weeks"),
            ("-1y", "back 1 year"),
            ("2025-W10", "2025-03-03..2025-03-09"),
            ("2025w01", "2024-12-30..2025-01-05"),
            ("2020-W53-7", "2021-01-03"),
            ("2025-065", "2025-03-06"),
            ("2024-366", "2024-12-31"),
            ("20250131", "2025-01-31"),
            ("2025/01", "2025-01-01..2025-01-31"),
            ("2/2024", "2024-02-01..2024-02-29"),
            ("2025-Q4", "2025-10-01..2025-12-31"),
            ("q1/2025", "2025-01-01..2025-03-31"),
            ("2025H1", "2025-01-01..2025-06-30"),
            ("H2 2025", "2025-07-01..2025-12-31"),
            ("2025 q1", "2025-01-01..2025-03-31"),
            ("1735689600", "instant 2025-01-01"),
            ("1735689600000", "instant 2025-01-01"),
        ] {
            assert_eq!(said(text), meant, "{text}");
        }
        for text in [
            "",
            "today",
            "@",
            "now",
            "now/m",
            "-3m",
            "now-3m",
            "-0d",
            "-30",
            "30d",
            "-d",
            "today-",
            "today/",
            "/d",
            "2025",
            "2025-01",
            "2025-01-31",
            "01/03",
            "2025-W54",
            "2025-W10-8",
            "2025-W",
            "2025-366",
            "20250132",
            "2025-Q5",
            "2025-Q",
            "2025-H0",
            "Q1",
            "2025 065",
            "3 2025",
            "13/2025",
            "2025/13",
            "FY2025",
            "last_n_hours:3",
            "LAST_N_DAYS:",
            "n_days_ago:x",
            "123456789",
            "é",
            "2025-é",
            "@tag",
        ] {
            assert_eq!(said(text), "-", "{text}");
        }
    }
}
