//! What a text means that is written by other signs or words than the language's.

use std::borrow::Cow;

use crate::lex::{self, ascii};
use crate::value::month;
use crate::value::{self, Anchor, Calendar, Notation, Quantity, Unit};

/// Whether `text` stands after `in` as a range, a period or a time up to now.
pub(crate) fn reads_after_in(text: &str) -> bool {
    // Nobody writes a longer one.
    if text.len() > 64 {
        return false;
    }
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (after, word) = match (rest.strip_prefix(".."), lex::bare_word(rest), lex::quoted(rest)) {
            (Some(after), ..) => (after, Cow::Borrowed("..")),
            (_, Ok((after, word)), _) => (after, Cow::Borrowed(word)),
            (_, _, Ok((after, word))) => (after, word),
            _ => return false,
        };
        words.push(word);
        rest = after.trim_start();
    }
    let words: Vec<&str> = words.iter().map(|word| &**word).collect();
    let mut ends = words.split(|&word| word == "..");
    match (words.as_slice(), ends.next(), ends.next(), ends.next()) {
        ([last, time @ ..], ..) if last.eq_ignore_ascii_case("last") => is_time(time),
        ([the, last, time @ ..], ..) if the.eq_ignore_ascii_case("the") && last.eq_ignore_ascii_case("last") => {
            is_time(time)
        }
        (_, Some([number]), None, _) if value::number(number).is_ok() => false,
        (_, Some(alone), None, _) => is_end(alone),
        (_, Some(start), Some(end), None) => is_end(start) && is_end(end),
        _ => false,
    }
}

/// `3 months`, `month`
fn is_time(words: &[&str]) -> bool {
    match words {
        [unit] => Unit::find(unit).is_some(),
        [number, unit] => is_count(number) && Unit::find(unit).is_some(),
        _ => false,
    }
}

/// Whether `number` is a number of units that may be asked for.
fn is_count(number: &str) -> bool {
    let count = if number.bytes().all(|byte| byte.is_ascii_digit()) { number.parse().ok() } else { None };
    count.is_some_and(|count| Quantity::new(count, Unit::Day).is_some())
}

/// `5 Mar`, `March`, `2025-03`, `3`
fn is_end(words: &[&str]) -> bool {
    match words {
        [word] => {
            month::find(word).is_some()
                || value::number(word).is_ok()
                || value::period(word).is_some()
                || value::datetime(word).is_ok()
                || Anchor::of_day(word).is_some()
        }
        [day, name] | [name, day] if lex::is_day(day) && month::find(name).is_some() => true,
        words => is_moving(words),
    }
}

/// `30 days ago`, `3 weeks from now`, `this month`, `next 7 days`
fn is_moving(words: &[&str]) -> bool {
    let units = |number: &str, unit: &str| is_count(number) && Unit::find(unit).is_some();
    let is = |word: &str, anchor: Anchor| word.eq_ignore_ascii_case(anchor.name());
    match words {
        [the, rest @ ..] if the.eq_ignore_ascii_case("the") => is_moving(rest),
        [next, number, unit] if is(next, Anchor::Next) => units(number, unit),
        [number, unit, ago] => is(ago, Anchor::Ago) && units(number, unit),
        [number, unit, from, now] => is(&format!("{from} {now}"), Anchor::FromNow) && units(number, unit),
        [anchor, period] => Anchor::before_unit(anchor).is_some() && Calendar::find(period).is_some(),
        _ => false,
    }
}

/// What `words` are meant as after `in`: `5th Mar`, `5 Mrch`, `from 2 to 4`, `2–4`, `2…4`. None where that is not
/// evident, or where they stand there as they are.
pub(crate) fn period_meant(words: &str) -> Option<String> {
    if words.len() > 64 {
        return None;
    }
    let plain = ascii(words);
    if let Some(plain) = plain.filter(|plain| reads_after_in(plain)) {
        return Some(plain);
    }
    // `h1 2025`
    if words.contains(' ')
        && let Some(Notation::Period(first, last)) = value::notation(words)
    {
        return Some(format!("{first}..{last}"));
    }
    let mut meant: Vec<String> = Vec::new();
    let dotted = words.replace(['\u{2012}', '\u{2013}', '\u{2014}'], "..").replace('…', "..");
    for (index, word) in dotted.split_whitespace().enumerate() {
        let lower = word.to_ascii_lowercase();
        let ordinal =
            lower.strip_suffix("st").or_else(|| lower.strip_suffix("nd")).or_else(|| lower.strip_suffix("rd"));
        let ordinal = ordinal.or_else(|| lower.strip_suffix("th")).filter(|day| lex::is_day(day));
        meant.push(match &*lower {
            "from" | "on" | "of" | "the" if index == 0 || meant.last().is_some_and(|last| lex::is_day(last)) => {
                continue;
            }
            "to" | "until" | "till" | "through" | "-" => "..".to_owned(),
            _ => ordinal.map_or_else(|| near_month(word).unwrap_or_else(|| word.to_owned()), str::to_owned),
        });
    }
    let meant = meant.join(" ").replace(" .. ", "..");
    (meant != words && reads_after_in(&meant)).then_some(meant)
}

/// The month whose name `word` mistypes.
fn near_month(word: &str) -> Option<String> {
    if word.len() < 4 || month::find(word).is_some() || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let [month] = crate::catalog::nearest(word, month::NAMES)[..] else { return None };
    Some(month.to_owned())
}
