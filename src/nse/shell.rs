//! The words of a shell's command line, with the place of each byte.

use super::carried::{Carried, Layer};
use crate::span::Span;

/// A word as the shell passes it on.
pub(super) struct Word {
    pub(super) carried: Carried,
    /// What it says.
    pub(super) text: String,
}

/// The words of `line`, a POSIX shell's: quotes, backslashes and line continuations are read, nothing is expanded. None
/// where a quote is never closed.
pub(super) fn words(source: &str, line: Span) -> Option<Vec<Word>> {
    let text = line.of(source);
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        let blank = |rest: &str| rest.len() - rest.trim_start().len();
        at += blank(text.get(at..)?);
        if text.get(at..)?.starts_with("\\\n") || text.get(at..)?.starts_with("\\\r\n") {
            at += text.get(at..)?.find('\n')? + 1;
            continue;
        }
        if at >= text.len() {
            return Some(words);
        }
        at = word(source, line, at, &mut words)?;
    }
}

/// Reads the word that begins at `at` of the line; where it ends.
fn word(source: &str, line: Span, mut at: usize, words: &mut Vec<Word>) -> Option<usize> {
    let text = line.of(source);
    let begin = at;
    let (mut bytes, mut starts) = (Vec::new(), Vec::new());
    let mut quote: Option<char> = None;
    // A fix is written for the first quotes of the word.
    let mut layer = None;
    while let Some(character) = text.get(at..)?.chars().next() {
        let mut put = |character: char, at: usize| {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                bytes.push(byte);
                starts.push(at - begin);
            }
        };
        let length = character.len_utf8();
        match (quote, character) {
            (None, '\'' | '"') => {
                quote = Some(character);
                layer = layer.or(Some(if character == '"' { Layer::ShellDouble } else { Layer::ShellSingle }));
            }
            (Some(open), close) if open == close => quote = None,
            (None | Some('"'), '\\') => {
                let next = text.get(at + 1..)?.chars().next()?;
                let plain = quote.is_some() && !matches!(next, '"' | '\\' | '$' | '`' | '\n');
                if plain {
                    put('\\', at);
                } else {
                    if next != '\n' {
                        put(next, at);
                    }
                    at += next.len_utf8();
                }
            }
            (None, space) if space.is_whitespace() => break,
            (_, plain) => put(plain, at),
        }
        at += length;
    }
    if quote.is_some() {
        return None;
    }
    starts.push(at - begin);
    let plain = Carried::plain(source, Span::new(line.start + begin, line.start + at));
    let carried = plain.decoded(layer.unwrap_or(Layer::ShellDouble), bytes, &starts).ok()?;
    words.push(Word { text: carried.json.clone(), carried });
    Some(at)
}
