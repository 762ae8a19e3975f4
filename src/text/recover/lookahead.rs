//! What stands ahead, looked at without taking it: whether words belong to a value, or to the next clause.

use crate::lex::{self, Class, Reserved};
use crate::operator::Operator;
use crate::span::Span;
use crate::text::parse::Parser;

/// The words ahead, up to what stops them.
pub(crate) struct Ahead {
    pub(crate) words: Vec<Span>,
    pub(crate) stop: Stop,
    /// Whether something among the words may be meant otherwise than as a part of a value: an operator, a field with
    /// more after it, a mark without a letter. What is done with them is no certain fix then.
    pub(crate) doubt: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The operand ends.
    End,
    /// An operator; the last words are its field.
    Operator,
    /// Something else.
    Other,
}

impl Parser<'_, '_> {
    /// Looks at the words from the next token on, without taking them.
    pub(crate) fn words_ahead(&self) -> Ahead {
        self.words_from(self.at)
    }

    /// Looks at the words from `at` on, where a token may start.
    pub(crate) fn words_from(&self, mut at: usize) -> Ahead {
        let mut words = Vec::new();
        let mut doubt = false;
        let stop = loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let length = match rest.chars().next() {
                None | Some(')') => break Stop::End,
                Some('"' | '\'') => match lex::quoted(rest) {
                    Ok((after, _)) => rest.len() - after.len(),
                    Err(_) => break Stop::Other,
                },
                Some('=' | '~' | '<' | '>' | '^') => break Stop::Operator,
                Some('!') if rest.starts_with("!=") || rest.starts_with("!~") => break Stop::Operator,
                Some(_) => {
                    if self.join_at(at).is_some() {
                        break Stop::End;
                    }
                    let Ok((after, word)) = lex::bare_word(rest) else { break Stop::Other };
                    if let Some(sign) = inner_sign(word) {
                        words.push(Span::new(at, at + sign));
                        if self.field_at_end(&words).is_some() {
                            break Stop::Operator;
                        }
                        words.pop();
                    }
                    let in_field = self.field_at_end(&words).is_some();
                    match lex::reserved(word) {
                        None | Some(Reserved::Not) if in_field && self.operator_at(at) => break Stop::Operator,
                        Some(Reserved::And | Reserved::Or | Reserved::Not) => break Stop::End,
                        Some(_) if in_field || words.is_empty() => break Stop::Operator,
                        reserved => {
                            doubt |= in_field
                                || reserved.is_some()
                                || self.spoken(at).is_some()
                                || !word.contains(char::is_alphanumeric);
                        }
                    }
                    rest.len() - after.len()
                }
            };
            let length = length + quoted_signs(rest.get(length..).unwrap_or_default());
            words.push(Span::new(at, at + length));
            at = skip_blank(self.text, at + length);
        };
        Ahead { words, stop, doubt }
    }

    /// Whether an operator, or what stands for one elsewhere, is the token at `at`.
    pub(crate) fn operator_at(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        match rest.as_bytes().first() {
            Some(b'=' | b'~' | b'<' | b'>' | b'^') => true,
            Some(b'!') => rest.starts_with("!=") || rest.starts_with("!~"),
            _ => {
                let word = lex::bare_word(rest).map_or("", |(_, word)| word);
                match lex::reserved(word) {
                    Some(Reserved::And | Reserved::Or) => false,
                    Some(Reserved::Not) => {
                        let at = skip_blank(self.text, at + word.len());
                        self.text.get(at..).is_some_and(|rest| rest.starts_with('~'))
                            || self.word_at(at).and_then(lex::reserved).is_some()
                            || self.spoken(at).is_some()
                    }
                    Some(_) => true,
                    None => self.spoken(at).is_some() || word.starts_with(is_typographic),
                }
            }
        }
    }

    /// Whether a clause of a built-in field stands at `at`, `not` and parentheses before it.
    pub(crate) fn clause_at(&self, mut at: usize) -> bool {
        at = skip_blank(self.text, at);
        for _ in 0..4 {
            let rest = self.text.get(at..).unwrap_or_default();
            let length = match self.word_at(at).and_then(lex::reserved) {
                Some(Reserved::Not) => 3,
                _ if rest.starts_with('(') => 1,
                _ => break,
            };
            at = skip_blank(self.text, at + length);
        }
        let mut words = Vec::new();
        while words.len() < 4 {
            let Some(word) = self.word_at(at).filter(|word| lex::reserved(word).is_none()) else { return false };
            let sign = inner_sign(word);
            words.push(Span::new(at, at + sign.unwrap_or(word.len())));
            at = skip_blank(self.text, at + word.len());
            let whole = self.field_at_end(&words) == Some(words.len());
            if whole && (sign.is_some() || self.operator_at(at)) {
                return true;
            }
            if sign.is_some() {
                return false;
            }
        }
        false
    }

    /// How many of the last `words` are the name of a built-in field, which only helps to guess what is meant.
    pub(crate) fn field_at_end(&self, words: &[Span]) -> Option<usize> {
        let catalog = self.recovery.catalog;
        (1..=words.len().min(4)).rev().find(|&length| {
            let name: Vec<&str> = words.iter().skip(words.len() - length).map(|word| word.of(self.text)).collect();
            catalog.field(&name.join(" ")).is_some()
        })
    }

    /// What is written for `and` or `or` at `at`: `&&`, `||`, `|`, and before a clause also `&` and `but`.
    pub(crate) fn join_at(&self, at: usize) -> Option<&'static str> {
        let rest = self.text.get(at..)?;
        match rest.as_bytes().first()? {
            b'|' => Some(if rest.starts_with("||") { "||" } else { "|" }),
            b'&' if rest.starts_with("&&") => Some("&&"),
            _ => {
                let word = self.word_at(at)?;
                let join = ["&", "but", "plus"].into_iter().find(|join| word.eq_ignore_ascii_case(join))?;
                self.clause_at(at + join.len()).then_some(join)
            }
        }
    }

    /// The bare word at `at`.
    pub(crate) fn word_at(&self, at: usize) -> Option<&str> {
        lex::bare_word(self.text.get(at..)?).ok().map(|(_, word)| word)
    }
}

