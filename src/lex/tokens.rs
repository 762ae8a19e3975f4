//! A whole text as tokens, whatever is wrong with it: for what looks at a text without parsing it.

use super::token::{self, Reserved};
use crate::operator::Operator;
use crate::span::Span;

/// A token of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Token<'a> {
    pub(crate) span: Span,
    /// As it stands in the text.
    pub(crate) text: &'a str,
    pub(crate) kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A bare word, and which reserved one it is.
    Word(Option<Reserved>),
    /// Text in double quotes, single quotes, backticks or typographic quotes, by the quote that opens it; what stands
    /// between them may be wrong.
    Quoted {
        quote: char,
        closed: bool,
    },
    /// `{name}`
    Parameter,
    /// An operator of signs.
    Sign(Operator),
    Open,
    Close,
    Comma,
    /// The two dots of a range.
    Dots,
    Comment,
    /// One character that begins no token.
    Other,
}

impl<'a> Token<'a> {
    /// What stands between the quotes, escapes as they are written; any other token as it is.
    pub(crate) fn inner(&self) -> &'a str {
        match self.kind {
            TokenKind::Quoted { closed, .. } => {
                let mut characters = self.text.chars();
                characters.next();
                if closed {
                    characters.next_back();
                }
                characters.as_str()
            }
            _ => self.text,
        }
    }
}

/// The tokens of a text in order of place. They cover every byte but white space and a byte order mark at the start, and take
/// time linear in its length.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// See [`string_length`].
    lookahead: usize,
}

/// The tokens of `text`.
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    Tokens { text, at, lookahead: text.len() }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = self.text.get(self.at..)?;
        let blank = rest.len() - rest.trim_start().len();
        let start = self.at + blank;
        let rest = rest.get(blank..)?;
        let (length, kind) = self.token(rest)?;
        self.at = start + length;
        Some(Token { span: Span::new(start, self.at), text: rest.get(..length)?, kind })
    }
}

impl Tokens<'_> {
    /// The length and the kind of the token at the start of `rest`.
    fn token(&mut self, rest: &str) -> Option<(usize, TokenKind)> {
        let first = rest.chars().next()?;
        let word = token::leading_word(rest);
        if !word.is_empty() {
            return Some((word.len(), TokenKind::Word(token::reserved(word))));
        }
        Some(match first {
            '(' => (1, TokenKind::Open),
            ')' => (1, TokenKind::Close),
            ',' => (1, TokenKind::Comma),
            '"' | '\'' | '`' => {
                let (length, closed) = string_length(rest, &mut self.lookahead);
                (length, TokenKind::Quoted { quote: first, closed })
            }
            '{' => match token::parameter(rest) {
                Ok((after, _)) => (rest.len() - after.len(), TokenKind::Parameter),
                Err(_) => (1, TokenKind::Other),
            },
            _ if token::is_typographic_quote(first) => {
                let (length, closed) = self.typographic(first, rest);
                (length, TokenKind::Quoted { quote: first, closed })
            }
            '.' => (2, TokenKind::Dots),
            '/' => (token::comment(rest).map_or(1, |(after, _)| rest.len() - after.len()), TokenKind::Comment),
            _ => match token::sign(rest) {
                Ok((after, operator)) => (rest.len() - after.len(), TokenKind::Sign(operator)),
                Err(_) => (first.len_utf8(), TokenKind::Other),
            },
        })
    }

    /// How long the text in typographic quotes at the start of `rest` is, of which `open` is the first, and whether it is
    /// closed; of one that is not, only the word that follows belongs to it.
    fn typographic(&mut self, open: char, rest: &str) -> (usize, bool) {
        let inner = rest.get(open.len_utf8()..).unwrap_or_default();
        match typographic_close(open, inner, &mut self.lookahead) {
            Some((offset, close)) => (open.len_utf8() + offset + close.len_utf8(), true),
            None => (open.len_utf8() + token::word_length(inner), false),
        }
    }
}

/// Where the text that `open`, a typographic quote, begins is closed on its line: the offset in `inner`, what stands behind
/// `open`, and the quote that closes it. `lookahead` is that of [`string_length`].
pub(crate) fn typographic_close(open: char, inner: &str, lookahead: &mut usize) -> Option<(usize, char)> {
    let is_double = |quote: char| matches!(quote, '“' | '”' | '„' | '‟' | '«' | '»');
    let closes = |character: char| {
        token::is_typographic_quote(character) && is_double(character) == is_double(open)
            || (character == '"' && is_double(open))
    };
    // An apostrophe inside a word is written by the same character.
    let ends = |offset: usize, close: char| {
        let after = inner.get(offset + close.len_utf8()..).unwrap_or_default();
        !after.starts_with(char::is_alphanumeric)
    };
    let near = inner.get(..inner.floor_char_boundary(*lookahead)).unwrap_or_default();
    let found = near
        .char_indices()
        .find(|&(offset, character)| closes(character) && ends(offset, character) || token::is_line_break(character));
    *lookahead -= found.map_or(near.len(), |(offset, _)| offset);
    let first = found.filter(|&(_, character)| closes(character))?;
    if first.1 != '"' {
        return Some(first);
    }
    // `“a "b" c”`: a pair of straight quotes inside.
    let rest = near.get(first.0..).unwrap_or_default();
    let line = rest.split(token::is_line_break).next().unwrap_or_default();
    let close =
        line.char_indices().find(|&(_, character)| is_double(character)).filter(|&(_, character)| character != '“');
    *lookahead -= close.map_or(line.len(), |(offset, _)| offset);
    let pairs = |end: usize| inner.get(..end).unwrap_or_default().matches('"').count() % 2 == 0;
    Some(close.map(|(offset, character)| (first.0 + offset, character)).filter(|&(end, _)| pairs(end)).unwrap_or(first))
}

