//! What stands between the brackets: strings, numbers, words.

use super::problem::Problem;
use super::read::{Reader, Stop};
use super::string::{Escape, escape, unescape};
use super::write::quoted;
use super::{Sort, fixes};
use crate::diagnostic::Edit;
use crate::span::Span;

/// The bytes that stand for themselves in a string, whatever its quotes.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 0x20 {
        plain[byte] = false;
        byte += 1;
    }
    plain[b'\\' as usize] = false;
    plain[b'"' as usize] = false;
    plain[b'\'' as usize] = false;
    plain
};

/// What a prefix of Python's says of the string after it.
enum Prefix {
    Plain,
    /// A backslash is one.
    Raw,
    /// It has holes.
    Format,
}

fn prefix(word: &str) -> Option<Prefix> {
    Some(match &*word.to_ascii_lowercase() {
        "u" | "b" => Prefix::Plain,
        "r" | "br" | "rb" => Prefix::Raw,
        "f" | "fr" | "rf" => Prefix::Format,
        _ => return None,
    })
}

impl<'a> Reader<'a, '_> {
    /// Reads a string that starts with `quote`.
    pub(crate) fn string(&mut self, quote: u8) -> Result<(), Stop> {
        let bytes = self.source.as_bytes();
        let start = self.at;
        let mut at = start + 1;
        let mut escaped = false;
        let mut wrong = false;
        let mut controls = false;
        loop {
            while bytes.get(at).is_some_and(|&byte| PLAIN[usize::from(byte)]) {
                at += 1;
            }
            match bytes.get(at) {
                Some(&byte) if byte == quote => break,
                Some(b'"' | b'\'') => at += 1,
                Some(b'\\') => {
                    escaped = true;
                    let (length, right) = self.escape(at, quote);
                    wrong |= !right;
                    at += length;
                }
                Some(_) => {
                    controls = true;
                    at += 1;
                }
                None => return self.unterminated(start),
            }
        }
        let span = Span::new(start, at + 1);
        if controls && quote == b'"' {
            let source = self.source;
            self.report.error(|| fixes::controls(source, span));
        }
        self.leaf(if wrong { Sort::Wrong } else { Sort::String { escaped } }, span.end);
        Ok(())
    }

    /// The length of the escape at `at`, and whether it is one that a query may have.
    fn escape(&mut self, at: usize, quote: u8) -> (usize, bool) {
        let text = self.source.get(at..).unwrap_or_default();
        let (length, problem, fix) = match escape(text) {
            Escape::Character('\0', length) | Escape::Surrogate(length) => {
                let escape = text.get(..length).unwrap_or_default().to_owned();
                (length, Problem::NoCharacter { escape }, None)
            }
            Escape::Character(character, length) => {
                let python = matches!(text.as_bytes().get(1), Some(b'\'' | b'x'));
                if !python || quote == b'\'' {
                    return (length, true);
                }
                let json = quoted(&character.to_string());
                let escape = text.get(..length).unwrap_or_default().to_owned();
                (length, Problem::Escape { escape }, json.get(1..json.len() - 1).map(str::to_owned))
            }
            Escape::Wrong(length) => {
                let escape = text.get(..length).unwrap_or_default();
                (length, Problem::Escape { escape: escape.to_owned() }, Some(format!("\\{escape}")))
            }
        };
        let span = Span::new(at, at + length);
        self.report.error(|| fixes::escape(problem, span, fix));
        (length, false)
    }

    fn unterminated<T>(&mut self, start: usize) -> Result<T, Stop> {
        let line = self.rest().find('\n').map_or(self.source.len(), |length| start + length);
        let span = Span::new(start, line);
        self.report.error(|| fixes::unterminated(span));
        Err(Stop::Reported)
    }

    /// Reads a Python string; `start` is where its prefix stands.
    pub(crate) fn single_quoted(&mut self, start: usize) -> Result<(), Stop> {
        let quote = self.peek().unwrap_or(b'\'');
        let open = self.at;
        self.string(quote)?;
        let raw = self.source.get(open..self.at).unwrap_or_default();
        self.python.push(Edit { span: Span::new(start, self.at), text: quoted(&unescape(raw)) });
        Ok(())
    }

    /// Where the run of characters without quotes ends that may have been meant as one word.
    pub(crate) fn word_end(&self, key: bool) -> usize {
        let rest = self.rest();
        let stop = |character: char| {
            matches!(character, ',' | '{' | '}' | '[' | ']' | '"' | '\'' | '\n' | '\r') || (key && character == ':')
        };
        let run = rest.get(..rest.find(stop).unwrap_or(rest.len())).unwrap_or_default();
        self.at + run.trim_end().len()
    }

    /// Reads what has no quotes and should have, up to `end`.
    pub(crate) fn word(&mut self, end: usize, key: bool) -> Result<(), Stop> {
        let span = Span::new(self.at, end);
        let word = span.of(self.source);
        let quote = self.source.as_bytes().get(end).copied();
        if word.starts_with('`') && self.is_inside() {
            return self.backticked();
        }
        if let (Some(quote @ (b'\'' | b'"')), Some(prefix)) = (quote, prefix(word)) {
            let start = self.at;
            self.at = end;
            return match prefix {
                Prefix::Plain => self.single_quoted(start),
                Prefix::Raw => {
                    let (text, end) = self.verbatim(quote)?;
                    self.python.push(Edit { span: Span::new(start, end), text: quoted(text) });
                    self.leaf(Sort::Wrong, end);
                    Ok(())
                }
                Prefix::Format => {
                    self.report.error(|| fixes::template("an f-string", span));
                    let (_, end) = self.verbatim(quote)?;
                    self.leaf(Sort::Wrong, end);
                    Ok(())
                }
            };
        }
        let python = match word {
            "True" => Some((Sort::Boolean(true), "true")),
            "False" => Some((Sort::Boolean(false), "false")),
            "None" => Some((Sort::Null, "null")),
            _ => None,
        };
        if let Some((sort, json)) = python {
            self.python.push(Edit { span, text: json.to_owned() });
            self.leaf(sort, end);
            return Ok(());
        }
        if !word.starts_with(|first: char| first.is_alphabetic() || matches!(first, '_' | '$' | '@')) {
            return self.stop("a value");
        }
        if matches!(word, "NaN" | "Infinity" | "undefined") {
            self.report.error(|| fixes::number(word, span));
            self.leaf(Sort::Wrong, end);
            return Ok(());
        }
        self.report.error(|| fixes::unquoted(word, span, key));
        let known = ["true", "false", "null"].iter().any(|known| known.eq_ignore_ascii_case(word));
        self.leaf(if known { Sort::Wrong } else { Sort::Word }, end);
        Ok(())
    }

    /// What stands between the quotes of the string that begins here, with its backslashes, and where it ends.
    fn verbatim(&self, quote: u8) -> Result<(&'a str, usize), Stop> {
        let open = self.at;
        let bytes = self.source.as_bytes();
        let mut at = open + 1;
        while let Some(byte) = bytes.get(at).filter(|byte| **byte != quote) {
            // A backslash keeps the quote after it from ending the string, and stays.
            at += if *byte == b'\\' { 2 } else { 1 };
        }
        let text = self.source.get(open + 1..at).filter(|_| at < bytes.len());
        text.map(|text| (text, at + 1))
            .ok_or(Stop::At { at: bytes.len(), expected: "a quote at the end of the string" })
    }

    /// Reads a template of JavaScript: a text where it has no holes.
    fn backticked(&mut self) -> Result<(), Stop> {
        let open = self.at;
        let rest = self.source.get(open + 1..).unwrap_or_default();
        let Some(text) = rest.find('`').and_then(|end| rest.get(..end)) else { return self.unterminated(open) };
        let span = Span::new(open, open + text.len() + 2);
        if text.contains("${") || text.contains('\\') {
            self.report.error(|| fixes::template("a template", span));
        } else {
            self.report.error(|| fixes::backticks(text, span));
        }
        self.leaf(Sort::Wrong, span.end);
        Ok(())
    }

    pub(crate) fn number(&mut self) {
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
        let bytes = self.source.as_bytes().get(self.at..).unwrap_or_default();
        let end = self.at + bytes.iter().take_while(|byte| part(byte)).count();
        let span = Span::new(self.at, end);
        let text = span.of(self.source);
        if crate::value::is_number(text) {
            self.leaf(Sort::Number, end);
        } else {
            self.report.error(|| fixes::number(text, span));
            self.leaf(Sort::Wrong, end);
        }
    }
}