/// Whether `character` is a sign that people type for an operator.
fn is_typographic(character: char) -> bool {
    Operator::meant_by_character(character).is_some()
}

/// Where a `:` or a typographic sign stands inside `word`, which an operator may be meant by.
fn inner_sign(word: &str) -> Option<usize> {
    let sign = word.find(|sign| sign == ':' || is_typographic(sign))?;
    (sign > 0 && !word.get(sign..).is_some_and(|rest| rest.starts_with("://"))).then_some(sign)
}

/// How many bytes at the start of `text` touch a word and can only be meant as a part of it: `World!`.
fn quoted_signs(text: &str) -> usize {
    let operator = text.starts_with("!=") || text.starts_with("!~");
    if text.starts_with(['!', '[', ']', '{', '}']) && !operator { super::touching_run(text, true) } else { 0 }
}

/// `text` with every run of white space, comments among it, as it was where it stood on one line, else as one space.
pub(crate) fn one_line(text: &str) -> String {
    if !text.contains(lex::is_line_end) && !text.contains("//") {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let next = skip_blank(text, at);
        if next > at {
            line.push(' ');
            at = next;
            continue;
        }
        let length =
            text.get(at..).map_or(1, |rest| lex::word_length(rest).max(rest.chars().next().map_or(1, char::len_utf8)));
        line.push_str(text.get(at..at + length).unwrap_or_default());
        at += length;
    }
    line
}

/// Where the next token after `at` starts.
pub(crate) fn skip_blank(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let length = match lex::class(rest) {
            Some(Class::Space | Class::Control) => rest.chars().next().map_or(1, char::len_utf8),
            _ => match lex::comment(rest) {
                Ok((_, comment)) => comment.len(),
                Err(_) => return at,
            },
        };
        at += length;
    }
}
