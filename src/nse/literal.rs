//! Object literals of code, as the JSON that a serializer makes of them.

use super::carried::Layer;
use super::code::{Form, Kind, Token, excerpt};
use super::expression::{Code, Range};
use super::sent::Said;
use crate::json::{Escape, escape};
use crate::span::Span;

/// The language that a literal is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Python,
    JavaScript,
    Php,
}

impl Language {
    /// What makes JSON of an object.
    pub(super) const fn serializer(self) -> &'static str {
        match self {
            Self::Python => "json.dumps",
            Self::JavaScript => "JSON.stringify",
            Self::Php => "json_encode",
        }
    }

    const fn layer(self) -> Layer {
        match self {
            Self::Python => Layer::Python,
            // JSON is JavaScript; PHP's arrays are not read.
            Self::JavaScript | Self::Php => Layer::JavaScript,
        }
    }

    /// The JSON of a constant.
    fn constant(self, word: &str) -> Option<&'static str> {
        let words = match self {
            Self::Python => ["True", "False", "None"],
            Self::JavaScript | Self::Php => ["true", "false", "null"],
        };
        let at = words.iter().position(|constant| *constant == word)?;
        ["true", "false", "null"].get(at).copied()
    }
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// A key, or the end of the object.
    Key,
    Colon,
    /// A value, or the end of the array.
    Value,
    /// A comma, or the end.
    End,
}

/// A bracket that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Object,
    Array,
    /// Parentheses around one value.
    Parentheses,
}

/// The JSON so far, each byte with its place in the code.
struct Json<'a> {
    source: &'a str,
    bytes: Vec<u8>,
    starts: Vec<usize>,
}

impl Json<'_> {
    /// `text` for what stands at `at`.
    fn put(&mut self, text: &str, at: usize) {
        self.bytes.extend(text.bytes());
        self.starts.extend(text.bytes().map(|_| at));
    }

    fn copy(&mut self, span: Span) {
        self.bytes.extend(span.of(self.source).bytes());
        self.starts.extend(span.start..span.end);
    }

    /// White space as it is, a comment as a space. Whether the language has such comments.
    fn gap(&mut self, span: Span, language: Language) -> bool {
        let text = span.of(self.source);
        if text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            self.copy(span);
            return true;
        }
        self.put(" ", span.start);
        // A comment of JavaScript may go over lines, and hold such signs.
        let mut lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty());
        match language {
            // In Python `//` divides.
            Language::Python => lines.all(|line| line.starts_with('#')),
            Language::JavaScript => lines.next().is_none_or(|first| !first.starts_with('#')),
            Language::Php => true,
        }
    }

    /// A string of JSON for a literal's; false where an escape says different things in different languages.
    fn string(&mut self, token: Token, inner: Span, form: Form, language: Language) -> bool {
        let text = inner.of(self.source);
        // A line may break within `'''…'''` and within a template.
        let quote = inner.start.checked_sub(1).and_then(|at| self.source.as_bytes().get(at)).copied();
        let lines = token.span.end - inner.end == 3 || quote == Some(b'`');
        self.put("\"", token.span.start);
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let Some(character) = rest.chars().next() else { break };
            let place = inner.start + at;
            let mut length = character.len_utf8();
            match character {
                '"' => self.put("\\\"", place),
                '\\' if form == Form::Raw => self.put("\\\\", place),
                '\\' => {
                    length = match escape(rest) {
                        // JavaScript drops the backslash, Python does not.
                        _ if rest.starts_with("\\/") && language == Language::Python => return false,
                        Escape::Character(said, length) => {
                            match rest.as_bytes().get(1) {
                                Some(b'\'') => self.put("'", place),
                                Some(b'x') => match said {
                                    '"' => self.put("\\\"", place),
                                    '\\' => self.put("\\\\", place),
                                    '\0'..='\x1f' => self.put(&format!("\\u{:04x}", u32::from(said)), place),
                                    other => self.put(other.encode_utf8(&mut [0; 4]), place),
                                },
                                _ => self.copy(Span::new(place, place + length)),
                            }
                            length
                        }
                        // The error is that of the JSON.
                        Escape::Surrogate(length) => {
                            self.copy(Span::new(place, place + length));
                            length
                        }
                        Escape::Wrong(_) => return false,
                    }
                }
                '\n' if lines => self.put("\\n", place),
                '\r' if lines => self.put("\\r", place),
                '\t' => self.put("\\t", place),
                _ => self.copy(Span::new(place, place + length)),
            }
            at += length;
        }
        self.put("\"", inner.end);
        true
    }
}

