//! Expressions of code, as far as literals go.

use std::collections::BTreeMap;

use super::carried::Carried;
use super::code::{Form, Kind, Token, excerpt, hole, tokens};
use super::sent::Said;
use crate::json::{Escape, escape, is_json};
use crate::span::Span;

/// The indices of tokens.
pub(super) type Range = std::ops::Range<usize>;

/// Code, with its tokens.
#[derive(Clone, Copy)]
pub(super) struct Code<'c> {
    pub(super) at: &'c Carried,
    pub(super) tokens: &'c [Token],
    /// Those of the code around it, of which variables are ranges.
    pub(super) around: &'c [Token],
}

/// A literal.
pub(super) struct Text {
    /// As it is written, without its quotes.
    pub(super) carried: Carried,
    /// What it says; none where it has an escape that languages read differently.
    pub(super) said: Option<Carried>,
}

/// What an expression is.
pub(super) enum Expr<'c> {
    Nothing,
    Text(Text),
    /// Texts, and values of which some were encoded by a call.
    Pieces(Vec<(Said, bool)>),
    /// What stands in brackets.
    Group(Range),
    /// A call with these arguments; others may be chained to it.
    Call {
        name: &'c str,
        arguments: Range,
        chained: bool,
    },
    /// What a literal alone is not, and what makes it so.
    Other {
        at: Span,
        what: String,
    },
}

/// Variables, with the tokens of what they are.
pub(super) type Variables<'c> = BTreeMap<&'c str, Range>;

