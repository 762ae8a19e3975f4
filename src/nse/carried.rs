//! What a source carries within other notations, with the place of each byte in the source.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Edit};
use crate::json::{Escape, escape, quoted};
use crate::span::Span;

/// A notation that a query may be wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// The percent-encoding of URLs.
    Percent,
    /// The escapes of a JSON string, as most languages' string literals have them too.
    JsonString,
    /// A shell's `'…'`.
    ShellSingle,
    /// A shell's `"…"`.
    ShellDouble,
    /// `$'…'` of bash.
    ShellAnsi,
    /// A literal of Python.
    Python,
    /// A literal of JavaScript, which JSON is.
    JavaScript,
}

impl Layer {
    /// `text` in this notation.
    fn write(self, text: &str) -> String {
        match self {
            Self::Percent => url_encode(text),
            Self::JsonString => {
                let quoted = quoted(text);
                quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().to_owned()
            }
            Self::Python => python(text),
            Self::JavaScript => text.to_owned(),
            Self::ShellAnsi => text.replace('\\', r"\\").replace('\'', r"\'").replace('\n', r"\n"),
            Self::ShellSingle => text.replace('\'', r"'\''"),
            Self::ShellDouble => {
                let mut out = String::with_capacity(text.len());
                for character in text.chars() {
                    if matches!(character, '"' | '\\' | '$' | '`') {
                        out.push('\\');
                    }
                    out.push(character);
                }
                out
            }
        }
    }
}

/// A part of JSON as Python writes it.
fn python(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    // Every other part stands between quotes; a quote with a backslash ends none.
    let (mut rest, mut string) = (json, false);
    while !rest.is_empty() {
        let mut escaped = false;
        let end = rest.bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let (part, after) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        if string {
            out.push_str(part);
        } else {
            out.push_str(&part.replace("true", "True").replace("false", "False").replace("null", "None"));
        }
        (rest, string) = (after, !string);
    }
    out
}

/// `text` with every byte percent-encoded but the unreserved characters of RFC 3986: letters, digits, `-`, `.`, `_`, `~`.
pub fn url_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// `text` as one word of a POSIX shell.
pub(super) fn shell_quoted(text: &str) -> String {
    format!("'{}'", Layer::ShellSingle.write(text))
}

/// A part of a source, as its notations say it.
#[derive(Clone, Debug)]
pub(crate) struct Carried {
    pub(crate) json: String,
    /// Where each byte of it starts in the source, and where the last one ends.
    starts: Vec<usize>,
    /// The notations around it, the outermost first.
    layers: Vec<Layer>,
    /// What is odd about the source around it.
    pub(crate) warnings: Vec<Diagnostic>,
    /// Whether the source holds more, which is not read.
    pub(crate) excerpt: bool,
}

impl Carried {
    /// The bytes of `source` at `span`, as they are.
    pub(super) fn plain(source: &str, span: Span) -> Self {
        Self {
            json: span.of(source).to_owned(),
            starts: (span.start..=span.end).collect(),
            layers: Vec::new(),
            warnings: Vec::new(),
            excerpt: false,
        }
    }

    /// A part of it, in the same notations.
    pub(super) fn part(&self, span: Span) -> Self {
        let starts = self.starts.get(span.start..=span.end).unwrap_or_default().to_vec();
        Self {
            json: span.of(&self.json).to_owned(),
            starts,
            layers: self.layers.clone(),
            warnings: self.warnings.clone(),
            excerpt: self.excerpt,
        }
    }

    /// What `bytes` say, which were read from it in `layer`; `starts` tells where in it each of them starts, and where the
    /// last one ends.
    ///
    /// # Errors
    /// The bytes and their places in the source, where they are not UTF-8.
    pub(super) fn decoded(self, layer: Layer, bytes: Vec<u8>, starts: &[usize]) -> Result<Self, (Vec<u8>, Vec<usize>)> {
        let place = |at: &usize| self.starts.get(*at).or(self.starts.last()).copied().unwrap_or_default();
        let starts: Vec<usize> = starts.iter().map(place).collect();
        let mut layers = self.layers;
        layers.push(layer);
        match String::from_utf8(bytes) {
            Ok(json) => Ok(Self { json, starts, layers, warnings: self.warnings, excerpt: self.excerpt }),
            Err(error) => Err((error.into_bytes(), starts)),
        }
    }

    /// What the string says that all of it writes, between its quotes where it has some.
    pub(super) fn unescaped(self) -> Self {
        let quoted = self.json.len() >= 2 && self.json.starts_with('"') && self.json.ends_with('"');
        self.without_escapes(quoted)
    }

    /// What the string says of which it is what stands between the quotes.
    pub(super) fn unescaped_inner(self) -> Self {
        self.without_escapes(false)
    }

    fn without_escapes(self, quoted: bool) -> Self {
        let json = self.json.clone();
        let (mut at, end) = if quoted { (1, json.len() - 1) } else { (0, json.len()) };
        let (mut bytes, mut starts) = (Vec::with_capacity(json.len()), Vec::with_capacity(json.len() + 1));
        while let Some(rest) = json.get(at..end).filter(|rest| !rest.is_empty()) {
            let (character, length) = match (rest.starts_with('\\'), escape(rest)) {
                (true, Escape::Character(character, length)) => (character, length),
                _ => rest.chars().next().map_or(('\0', 1), |character| (character, character.len_utf8())),
            };
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                bytes.push(byte);
                starts.push(at);
            }
            at += length;
        }
        starts.push(end);
        // Characters make no bytes that are not UTF-8.
        self.clone().decoded(Layer::JsonString, bytes, &starts).unwrap_or(self)
    }

    /// Where in the source `span` of it stands.
    pub(crate) fn span(&self, span: Span) -> Span {
        let place = |at: usize| self.starts.get(at).or(self.starts.last()).copied().unwrap_or_default();
        Span::new(place(span.start), place(span.end))
    }

    /// Where in the source it stands.
    pub(super) fn place(&self) -> Span {
        self.span(Span::new(0, self.json.len()))
    }

    /// `text` as it is written at its place in the source.
    fn written(&self, text: &str) -> String {
        self.layers.iter().rev().fold(text.to_owned(), |text, layer| layer.write(&text))
    }

    /// What was found in it, as it is found in the source; what a fix writes is in the notations around it.
    pub(crate) fn placed(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in &mut found {
            diagnostic.span = self.span(diagnostic.span);
            for label in &mut diagnostic.related {
                label.span = self.span(label.span);
            }
            for edit in diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
                *edit = Edit { span: self.span(edit.span), text: self.written(&edit.text) };
            }
        }
        found
    }
}
