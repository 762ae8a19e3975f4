//! The words of a shell's command lines, with the place of each byte.

use super::carried::{Carried, Layer};
use crate::json::{Escape, escape};
use crate::span::Span;

/// A word as the shell passes it on.
pub(super) struct Word {
    /// What it says.
    pub(super) carried: Carried,
    /// What the shell would put something else for: `$TAG`, `$(…)`. Where it stands in the source.
    pub(super) expansions: Vec<Span>,
    /// Where a `&` without quotes ends it, and with it the command.
    pub(super) cut: Option<Span>,
}

/// The words of each command of `source`, a POSIX shell's: quotes, backslashes and line continuations are read, nothing is
/// expanded. A line break is taken for a space, as it is where its backslash was lost. None where a quote is never closed.
pub(super) fn commands(source: &Carried) -> Option<Vec<Vec<Word>>> {
    let text = &*source.json;
    let mut commands = vec![Vec::new()];
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        let rest = text.get(at..)?;
        if rest.starts_with("\\\n") || rest.starts_with("\\\r\n") {
            at += rest.find('\n')? + 1;
            continue;
        }
        let Some(first) = rest.chars().next() else { return Some(commands) };
        if ends_word(first) {
            at += 1;
            if !matches!(first, '<' | '>') {
                commands.push(Vec::new());
            }
            continue;
        }
        let mut reader =
            Reader { source, text, begin: at, at, bytes: Vec::new(), starts: Vec::new(), expansions: Vec::new() };
        let word = reader.word()?;
        at = reader.at;
        if word.carried.json == "curl" {
            commands.push(Vec::new());
        }
        commands.last_mut()?.push(word);
    }
}

const fn ends_word(character: char) -> bool {
    matches!(character, '|' | ';' | '&' | '<' | '>' | '(' | ')')
}

struct Reader<'s> {
    source: &'s Carried,
    text: &'s str,
    begin: usize,
    at: usize,
    bytes: Vec<u8>,
    starts: Vec<usize>,
    expansions: Vec<Span>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn put(&mut self, character: char, length: usize) {
        let mut buffer = [0; 4];
        for byte in character.encode_utf8(&mut buffer).bytes() {
            self.bytes.push(byte);
            self.starts.push(self.at - self.begin);
        }
        self.at += length;
    }

    /// Reads the word that begins here; none where a quote is never closed.
    fn word(&mut self) -> Option<Word> {
        // A fix is written for the first quotes of the word.
        let mut layer = None;
        while let Some(character) = self.rest().chars().next() {
            match character {
                '\'' => {
                    layer = layer.or(Some(Layer::ShellSingle));
                    self.at += 1;
                    self.single()?;
                }
                '"' => {
                    layer = layer.or(Some(Layer::ShellDouble));
                    self.at += 1;
                    self.double()?;
                }
                '$' if self.rest().starts_with("$'") => {
                    layer = layer.or(Some(Layer::ShellAnsi));
                    self.at += 2;
                    self.ansi()?;
                }
                '\\' => {
                    let next = self.rest().chars().nth(1)?;
                    if next == '\n' {
                        self.at += 2;
                    } else {
                        self.put(next, 1 + next.len_utf8());
                    }
                }
                space if space.is_whitespace() => break,
                end if ends_word(end) => break,
                plain => self.plain(plain),
            }
        }
        self.starts.push(self.at - self.begin);
        let cut = self
            .rest()
            .strip_prefix('&')
            .is_some_and(|rest| rest.starts_with(|c: char| c != '&' && !c.is_whitespace()));
        let cut = cut.then(|| self.source.span(Span::new(self.at, self.at + 1)));
        let part = self.source.part(Span::new(self.begin, self.at));
        let (bytes, starts) = (std::mem::take(&mut self.bytes), std::mem::take(&mut self.starts));
        let carried = part.decoded(layer.unwrap_or(Layer::ShellDouble), bytes, &starts).ok()?;
        Some(Word { carried, expansions: std::mem::take(&mut self.expansions), cut })
    }

    /// A character that stands for itself, unless the shell expands what it begins.
    fn plain(&mut self, character: char) {
        let begins_name = |next: char| next.is_ascii_alphanumeric() || matches!(next, '_' | '{' | '(' | '@' | '*');
        let expands = match character {
            '`' => true,
            '$' => self.rest().chars().nth(1).is_some_and(begins_name),
            _ => false,
        };
        if expands {
            let name = |next: char| !(next.is_ascii_alphanumeric() || next == '_');
            let rest = self.text.get(self.at + 1..).unwrap_or_default();
            let closing = match rest.chars().next() {
                Some('{') => rest.find('}').map(|end| end + 1),
                Some('(') => rest.find(')').map(|end| end + 1),
                _ if character == '`' => rest.find('`').map(|end| end + 1),
                _ => rest.find(name),
            };
            let length = closing.unwrap_or(rest.len());
            self.expansions.push(self.source.span(Span::new(self.at, self.at + 1 + length)));
        }
        self.put(character, character.len_utf8());
    }

    fn single(&mut self) -> Option<()> {
        loop {
            match self.rest().chars().next()? {
                '\'' => {
                    self.at += 1;
                    return Some(());
                }
                plain => self.put(plain, plain.len_utf8()),
            }
        }
    }

    fn double(&mut self) -> Option<()> {
        loop {
            match self.rest().chars().next()? {
                '"' => {
                    self.at += 1;
                    return Some(());
                }
                '\\' => match self.rest().chars().nth(1)? {
                    '\n' => self.at += 2,
                    escaped @ ('"' | '\\' | '$' | '`') => self.put(escaped, 2),
                    _ => self.put('\\', 1),
                },
                plain => self.plain(plain),
            }
        }
    }

    /// `$'…'` of bash, as browsers copy it, with the escapes of C.
    fn ansi(&mut self) -> Option<()> {
        loop {
            let rest = self.rest();
            match rest.chars().next()? {
                '\'' => {
                    self.at += 1;
                    return Some(());
                }
                '\\' => match escape(rest) {
                    Escape::Character(character, length) => self.put(character, length),
                    // Another one is not told apart.
                    Escape::Surrogate(length) | Escape::Wrong(length) => {
                        self.expansions.push(self.source.span(Span::new(self.at, self.at + length)));
                        self.put('\\', length);
                    }
                },
                plain => self.put(plain, plain.len_utf8()),
            }
        }
    }
}
