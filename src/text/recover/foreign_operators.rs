//! Words and signs that stand for an operator elsewhere: `begins with`, `before`, `isn't`, `≥`.

use super::edit;
use super::lookahead::{Stop, one_line, skip_blank};
use super::meaning::{Meaning, Sure};
use crate::catalog::Catalog;
use crate::check::{Sort, ends_of, is_datetime_like, pattern, range_of_past};
use crate::diagnostic::{Diagnostic, Edit};
use crate::lex::word;
use crate::lex::{self, Reserved};
use crate::operator::{self, Bound, Meant, Operator, Takes};
use crate::span::Span;
use crate::text::ast::{Clause, Expr, FieldName};
use crate::text::parse::Parser;
use crate::text::problem::Problem;
use crate::value::Unit;

#[derive(Clone, Copy)]
enum Words {
    /// `isn't`: what may follow `is not` follows.
    IsNot,
    /// Words of the table of operators.
    Mean(Meant),
}

/// An operator that is not the language's.
#[derive(Clone, Copy)]
pub(crate) struct Spoken {
    /// Its words, with a `not` among them.
    pub(crate) span: Span,
    words: Words,
    negated: bool,
}

impl Spoken {
    /// This after the `not` at `not`.
    pub(crate) fn after_not(self, not: Span) -> Self {
        Self { span: not.to(self.span), negated: true, ..self }
    }
}

