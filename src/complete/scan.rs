//! Where in a clause a place of a text is, told without parsing: a broken query has such places too.

use crate::operator::Operator;
use crate::span::Span;

/// What may stand at a place, and what of it has been begun.
#[derive(Debug, PartialEq)]
pub(super) struct Place<'a> {
    pub(super) state: State<'a>,
    /// The word or the string that has been begun; empty between tokens.
    pub(super) begun: Token<'a>,
    /// How many parentheses are open.
    pub(super) open: usize,
}

/// What has been said of a clause so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State<'a> {
    /// Words of a field, none at the start of a clause, with the place of the first.
    Field(Vec<&'a str>, usize),
    /// Words of an operator: `not`, `is not`, `in the`, as told by [`Half`].
    Operator(String, Half),
    /// The operator, and a value must follow.
    Value(String, Operator),
    /// In a list: an item must follow.
    List(String, Operator),
    /// After `in last`: how many units.
    Quantity,
    /// After `in last 3`: the unit.
    Unit(&'a str),
    /// A clause has ended.
    Ended,
}

/// The first words of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Is,
    IsNot,
    Not,
    Does,
    DoesNot,
    /// After the first of an operator's two words, with the other one: `starts`, `with`.
    Opens(Operator, &'static str),
    In,
    InThe,
    NotIn,
    NotInThe,
    Between,
    /// After the `and` between the two ends.
    BetweenAnd,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) span: Span,
    /// The token as written; of a string without its quotes, escapes unresolved.
    pub(super) text: &'a str,
    pub(super) kind: TokenKind,
}

impl Token<'_> {
    /// With no more text than stands before `cursor`; its place stays, as all of it is written anew.
    fn up_to(self, cursor: usize) -> Self {
        let start = self.span.start + usize::from(matches!(self.kind, TokenKind::Quoted { .. }));
        Self { text: self.text.get(..cursor.saturating_sub(start)).unwrap_or(self.text), ..self }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    /// Double or single quotes, or backticks; whether the end is there.
    Quoted {
        closed: bool,
    },
    Sign(Operator),
    Open,
    Close,
    /// `..` and whatever is no part of the language.
    Other,
}

/// The place at `cursor` in `text`.
pub(super) fn place(text: &str, cursor: usize) -> Place<'_> {
    let cursor = text.floor_char_boundary(cursor);
    let mut state = State::Field(Vec::new(), cursor);
    let mut open = 0_usize;
    let mut at = 0;
    while let Some(token) = next(text, at) {
        // What the cursor stands in, or right behind, is still being written.
        let touches = token.span.start < cursor && cursor <= token.span.end;
        let unfinished = match token.kind {
            TokenKind::Word => true,
            TokenKind::Quoted { closed } => !closed || cursor < token.span.end,
            _ => false,
        };
        if token.span.start >= cursor || (touches && unfinished) {
            let begun = if token.span.start >= cursor { nothing(cursor) } else { token.up_to(cursor) };
            return Place { state, begun, open };
        }
        match token.kind {
            TokenKind::Open => open += 1,
            TokenKind::Close => open = open.saturating_sub(1),
            _ => {}
        }
        state = after(state, token);
        at = token.span.end;
    }
    Place { state, begun: nothing(cursor), open }
}

fn nothing(cursor: usize) -> Token<'static> {
    Token { span: Span::at(cursor), text: "", kind: TokenKind::Word }
}

/// The token that starts at `at` or after it.
fn next(text: &str, mut at: usize) -> Option<Token<'_>> {
    loop {
        let rest = text.get(at..)?;
        let space = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
        at += space;
        let rest = text.get(at..)?;
        if !rest.starts_with("//") {
            break;
        }
        at += rest.find(['\n', '\r']).unwrap_or(rest.len());
    }
    let rest = text.get(at..)?;
    let token = |length: usize, kind| Some(Token { span: Span::new(at, at + length), text: &rest[..length], kind });
    match rest.chars().next()? {
        '(' => token(1, TokenKind::Open),
        ')' => token(1, TokenKind::Close),
        quote @ ('"' | '\'' | '`') => {
            let (inside, closed) = string(&rest[1..], quote);
            let end = at + 1 + inside + usize::from(closed);
            let text = &rest[1..=inside];
            Some(Token { span: Span::new(at, end), text, kind: TokenKind::Quoted { closed } })
        }
        first => match (crate::lex::sign(rest), crate::lex::word_length(rest)) {
            (Ok((after, operator)), _) => token(rest.len() - after.len(), TokenKind::Sign(operator)),
            (_, 0) => token(first.len_utf8(), TokenKind::Other),
            (_, length) => token(length, TokenKind::Word),
        },
    }
}

/// How many bytes stand before the closing quote, and whether there is one on the line.
fn string(rest: &str, quote: char) -> (usize, bool) {
    let mut escaped = false;
    for (index, character) in rest.char_indices() {
        match character {
            '\n' | '\r' => return (index, false),
            _ if escaped => escaped = false,
            '\\' if quote != '`' => escaped = true,
            _ if character == quote => return (index, true),
            _ => {}
        }
    }
    (rest.len(), false)
}

