//! What a text means that is written as other tools are asked, or as people speak: `title contains neither CEO nor CFO`.
//!
//! Nothing that is read here is taken for what was written: it is offered beside a mistake, for a person to choose.

mod call;
mod moving;
mod offer;
mod operand;
mod piece;
mod plain;
mod predicate;
mod reader;
mod said;
mod sentence;
mod subject;
mod vocabulary;

pub(crate) use offer::Site;
pub(crate) use plain::is_plain;
pub(crate) use vocabulary::bound;

use crate::catalog::Catalog;
use crate::lex::{self, Reserved};
use crate::span::Span;

/// The longest text that is read, in bytes.
const LONGEST: usize = 600;

/// The text of the language that says what `text` says within `span`; none where that is not plain, or is the same.
pub(crate) fn reading(text: &str, span: Span, catalog: &Catalog) -> Option<String> {
    let source = span.of(text);
    if source.len() > LONGEST {
        return None;
    }
    let read = |text: &str| {
        let pieces = piece::pieces(text, Span::new(0, text.len()), catalog)?;
        Some(sentence::sentence(&pieces, catalog)?.to_string())
    };
    let said = read(source).or_else(|| read(&lex::ascii(source)?))?;
    (said != source).then_some(said)
}

/// The condition that a whole text is, in parentheses where it is several; none of one that names no field.
pub(crate) fn condition(text: &str, span: Span, catalog: &Catalog) -> Option<String> {
    let pieces = piece::pieces(text, span, catalog)?;
    if text.len() > LONGEST || !reader::Reader::new(&pieces, catalog).names_field() {
        return None;
    }
    let said = sentence::sentence(&pieces, catalog)?;
    Some(if matches!(said, said::Said::All(_) | said::Said::Any(_)) { format!("({said})") } else { said.to_string() })
}

/// The same for a text that has no words but the language's own, in one spelling; none for others.
fn plain_reading(text: &str, catalog: &Catalog) -> Option<String> {
    const OWN: &str =
        "and or not is in between contain contains does starts with last the empty = != ~ !~ ^= > >= < <= ..";
    let mut pieces = piece::pieces(text, Span::new(0, text.len()), catalog)?;
    // What stands in quotes is a value, whatever words it holds.
    pieces.iter_mut().filter(|piece| piece.kind == piece::Kind::Quoted).for_each(|piece| piece.lower.clear());
    let mut reader = reader::Reader::new(&pieces, catalog);
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let field = reader.field_at(at).map(|&(_, length)| length);
        if field.is_none() && reader.role_at(at).is_some() && !OWN.split(' ').any(|own| piece.lower == own) {
            return None;
        }
        at += field.unwrap_or(1);
    }
    reader.unquotes = false;
    Some(reader.sentence()?.to_string())
}

/// The clause that begins at `start`: up to `and`, `or`, a `)` that was not opened in it, or the end.
fn clause(text: &str, start: usize) -> Span {
    let mut at = start;
    let mut end = start;
    let mut depth = 0_usize;
    // What is longer is not read, so that many mistakes in one long text do not each look at all of it.
    let near = text.get(..text.floor_char_boundary(start.saturating_add(LONGEST + 20))).unwrap_or(text);
    while let Some(rest) = near.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = match rest.as_bytes().first() {
            Some(b'(' | b'[' | b'{') => {
                depth += 1;
                1
            }
            Some(b')' | b']' | b'}') if depth == 0 => break,
            Some(b')' | b']' | b'}') => {
                depth -= 1;
                1
            }
            Some(b'"' | b'\'') => lex::quoted(rest).map_or(first, |(after, _)| rest.len() - after.len()),
            _ => {
                let word = lex::leading_word(rest);
                if depth == 0 && matches!(lex::reserved(word), Some(Reserved::And | Reserved::Or)) {
                    break;
                }
                word.len().max(first)
            }
        };
        at += length;
        if !rest.starts_with(char::is_whitespace) {
            end = at;
        }
    }
    if at - start > LONGEST {
        return Span::new(start, text.len());
    }
    Span::new(start, end)
}

/// The place within `span` that `reading` changes, in whole words, and what it puts there.
fn change(text: &str, span: Span, reading: &str) -> (Span, String) {
    let source = span.of(text);
    let common = |(a, b): &(char, char)| a == b;
    let before: usize = source.chars().zip(reading.chars()).take_while(common).map(|(c, _)| c.len_utf8()).sum();
    let cut = |text: &str| text.get(..before).and_then(|start| start.rfind(' ')).map_or(0, |space| space + 1);
    let before = cut(source);
    let (rest, other) = (source.get(before..).unwrap_or_default(), reading.get(before..).unwrap_or_default());
    let after: usize = rest.chars().rev().zip(other.chars().rev()).take_while(common).map(|(c, _)| c.len_utf8()).sum();
    let tail = rest.get(rest.len() - after..).unwrap_or_default();
    let after = tail.find(' ').map_or(0, |space| tail.len() - space);
    let place = Span::new(span.start + before, span.end - after);
    (place, other.get(..other.len() - after).unwrap_or_default().to_owned())
}