impl<'a> Parser<'a, '_> {
    /// The operator that is not the language's at `at`: `begins with`, `is not greater than`, `does not like`, `isn't`.
    pub(crate) fn spoken(&self, at: usize) -> Option<Spoken> {
        let next = |end: usize| skip_blank(self.text, end);
        let is = |word: &str, words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
        let mut place = at;
        let mut negated = false;
        let mut word = self.word_at(place)?;
        if is(word, &["isn't", "isn’t", "isnt", "aren't", "aren’t"]) {
            let end = place + word.len();
            let longer = self.phrase_at(next(end)).filter(|_| self.value_after_phrase(next(end)));
            let (words, end) = longer.unwrap_or((Words::IsNot, end));
            return Some(Spoken { span: Span::new(at, end), words, negated: true });
        }
        let auxiliary = is(word, &["is", "are", "does", "do"]);
        if is(word, &["doesn't", "doesn’t", "doesnt", "don't", "don’t"]) {
            negated = true;
            place = next(place + word.len());
        } else if auxiliary {
            place = next(place + word.len());
            word = self.word_at(place)?;
        }
        if !negated && is(word, &["not"]) {
            negated = true;
            place = next(place + word.len());
        }
        let (words, end) = self.phrase_at(place)?;
        // `is like` compares with the word.
        if auxiliary && !self.value_after_phrase(place) {
            return None;
        }
        Some(Spoken { span: Span::new(at, end), words, negated })
    }

    /// The operator that is next, unless a `not` is among its words: behind another one it may be meant or not.
    pub(crate) fn spoken_plainly(&self) -> Option<Spoken> {
        self.spoken(self.at).filter(|spoken| !spoken.negated)
    }

    /// The entry of the table at `at`, and where its words end. After `not` its words may be reserved.
    fn phrase_at(&self, at: usize) -> Option<(Words, usize)> {
        let first = self.word_at(at)?;
        // `is ≥ 3`
        let sign = first.chars().next().filter(|sign| sign.len_utf8() == first.len());
        if let Some(operator) = sign.and_then(Operator::meant_by_character) {
            return Some((Words::Mean(Meant::Operator(operator)), at + first.len()));
        }
        operator::spoken().find_map(|(words, meant)| {
            let mut parts = words.split(' ');
            if !first.eq_ignore_ascii_case(parts.next()?) {
                return None;
            }
            let mut end = at + first.len();
            for part in parts {
                let start = skip_blank(self.text, end);
                self.word_at(start).filter(|word| word.eq_ignore_ascii_case(part))?;
                end = start + part.len();
            }
            Some((Words::Mean(meant), end))
        })
    }

    /// Whether the phrase at `at` has a value after it.
    fn value_after_phrase(&self, at: usize) -> bool {
        let Some((_, end)) = self.phrase_at(at) else { return false };
        let at = skip_blank(self.text, end);
        match self.word_at(at) {
            Some(word) => lex::reserved_value(word).is_none(),
            None => self.text.get(at..).is_some_and(|rest| rest.starts_with(['"', '\'', '(', '[', '{', '“', '‘'])),
        }
    }

    /// `name begins with Jo`, `created before 2025-01-01`, `rating ≥ 3`: an operator among the `words` before the next
    /// token, which were read as a field.
    pub(crate) fn phrase(&mut self, words: &[Span]) -> Option<Expr<'a>> {
        // The name of a built-in field may hold such a word.
        let (index, spoken) = (1..words.len().min(8)).find_map(|index| {
            let spoken = self.spoken(words.get(index)?.start)?;
            Some((index, spoken))
        })?;
        let after = skip_blank(self.text, spoken.span.end);
        let value = self.word_at(after).is_some_and(|word| lex::reserved_value(word).is_none())
            || self.text.get(after..).is_some_and(|rest| rest.starts_with(['"', '\'', '(', '[', '{', '“', '‘']));
        if !value {
            return None;
        }
        let span = words.first()?.to(*words.get(index - 1)?);
        let field = FieldName { span, name: one_line(span.of(self.text)).into(), custom: false, quoted: false };
        Some(self.spoken_clause(field, spoken))
    }

    /// The clause of `field` with the operator `spoken`, from after which the text is read again.
    pub(crate) fn spoken_clause(&mut self, field: FieldName<'a>, spoken: Spoken) -> Expr<'a> {
        let place = spoken.span;
        self.go_to(skip_blank(self.text, place.end));
        self.previous = place;
        let found = one_line(place.of(self.text));
        match spoken.words {
            Words::IsNot => {
                if let Some(expr) = self.not_that_day(&field, place, Problem::Contraction { found: found.clone() }) {
                    return expr;
                }
                let make = || {
                    Diagnostic::new(Problem::Contraction { found }, place)
                        .label("expected an operator (e.g. `is not`)")
                        .suggest("use `is not`", place, "is not")
                        .certain()
                };
                if self.at_empty() {
                    self.report.sure(make);
                } else {
                    self.report.error(make);
                }
                self.mended().after_is(field, true, place)
            }
            Words::Mean(Meant::Operator(operator)) => {
                let (operator, outside) = match operator.negative() {
                    _ if !spoken.negated => (operator, false),
                    Some(negative) => (negative, false),
                    None => (operator, true),
                };
                let sign = operator.text();
                let problem = if found.contains(['\'', '’']) {
                    Problem::Contraction { found }
                } else {
                    Problem::OperatorWords { found }
                };
                let diagnostic = Diagnostic::new(problem, place).label(format!("expected an operator (e.g. `{sign}`)"));
                let diagnostic = if operator.bound().is_some() && self.at_age() {
                    // `more than 30 days ago` is longer ago, and `> 30 days ago` later than that day.
                    diagnostic
                        .help("for what is longer ago, write `not in last 30 days`; for what is not, `in last 30 days`")
                } else if let Some((label, edits)) = self.wildcards(place, outside, field.span) {
                    diagnostic
                        .help("values have no wildcards; `^=` finds words that begin like this")
                        .suggest_all(label, edits)
                } else {
                    let mut edits = vec![edit(place, sign)];
                    if outside {
                        edits.insert(0, self.not_before(field.span.start));
                    }
                    let label = if outside { format!("use `not` and `{sign}`") } else { format!("use `{sign}`") };
                    diagnostic.suggest_all(label, edits).certain()
                };
                self.report.error(|| diagnostic);
                let expr = self.mended().comparison(field, operator, place);
                if outside { Expr::Not { span: Span::at(place.start), expr: Box::new(expr) } } else { expr }
            }
            Words::Mean(Meant::OfDays(operator)) => self.time_word(field, place, operator, spoken.negated),
            Words::Mean(Meant::Nothing(why)) => {
                self.report.error(|| {
                    Diagnostic::new(Problem::OperatorWords { found }, place)
                        .label("expected an operator (e.g. `~`)")
                        .help(why)
                });
                self.skip_from(field.span.start)
            }
        }
    }

    /// Whether `empty` is next, and the operand ends behind it.
    pub(crate) fn at_empty(&mut self) -> bool {
        let Some(word) = self.peek().filter(|word| word.eq_ignore_ascii_case("empty")) else { return false };
        let after = skip_blank(self.text, self.at + word.len());
        self.looking_at(after, Self::at_end_of_operand)
    }

    /// Whether a time is next, `30 days ago`.
    fn at_age(&self) -> bool {
        let quantity = self.quantity_at(self.at);
        let unit = quantity.and_then(|quantity| self.unit_after(quantity.span));
        unit.is_some_and(|unit| Unit::find(&unit.text).is_some())
    }

    /// What `like "Jon%"` means, whose operator stands at `place`.
    fn wildcards(&self, place: Span, outside: bool, field: Span) -> Option<(String, Vec<Edit>)> {
        let rest = self.rest();
        let (length, text) = match lex::quoted(rest) {
            Ok((after, text)) => (rest.len() - after.len(), text.into_owned()),
            Err(_) => self.peek().map(|word| (word.len(), word.to_owned()))?,
        };
        let (outside, operator, bare) = pattern(&text, outside || lex_not(place.of(self.text)))?;
        let sign = operator.text();
        let mut edits = vec![edit(place, sign), edit(Span::new(self.at, self.at + length), word(bare))];
        if outside {
            edits.insert(0, self.not_before(field.start));
        }
        Some((format!("use `{sign}`"), edits))
    }

    /// `created before 2025-01-01`, `birthday on 5 Mar`
    fn time_word(&mut self, field: FieldName<'a>, place: Span, operator: Operator, not: bool) -> Expr<'a> {
        let known = self.recovery.catalog.field(&field.name);
        let has = |operator| known.as_ref().is_none_or(|known| known.operators.contains(operator));
        // `created not before 2025-01-01` asks for the other side, where no `not` can stand before a range.
        let (operator, not) = match operator.bound().filter(|_| not && !has(operator)) {
            Some(bound) => (
                Operator::of_bound(Bound { above: !bound.above, included: !bound.included }).unwrap_or(operator),
                false,
            ),
            None => (operator, not),
        };
        let supported = has(operator);
        let sign = operator.text();
        let found = place.of(self.text).to_owned();
        if not && let Some(expr) = self.not_that_day(&field, place, Problem::TimeWord { found: found.clone() }) {
            return expr;
        }
        let ahead = self.words_ahead();
        let value = match (ahead.words.first(), ahead.words.last()) {
            (Some(first), Some(last)) => one_line(first.to(*last).of(self.text)).trim_matches(['"', '\'']).to_owned(),
            _ => "2025-01-01".to_owned(),
        };
        let name = field.span.of(self.text);
        let diagnostic = Diagnostic::new(Problem::TimeWord { found }, place)
            .label("expected an operator (e.g. `in 2025-01-01..2025-12-31`)");
        let past = known.and_then(|known| range_of_past(&known, operator, &value));
        if !supported {
            let range =
                range_from(operator, &value).map(|range| format!("`{name} in {range}`, or ")).unwrap_or_default();
            let help = format!("`{name}` takes ranges with both ends: {range}`{name} in last 3 months`");
            let whole = ahead.words.last().filter(|_| ahead.stop == Stop::End).map(|&last| place.to(last));
            self.report.error(|| {
                let diagnostic = diagnostic.help(help);
                match past.zip(whole) {
                    Some(((ranged, range), whole)) => {
                        let said = format!("{} {range}", ranged.text());
                        diagnostic.suggest(format!("use `{said}`"), whole, said)
                    }
                    None => diagnostic,
                }
            });
            return self.skip_from(field.span.start);
        }
        let diagnostic = if not {
            let negated = vec![self.not_before(field.span.start), edit(place, sign)];
            diagnostic.suggest_all(format!("use `not` and `{sign}`"), negated)
        } else {
            diagnostic.suggest(format!("use `{sign}`"), place, sign)
        };
        let moving = self.moving_at(self.at).filter(|_| operator.takes() == Takes::Range);
        // `created on this month`
        if moving.is_some_and(|moving| self.ends_after(moving.span)) {
            self.report.sure(|| diagnostic.certain());
        } else {
            self.report.error(|| diagnostic);
        }
        let expr = if operator.takes() == Takes::Range {
            self.mended().membership(field, false, place)
        } else {
            self.mended().comparison(field, operator, place)
        };
        if not { Expr::Not { span: Span::at(place.start), expr: Box::new(expr) } } else { expr }
    }

    /// `rating ≥ 3`, `rating≥3`
    pub(crate) fn typographic_sign(&mut self, words: &[Span]) -> Option<Expr<'a>> {
        let text = self.text;
        let (offset, (sign, operator)) = words.iter().find_map(|word| {
            let (offset, sign) =
                word.of(text).char_indices().find(|&(_, sign)| Operator::meant_by_character(sign).is_some())?;
            Some((word.start + offset, (sign, Operator::meant_by_character(sign)?)))
        })?;
        let place = Span::new(offset, offset + sign.len_utf8());
        let first = words.first()?;
        let name = Span::new(first.start, offset).of(text).trim_end();
        let last = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        if name.is_empty() || lex::reserved(last).is_some() {
            return None;
        }
        let sign_text = operator.text();
        let apart = self.apart(place, sign_text);
        self.report.error(|| {
            Diagnostic::new(Problem::TypographicSign { found: sign }, place)
                .label(format!("expected `{sign_text}`"))
                .suggest(format!("use `{sign_text}`"), place, apart)
                .certain()
        });
        let span = Span::new(first.start, first.start + name.len());
        let field = FieldName { span, name: one_line(name).into(), custom: false, quoted: false };
        self.go_to(skip_blank(text, place.end));
        self.previous = place;
        Some(self.mended().comparison(field, operator, place))
    }

    /// Goes to `at`, which may be before the next token.
    pub(crate) fn go_to(&mut self, at: usize) {
        // What stands after it is read again.
        while self.comments.last().is_some_and(|comment| comment.span.start >= at) {
            self.comments.pop();
        }
        self.at = at;
        self.report.operand = 0;
        self.read_word();
    }
}