/// The state after `token`.
fn after<'a>(state: State<'a>, token: Token<'a>) -> State<'a> {
    let word = if token.kind == TokenKind::Word { token.text.to_ascii_lowercase() } else { String::new() };
    let start = State::Field(Vec::new(), token.span.end);
    match (state, token.kind, &*word) {
        (State::Operator(field, Half::Between), _, "and") => State::Operator(field, Half::BetweenAnd),
        (State::Field(words, _), _, "and" | "or" | "not") if words.is_empty() => start,
        (_, _, "and" | "or") => start,
        (State::Field(words, _), TokenKind::Sign(operator), _) => State::Value(words.join(" "), operator),
        (State::Field(words, at), TokenKind::Word, word) => match half(word).filter(|_| !words.is_empty()) {
            Some(Begun::Half(half)) => State::Operator(words.join(" "), half),
            Some(Begun::Whole(operator)) => State::Value(words.join(" "), operator),
            None => field(words, at, token),
        },
        (State::Field(words, at), TokenKind::Quoted { .. }, _) => field(words, at, token),
        (State::Field(words, at), TokenKind::Open, _) if words.is_empty() => State::Field(words, at),
        (State::Operator(name, half), _, word) => operator(name, half, token, word),
        (State::List(name, operator), kind, _) if kind != TokenKind::Close => State::List(name, operator),
        (State::Value(name, _), TokenKind::Open, _) => State::List(name, Operator::In),
        (State::Quantity, TokenKind::Word, _) => State::Unit(token.text),
        _ => State::Ended,
    }
}

fn field<'a>(mut words: Vec<&'a str>, at: usize, token: Token<'a>) -> State<'a> {
    let at = if words.is_empty() { token.span.start } else { at };
    words.push(token.text);
    State::Field(words, at)
}

enum Begun {
    Half(Half),
    Whole(Operator),
}

fn half(word: &str) -> Option<Begun> {
    Some(Begun::Half(match word {
        "is" => Half::Is,
        "not" => Half::Not,
        "does" => Half::Does,
        "in" => Half::In,
        "between" => Half::Between,
        "contain" | "contains" => return Some(Begun::Whole(Operator::Contain)),
        _ => {
            let (operator, rest) = Operator::opened_by(word.as_bytes())?;
            Half::Opens(operator, rest)
        }
    }))
}

fn operator<'a>(field: String, half: Half, token: Token<'a>, word: &str) -> State<'a> {
    let half = match (half, word) {
        (Half::Is, "not") => Half::IsNot,
        (Half::Does, "not") => Half::DoesNot,
        (Half::Not, "in") => Half::NotIn,
        (Half::Not, "between") => Half::Between,
        (Half::In, "the") => Half::InThe,
        (Half::NotIn, "the") => Half::NotInThe,
        (Half::Not | Half::DoesNot, "contain" | "contains") => return State::Value(field, Operator::NotContain),
        (Half::Not, _) if token.kind == TokenKind::Sign(Operator::Contain) => {
            return State::Value(field, Operator::NotContain);
        }
        (Half::Opens(operator, rest), word) if rest == word => return State::Value(field, operator),
        (Half::In | Half::InThe | Half::NotIn | Half::NotInThe, "last") => return State::Quantity,
        (Half::In, _) if token.kind == TokenKind::Open => return State::List(field, Operator::In),
        (Half::NotIn, _) if token.kind == TokenKind::Open => return State::List(field, Operator::NotIn),
        // The first end of a range; the second is of the same sort.
        (Half::In | Half::NotIn, _) if word.is_empty() => half,
        (Half::Between | Half::BetweenAnd, _) => half,
        _ => return State::Ended,
    };
    State::Operator(field, half)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The state and what has been begun where `|` stands.
    fn at(text: &str) -> (State<'_>, &str, usize) {
        let cursor = text.find('|').unwrap();
        let place = place(text, cursor);
        (place.state, place.begun.text.split('|').next().unwrap(), place.open)
    }

    #[test]
    fn a_place_knows_what_was_said_before_it() {
        let field = |words: &[&'static str], at| State::Field(words.to_vec(), at);
        let value = |field: &str, operator| State::Value(field.to_owned(), operator);
        let half = |field: &str, half| State::Operator(field.to_owned(), half);
        assert_eq!(at("na|").1, "na");
        assert_eq!(at("company la|").0, field(&["company"], 0));
        assert_eq!(at("tag = a and (company |"), (field(&["company"], 13), "", 1));
        assert_eq!(at("tag = |").0, value("tag", Operator::Is));
        assert_eq!(at("tag = \"a b|").1, "a b");
        assert_eq!(at("lead status != Op|").0, value("lead status", Operator::IsNot));
        assert_eq!(at("tag is |").0, half("tag", Half::Is));
        assert_eq!(at("tag is not em|").0, half("tag", Half::IsNot));
        assert_eq!(at("name does not contain |").0, value("name", Operator::NotContain));
        assert_eq!(at("created in the |").0, half("created", Half::InThe));
        assert_eq!(at("created not in last |").0, State::Quantity);
        assert_eq!(at("created in last 3 mo|").0, State::Unit("3"));
        assert_eq!(at("tag in (a, \"b c\", |"), (State::List("tag".into(), Operator::In), "", 1));
        assert_eq!(at("tag in (a) |"), (State::Ended, "", 0));
        assert_eq!(at("rating between 2 and |").0, half("rating", Half::BetweenAnd));
        assert_eq!(at("tag = vip |").0, State::Ended);
        assert_eq!(at("tag = vip // or\n and |").0, field(&[], 20));
        assert_eq!(at("] = ) tag ~ x or em|").1, "em");
    }
}
