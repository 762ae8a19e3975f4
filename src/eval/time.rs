//! Instants and days: how contacts write them, and what a query's dates mean in the user's time zone.

use crate::value::Tz;
use chrono::{DateTime, Datelike, Days, MappedLocalTime, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

use crate::value::{DayMonth, Quantity, Unit, is_after_leap_second};

/// Nanoseconds since 1970 in UTC.
pub(super) type Instant = i128;

pub(super) const SECOND: i128 = 1_000_000_000;

/// When something happened, as a contact says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Instant(Instant),
    /// A date without time is a calendar day in the user's zone.
    Day(NaiveDate),
}

impl Moment {
    /// Whether it is after `other`; a day is its first instant.
    pub(super) fn is_after(self, other: Self, zone: Tz) -> bool {
        let instant = |moment| match moment {
            Self::Instant(instant) => instant,
            Self::Day(day) => day_start(zone, day),
        };
        instant(self) > instant(other)
    }
}

/// A date of birth, perhaps without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Birthday {
    pub(super) day: DayMonth,
    pub(super) date: Option<NaiveDate>,
}

/// The timestamp that `text` writes: RFC 3339, an offset without a colon, no offset (UTC), a fraction, a bare date
/// (evidence 15).
pub(super) fn timestamp(text: &str) -> Option<Moment> {
    let bytes = text.trim_ascii().as_bytes();
    let date = date(bytes.get(..10)?)?;
    let rest = match bytes.get(10..)? {
        [] => return Some(Moment::Day(date)),
        [b'T' | b't' | b' ', rest @ ..] => rest,
        _ => return None,
    };
    let time = rest.get(..8)?;
    let (hour, minute, second) = (digits(&time[..2])?, digits(&time[3..5])?, digits(&time[6..])?);
    if time[2] != b':' || time[5] != b':' || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let (nanos, zone) = fraction(&rest[8..])?;
    let minutes = i64::from(date.num_days_from_ce() - EPOCH) * 1440 + i64::from(hour * 60 + minute);
    let seconds = minutes * 60 - i64::from(offset(zone)?);
    if second == 60 {
        // Of a leap second all that can be told is that it comes before the next one.
        let next = seconds + 60;
        return is_after_leap_second(next).then_some(Moment::Instant(i128::from(next) * SECOND - 1));
    }
    let seconds = seconds + i64::from(second);
    Some(Moment::Instant(i128::from(seconds) * SECOND + i128::from(nanos)))
}

/// 1 January 1970 in chrono's count of days.
const EPOCH: i32 = 719_163;

/// A fraction of a second in nanoseconds, what is finer cut off, and what follows it.
fn fraction(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let Some(rest) = bytes.strip_prefix(b".") else { return Some((0, bytes)) };
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (fraction, zone) = rest.split_at_checked(length).filter(|_| length > 0)?;
    let digit = |index| u32::from(fraction.get(index).map_or(0, |digit| digit - b'0'));
    Some(((0..9).fold(0, |nanos, index| nanos * 10 + digit(index)), zone))
}

