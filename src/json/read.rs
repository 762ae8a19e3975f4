//! One pass over the text. What people write for JSON is read too, each with its error, so that all mistakes of a query
//! are found at once; where that cannot be, reading stops at the first place that makes no sense.

use super::document::Document;
use super::fixes;
use super::node::{MAX_DEPTH, Node, Sort};
use crate::diagnostic::Collector;
use crate::diagnostic::Edit;
use crate::span::Span;

/// Reads `source`, of less than 4 GiB, and reports every mistake; also whether reading came to its end.
///
/// At most `nesting` objects and arrays may be open at once.
pub(crate) fn read<'a>(source: &'a str, nesting: usize, report: &mut Collector) -> (Document<'a>, bool) {
    let (nodes, complete) = nodes(source, nesting, report);
    (Document::new(source, nodes), complete)
}

fn nodes(source: &str, nesting: usize, report: &mut Collector) -> (Vec<Node>, bool) {
    let mut reader = Reader::new(source, nesting, report);
    let outcome = reader.document();
    let Reader { mut nodes, python, open, depth, .. } = reader;
    let open = open.get(..depth).unwrap_or_default();
    match outcome {
        Ok(()) => {
            if let Some(first) = python.first() {
                report.error(|| fixes::python(first.span, python.clone()));
            }
            return (nodes, true);
        }
        Err(Stop::Reported) => {}
        Err(Stop::At { at, expected }) => {
            let open: Vec<Span> = open.iter().filter_map(|&id| nodes.get(id as usize).map(Node::opening)).collect();
            report.error(|| fixes::not_json(source, at, expected, &open, is_readable));
        }
    }
    // What is open ends where the text does, so that the places in it can be named.
    let (next, end) = (number(nodes.len()), number(source.len()));
    for &id in open {
        if let Some(node) = nodes.get_mut(id as usize) {
            (node.next, node.end) = (next, end);
        }
    }
    (nodes, false)
}

/// Whether `source` is NSE JSON rather than filter text: its first character, after a byte order mark, white space and
/// comments, which JSON has by mistake, is `{` or `[`. A parameter of filter text, `{name}`, is not an object.
pub fn is_json(source: &str) -> bool {
    let mut rest = source.trim_start_matches('\u{feff}').trim_start();
    loop {
        let after = match rest.get(..2) {
            Some("//") => rest.split_once(['\n', '\r']),
            Some("/*") => rest.split_once("*/"),
            _ => return rest.starts_with(['{', '[']) && crate::lex::parameter(rest).is_err(),
        };
        rest = after.map_or("", |(_, after)| after.trim_start());
    }
}

/// Sources are below 4 GiB, see the caller.
#[allow(clippy::cast_possible_truncation)]
const fn number(length: usize) -> u32 {
    length as u32
}

/// Whether `source` can be read to its end.
fn is_readable(source: &str) -> bool {
    Reader::new(source, MAX_DEPTH, &mut Collector::new(0)).document().is_ok()
}

/// Why reading cannot go on.
pub(crate) enum Stop {
    /// Something else stands there.
    At { at: usize, expected: &'static str },
    /// The error is reported.
    Reported,
}

pub(crate) struct Reader<'a, 'r> {
    pub(crate) source: &'a str,
    pub(crate) at: usize,
    nodes: Vec<Node>,
    /// The containers that are open, the first `depth` of these.
    open: [u32; MAX_DEPTH],
    depth: usize,
    /// What would make JSON of a Python dictionary.
    pub(crate) python: Vec<Edit>,
    nesting: usize,
    pub(crate) report: &'r mut Collector,
}

impl<'a, 'r> Reader<'a, 'r> {
    fn new(source: &'a str, nesting: usize, report: &'r mut Collector) -> Self {
        // A clause takes five nodes, and twenty-five bytes or more.
        let nodes = Vec::with_capacity(source.len() / 5 + 4);
        let at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            source,
            at,
            nodes,
            open: [0; MAX_DEPTH],
            depth: 0,
            python: Vec::new(),
            nesting: nesting.min(MAX_DEPTH),
            report,
        }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    pub(crate) fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn document(&mut self) -> Result<(), Stop> {
        loop {
            self.space()?;
            if self.value()? {
                continue;
            }
            // A value has ended; so may the containers around it.
            loop {
                self.space()?;
                let Some(&container) = self.depth.checked_sub(1).and_then(|last| self.open.get(last)) else {
                    self.trailing();
                    return Ok(());
                };
                let object = self.is_object(container);
                let close = if object { b'}' } else { b']' };
                match self.peek() {
                    Some(b',') => {
                        if self.comma(close)? {
                            continue;
                        }
                        if object {
                            self.key()?;
                        }
                        break;
                    }
                    Some(byte) if byte == close => self.close(),
                    _ if object => return self.stop("`,` or `}`"),
                    _ => return self.stop("`,` or `]`"),
                }
            }
        }
    }