/// How long the text in quotes or backticks at the start of `rest` is, with its quotes, and whether it is closed. One that is
/// not ends with its line.
///
/// `lookahead`: how many bytes may still be looked at to tell where a string ends that may be open. It is bounded over a whole
/// text, so that many open strings do not cost their square; it starts at the text's length.
pub(crate) fn string_length(rest: &str, lookahead: &mut usize) -> (usize, bool) {
    let quote = rest.chars().next().unwrap_or('"');
    let mut several_lines = false;
    let mut escaped = false;
    for (offset, character) in rest.char_indices().skip(1) {
        match character {
            _ if token::is_line_break(character) => {
                if !several_lines && !closes_later(rest.get(offset..).unwrap_or_default(), quote, lookahead) {
                    return (rest.get(..offset).unwrap_or_default().trim_end().len().max(1), false);
                }
                several_lines = true;
                escaped = false;
            }
            _ if escaped => escaped = false,
            '\\' => escaped = quote != '`',
            _ if character == quote => return (offset + 1, true),
            _ => {}
        }
    }
    (rest.trim_end().len().max(1), false)
}

/// Whether a string goes on over the line break at the start of `rest`: the next line that has its quote has an odd number
/// of them.
fn closes_later(rest: &str, quote: char, lookahead: &mut usize) -> bool {
    let bytes = rest.as_bytes();
    let budget = (*lookahead).min(bytes.len());
    let mut quotes = 0;
    let mut looked = 0;
    while looked < budget {
        let byte = bytes[looked];
        looked += 1;
        if byte == b'\\' && quote != '`' {
            looked = budget.min(looked + 1);
        } else if char::from(byte) == quote {
            quotes += 1;
        } else if token::is_line_break(char::from(byte)) && quotes > 0 {
            break;
        }
    }
    *lookahead -= looked;
    quotes % 2 == 1
}

/// Whether a parameter stands in `text`.
pub(crate) fn has_parameters(text: &str) -> bool {
    text.contains('{') && tokens(text).any(|token| token.kind == TokenKind::Parameter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&str, TokenKind)> {
        tokens(text).map(|token| (token.text, token.kind)).collect()
    }

    #[test]
    fn every_token_has_its_kind() {
        use TokenKind as K;
        let word = K::Word(None);
        let quoted = |quote, closed| K::Quoted { quote, closed };
        assert_eq!(
            kinds("\u{feff}(tag NOT in(a,\"b \\\" c\" , 'd') ) // e\nand`f` >= 2..4"),
            [
                ("(", K::Open),
                ("tag", word),
                ("NOT", K::Word(Some(Reserved::Not))),
                ("in", K::Word(Some(Reserved::In))),
                ("(", K::Open),
                ("a", word),
                (",", K::Comma),
                ("\"b \\\" c\"", quoted('"', true)),
                (",", K::Comma),
                ("'d'", quoted('\'', true)),
                (")", K::Close),
                (")", K::Close),
                ("// e", K::Comment),
                ("and", K::Word(Some(Reserved::And))),
                ("`f`", quoted('`', true)),
                (">=", K::Sign(Operator::Gte)),
                ("2", word),
                ("..", K::Dots),
                ("4", word),
            ]
        );
        assert_eq!(kinds("é] /x"), [("é", word), ("]", K::Other), ("/x", word)]);
        assert_eq!(kinds("{a}{_b1}"), [("{a}", K::Parameter), ("{_b1}", K::Parameter)]);
        assert_eq!(kinds("{1}"), [("{", K::Other), ("1", word), ("}", K::Other)]);
        assert_eq!(kinds("a \u{1}!"), [("a", word), ("\u{1}", K::Other), ("!", K::Other)]);
    }

    #[test]
    fn an_open_string_ends_with_its_line_unless_a_later_line_closes_it() {
        let open = |quote| TokenKind::Quoted { quote, closed: false };
        assert_eq!(kinds("\"a b  \nc")[0], ("\"a b", open('"')));
        assert_eq!(kinds("'a\\'")[0], ("'a\\'", open('\'')));
        assert_eq!(kinds("\"a\nb\" c")[0], ("\"a\nb\"", TokenKind::Quoted { quote: '"', closed: true }));
        assert_eq!(kinds("`\\`")[0], ("`\\`", TokenKind::Quoted { quote: '`', closed: true }));
        let inner: Vec<&str> = tokens("\"a\" 'b c `d` e").map(|token| token.inner()).collect();
        assert_eq!(inner, ["a", "b c `d` e"]);
    }

    #[test]
    fn typographic_quotes_close_on_their_line_or_hold_a_word() {
        let quoted = |quote, closed| TokenKind::Quoted { quote, closed };
        assert_eq!(kinds("“a b” c")[..1], [("“a b”", quoted('“', true))]);
        assert_eq!(kinds("„a b\" c")[..1], [("„a b\"", quoted('„', true))]);
        assert_eq!(kinds("‘O’Brien’ c")[..1], [("‘O’Brien’", quoted('‘', true))]);
        assert_eq!(kinds("“a b\nc”")[..2], [("“a", quoted('“', false)), ("b", TokenKind::Word(None))]);
        assert_eq!(kinds("“ a"), [("“", quoted('“', false)), ("a", TokenKind::Word(None))]);
        assert_eq!(tokens("“a b”").next().map(|token| token.inner()), Some("a b"));
    }
}