impl<'c> Code<'c> {
    pub(super) fn text_of(&self, token: &Token) -> &'c str {
        token.span.of(&self.at.json)
    }

    pub(super) fn get(&self, index: usize) -> Option<&'c Token> {
        self.tokens.get(index)
    }

    pub(super) fn is(&self, index: usize, text: &str) -> bool {
        self.get(index).is_some_and(|token| !matches!(token.kind, Kind::Text { .. }) && self.text_of(token) == text)
    }

    /// The bytes of `range` within the code.
    pub(super) fn bytes(&self, range: &Range) -> Span {
        let start = self.get(range.start).map_or(0, |token| token.span.start);
        let end = range.end.checked_sub(1).and_then(|last| self.get(last)).map_or(start, |token| token.span.end);
        Span::new(start, end.max(start))
    }

    pub(super) fn span(&self, range: &Range) -> Span {
        self.at.span(self.bytes(range))
    }

    pub(super) fn span_of(&self, range: &Range) -> &'c str {
        self.bytes(range).of(&self.at.json)
    }

    /// The index after the token at `index`, or after the bracket that closes it.
    fn after(&self, index: usize) -> usize {
        match self.get(index).map(|token| token.kind) {
            Some(Kind::Open(close)) => close + 1,
            _ => index + 1,
        }
    }

    /// What commas part in `range`.
    pub(super) fn items(&self, range: Range) -> impl Iterator<Item = Range> + '_ {
        let mut at = range.start;
        std::iter::from_fn(move || {
            if at >= range.end {
                return None;
            }
            let start = at;
            while at < range.end && self.get(at).is_some_and(|token| token.kind != Kind::Comma) {
                at = self.after(at);
            }
            let item = start..at.min(range.end);
            at += 1;
            Some(item)
        })
    }

    /// The statements: parted by `;`, and by line breaks where nothing says that the line goes on.
    pub(super) fn statements(&self) -> Vec<Range> {
        let mut statements = Vec::new();
        let (mut start, mut at) = (0, 0);
        while at < self.tokens.len() {
            if self.is(at, ";") {
                statements.push(start..at);
                start = at + 1;
            } else if at > start && self.breaks_before(at) {
                statements.push(start..at);
                start = at;
            }
            at = self.after(at);
        }
        statements.push(start..self.tokens.len());
        statements.retain(|statement| !statement.is_empty());
        statements
    }

    fn breaks_before(&self, index: usize) -> bool {
        let Some((before, next)) = index.checked_sub(1).and_then(|before| self.get(before).zip(self.get(index))) else {
            return false;
        };
        let gap = Span::new(before.span.end, next.span.start);
        // A block of Python.
        if gap.of(&self.at.json).contains('\n') && self.is(index - 1, ":") && next.kind == Kind::Word {
            return true;
        }
        gap.of(&self.at.json).contains('\n')
            && !matches!(before.kind, Kind::Sign | Kind::Comma)
            && !matches!(next.kind, Kind::Sign | Kind::Comma | Kind::Open(_))
    }

    /// `range` without the words that may stand before an expression or the name of a variable.
    pub(super) fn without_words(&self, mut range: Range) -> Range {
        while ["await", "new", "return", "const", "let", "var"].iter().any(|word| self.is(range.start, word)) {
            range.start += 1;
        }
        range
    }

    /// The name before `=`, `:` or `=>`, and the rest; no name where there is none.
    pub(super) fn keyed(&self, range: Range) -> (Option<&'c str>, Range) {
        let name = match self.get(range.start).filter(|_| range.len() > 2) {
            Some(token) if token.kind == Kind::Word => Some(self.text_of(token)),
            Some(Token { kind: Kind::Text { inner, form: Form::Escaped | Form::Raw }, .. }) => {
                Some(inner.of(&self.at.json))
            }
            _ => None,
        };
        let sign = range.start + 1;
        let equals = self.is(sign, "=") && !self.is(sign + 1, "=");
        match name {
            Some(name) if equals && self.is(sign + 1, ">") => (Some(name), sign + 2..range.end),
            Some(name) if equals || self.is(sign, ":") => (Some(name), sign + 1..range.end),
            _ => (None, range),
        }
    }

    /// `("name", value)` or `["name", value]`.
    pub(super) fn pair(&self, item: Range, variables: &Variables<'c>) -> Option<(String, Range)> {
        let Some(Kind::Open(close)) = self.get(item.start).map(|token| token.kind) else { return None };
        if close + 1 != item.end {
            return None;
        }
        let parts: Vec<Range> = self.items(item.start + 1..close).collect();
        let [name, value] = parts.as_slice() else { return None };
        match self.expr(name.clone(), variables) {
            Expr::Text(name) => Some((name.said?.json, value.clone())),
            _ => None,
        }
    }

    /// How often the variable `name` stands in the code.
    pub(super) fn uses(&self, name: &str) -> usize {
        self.tokens.iter().filter(|token| token.kind == Kind::Word && self.text_of(token) == name).count()
    }

    /// What stands in the brackets of `range`.
    pub(super) fn groups(&self, range: &Range) -> Vec<Range> {
        let mut groups = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if let Some(Kind::Open(close)) = self.get(at).map(|token| token.kind) {
                groups.push(at + 1..close);
            }
            at = self.after(at);
        }
        groups
    }

    /// Whether a query may stand in `range`: JSON, a URL with one, or a member of that name.
    pub(super) fn holds_query(&self, range: &Range) -> bool {
        range.clone().any(|index| match self.get(index) {
            Some(Token { kind: Kind::Text { inner, .. }, .. }) => {
                let text = inner.of(&self.at.json);
                text.contains("query=") || is_json(text) || text == "query" && index + 1 < range.end
            }
            Some(token) if token.kind == Kind::Word && self.text_of(token) == "query" => {
                self.is(index + 1, ":") || self.is(index + 1, "=")
            }
            _ => false,
        })
    }

    /// `range`, or what the variable is that stands there alone, with the code that it stands in.
    pub(super) fn resolved(&self, range: Range, variables: &Variables<'c>) -> (Self, Range) {
        let (mut code, mut range) = (*self, self.without_words(range));
        // A variable may be another one.
        for _ in 0..4 {
            let Some(token) = code.get(range.start).filter(|token| range.len() == 1 && token.kind == Kind::Word) else {
                break;
            };
            let Some(value) = variables.get(code.text_of(token)) else { break };
            code = Self { tokens: self.around, ..code };
            range = code.without_words(value.clone());
        }
        (code, range)
    }

    /// What the expression at `range` is.
    pub(super) fn expr(&self, range: Range, variables: &Variables<'c>) -> Expr<'c> {
        let (code, range) = self.resolved(range, variables);
        code.expr_within(range, variables, 0)
    }

    pub(super) fn expr_within(&self, range: Range, variables: &Variables<'c>, depth: usize) -> Expr<'c> {
        let range = self.without_words(range);
        let Some(first) = self.get(range.start).filter(|_| !range.is_empty() && depth < 8) else {
            return Expr::Nothing;
        };
        let next = self.after(range.start);
        match first.kind {
            Kind::Text { inner, form } if next == range.end => match form {
                Form::Template { python } => Expr::Pieces(self.template(inner, python, variables, depth)),
                form => Expr::Text(self.literal(inner, form)),
            },
            Kind::Open(close) if next == range.end => {
                let inside = range.start + 1..close;
                let alone = self.text_of(first) == "(" && self.items(inside.clone()).count() == 1;
                if alone { self.expr_within(inside, variables, depth + 1) } else { Expr::Group(inside) }
            }
            Kind::Word if matches!(self.get(next).map(|token| token.kind), Some(Kind::Open(_))) => {
                self.call_at(&range, next).unwrap_or_else(|| self.joined(&range, variables, depth))
            }
            _ => self.joined(&range, variables, depth),
        }
    }

    /// `name(…)`, with `.name(…)` after it or without.
    fn call_at(&self, range: &Range, open: usize) -> Option<Expr<'c>> {
        let Some(Token { kind: Kind::Open(close), .. }) = self.get(open) else { return None };
        let name = self.text_of(self.get(range.start)?);
        let call = |chained| Expr::Call { name, arguments: open + 1..*close, chained };
        let mut at = close + 1;
        if at == range.end {
            return self.is(open, "(").then(|| call(false));
        }
        while at < range.end && self.is(at, ".") {
            at += 2;
            while matches!(self.get(at).map(|token| token.kind), Some(Kind::Open(_))) {
                at = self.after(at);
            }
        }
        if at < range.end || Self::is_encoder(name) { None } else { Some(call(true)) }
    }

    /// What `+` parts in `range`.
    pub(super) fn operands(&self, range: &Range) -> Vec<Range> {
        let mut operands = Vec::new();
        let (mut start, mut at) = (range.start, range.start);
        while at < range.end {
            if self.is(at, "+") {
                operands.push(start..at);
                start = at + 1;
            }
            at = self.after(at);
        }
        operands.push(start..range.end);
        operands
    }

    /// What `+` joins; anything else is not read.
    fn joined(&self, range: &Range, variables: &Variables<'c>, depth: usize) -> Expr<'c> {
        let operands = self.operands(range);
        if operands.len() < 2 {
            return self.other(range);
        }
        let mut pieces = Vec::new();
        for operand in operands {
            let (code, operand) = self.resolved(operand, variables);
            match code.expr_within(operand.clone(), variables, depth + 1) {
                Expr::Text(Text { said: Some(said), .. }) => pieces.push((Said::Text(said), false)),
                Expr::Pieces(more) => pieces.extend(more),
                _ => pieces.push((code.value_at(operand, variables, depth + 1), true)),
            }
        }
        Expr::Pieces(pieces)
    }

    /// What is not a literal alone: where that stands, and how to call it.
    fn other(&self, range: &Range) -> Expr<'c> {
        let literal =
            |index: usize| matches!(self.get(index).map(|token| token.kind), Some(Kind::Text { .. } | Kind::Open(_)));
        // What stands after the literal, or else before it.
        let start = if literal(range.start) { self.after(range.start) } else { range.start };
        let end = if start == range.start { (start + 1).min(range.end) } else { range.end };
        let rest = if start < range.end { start..end } else { range.clone() };
        let at = self.span(&rest);
        let words = match (self.get(rest.start), self.get(rest.start + 1)) {
            (Some(dot), Some(name)) if self.text_of(dot) == "." => format!(".{}(…)", excerpt(self.text_of(name))),
            (Some(Token { kind: Kind::Text { .. }, .. }) | None, _) => "another literal".to_owned(),
            (Some(token), _) => excerpt(self.text_of(token)),
        };
        let variable = range.len() == 1;
        Expr::Other { at, what: if variable { format!("the variable `{words}`") } else { format!("`{words}`") } }
    }

    /// What the literal between quotes says.
    fn literal(&self, inner: Span, form: Form) -> Text {
        let carried = self.at.part(inner);
        if form == Form::Raw {
            return Text { said: Some(carried.clone()), carried };
        }
        let text = &*carried.json;
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
            match escape(text.get(at + found..).unwrap_or_default()) {
                Escape::Character(_, length) => at += found + length,
                Escape::Surrogate(_) | Escape::Wrong(_) => return Text { said: None, carried },
            }
        }
        Text { said: Some(carried.clone().unescaped_inner()), carried }
    }

    /// The texts and holes of a template.
    fn template(&self, inner: Span, python: bool, variables: &Variables<'c>, depth: usize) -> Vec<(Said, bool)> {
        let source = &*self.at.json;
        let opening = if python { "{" } else { "${" };
        let mut pieces = Vec::new();
        let mut at = inner.start;
        // `{{` is a brace of an f-string's text, which other notations do not have.
        if python && ["{{", "}}"].iter().any(|brace| inner.of(source).contains(brace)) {
            return vec![(Said::Later { at: self.at.span(inner), what: "the f-string".to_owned() }, true)];
        }
        while at < inner.end {
            let rest = Span::new(at, inner.end).of(source);
            let next = rest.find(opening).map_or(inner.end, |next| at + next);
            if next > at {
                let text = self.literal(Span::new(at, next), Form::Escaped);
                let later =
                    Said::Later { at: text.carried.place(), what: "an escape that JSON does not have".to_owned() };
                pieces.push((text.said.map_or(later, Said::Text), false));
            }
            let brace = next + opening.len() - 1;
            let Some(length) = hole(Span::new(brace, inner.end).of(source)) else { break };
            let within = Span::new(brace + 1, brace + length - 1);
            at = brace + length;
            let whole = self.at.span(Span::new(next, at));
            let said = match tokens(source, within).filter(|tokens| !tokens.is_empty()) {
                Some(tokens) => {
                    let code = Code { at: self.at, tokens: &tokens, around: self.around };
                    code.value(0..tokens.len(), variables, depth + 1)
                }
                None => Said::Later { at: whole, what: "a hole of a template".to_owned() },
            };
            pieces.push((said, true));
        }
        pieces
    }
}
