//! What a text means that is written by other signs or words than the language's.

use crate::diagnostic::Collector;
use crate::lex;
use crate::limits::Limits;
use crate::text::ast::{End, Expr, Operand};
use crate::text::recover;
use crate::value::month;
use crate::value::{self, Unit};

/// `text` with the typographic dashes, the ellipsis and the full-width signs in it as ASCII has them; none where it has
/// none.
pub(crate) fn ascii(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '…' => plain.push_str(".."),
            '\u{3001}' => plain.push(','),
            '\u{ff01}'..='\u{ff5e}' => plain.extend(char::from_u32(u32::from(character) - 0xfee0)),
            other => plain.push(other),
        }
    }
    (plain != text).then_some(plain)
}

/// Whether `text` stands after `in` as a range, a period or a time up to now.
pub(crate) fn reads_after_in(text: &str) -> bool {
    // Nobody writes a longer one, and to read every text again would cost its square.
    if text.len() > 64 {
        return false;
    }
    let clause = format!("x in {text}");
    // Without a word about mistakes, which may ask this again.
    let mut mistakes = Collector::new(0);
    let limits = Limits { errors: 0, ..Limits::default() };
    let ast = recover(&clause, &limits, &mut mistakes);
    let Expr::Clause(clause) = ast.root() else { return false };
    if mistakes.failed() {
        return false;
    }
    let reads = |end: &End<'_>| match end {
        End::DayMonth { .. } => true,
        End::Word(word) => is_end(&word.text),
    };
    match &clause.operand {
        Operand::Range { start, end } => reads(start) && reads(end),
        Operand::Period(End::Word(word)) => is_end(&word.text) && value::number(&word.text).is_err(),
        Operand::Period(_) => true,
        Operand::Last { unit, .. } => Unit::find(&unit.text).is_some(),
        _ => false,
    }
}

fn is_end(text: &str) -> bool {
    value::number(text).is_ok() || crate::check::is_period(text) || value::datetime(text).is_ok()
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