impl Code<'_> {
    /// The JSON that the serializer of `language` makes of the object or the list that all of `range` is.
    pub(super) fn serialized(&self, range: &Range, language: Language) -> Said {
        let mut json = Json { source: &self.at.json, bytes: Vec::new(), starts: Vec::new() };
        let mut open: Vec<Within> = Vec::new();
        let mut next = Next::Value;
        let mut at = range.start;
        let mut before: Option<Token> = None;
        while let Some(&token) = self.get(at).filter(|_| at < range.end) {
            if let Some(before) = before
                && !json.gap(Span::new(before.span.end, token.span.start), language)
            {
                return self.undecided(at - 1, range.end);
            }
            before = Some(token);
            let closes = matches!(self.get(at + 1).map(|token| token.kind), Some(Kind::Close));
            let after = |within: Option<&Within>| match within {
                Some(Within::Object) => Next::Key,
                _ => Next::Value,
            };
            next = match (token.kind, next) {
                (Kind::Open(close), Next::Value) => {
                    let Some((within, bracket)) = self.opened(at, close, language) else {
                        return self.undecided(at, range.end);
                    };
                    json.put(bracket, token.span.start);
                    open.push(within);
                    after(Some(&within))
                }
                (Kind::Close, Next::Key | Next::Value | Next::End) => {
                    let bracket = match open.pop() {
                        Some(Within::Object) => "}",
                        Some(Within::Array) => "]",
                        _ => " ",
                    };
                    json.put(bracket, token.span.start);
                    Next::End
                }
                (Kind::Comma, Next::End) if open.last() != Some(&Within::Parentheses) => {
                    // One after the last item is left out.
                    json.put(if closes { " " } else { "," }, token.span.start);
                    after(open.last())
                }
                (Kind::Sign, Next::Colon) if self.is(at, ":") => {
                    json.copy(token.span);
                    Next::Value
                }
                (Kind::Text { inner, form }, Next::Key | Next::Value) => {
                    let Some(form) = self.said_as(token, inner, form) else { return self.undecided(at, at + 1) };
                    if !json.string(token, inner, form, language) {
                        let what = "an escape that JSON does not have".to_owned();
                        return Said::Later { at: self.span(&(at..at + 1)), what };
                    }
                    if next == Next::Key { Next::Colon } else { Next::End }
                }
                (Kind::Word, Next::Key) => {
                    if !self.is_key(at, language) {
                        return self.undecided(at, at + 1);
                    }
                    json.put("\"", token.span.start);
                    json.copy(token.span);
                    json.put("\"", token.span.end);
                    Next::Colon
                }
                (Kind::Word, Next::Value) => {
                    let word = self.text_of(&token);
                    match language.constant(word) {
                        Some(constant) => json.put(constant, token.span.start),
                        None => match number(word) {
                            Some(number) => json.put(&number, token.span.start),
                            None => return self.undecided(at, at + 1),
                        },
                    }
                    Next::End
                }
                (Kind::Sign, Next::Value)
                    if self.is(at, "-")
                        && self.get(at + 1).is_some_and(|word| number(self.text_of(word)).is_some()) =>
                {
                    json.copy(token.span);
                    Next::Value
                }
                (_, Next::Colon) => return self.undecided(at - 1, range.end),
                _ => return self.undecided(at, range.end),
            };
            at += 1;
        }
        let span = self.bytes(range);
        json.starts.push(span.end);
        let starts: Vec<usize> = json.starts.iter().map(|start| start - span.start).collect();
        match self.at.part(span).decoded(language.layer(), json.bytes, &starts) {
            Ok(carried) => Said::Text(carried),
            // What is UTF-8 in pieces is UTF-8.
            Err(_) => self.undecided(range.start, range.end),
        }
    }

    /// What the bracket at `at` opens, and how JSON writes it; none where JavaScript drops values.
    fn opened(&self, at: usize, close: usize, language: Language) -> Option<(Within, &'static str)> {
        if self.is(at, "{") {
            return Some((Within::Object, "{"));
        }
        if self.is(at, "[") {
            return Some((Within::Array, "["));
        }
        let comma = matches!(self.get(close - 1).map(|token| token.kind), Some(Kind::Comma));
        match self.items(at + 1..close).count() {
            1 if !comma => Some((Within::Parentheses, " ")),
            // A tuple.
            _ => (language == Language::Python).then_some((Within::Array, "[")),
        }
    }

    /// How the text of a literal is written; none of a template with a hole, and of Python's bytes.
    fn said_as(&self, token: Token, inner: Span, form: Form) -> Option<Form> {
        let text = inner.of(&self.at.json);
        let prefix = Span::new(token.span.start, inner.start).of(&self.at.json).trim_end_matches(['"', '\'', '`']);
        match form {
            _ if prefix.contains(['b', 'B']) => None,
            Form::Template { python: false } => (!text.contains("${")).then_some(Form::Escaped),
            Form::Template { python: true } if text.contains(['{', '}']) => None,
            Form::Template { python: true } if prefix.contains(['r', 'R']) => Some(Form::Raw),
            Form::Template { python: true } => Some(Form::Escaped),
            form => Some(form),
        }
    }

    /// Whether the word at `at` is a key: a name in JavaScript, or a plain number.
    fn is_key(&self, at: usize, language: Language) -> bool {
        let word = self.get(at).map_or("", |token| self.text_of(token));
        let number = word.bytes().all(|byte| byte.is_ascii_digit()) && !(word.len() > 1 && word.starts_with('0'));
        let name = language == Language::JavaScript && !word.starts_with(|c: char| c.is_ascii_digit());
        self.is(at + 1, ":") && !word.contains('.') && (number || name)
    }

    /// What no literal is, from the token at `start` to the next comma or bracket, or to `end`.
    fn undecided(&self, start: usize, end: usize) -> Said {
        let mut stop = start;
        while stop < end
            && (stop == start || !matches!(self.get(stop).map(|token| token.kind), Some(Kind::Comma | Kind::Close)))
        {
            stop = match self.get(stop).map(|token| token.kind) {
                Some(Kind::Open(close)) => close + 1,
                _ => stop + 1,
            };
        }
        let range = start..stop.min(end).max(start + 1);
        let text = self.span_of(&range);
        let what = match self.get(start) {
            Some(Token { kind: Kind::Word, .. })
                if range.len() == 1 && text.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                format!("the number `{text}`")
            }
            Some(Token { kind: Kind::Word, .. }) if range.len() == 1 => format!("the variable `{text}`"),
            _ => format!("`{}`", excerpt(text)),
        };
        Said::Later { at: self.span(&range), what }
    }
}

/// The JSON of a number as Python and JavaScript write it alike; none of `010`, which is none or another one.
fn number(word: &str) -> Option<String> {
    let radix = |prefix: [&str; 2], radix: u32| {
        let digits = prefix.iter().find_map(|prefix| word.strip_prefix(prefix))?;
        let parted = digits.split('_').all(|part| !part.is_empty() && part.chars().all(|c| c.is_digit(radix)));
        u64::from_str_radix(&digits.replace('_', ""), radix).ok().filter(|_| parted)
    };
    let found = radix(["0x", "0X"], 16).or_else(|| radix(["0o", "0O"], 8)).or_else(|| radix(["0b", "0B"], 2));
    if let Some(found) = found {
        return Some(found.to_string());
    }
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (word, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits =
        |text: &str| text.split('_').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let plain = digits(whole) && fraction.is_none_or(digits) && exponent.is_none_or(digits);
    let leading = whole.len() > 1 && whole.starts_with('0');
    (plain && !leading).then(|| word.replace('_', ""))
}