fn lex_not(words: &str) -> bool {
    words.split_whitespace().any(|word| lex::reserved(word) == Some(Reserved::Not)) || words.contains(['\'', '’'])
}

/// The closed range that begins or ends by `bound`, the other end left open.
fn range_from(operator: Operator, bound: &str) -> Option<String> {
    let (sort, missing) =
        if is_datetime_like(bound) { (Sort::Datetime, "YYYY-MM-DDTHH:MM:SSZ") } else { (Sort::Date, "YYYY-MM-DD") };
    ends_of(operator, bound, sort, missing).map(|[start, end]| format!("{start}..{end}"))
}

/// `name doesn't contain Jon` is a clause of a field that is called so. Where there is no such field, what is meant.
pub(crate) fn contraction<'a>(clause: &Clause<'a>, catalog: &Catalog) -> Option<(Diagnostic, Meaning<'a>)> {
    if clause.field.quoted || clause.field.custom {
        return None;
    }
    let (field, word) = clause.field.name.rsplit_once(' ')?;
    let lower = word.to_lowercase().replace('’', "'");
    let negative = clause.operator.negated().filter(|negative| negative.positive() == clause.operator);
    let (negated, operator) = match (&*lower, clause.operator.takes(), negative) {
        ("isn't" | "isnt" | "aren't", Takes::Days, _) => ("not", Operator::NotInRange),
        ("isn't" | "isnt" | "aren't", Takes::List | Takes::Range | Takes::Quantity, Some(negative)) => {
            ("not", negative)
        }
        ("doesn't" | "doesnt" | "don't", Takes::Words, Some(negative)) => ("does not", negative),
        _ => return None,
    };
    catalog.field(field)?;
    let span = Span::new(clause.field.span.end - word.len(), clause.field.span.end);
    let contains = clause.operator.takes() == Takes::Words;
    let edits =
        vec![if contains { edit(span.to(clause.operator_span), "does not contain") } else { edit(span, negated) }];
    let diagnostic = Diagnostic::new(Problem::Contraction { found: word.to_owned() }, span)
        .label(format!("expected `{negated}`"))
        .suggest_all(format!("use `{negated}`"), edits)
        .certain();
    let name = FieldName {
        span: Span::new(clause.field.span.start, span.start),
        name: field.to_owned().into(),
        ..clause.field.clone()
    };
    let operator_span = span.to(clause.operator_span);
    let clause = Clause { field: name, operator, operator_span, ..clause.clone() };
    Some((diagnostic, Meaning { clause, sure: Sure::Operand }))
}