    pub(crate) fn stop<T>(&self, expected: &'static str) -> Result<T, Stop> {
        Err(Stop::At { at: self.at, expected })
    }

    fn is_object(&self, id: u32) -> bool {
        self.nodes.get(id as usize).is_some_and(|node| node.sort == Sort::Object)
    }

    /// Skips white space, and comments with their error.
    #[inline]
    fn space(&mut self) -> Result<(), Stop> {
        // Mostly there is none.
        if matches!(self.peek(), Some(b'\t' | b'\n' | b'\r' | b' ' | b'/' | b'#')) { self.some_space() } else { Ok(()) }
    }

    #[inline(never)] // so that what is there mostly is inlined
    fn some_space(&mut self) -> Result<(), Stop> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/' | b'#') => self.comment()?,
                _ => return Ok(()),
            }
        }
    }

    fn comment(&mut self) -> Result<(), Stop> {
        let rest = self.rest();
        let length = if rest.starts_with("//") || rest.starts_with('#') {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            match rest.find("*/") {
                Some(end) => end + 2,
                None => return self.stop("the end of the comment, `*/`"),
            }
        } else {
            return self.stop("a text in double quotes; NSE has no regular expressions");
        };
        let span = Span::new(self.at, self.at + length);
        self.report.error(|| fixes::comment(span));
        self.at = span.end;
        Ok(())
    }

    /// Reads a comma; whether it is followed by `close`, which is an error.
    fn comma(&mut self, close: u8) -> Result<bool, Stop> {
        let comma = Span::new(self.at, self.at + 1);
        self.at += 1;
        self.space()?;
        let trailing = self.peek() == Some(close);
        if trailing {
            self.report.error(|| fixes::trailing_comma(comma));
        }
        Ok(trailing)
    }

    /// Reads a value; whether it is a container whose first member comes next.
    fn value(&mut self) -> Result<bool, Stop> {
        match self.peek() {
            Some(b'{') => {
                self.open(Sort::Object)?;
                self.space()?;
                if self.peek() == Some(b'}') {
                    self.close();
                    return Ok(false);
                }
                self.key()?;
                return Ok(true);
            }
            Some(b'[') => {
                self.open(Sort::Array)?;
                self.space()?;
                if self.peek() == Some(b']') {
                    self.close();
                    return Ok(false);
                }
                return Ok(true);
            }
            Some(b'"') => self.string(b'"')?,
            Some(b'\'') => self.single_quoted(self.at)?,
            Some(b'0'..=b'9' | b'-' | b'+' | b'.') => self.number(),
            _ => {
                let known = [("true", Sort::Boolean(true)), ("false", Sort::Boolean(false)), ("null", Sort::Null)];
                let word = self.word_end(false);
                match known.into_iter().find(|(name, _)| Some(*name) == self.source.get(self.at..word)) {
                    Some((_, sort)) => self.leaf(sort, word),
                    None => self.word(word, false)?,
                }
            }
        }
        Ok(false)
    }

    fn key(&mut self) -> Result<(), Stop> {
        match self.peek() {
            Some(b'"') => self.string(b'"')?,
            Some(b'\'') => self.single_quoted(self.at)?,
            _ => {
                let end = self.word_end(true);
                if end == self.at {
                    return self.stop("a key in double quotes");
                }
                self.word(end, true)?;
            }
        }
        self.space()?;
        if self.peek() != Some(b':') {
            return self.stop("`:`");
        }
        self.at += 1;
        Ok(())
    }

    /// Whether an object or an array is open.
    pub(crate) const fn is_inside(&self) -> bool {
        self.depth > 0
    }

    pub(crate) fn leaf(&mut self, sort: Sort, end: usize) {
        let next = number(self.nodes.len()) + 1;
        self.nodes.push(Node { sort, start: number(self.at), end: number(end), next });
        self.at = end;
    }

    fn open(&mut self, sort: Sort) -> Result<(), Stop> {
        let id = number(self.nodes.len());
        let nesting = self.nesting;
        let Some(slot) = self.open.get_mut(..nesting).and_then(|open| open.get_mut(self.depth)) else {
            let span = Span::new(self.at, self.at + 1);
            self.report.error(|| fixes::too_deep(span, nesting));
            return Err(Stop::Reported);
        };
        *slot = id;
        self.depth += 1;
        self.leaf(sort, self.at + 1);
        Ok(())
    }

    fn close(&mut self) {
        self.at += 1;
        let next = number(self.nodes.len());
        self.depth -= 1;
        let container = self.open.get(self.depth).copied();
        if let Some(node) = container.and_then(|id| self.nodes.get_mut(id as usize)) {
            node.end = number(self.at);
            node.next = next;
        }
    }

    /// After the outermost value.
    fn trailing(&mut self) {
        if self.at < self.source.len() {
            let span = Span::new(self.at, self.source.trim_end_matches([' ', '\t', '\n', '\r']).len());
            let source = self.source;
            self.report.error(|| fixes::trailing(source, span));
        }
    }
}
