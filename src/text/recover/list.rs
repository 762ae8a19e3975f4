//! What stands in a list and should not.

use super::lookahead::Stop;
use super::{edit, touching_run};
use crate::diagnostic::Diagnostic;
use crate::lex::quote;
use crate::lex::{self, Class, Reserved};
use crate::span::Span;
use crate::text::ast::{Word, WordKind};
use crate::text::operand::Separator;
use crate::text::parse::Parser;
use crate::text::problem::Problem;

impl<'a> Parser<'a, '_> {
    /// No item stands where one should. True where the list goes on with what follows an item.
    #[cold]
    pub(in crate::text) fn no_item(&mut self, open: Span, items: &mut Vec<Word<'a>>) -> bool {
        if let Some(word) = self.odd_value(true) {
            items.push(word);
            return true;
        }
        match self.byte() {
            None => self.report_unclosed(open, self.groups + 1),
            Some(b',') => {
                let comma = self.next_token();
                self.report.error(|| {
                    Diagnostic::new(Problem::EmptyItem, comma)
                        .label("expected a value before it (e.g. `(a, b)`)")
                        .suggest("delete the comma", comma, "")
                });
                return true;
            }
            Some(b')') => {
                let comma = self.previous != open;
                let span = open.to(self.take(1));
                // A comma may stand last.
                if !comma {
                    self.error(Problem::EmptyList, span, "expected at least one value (e.g. `(a, b)`)");
                }
            }
            _ => {
                if let Some(reserved) = self.peek().and_then(lex::reserved_value) {
                    return self.reserved_item(reserved, open, items);
                }
                let found = self.found();
                let span = self.next_token();
                self.error(Problem::Unexpected { found }, span, "expected a value (e.g. `vip`)");
                self.skip_list(open);
            }
        }
        false
    }

    fn reserved_item(&mut self, reserved: Reserved, open: Span, items: &mut Vec<Word<'a>>) -> bool {
        if reserved != Reserved::Not && self.clause_after_join() {
            self.report_open(open, 1, "here, before the next clause");
            return false;
        }
        let text = self.peek().unwrap_or_default();
        let word = self.bare(text);
        self.report.error(|| {
            Diagnostic::new(Problem::ReservedValue { word: text.to_owned() }, word.span)
                .label("expected a value (e.g. `vip`)")
                .suggest("quote the word", word.span, quote(text))
        });
        items.push(word);
        true
    }

    /// What follows an item is neither `,` nor `)`. None where the list goes on with what follows an item.
    #[cold]
    pub(in crate::text) fn after_item(&mut self, open: Span, items: &mut [Word<'a>]) -> Option<Separator> {
        let rest = self.rest();
        let Some(item) = items.last_mut() else {
            // An item that was reported as missing.
            self.skip_list(open);
            return Some(Separator::None);
        };
        let whole = item.clone();
        if self.parameter_in_value(&whole) {
            return None;
        }
        let touches = item.span.end == self.at && item.kind == WordKind::Bare && !rest.starts_with('(');
        // `(aa, bb] and …`: another bracket closes the list.
        let other_close = rest.starts_with([']', '}'])
            && !rest.get(1..).is_some_and(|rest| rest.starts_with(|next: char| next.is_alphanumeric() || next == ','));
        if other_close && !self.closed_before_join() {
            let found = self.found();
            let close = self.next_token();
            let bounds = matches!(items, [_, end] if end.text.starts_with(|first: char| first.is_ascii_digit()));
            self.report.error(|| {
                let diagnostic = Diagnostic::new(Problem::Unexpected { found }, close)
                    .label("expected `)`")
                    .related(open, "the list that is open")
                    .suggest("use `)`", close, ")");
                // `(2, 4]` is how mathematics leaves out an end.
                if bounds { diagnostic } else { diagnostic.certain() }
            });
            self.take(1);
            return Some(Separator::None);
        }
        if touches
            && rest.starts_with(';')
            && !rest.get(1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        {
            return Some(self.comma_instead(1));
        }
        if touches && lex::class(rest) == Some(Class::Sign) {
            let sign = rest.chars().next().unwrap_or_default();
            let length = touching_run(rest, true);
            let span = Span::new(item.span.start, self.at + length);
            let text = span.of(self.text);
            self.report.error(|| {
                let diagnostic = Diagnostic::new(Problem::NeedsQuotes { sign }, span)
                    .label("expected quotes around it")
                    .suggest("quote the value", span, quote(text));
                // Both separate values elsewhere.
                if text.contains([';', '|']) { diagnostic } else { diagnostic.certain() }
            });
            *item = Word { span, text: text.into(), kind: WordKind::Quoted };
            self.take(length);
            return None;
        }
        match (self.byte(), self.peek_reserved()) {
            (Some(_), _) if self.after_open_string() => return Some(Separator::Comma),
            (None, _) => {
                self.report_unclosed(open, self.groups + 1);
                return Some(Separator::None);
            }
            (_, Some(Reserved::And | Reserved::Or)) => {
                if self.clause_after_join() {
                    self.report_open(open, 1, "here, before the next clause");
                    return Some(Separator::None);
                }
                let length = self.peek().map_or(0, str::len);
                return Some(self.comma_instead(length));
            }
            (Some(b';'), _) => return Some(self.comma_instead(1)),
            _ => {}
        }
        let ahead = self.words_ahead();
        if let (Some(&last), true) = (ahead.words.last(), ahead.stop != Stop::Operator) {
            let whole = Span::new(item.span.start, last.end);
            let more = super::lookahead::one_line(Span::new(item.span.end, last.end).of(self.text));
            let first = item.span;
            item.text.to_mut().push_str(&more);
            item.span.end = last.end;
            item.kind = WordKind::Quoted;
            let text = item.text.to_string();
            self.report.error(|| {
                let diagnostic = Diagnostic::new(Problem::WordsInList, whole)
                    .label("expected `,` or `)` after one word")
                    .suggest("quote the item", whole, quote(&text));
                let ends = std::iter::once(first).chain(ahead.words.iter().copied().take(ahead.words.len() - 1));
                diagnostic.suggest_all("separate the items", ends.map(|word| edit(Span::at(word.end), ",")).collect())
            });
            self.take(last.end - self.at);
            return None;
        }
        let found = self.found();
        let span = self.next_token();
        let dots = rest.starts_with("..");
        self.report.error(|| {
            let diagnostic = Diagnostic::new(Problem::Unexpected { found }, span).label("expected `,` or `)`");
            if dots { diagnostic.help("write a range without parentheses (e.g. `in 2..4`)") } else { diagnostic }
        });
        self.skip_list(open);
        Some(Separator::None)
    }

    fn comma_instead(&mut self, length: usize) -> Separator {
        let found = self.found();
        let span = self.take(length);
        let glued = self.text.get(..span.start).is_some_and(|before| before.ends_with(' '));
        let replaced = if glued { Span::new(span.start - 1, span.end) } else { span };
        self.report.error(|| {
            Diagnostic::new(Problem::Unexpected { found }, span).label("expected `,` or `)`").suggest(
                "separate the items with a comma",
                replaced,
                ",",
            )
        });
        Separator::Comma
    }

    /// Whether a clause stands after the `and` or `or` that is the next token.
    fn clause_after_join(&self) -> bool {
        let length = self.peek().map_or(0, str::len);
        let ahead = self.words_from(super::lookahead::skip_blank(self.text, self.at + length));
        ahead.stop == Stop::Operator && !ahead.words.is_empty()
    }

    /// Whether a `)` stands before the next `and`, `or` or `(`, near enough to be the list's.
    fn closed_before_join(&self) -> bool {
        let near = self.text.floor_char_boundary((self.at + 200).min(self.text.len()));
        let rest = self.text.get(self.at..near).unwrap_or_default();
        let rest = rest.split(['(', '"', '\n']).next().unwrap_or_default();
        rest.split_whitespace()
            .take_while(|word| !matches!(lex::reserved(word), Some(Reserved::And | Reserved::Or)))
            .any(|word| word.contains(')'))
    }

    /// Goes on after the `)` that closes the list.
    pub(crate) fn skip_list(&mut self, open: Span) {
        let mut depth = 1_usize;
        while let Some(byte) = self.byte() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            self.take_any();
            if depth == 0 {
                return;
            }
        }
        self.report_unclosed(open, self.groups + depth);
    }
}
