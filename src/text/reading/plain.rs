//! Whether words are plainly a value: `Los Angeles` is one, `no longer vip` is not.

use super::vocabulary::{self, Role};
use crate::lex;
use crate::value::Unit;

/// More than this is not looked at, and so not plain.
const LONGEST: usize = 2_000;

/// Whether what `operand` holds can only be meant as values: no unquoted word in it turns, bounds, joins or ends a
/// condition elsewhere, and no sign is left over that does.
pub(crate) fn is_plain(operand: &str) -> bool {
    if operand.len() > LONGEST {
        return false;
    }
    if crate::text::recover::period_meant(operand.trim()).is_some() {
        return true;
    }
    let words = words(operand);
    let mut at = opening(&words);
    // Whether a word stands before, in the same value.
    let mut inside = false;
    while let Some(&word) = words.get(at) {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| is_number(word));
        if word == PARTED {
            (at, inside) = (at + 1, false);
            continue;
        }
        let rest = words.get(at..).unwrap_or_default();
        let lower: Vec<String> = rest.iter().take(5).map(|word| word.to_lowercase().replace('’', "'")).collect();
        let length = match vocabulary::phrase(lower.iter().map(|word| &**word)) {
            // They join clauses, and no value holds them.
            Some(_) if matches!(&*lower[0], "and" | "or") => {
                (at, inside) = (at + 1, false);
                continue;
            }
            // `2 to 4`
            Some((Role::To, length)) if before => length,
            // `Head of Sales`, `Van der Berg`
            Some((_, 1)) if vocabulary::is_particle(&lower[0]) && rest.get(1).is_some_and(|next| names(next)) => 1,
            Some(_) => return false,
            None if has_sign(word) || vocabulary::is_small(word) => return false,
            // What goes on in small letters may be about the value: `vip thrice`.
            None if inside && !before && !names(word) => return false,
            None => 1,
        };
        (at, inside) = (at + length, true);
    }
    true
}

/// Stands between two values.
const PARTED: &str = ",";

/// The bare words of `text`, and where a value ends.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let one = rest.chars().next().map_or(1, char::len_utf8);
        let chunk = rest.split(char::is_whitespace).next().unwrap_or_default();
        if let Ok((after, _)) = lex::parameter(rest) {
            at += rest.len() - after.len();
            continue;
        }
        // The address of a page holds many a sign.
        if chunk.contains("://") && !chunk.starts_with(['"', '\'']) {
            words.push(PARTED);
            at += chunk.len();
            continue;
        }
        if let Some((inner, _)) = rest.strip_prefix('`').and_then(|inner| inner.split_once('`')) {
            words.push(PARTED);
            at += inner.len() + 2;
            continue;
        }
        let glued = text.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic));
        at += match (lex::quoted(rest), lex::leading_word(rest), lex::comment(rest)) {
            (Ok((after, _)), ..) => {
                words.push(PARTED);
                rest.len() - after.len()
            }
            (_, _, Ok((_, comment))) => comment.len(),
            // `World!` and `aa!bb` have no other meaning.
            (_, "", _) if is_inner_bang(text, at) => one + lex::leading_word(rest.get(one..).unwrap_or_default()).len(),
            (_, "", _) if rest.starts_with(char::is_whitespace) => one,
            // What is left over of an operator, `any('vip')`.
            (_, "", _) if rest.starts_with(['=', '!', '<', '>', '~', '^', '|']) || rest.starts_with('(') && glued => {
                words.push(if rest.starts_with('(') { "=" } else { rest.get(..one).unwrap_or_default() });
                one
            }
            (_, "", _) => {
                words.push(PARTED);
                one
            }
            (_, word, _) => {
                words.push(word);
                word.len()
            }
        };
    }
    words
}

/// How many words at the start are the language's own.
fn opening(words: &[&str]) -> usize {
    let lower: Vec<String> = words.iter().take(5).map(|word| word.to_ascii_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(|word| &**word).collect();
    let operator = match lower.as_slice() {
        ["does", "not", "contain", ..] => 3,
        ["not", "in" | "between" | "contain" | "contains" | "~", ..]
        | ["is", "not", ..]
        | ["starts", "with", ..]
        | ["!" | "^" | ">" | "<", "=", ..]
        | ["!", "~", ..] => 2,
        ["in" | "between" | "contain" | "contains" | "is" | "=" | "~" | "<" | ">", ..] => 1,
        _ => 0,
    };
    let the = usize::from(lower.get(operator) == Some(&"the"));
    let rest = lower.get(operator + the..).unwrap_or_default();
    match rest {
        ["last", next, ..] if vocabulary::number(next).is_some() => operator + the + 2,
        ["last", next, ..] if is_number(next) || Unit::find(next).is_some() => operator + the + 1,
        _ => operator,
    }
}

/// Whether `word` begins as names do.
fn names(word: &str) -> bool {
    word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether the `!` at `at` of `text` ends a word, or stands in one.
fn is_inner_bang(text: &str, at: usize) -> bool {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    before.ends_with(char::is_alphanumeric)
        && after.starts_with('!')
        && !after.starts_with("!=")
        && !after.starts_with("!~")
}

/// Whether a sign stands at an end of `word` that means something elsewhere: `Jon*`, `%x`, `-lead`.
fn has_sign(word: &str) -> bool {
    let signed = |text: &str| {
        text.starts_with(['*', '%', '?', ':', '\\', '=', '!', '<', '>', '~', '^', '|', '¬', '，', '、', '「', '＂'])
    };
    let turned = word.starts_with(['-', '+', '@', '$']) && word.chars().nth(1).is_some_and(char::is_alphabetic);
    signed(word) || turned || word.ends_with(['*', '%', '?', ':', '\\']) || word.chars().all(|c| !c.is_alphanumeric())
}
