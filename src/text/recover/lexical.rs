//! Strings that are not closed or hold what they may not, and control characters.

use std::borrow::Cow;

use super::{edit, excerpt, touching_run};
use crate::diagnostic::Diagnostic;
use crate::lex::quote;
use crate::lex::{self, Class};
use crate::span::Span;
use crate::text::ast::{Word, WordKind};
use crate::text::parse::Parser;
use crate::text::problem::Problem;

const CONTROL: &str = "control characters are refused unless they are escaped in quotes (e.g. `\"\\u0007\"`)";

impl<'a> Parser<'a, '_> {
    /// Control characters where a token may start.
    #[cold]
    pub(in crate::text) fn control_characters(&mut self) {
        let rest = self.rest();
        let mut length = 0;
        while lex::class(rest.get(length..).unwrap_or_default()) == Some(Class::Control) {
            length += rest.get(length..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
        let span = Span::new(self.at, self.at + length);
        let character = rest.chars().next().unwrap_or_default();
        self.report.error(|| {
            Diagnostic::new(Problem::Control { character }, span)
                .label("expected only visible characters and white space")
                .help(CONTROL)
                .suggest("delete it", span, "")
        });
        self.at = span.end;
    }

    /// Reports control characters in the comment at `span`.
    pub(in crate::text) fn control_in_comment(&mut self, span: Span) {
        let is_control = |character: char| character.is_control() && !character.is_whitespace();
        let comment = span.of(self.text);
        let Some((offset, character)) = comment.char_indices().find(|&(_, character)| is_control(character)) else {
            return;
        };
        let place =
            |offset: usize, character: char| Span::new(span.start + offset, span.start + offset + character.len_utf8());
        self.report.error(|| {
            let all = comment.char_indices().filter(|&(_, character)| is_control(character));
            Diagnostic::new(Problem::Control { character }, place(offset, character))
                .label("expected only visible characters and white space")
                .help(CONTROL)
                .suggest_all("delete it", all.map(|(offset, character)| edit(place(offset, character), "")).collect())
        });
    }

    /// A string that the lexer refuses, in quotes or backticks: reports what is wrong with it and gives what it says.
    #[cold]
    pub(in crate::text) fn broken_string(&mut self) -> Word<'a> {
        let quote = char::from(self.byte().unwrap_or(b'"'));
        let start = self.at;
        let (length, closed) = lex::string_length(self.rest(), &mut self.recovery.lookahead);
        let raw = self.text.get(start + 1..start + length - usize::from(closed)).unwrap_or_default();
        if !closed {
            self.unterminated(start, quote, raw);
        }
        let text = if quote == '`' { self.name_in_backticks(start + 1, raw) } else { self.string(start + 1, raw) };
        Word { span: self.take(length), text: Cow::Owned(text), kind: WordKind::Quoted }
    }

    fn unterminated(&mut self, start: usize, quote: char, raw: &str) {
        let span = Span::new(start, start + 1 + raw.len());
        self.recovery.unterminated = Some(span.end);
        let escaped = raw.len() - raw.trim_end_matches('\\').len();
        // Whether a `)` stands in the rest cannot be told while the string is open.
        self.recovery.unclosed |= self.text.trim_end().len() <= span.end;
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::Unterminated { quote }, span).label(format!(
                "expected the closing {} before the end of the line",
                super::super::problem::quotes(quote)
            ));
            if raw.is_empty() || (quote != '`' && escaped % 2 == 1) {
                return diagnostic;
            }
            diagnostic.suggest("close it at the end of the line", Span::at(span.end), quote)
        });
    }

    /// What stands between quotes, with what is wrong in it reported.
    fn string(&mut self, start: usize, raw: &str) -> String {
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        let mut broken_lines = false;
        while let Some(character) = rest.chars().next() {
            let at = start + raw.len() - rest.len();
            let mut length = character.len_utf8();
            match character {
                '\\' => {
                    if let Ok((after, escaped)) = lex::escape(rest) {
                        length = rest.len() - after.len();
                        text.push(escaped);
                    } else {
                        length = self.bad_escape(at, rest);
                        text.push(char::REPLACEMENT_CHARACTER);
                    }
                }
                _ if lex::is_line_break(character) => {
                    if !broken_lines {
                        self.line_break(at, start, raw, ["\\n", "\\r"]);
                        broken_lines = true;
                    }
                    text.push(character);
                }
                _ if character.is_control() => {
                    self.control_in_string(at, character);
                    text.push(character);
                }
                _ => text.push(character),
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        text
    }

    fn name_in_backticks(&mut self, start: usize, raw: &str) -> String {
        let mut broken_lines = false;
        for (offset, character) in raw.char_indices() {
            if lex::is_line_break(character) {
                if !broken_lines {
                    self.line_break(start + offset, start, raw, [" ", " "]);
                    broken_lines = true;
                }
            } else if character.is_control() {
                let span = Span::new(start + offset, start + offset + character.len_utf8());
                self.report.error(|| {
                    Diagnostic::new(Problem::Control { character }, span)
                        .label("expected only visible characters and spaces")
                        .help("backticks have no escapes; put a name with this character in double quotes")
                        .suggest("delete it", span, "")
                });
            }
        }
        raw.replace(char::is_control, " ")
    }

    /// One error for all line breaks of a string; the fix mends them all.
    fn line_break(&mut self, at: usize, start: usize, raw: &str, instead: [&str; 2]) {
        let [feed, carriage] = instead;
        self.report.error(|| {
            let breaks = raw.char_indices().filter(|&(_, character)| lex::is_line_break(character));
            let edits = breaks.map(|(offset, character)| {
                let span = Span::new(start + offset, start + offset + 1);
                edit(span, if character == '\n' { feed } else { carriage })
            });
            Diagnostic::new(Problem::LineBreak, Span::new(at, at + 1))
                .label("expected the closing quote on the same line")
                .related(Span::new(start - 1, start), "the quote that is open")
                .suggest_all(if feed == " " { "put a space" } else { "write a line break as `\\n`" }, edits.collect())
        });
    }

    fn control_in_string(&mut self, at: usize, character: char) {
        let span = Span::new(at, at + character.len_utf8());
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::Control { character }, span).help(CONTROL);
            let escaped = quote(character.encode_utf8(&mut [0; 4]));
            match character {
                '\0' => diagnostic.label("no text can hold it").suggest("delete it", span, ""),
                _ => diagnostic
                    .label("expected its escape")
                    .suggest("escape it", span, escaped.trim_matches('"'))
                    .certain(),
            }
        });
    }

    /// Reports the escape at the start of `rest`, at `at`; gives its length.
    fn bad_escape(&mut self, at: usize, rest: &str) -> usize {
        let mut characters = rest.chars().skip(1);
        let unicode = characters.next() == Some('u')
            && rest.get(2..6).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let length = if unicode { 6 } else { 1 + rest.chars().nth(1).map_or(0, char::len_utf8) };
        let escape = rest.get(..length).unwrap_or_default();
        let span = Span::new(at, at + length);
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::Escape { escape: excerpt(escape) }, span);
            if unicode {
                let label = if escape.eq_ignore_ascii_case("\\u0000") {
                    "no text can hold the character U+0000"
                } else {
                    "half of a surrogate pair; expected both (e.g. `\\ud83d\\ude00`)"
                };
                return diagnostic.label(label).suggest("delete it", span, "");
            }
            diagnostic
                .label(
                    "expected `\\\"`, `\\'`, `\\\\`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r`, `\\t` or `\\u` and four digits",
                )
                .suggest("write a backslash as `\\\\`", Span::at(at), "\\")
        });
        length
    }

    /// A value in typographic quotes, or that starts with one; `alone` where a clause would begin.
    pub(crate) fn typographic_string(&mut self, in_list: bool, alone: bool) -> Option<Word<'a>> {
        let rest = self.rest();
        let open = rest.chars().next().filter(|&character| lex::is_typographic_quote(character))?;
        let inner = rest.get(open.len_utf8()..).unwrap_or_default();
        let close = lex::typographic_close(open, inner, &mut self.recovery.lookahead);
        let (length, text) = if let Some((offset, close)) = close {
            (open.len_utf8() + offset + close.len_utf8(), inner.get(..offset)?.trim_matches(' '))
        } else {
            let length = touching_run(rest, in_list);
            // `’tis` begins with an apostrophe, `“Jon` with a quote that is not closed.
            let start = if open == '’' { 0 } else { open.len_utf8() };
            (length, rest.get(start..length)?)
        };
        let span = Span::new(self.at, self.at + length);
        // What is quoted may be a clause, where it names no field.
        let field = alone && self.looking_at(super::lookahead::skip_blank(self.text, span.end), Self::at_operator);
        let plain = !alone || field || crate::text::reading::is_plain(text);
        self.report.sure(|| {
            let diagnostic = Diagnostic::new(Problem::TypographicQuotes, span)
                .label("expected straight quotes (e.g. `\"Jon\"`)")
                .suggest("use straight quotes", span, quote(text));
            // A straight quote inside may belong to the next string.
            if close.is_some() && plain && !text.contains('"') { diagnostic.certain() } else { diagnostic }
        });
        Some(Word { span: self.take(length), text: Cow::Borrowed(text), kind: WordKind::Quoted })
    }
}