/// An offset in seconds.
fn offset(zone: &[u8]) -> Option<i32> {
    let (sign, hours, minutes) = match zone {
        [] | [b'Z' | b'z'] => return Some(0),
        [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => (sign, [*h1, *h2], [*m1, *m2]),
        _ => return None,
    };
    let (hours, minutes) = (digits(&hours)?, digits(&minutes)?);
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok().filter(|_| hours < 24 && minutes < 60)?;
    match sign {
        b'+' => Some(seconds),
        b'-' => Some(-seconds),
        _ => None,
    }
}

/// `2025-01-31`, years 0001 to 9999.
fn date(bytes: &[u8]) -> Option<NaiveDate> {
    let year = digits(&bytes[..4]).filter(|&year| year > 0 && bytes[4] == b'-' && bytes[7] == b'-')?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(&bytes[5..7])?, digits(&bytes[8..])?)
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

/// The birthday that `text` writes as `MM/DD/YYYY` or `MM/DD`; one digit is enough for a month or a day.
pub(super) fn birthday(text: &str) -> Option<Birthday> {
    let mut parts = text.trim_ascii().split('/');
    let mut part = |lengths: std::ops::RangeInclusive<usize>| {
        let part = parts.next()?;
        Some(lengths.contains(&part.len()).then(|| digits(part.as_bytes())).flatten())
    };
    let (month, day) = (part(1..=2)??, part(1..=2)??);
    let year = part(4..=4);
    if parts.next().is_some() {
        return None;
    }
    let date = match year {
        // An impossible date is no birthday; 29 February without a year is one.
        Some(year) => Some(NaiveDate::from_ymd_opt(i32::try_from(year?).ok().filter(|&year| year > 0)?, month, day)?),
        None => None,
    };
    Some(Birthday { day: DayMonth::new(u8::try_from(day).ok()?, u8::try_from(month).ok()?)?, date })
}

/// A stretch of time, both ends included.
#[derive(Clone, Debug)]
pub(super) struct Interval {
    start: Instant,
    end: Instant,
    /// Where the query names days, they are what a moment that is a day is compared with.
    days: Option<(NaiveDate, NaiveDate)>,
    zone: Tz,
}

impl Interval {
    /// From one instant to another; none stands for no bound.
    pub(super) fn new(start: Option<Instant>, end: Option<Instant>, zone: Tz) -> Self {
        Self { start: start.unwrap_or(Instant::MIN), end: end.unwrap_or(Instant::MAX), days: None, zone }
    }

    /// Whole days.
    pub(super) fn days(first: NaiveDate, last: NaiveDate, zone: Tz) -> Self {
        Self { start: day_start(zone, first), end: day_end(zone, last), days: Some((first, last)), zone }
    }

    /// The last `quantity` before `now`.
    pub(super) fn last(quantity: Quantity, now: DateTime<Utc>, zone: Tz) -> Self {
        Self::new(Some(back(quantity, now, zone)), Some(instant(&now)), zone)
    }

    /// Its first instant.
    pub(super) const fn start(&self) -> Instant {
        self.start
    }

    /// Its last instant.
    pub(super) const fn end(&self) -> Instant {
        self.end
    }

    /// Whether `moment` lies in it.
    pub(super) fn contains(&self, moment: Moment) -> bool {
        match (moment, self.days) {
            (Moment::Day(day), Some((first, last))) => first <= day && day <= last,
            (Moment::Day(day), None) => self.contains(Moment::Instant(day_start(self.zone, day))),
            (Moment::Instant(instant), _) => self.start <= instant && instant <= self.end,
        }
    }
}

/// The instant in nanoseconds.
pub(super) fn instant<Z: TimeZone>(time: &DateTime<Z>) -> Instant {
    // A leap second has more nanoseconds than others.
    let nanos = i128::from(time.timestamp_subsec_nanos()).min(SECOND - 1);
    i128::from(time.timestamp()) * SECOND + nanos
}

/// The first instant of a day.
pub(super) fn day_start(zone: Tz, day: NaiveDate) -> Instant {
    earliest(zone, day.and_time(NaiveTime::MIN))
}

/// The last instant of a day. Of a day that the zone skips it is before the first one.
pub(super) fn day_end(zone: Tz, day: NaiveDate) -> Instant {
    let last = NaiveTime::from_hms_nano_opt(23, 59, 59, 999_999_999).unwrap_or(NaiveTime::MIN);
    let last = day.and_time(last);
    match zone.from_local_datetime(&last) {
        MappedLocalTime::Single(time) => instant(&time),
        MappedLocalTime::Ambiguous(one, other) => instant(&one).max(instant(&other)),
        MappedLocalTime::None => after_gap(zone, last) - 1,
    }
}

/// The instant of a local time as the start of something: the earlier of two, the first valid one after a gap.
fn earliest(zone: Tz, local: NaiveDateTime) -> Instant {
    match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(time) => instant(&time),
        MappedLocalTime::Ambiguous(one, other) => instant(&one).min(instant(&other)),
        MappedLocalTime::None => after_gap(zone, local),
    }
}

/// The first instant whose local time is not before `local`, which lies in a gap.
fn after_gap(zone: Tz, local: NaiveDateTime) -> Instant {
    // No zone was ever 17 hours off. Zones change at whole seconds.
    let guess = local.and_utc().timestamp();
    let (mut before, mut after) = (guess - 17 * 3600, guess + 17 * 3600);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        let reached = DateTime::from_timestamp(middle, 0)
            .is_none_or(|time| zone.from_utc_datetime(&time.naive_utc()).naive_local() >= local);
        if reached {
            after = middle;
        } else {
            before = middle;
        }
    }
    i128::from(after) * SECOND
}

