//! Moving dates: what a query finds that has them is, record by record, what a naive program makes of its words, at any
//! present, in any zone; `fmt` keeps the words; and one present gives one query.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails

#[path = "generate/config.rs"]
mod config;

use nse_query::eval::{Context, Matcher};
use nse_query::text::{self, Style};
use nse_query::value::{Instant, WeekStart, Zone};
use nse_query::{Catalog, Compiler, nse};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// A naive calendar: year, month and day, and one step at a time. It knows nothing of the library's.
type Day = (i32, u32, u32);

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i32, month: u32) -> u32 {
    [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1]
}

fn next((year, month, day): Day) -> Day {
    if day < length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

fn previous((year, month, day): Day) -> Day {
    if day > 1 {
        (year, month, day - 1)
    } else if month > 1 {
        (year, month - 1, length(year, month - 1))
    } else {
        (year - 1, 12, 31)
    }
}

/// Monday is 0. Counted from a Monday, a day at a time.
fn weekday(day: Day) -> usize {
    let mut at = (1999, 12, 27);
    let mut weekday = 0;
    while at < day {
        at = next(at);
        weekday = (weekday + 1) % 7;
    }
    weekday
}

/// The same day some months off, or the last of that month.
fn months((year, month, day): Day, off: i32) -> Day {
    let (mut y, mut m) = (year, month);
    for _ in 0..off.abs() {
        (y, m) = match (off < 0, m) {
            (true, 1) => (y - 1, 12),
            (true, _) => (y, m - 1),
            (false, 12) => (y + 1, 1),
            (false, _) => (y, m + 1),
        };
    }
    (y, m, day.min(length(y, m)))
}

fn units(day: Day, count: i32, unit: &str) -> Day {
    match unit {
        "day" | "week" => {
            let days = if unit == "week" { count * 7 } else { count };
            (0..days.abs()).fold(day, |day, _| if days < 0 { previous(day) } else { next(day) })
        }
        "month" => months(day, count),
        _ => months(day, count * 12),
    }
}

/// A moving date, as the words of it say.
#[derive(Clone, Debug)]
enum Words {
    Today,
    Yesterday,
    Tomorrow,
    Ago(i32, &'static str),
    FromNow(i32, &'static str),
    This(&'static str),
    Previous(&'static str),
    Next(i32, &'static str),
}

impl Words {
    fn text(&self) -> String {
        let plural = |count: &i32| if *count == 1 { "" } else { "s" };
        match self {
            Self::Today => "today".into(),
            Self::Yesterday => "yesterday".into(),
            Self::Tomorrow => "tomorrow".into(),
            Self::Ago(count, unit) => format!("{count} {unit}{} ago", plural(count)),
            Self::FromNow(count, unit) => format!("{count} {unit}{} from now", plural(count)),
            Self::This(period) => format!("this {period}"),
            Self::Previous(period) => format!("previous {period}"),
            Self::Next(count, unit) => format!("next {count} {unit}{}", plural(count)),
        }
    }

    /// Every day of it in order, where today is `today`.
    fn days(&self, today: Day, first_weekday: usize) -> Vec<Day> {
        let all = |mut first: Day, last: Day| {
            let mut days = Vec::new();
            while first <= last {
                days.push(first);
                first = next(first);
            }
            days
        };
        // Back to the first day of the week of `day`, and on from there.
        let week = |day: Day| {
            let mut weekday = weekday(day);
            let mut first = day;
            while weekday != first_weekday {
                first = previous(first);
                weekday = (weekday + 6) % 7;
            }
            all(first, units(first, 6, "day"))
        };
        let month = |year: i32, month: u32| all((year, month, 1), (year, month, length(year, month)));
        let quarter = |year: i32, number: u32| (1..=3).flat_map(|index| month(year, number * 3 + index)).collect();
        let (year, this_month, _) = today;
        let this_quarter = (this_month - 1) / 3;
        match self {
            Self::Today => vec![today],
            Self::Yesterday => vec![previous(today)],
            Self::Tomorrow => vec![next(today)],
            Self::Ago(count, unit) => vec![units(today, -count, unit)],
            Self::FromNow(count, unit) => vec![units(today, *count, unit)],
            Self::Next(count, unit) => all(next(today), units(today, *count, unit)),
            Self::This("week") => week(today),
            Self::This("month") => month(year, this_month),
            Self::This("quarter") => quarter(year, this_quarter),
            Self::This(_) => (1..=12).flat_map(|index| month(year, index)).collect(),
            Self::Previous("week") => week(units(today, -7, "day")),
            Self::Previous("month") if this_month == 1 => month(year - 1, 12),
            Self::Previous("month") => month(year, this_month - 1),
            Self::Previous("quarter") if this_quarter == 0 => quarter(year - 1, 3),
            Self::Previous("quarter") => quarter(year, this_quarter - 1),
            Self::Previous(_) => (1..=12).flat_map(|index| month(year - 1, index)).collect(),
        }
    }
}

#[derive(Clone, Debug)]
struct Present {
    now: String,
    zone: &'static str,
    week_start: WeekStart,
}

impl Present {
    fn instant(&self) -> Instant {
        self.now.parse().unwrap()
    }

    fn zone(&self) -> Zone {
        self.zone.parse().unwrap()
    }

    /// The day that the clocks of the zone show.
    fn today(&self) -> Day {
        use chrono::Datelike as _;
        let zone: chrono_tz::Tz = self.zone.parse().unwrap();
        let local = chrono::DateTime::parse_from_rfc3339(&self.now).unwrap().with_timezone(&zone);
        (local.year(), local.month(), local.day())
    }

    fn first_weekday(&self) -> usize {
        match self.week_start {
            WeekStart::Monday => 0,
            WeekStart::Saturday => 5,
            _ => 6,
        }
    }

    fn compiler(&self) -> Compiler {
        Compiler::new(Catalog::builtin()).now(self.instant(), self.zone()).week_start(self.week_start)
    }
}

/// Presents at the edges of days, months, leap days, years and summer time.
fn present() -> impl Strategy<Value = Present> {
    let days = vec![
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
        "2025-02-28",
        "2025-03-01",
        "2025-01-01",
        "2025-12-31",
        "2024-12-30",
        "2025-03-30",
        "2025-03-31",
        "2024-10-27",
        "2024-11-03",
        "2025-03-09",
        "2018-11-04",
        "2011-12-30",
        "2011-12-31",
        "2026-11-15",
        "2026-05-31",
        "2026-08-31",
        "2027-03-01",
        "2000-02-29",
        "2100-02-28",
        "2100-03-01",
    ];
    let any_day = (2000_i32..2110, 1_u32..=12, 1_u32..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let day = prop_oneof![3 => select(days).prop_map(str::to_owned), 1 => any_day];
    let time = select(vec!["00:00:00", "00:59:59", "01:30:00", "12:00:00", "22:30:00", "23:59:59"]);
    let zones = vec![
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "America/Havana",
        "Pacific/Apia",
        "Asia/Kolkata",
        "Pacific/Kiritimati",
        "America/St_Johns",
        "Australia/Lord_Howe",
    ];
    (day, time, select(zones), select(WeekStart::ALL.to_vec())).prop_map(|(day, time, zone, week_start)| Present {
        now: format!("{day}T{time}Z"),
        zone,
        week_start,
    })
}

const PERIODS: [&str; 4] = ["week", "month", "quarter", "year"];

fn counted() -> impl Strategy<Value = (i32, &'static str)> {
    prop_oneof![
        (1_i32..400).prop_map(|count| (count, "day")),
        (1_i32..60).prop_map(|count| (count, "week")),
        (1_i32..40).prop_map(|count| (count, "month")),
        (1_i32..6).prop_map(|count| (count, "year")),
    ]
}

fn past_day() -> impl Strategy<Value = Words> {
    prop_oneof![Just(Words::Today), Just(Words::Yesterday), counted().prop_map(|(count, unit)| Words::Ago(count, unit))]
}

fn past() -> impl Strategy<Value = Words> {
    prop_oneof![
        2 => past_day(),
        1 => select(PERIODS.to_vec()).prop_map(Words::This),
        1 => select(PERIODS.to_vec()).prop_map(Words::Previous),
    ]
}

/// Of at most a year, as birthdays take them.
fn of_the_year() -> impl Strategy<Value = Words> {
    let short = || {
        prop_oneof![
            (1_i32..=365).prop_map(|count| (count, "day")),
            (1_i32..=52).prop_map(|count| (count, "week")),
            (1_i32..=12).prop_map(|count| (count, "month")),
            Just((1, "year")),
        ]
    };
    prop_oneof![
        Just(Words::Today),
        Just(Words::Yesterday),
        Just(Words::Tomorrow),
        (1_i32..40, select(vec!["day", "week", "month"])).prop_map(|(count, unit)| Words::Ago(count, unit)),
        (1_i32..40, select(vec!["day", "week", "month"])).prop_map(|(count, unit)| Words::FromNow(count, unit)),
        short().prop_map(|(count, unit)| Words::Next(count, unit)),
        select(vec!["week", "month", "quarter"]).prop_map(Words::This),
        select(vec!["week", "month", "quarter"]).prop_map(Words::Previous),
    ]
}

fn finds(present: &Present, text: &str, record: &Value) -> bool {
    let query = present.compiler().text(text).unwrap().query;
    let context = Context::at(present.instant()).zone(present.zone());
    Matcher::new(&query, &context).unwrap().matches_value(record).unwrap()
}

fn iso((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days that decide: those around the ends of `days` and around today, and some within.
fn deciding(days: &[Day], today: Day) -> Vec<Day> {
    let (first, last) = (days[0], *days.last().unwrap());
    let around = |day: Day| (-9..=9).map(move |off| units(day, off, "day"));
    let within = days.iter().copied().step_by(13);
    let mut days: Vec<Day> = [first, last, today].into_iter().flat_map(around).chain(within).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn check(present: &Present, text: &str, naive: impl Fn(Day) -> bool, days: &[Day], record: impl Fn(Day) -> Value) {
    let query = present.compiler().text(text).unwrap().query;
    let context = Context::at(present.instant()).zone(present.zone());
    let matcher = Matcher::new(&query, &context).unwrap();
    for &day in days {
        let record = record(day);
        let found = matcher.matches_value(&record).unwrap();
        assert_eq!(found, naive(day), "{text} at {present:?}: {record} (today is {})", iso(present.today()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..config::cases(400) })]

    #[test]
    fn a_day_or_a_period(present in present(), words in past(), form in select(vec!["in", "not in"])) {
        let meant = words.days(present.today(), present.first_weekday());
        let text = format!("created {form} {}", words.text());
        check(&present, &text, |day| meant.contains(&day) == (form == "in"), &deciding(&meant, present.today()), |day| {
            json!({"id": "1", "created": iso(day)})
        });
    }

    #[test]
    fn is_and_on_ask_for_the_same(present in present(), words in past_day(), form in select(vec!["=", "is", "on", "IS"])) {
        let compiler = present.compiler();
        let json = |text: &str| nse::encode(&compiler.text(text).unwrap().query);
        for field in ["created", "birthday", "company last contacted"] {
            if field == "birthday" && matches!(words, Words::Ago(_, "year")) {
                continue;
            }
            let text = words.text();
            prop_assert_eq!(json(&format!("{field} {form} {text}")), json(&format!("{field} in {text}")));
        }
    }

    #[test]
    fn a_range(present in present(), start in past(), end in past()) {
        let days = |words: &Words| words.days(present.today(), present.first_weekday());
        let text = format!("created in {}..{}", start.text(), end.text());
        let (start, end) = (days(&start), days(&end));
        // From the first day of the one to the last of the other.
        let (from, to) = (start[0], *end.last().unwrap());
        if from > to {
            let error = present.compiler().text(&text).unwrap_err();
            prop_assert_eq!(error.as_slice()[0].code().name(), "E0212");
        } else {
            let days = [deciding(&start, present.today()), deciding(&end, present.today())].concat();
            check(&present, &text, |day| from <= day && day <= to, &days, |day| json!({"id": "1", "created": iso(day)}));
        }
    }

    #[test]
    fn a_bound(present in present(), words in past_day(), sign in select(vec!["<", "<=", ">", ">="])) {
        let ago = matches!(words, Words::Ago(..));
        let text = format!("company last contacted {sign} {}", words.text());
        if ago && sign.starts_with('>') {
            let error = present.compiler().text(&text).unwrap_err();
            prop_assert_eq!(error.as_slice()[0].code().name(), "E0230");
        } else {
            let meant = words.days(present.today(), present.first_weekday());
            let (at, days) = (meant[0], deciding(&meant, present.today()));
            let naive = |day: Day| match sign {
                "<" => day < at,
                "<=" => day <= at,
                ">" => day > at,
                _ => day >= at,
            };
            // At noon of the zone, so that no clock decides.
            let noon = |day: Day| {
                use chrono::TimeZone as _;
                let zone: chrono_tz::Tz = present.zone.parse().unwrap();
                zone.with_ymd_and_hms(day.0, day.1, day.2, 12, 0, 0).earliest().map(|time| time.to_rfc3339())
            };
            let days: Vec<Day> = days.into_iter().filter(|&day| noon(day).is_some()).collect();
            check(&present, &text, naive, &days, |day| {
                json!({"id": "1", "lc": {"company_lc": {"last": {"tstamp": noon(day)}}}})
            });
        }
    }

    /// The instants at the edges of the days of the zone, whatever its clocks do.
    #[test]
    fn the_days_are_those_of_the_zone(present in present(), words in past(), halves in prop::collection::vec(-60_i64..60, 1..9)) {
        use chrono::Datelike as _;
        let zone: chrono_tz::Tz = present.zone.parse().unwrap();
        let meant = words.days(present.today(), present.first_weekday());
        for edge in [meant[0], *meant.last().unwrap(), present.today()] {
            for half in &halves {
                let near = chrono::NaiveDate::from_ymd_opt(edge.0, edge.1, edge.2).unwrap().and_hms_opt(0, 0, 0).unwrap();
                let instant = near.and_utc() + chrono::TimeDelta::minutes(half * 30);
                let local = instant.with_timezone(&zone);
                let day = (local.year(), local.month(), local.day());
                let record = json!({"id": "1", "created": instant.to_rfc3339()});
                let found = finds(&present, &format!("created in {}", words.text()), &record);
                prop_assert_eq!(found, meant.contains(&day), "{:?} at {:?}: {}", words, present, record);
            }
        }
    }

    /// A birthday is found where its day and month are those of a day that the words hold. 29 February stands between its
    /// neighbours, and in February, also in years that do not have it.
    #[test]
    fn birthdays(present in present(), words in of_the_year()) {
        let held = words.days(present.today(), present.first_weekday());
        let anniversary = |month: u32, day: u32| held.iter().any(|held| (held.1, held.2) == (month, day));
        let february = matches!(words, Words::This("month") | Words::Previous("month")) && held[0].1 == 2;
        let between = held.windows(2).any(|pair| pair[0].1 == 2 && pair[1].1 == 3);
        // A whole year, whichever day it begins with.
        let whole = held.len() >= 365 && months(held[0], 12) == next(*held.last().unwrap());
        let text = format!("birthday in {}", words.text());
        let days = (1..=12).flat_map(|month| (1..=length(2000, month)).map(move |day| (2000, month, day)));
        let days: Vec<Day> = days.collect();
        let naive = |(_, month, day): Day| {
            anniversary(month, day) || (month, day) == (2, 29) && (february || between || whole)
        };
        check(&present, &text, naive, &days, |(_, month, day)| {
            json!({"id": "1", "fields": {"birthday": [{"value": format!("{month:02}/{day:02}/1980")}]}})
        });
    }

    #[test]
    fn the_text_stays_moving_and_means_the_same(
        present in present(),
        first in past(),
        second in of_the_year(),
        start in past_day(),
        forms in (select(vec!["IN", "in", "not in"]), select(vec!["on", "is", "=", "In"]), select(vec![" .. ", ".."])),
    ) {
        let day = !matches!(second, Words::This(_) | Words::Previous(_) | Words::Next(..));
        let is = if day { forms.1 } else { "in" };
        let text = format!(
            "CREATED {} {} and (birthday {is} {} or company last contacted in {}{}today)",
            forms.0, first.text().to_uppercase(), second.text(), start.text(), forms.2,
        );
        let catalog = Catalog::builtin();
        let printed = text::print(&text::parse(&text).unwrap(), &Style::new(&catalog));
        prop_assert_eq!(text::print(&text::parse(&printed).unwrap(), &Style::new(&catalog)), &*printed);
        for words in [&first, &second, &start] {
            prop_assert!(printed.contains(&words.text()), "{} in {}", words.text(), printed);
        }
        let compiler = present.compiler();
        let read = |text: &str| compiler.text(text).map(|checked| nse::encode(&checked.query));
        let (one, again, formatted) = (read(&text), read(&text), read(&printed));
        prop_assert_eq!(&one, &again);
        match (one, formatted) {
            (Ok(one), Ok(formatted)) => prop_assert_eq!(one, formatted),
            (Err(one), Err(formatted)) => {
                let codes = |found: &nse_query::Diagnostics| {
                    found.as_slice().iter().map(|found| found.code().name()).collect::<Vec<_>>()
                };
                prop_assert_eq!(codes(&one), codes(&formatted));
            }
            (one, formatted) => prop_assert!(false, "{:?} {:?}", one, formatted),
        }
    }
}

#[test]
fn what_each_came_to_is_told() {
    let present = Present { now: "2026-11-15T12:00:00Z".to_owned(), zone: "UTC", week_start: WeekStart::Sunday };
    let checked = present.compiler().text("created in the THIS week".replace("THIS", "previous").as_str()).unwrap();
    assert_eq!(checked.resolved[0].to_string(), "previous week (2026-11-08 to 2026-11-14)");
    let text = "created in 30 days ago..today and (company last contacted < 1 year ago or birthday is today)";
    let checked = present.compiler().text(text).unwrap();
    let told: Vec<_> = checked.resolved.iter().map(|date| (date.span.of(text), date.to_string())).collect();
    assert_eq!(
        told,
        [
            ("30 days ago..today", "30 days ago..today (2026-10-16 to 2026-11-15)".to_owned()),
            ("1 year ago", "1 year ago (2025-11-15)".to_owned()),
            ("today", "today (2026-11-15)".to_owned()),
        ]
    );
    assert!(present.compiler().text("created in 2025").unwrap().resolved.is_empty());
}

#[test]
fn nothing_is_read_from_a_clock() {
    let compiler = Compiler::new(Catalog::builtin());
    for text in ["created in today", "birthday in this month", "created in 3 days ago..2025-01-01"] {
        let error = compiler.text(text).unwrap_err();
        assert_eq!(error.as_slice()[0].code().name(), "E0225", "{text}");
    }
    // Another word for a tag.
    assert_eq!(compiler.text("tag = today").unwrap().query.to_string(), "tag = today");
    assert_eq!(compiler.text("tag in (today, this, ago)").unwrap().query.to_string(), "tag in (today, this, ago)");
}