/// The instant `quantity` before `now`, not before year 1. Months and years end at the month's last day; days and
/// more are stepped in local time, seconds in absolute time.
fn back(quantity: Quantity, now: DateTime<Utc>, zone: Tz) -> Instant {
    let first = earliest(zone, NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN));
    let count = quantity.quantity();
    let local = zone.from_utc_datetime(&now.naive_utc()).naive_local();
    let start = match quantity.unit() {
        Unit::Second => return (instant(&now) - i128::from(count) * SECOND).max(first),
        Unit::Day => local.checked_sub_days(Days::new(u64::from(count))),
        Unit::Week => local.checked_sub_days(Days::new(u64::from(count) * 7)),
        Unit::Month => local.checked_sub_months(Months::new(count)),
        Unit::Year => count.checked_mul(12).and_then(|months| local.checked_sub_months(Months::new(months))),
    };
    start.filter(|start| start.year() >= 1).map_or(first, |start| earliest(zone, start))
}

// Of days in zones.
#[cfg(feature = "zones")]
#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        instant(&DateTime::parse_from_rfc3339(text).unwrap())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn timestamps_in_all_their_shapes() {
        for (text, same) in [
            ("2012-09-07T16:49:56+0300", "2012-09-07T13:49:56Z"),
            ("2024-08-06T14:54:14.303889", "2024-08-06T14:54:14.303889Z"),
            ("2019-01-22T21:57:30+0000", "2019-01-22T21:57:30Z"),
            ("2019-08-24T14:15:22Z", "2019-08-24T14:15:22Z"),
            ("2019-08-24t14:15:22-05:30", "2019-08-24T19:45:22Z"),
            ("2013-04-23 00:00:10", "2013-04-23T00:00:10Z"),
            (" 0001-01-01T00:00:00Z ", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.999999999999Z", "9999-12-31T23:59:59.999999999Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999999Z"),
            ("2017-01-01T08:59:60.25+09:00", "2016-12-31T23:59:59.999999999Z"),
            ("2015-06-30T19:59:60-0400", "2015-06-30T23:59:59.999999999Z"),
            ("9999-12-31T23:59:60Z", "9999-12-31T23:59:59.999999999Z"),
            ("2019-01-01T00:00:00+23:59", "2018-12-31T00:01:00Z"),
            ("2019-01-01T00:00:00.000000001-0001", "2019-01-01T00:01:00.000000001Z"),
        ] {
            assert_eq!(timestamp(text), Some(Moment::Instant(at(same))), "{text}");
        }
        assert_eq!(timestamp("2024-02-29"), Some(Moment::Day(day("2024-02-29"))));
        for text in [
            "",
            "2024",
            "2023-02-29",
            "2024-01-01T",
            "2024-01-01T25:00:00Z",
            "2024-01-01T10:00Z",
            "2024-01-01T10:00:00.Z",
            "2024-01-01T10:00:00+3",
            "2024-01-01T10:00:00+99:00",
            "2024-01-01X10:00:00",
            "2024-01-01T24:00:00",
            "2024-01-01T10:60:00",
            "2024-01-01T10:00:61",
            // None of these is a leap second.
            "2024-01-01T12:00:60Z",
            "2016-12-30T23:59:60Z",
            "2016-12-31T23:58:60Z",
            "2016-12-31T23:59:60+01:00",
            "2016-12-31T23:59:60.",
            "2016-12-31T23:59:60x",
            "2024-01-01T10-00:00",
            "2024-01-01T10:00-00",
            "2024-01-01T10:00:00+24:00",
            "2024-01-01T10:00:00+03:60",
            "2024-01-01T10:00:00*03:00",
            "2024-01-01T10:00:00+03-00",
            "2024/01-01",
            "2024-01/01",
            "2024-1a-01",
            "0000-01-01",
            "2024-01-01T1é:00:00",
            "2024-01-01T10:00:00Zé",
        ] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }

    #[test]
    fn birthdays_with_and_without_a_year() {
        let found = birthday("02/29/2000").unwrap();
        assert_eq!((found.day.day(), found.day.month(), found.date), (29, 2, Some(day("2000-02-29"))));
        assert_eq!(birthday(" 2/9 ").unwrap().date, None);
        for text in ["", "02/29/2001", "13/01", "00/01", "1/2/3", "1/2/2000/4", "1-2", "2000-01-02", "é/1", "1/1/0000"]
        {
            assert_eq!(birthday(text), None, "{text}");
        }
    }

    #[test]
    fn days_at_the_edges_of_summer_time() {
        let berlin = Tz::Europe__Berlin;
        assert_eq!(day_start(berlin, day("2025-03-30")), at("2025-03-30T00:00:00+01:00"));
        assert_eq!(day_end(berlin, day("2025-03-30")), at("2025-03-30T23:59:59.999999999+02:00"));
        // Midnight itself in a gap, and twice.
        let sao_paulo = Tz::America__Sao_Paulo;
        assert_eq!(day_start(sao_paulo, day("2018-11-04")), at("2018-11-04T01:00:00-02:00"));
        assert_eq!(day_end(sao_paulo, day("2018-02-17")), at("2018-02-17T23:59:59.999999999-03:00"));
        let havana = Tz::America__Havana;
        assert_eq!(day_start(havana, day("2024-11-03")), at("2024-11-03T00:00:00-04:00"));
        // St. John's once went back at one minute past midnight: the day before ends a second time.
        let st_johns = Tz::America__St_Johns;
        assert_eq!(day_start(st_johns, day("2010-11-07")), at("2010-11-07T00:00:00-02:30"));
        assert_eq!(day_end(st_johns, day("2010-11-06")), at("2010-11-06T23:59:59.999999999-03:30"));
        // Samoa skipped a day.
        let apia = Tz::Pacific__Apia;
        assert_eq!(day_start(apia, day("2011-12-30")), at("2011-12-31T00:00:00+14:00"));
        assert_eq!(day_end(apia, day("2011-12-30")), at("2011-12-31T00:00:00+14:00") - 1);
    }

    #[test]
    fn back_by_the_calendar() {
        let back = |quantity, unit, now: &str, zone| {
            let now = DateTime::parse_from_rfc3339(now).unwrap().to_utc();
            back(Quantity::new(quantity, unit).unwrap(), now, zone)
        };
        for (quantity, unit, now, start) in [
            (1, Unit::Month, "2025-03-31T12:00:00Z", "2025-02-28T12:00:00Z"),
            (1, Unit::Month, "2024-03-31T12:00:00Z", "2024-02-29T12:00:00Z"),
            (1, Unit::Year, "2024-02-29T12:00:00Z", "2023-02-28T12:00:00Z"),
            (4, Unit::Year, "2024-02-29T12:00:00Z", "2020-02-29T12:00:00Z"),
            (2, Unit::Week, "2025-03-31T12:00:00Z", "2025-03-17T12:00:00Z"),
            (3, Unit::Second, "2025-01-01T00:00:00.5Z", "2024-12-31T23:59:57.5Z"),
            (2024, Unit::Year, "2025-06-01T00:00:00Z", "0001-06-01T00:00:00Z"),
            (2025, Unit::Year, "2025-06-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            (1_000_000_000, Unit::Year, "2025-06-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            (1_000_000_000, Unit::Month, "2025-06-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            (1_000_000_000, Unit::Week, "2025-06-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            (1_000_000_000, Unit::Day, "2025-06-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            (1_000_000_000, Unit::Second, "2025-06-01T00:00:00Z", "1993-09-22T22:13:20Z"),
        ] {
            assert_eq!(back(quantity, unit, now, Tz::UTC), at(start), "{quantity} {unit:?} before {now}");
        }
        let berlin = Tz::Europe__Berlin;
        // A day is a local day, 23 hours before the clocks went forward; 86400 seconds are not.
        assert_eq!(back(1, Unit::Day, "2025-03-30T12:00:00+02:00", berlin), at("2025-03-29T12:00:00+01:00"));
        assert_eq!(back(86_400, Unit::Second, "2025-03-30T12:00:00+02:00", berlin), at("2025-03-29T11:00:00+01:00"));
        // Into the gap, and into the hour that there is twice.
        assert_eq!(back(1, Unit::Day, "2025-03-31T02:30:00+02:00", berlin), at("2025-03-30T03:00:00+02:00"));
        assert_eq!(back(1, Unit::Day, "2025-10-27T02:30:00+01:00", berlin), at("2025-10-26T02:30:00+02:00"));
    }
}
